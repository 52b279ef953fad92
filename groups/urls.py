from django.urls import path

from groups.views import ask, availability, calls, dividing, groups, invitations, kinds, lawful, members

app_name = "groups"
urlpatterns = [
    path("", groups.groups, name="groups"),
    path("nieuw/", groups.group_new, name="group_new"),
    path("optellen/", groups.group_sum, name="group_sum"),
    path("soorten/", kinds.kinds, name="kinds"),
    path("soorten/aanvullen/", kinds.kinds_fill, name="kinds_fill"),
    path("soorten/nieuw/", kinds.kind_new, name="kind_new"),
    path("soorten/<int:pk>/", kinds.kind_edit, name="kind_edit"),
    path("<int:pk>/gegevens/", groups.group, name="group"),
    path("<int:pk>/wijzigen/", groups.group_edit, name="group_edit"),
    path("<int:pk>/stap/<slug:step>/", groups.group_step, name="group_step"),
    path("<int:pk>/leerlingen/", members.group_students, name="group_students"),
    path("<int:pk>/leerlingen/eruit/", members.group_students_remove, name="group_students_remove"),
    path("<int:pk>/regels/", lawful.group_lawful, name="group_lawful"),
    path("leerling/<int:pk>/dagen/", members.group_student_days, name="group_student_days"),
    path("<int:pk>/bedrijven/", members.group_companies, name="group_companies"),
    path("<int:pk>/bedrijven/eruit/", members.group_companies_remove, name="group_companies_remove"),
    path("<int:pk>/vragen/", ask.group_ask, name="group_ask"),
    path("<int:pk>/antwoorden/", ask.group_answers, name="group_answers"),
    path("<int:pk>/herinneren/", ask.group_remind, name="group_remind"),
    path("<int:pk>/bellijst/", calls.call_list, name="call_list"),
    path("bedrijf/<int:pk>/", invitations.invitation, name="invitation"),
    path("bedrijf/<int:pk>/antwoord/", invitations.invitation_answer, name="invitation_answer"),
    path("bedrijf/<int:pk>/gebeld/", calls.invitation_call, name="invitation_call"),
    path("bedrijf/<int:pk>/adres/", invitations.invitation_address, name="invitation_address"),
    path("bedrijf/<int:pk>/versturen/", invitations.invitation_resend, name="invitation_resend"),
    path("verdelen/", dividing.divide, name="divide"),
    path("b/<str:token>/beschikbaarheid/", availability.availability, name="availability"),
    path("b/<str:token>/bedankt/", availability.thanks, name="availability_thanks"),
    path("b/<str:token>/agenda.ics", availability.calendar_file, name="availability_days"),
    path("b/<str:token>/doorsturen/", availability.forward, name="availability_forward"),
    path("b/<str:token>/eigen-pagina/", availability.own_page, name="availability_own_page"),
    path("b/<str:token>/geopend/", availability.opened, name="availability_opened"),
]
