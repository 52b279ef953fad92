"""The pages about pieces of work that organisations ask for (prestaties)."""

from django.urls import path

from placements.views import engagements, signups

engagement_urls = [
    path("prestaties/", engagements.engagements, name="engagements"),
    path("prestaties/nieuw/", engagements.engagement_new, name="engagement_new"),
    path("prestaties/<int:pk>/", engagements.engagement, name="engagement"),
    path("prestaties/<int:pk>/wijzigen/", engagements.engagement_edit, name="engagement_edit"),
    path("prestaties/<int:pk>/openen/", engagements.engagement_open, name="engagement_open"),
    path("prestaties/<int:pk>/sluiten/", engagements.engagement_close, name="engagement_close"),
    path("prestaties/<int:pk>/kiezen/", engagements.engagement_decide, name="engagement_decide"),
    path("prestaties/<int:pk>/gaat-niet-door/", engagements.engagement_off, name="engagement_off"),
    path("prestaties/<int:pk>/afronden/", engagements.engagement_finish, name="engagement_finish"),
    path("prestaties/<int:pk>/meedoen/", signups.sign_up, name="sign_up"),
    path("prestaties/<int:pk>/afmelden/", signups.sign_off, name="sign_off"),
    path("prestaties/<int:pk>/verslag/", signups.report, name="engagement_report"),
    path("prestaties/<int:pk>/reactie/", signups.feedback, name="engagement_feedback"),
]
