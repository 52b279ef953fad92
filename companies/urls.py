from django.urls import path

from companies.views import companies, facts, network, own, people, proposals

app_name = "companies"
urlpatterns = [
    path("", companies.index, name="companies"),
    path("nieuw/", companies.new, name="company_new"),
    path("nakijken/", facts.check_ask_all, name="check_ask_all"),
    path("voorstellen/", proposals.proposals, name="proposals"),
    path("voorstellen/<int:pk>/", proposals.proposal, name="proposal"),
    path("netwerk/", network.network, name="network"),
    path("vrienden/", network.friends, name="friends"),
    path("vrienden/<int:pk>/logo/", network.friend_logo, name="friend_logo"),
    path("<int:pk>/", companies.detail, name="company"),
    path("<int:pk>/wijzigen/", companies.edit, name="company_edit"),
    path("<int:pk>/geschiedenis/", facts.history, name="history"),
    path("<int:pk>/noteren/", facts.log_new, name="log_new"),
    path("<int:pk>/plaatjes/", facts.pictures, name="pictures"),
    path("<int:pk>/plaatjes/<slug:kind>/", facts.picture, name="picture"),
    path("<int:pk>/erkenning/", facts.recognition, name="recognition"),
    path("<int:pk>/pauze/", facts.pause, name="pause"),
    path("<int:pk>/klopt/", facts.check, name="check"),
    path("<int:pk>/vraag-na/", facts.check_ask, name="check_ask"),
    path("<int:pk>/let-op/", facts.flag, name="flag"),
    path("<int:pk>/vriend/", network.friend, name="friend"),
    path("<int:pk>/contact/", people.contact_new, name="contact_new"),
    path("<int:pk>/contacten/", people.contacts, name="contacts"),
    path("<int:pk>/contacten/<int:number>/", people.contact, name="contact"),
    path("<int:pk>/contacten/<int:number>/vervanger/", people.contact_stand_in, name="contact_stand_in"),
    path("<int:pk>/contacten/<int:number>/stoppen/", people.contact_end, name="contact_end"),
    path("<int:pk>/van-u/gegevens/", own.own_profile, name="own_profile"),
    path("<int:pk>/van-u/klopt/", own.own_check, name="own_check"),
    path("<int:pk>/van-u/pauze/", own.own_pause, name="own_pause"),
    path("<int:pk>/van-u/vervanger/", own.own_stand_in, name="own_stand_in"),
    path("<int:pk>/van-u/mail/", own.own_mail, name="own_mail"),
    path("<int:pk>/van-u/vriend/", own.own_friend, name="own_friend"),
]
