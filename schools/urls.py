from django.urls import path

from schools.views import calendar, code_entry, entry, jobs, login_letters, members, security, students

app_name = "schools"
urlpatterns = [
    path("in", code_entry.code_entry, name="code_entry"),
    path("in/ja", code_entry.code_confirm, name="code_confirm"),
    path("b/<str:token>/", entry.entry, name="entry"),
    path("b/<str:token>/code/", entry.entry_code, name="entry_code"),
    path("b/<str:token>/niet-ik/", entry.not_me, name="not_me"),
    path("b/<str:token>/nieuw/", entry.letter_renew, name="letter_renew"),
    path("rol/", members.role, name="role"),
    path("medewerkers/", members.members, name="members"),
    path("medewerkers/<int:pk>/stoppen/", members.member_end, name="member_end"),
    path("veilig-inloggen/", security.security, name="security"),
    path("leerlingen/", students.students, name="students"),
    path("leerlingen/nieuw/", students.student_new, name="student_new"),
    path("leerlingen/brieven/", login_letters.login_letters, name="login_letters"),
    path("leerlingen/brieven/klas/", login_letters.login_letters_of, name="login_letters_of"),
    path("leerlingen/<int:pk>/", students.student, name="student"),
    path("leerlingen/<int:pk>/aanpassen/", students.student_edit, name="student_edit"),
    path("leerlingen/<int:pk>/ouder/", students.guardian_new, name="guardian_new"),
    path("ouders/<int:pk>/stoppen/", students.guardian_end, name="guardian_end"),
    path("ouders/<int:pk>/mailen/", students.guardian_mail, name="guardian_mail"),
    path("werk/<int:pk>/", jobs.job, name="job"),
    path("werk/<int:pk>/bestand/", jobs.job_file, name="job_file"),
    path("vakanties/", calendar.calendar, name="calendar"),
    path("vakanties/invullen/", calendar.calendar_fill, name="calendar_fill"),
    path("vakanties/nieuw/", calendar.closed_days_new, name="closed_days_new"),
    path("vakanties/<int:pk>/", calendar.closed_days, name="closed_days"),
]
