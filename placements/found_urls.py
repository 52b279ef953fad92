"""The pages about places that students found themselves, and about the talks before a stage."""

from django.urls import path

from placements.views import found, meetings

found_urls = [
    path("zelf-gevonden/", found.found_places, name="found_places"),
    path("zelf-gevonden/nieuw/", found.found_new, name="found_new"),
    path("zelf-gevonden/<int:pk>/", found.found_place, name="found_place"),
    path("zelf-gevonden/<int:pk>/stap/<int:step>/", found.found_step, name="found_step"),
    path("zelf-gevonden/<int:pk>/intrekken/", found.found_withdraw, name="found_withdraw"),
    path("zelf-gevonden/<int:pk>/goedkeuren/", found.found_accept, name="found_accept"),
    path("zelf-gevonden/<int:pk>/kan-niet/", found.found_refuse, name="found_refuse"),
    path("zelf-gevonden/<int:pk>/delen/", found.found_share, name="found_share"),
]
meeting_urls = [
    path("gesprekken/", meetings.meetings, name="meetings"),
    path("gesprekken/nieuw/<int:pk>/", meetings.meeting_new, name="meeting_new"),
    path("gesprekken/<int:pk>/", meetings.meeting, name="meeting"),
    path("gesprekken/<int:pk>/kiezen/", meetings.meeting_choose, name="meeting_choose"),
    path("gesprekken/<int:pk>/anders/", meetings.meeting_again, name="meeting_again"),
    path("gesprekken/<int:pk>/voorbereiden/", meetings.meeting_prepare, name="meeting_prepare"),
    path("gesprekken/<int:pk>/blad/", meetings.meeting_sheet, name="meeting_sheet"),
    path("gesprekken/<int:pk>/uitslag/", meetings.meeting_result, name="meeting_result"),
    path("gesprekken/<int:pk>/terugkijken/", meetings.meeting_back, name="meeting_back"),
    path("gesprekken/<int:pk>/gaat-niet-door/", meetings.meeting_off, name="meeting_off"),
    path("gesprekken/<int:pk>/afspraak.ics", meetings.meeting_ics, name="meeting_ics"),
]
