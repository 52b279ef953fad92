from django.urls import path

from schools.views import code_entry, entry

app_name = "schools"
urlpatterns = [
    path("in", code_entry.code_entry, name="code_entry"),
    path("in/ja", code_entry.code_confirm, name="code_confirm"),
    path("b/<str:token>/", entry.entry, name="entry"),
    path("b/<str:token>/code/", entry.entry_code, name="entry_code"),
    path("b/<str:token>/niet-ik/", entry.not_me, name="not_me"),
    path("b/<str:token>/nieuw/", entry.letter_renew, name="letter_renew"),
]
