from django.urls import path

from placements.day_urls import day_urls
from placements.views import placements

app_name = "placements"

placement_urls = [
    path("", placements.placements, name="placements"),
    path("<int:pk>/", placements.placement, name="placement"),
    path("<int:pk>/gaat-niet-door/", placements.cancel, name="placement_cancel"),
    path("<int:pk>/stoppen/", placements.end_early, name="placement_end"),
]
urlpatterns = [*placement_urls, *day_urls]
