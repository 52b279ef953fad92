from django.urls import path

from assessments.views import fill, planning, result

app_name = "assessments"
urlpatterns = [
    path("", planning.due, name="due"),
    path("stage/<int:pk>/", planning.assessments, name="assessments"),
    path("stage/<int:pk>/plannen/", planning.plan, name="plan"),
    path("<int:pk>/", result.assessment, name="assessment"),
    path("<int:pk>/andere-dag/", planning.replan, name="replan"),
    path("<int:pk>/gaat-niet-door/", planning.cancel, name="cancel"),
    path("<int:pk>/bedrijf-vragen/", planning.ask_company, name="ask_company"),
    path("<int:pk>/invullen/<int:part>/", fill.fill, name="fill"),
    path("<int:pk>/gesprek/", fill.discuss, name="discuss"),
    path("<int:pk>/samen/<int:part>/", fill.agree, name="agree"),
    path("<int:pk>/afronden/", fill.conclude, name="conclude"),
    path("<int:pk>/vaststellen/", result.finalise, name="finalise"),
    path("<int:pk>/heropenen/", result.reopen, name="reopen"),
    path("<int:pk>/pdf/", result.document, name="document"),
]
