from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from stagebureau.views import cockpit, faults, front, imports, look, mailbox, ping

admin.site.login = secure_admin_login(admin.site.login)  # one way in, with its limits

school_urls = [
    path("", front.school_home, name="school_home"),
    path("importeren/", imports.index, name="imports"),
    path("importeren/<slug:kind>/nieuw/", imports.new, name="import_new"),
    path("importeren/<int:pk>/", imports.trial, name="import"),
    path("importeren/<int:pk>/verwerken/", imports.carry_out, name="import_carry_out"),
    path("importeren/<int:pk>/weggooien/", imports.drop, name="import_drop"),
    path("importeren/<int:pk>/fouten/", imports.faults, name="import_faults"),
    path("", include("schools.urls")),
    path("bedrijven/", include("companies.urls")),
    path("groepen/<int:pk>/", cockpit.cockpit, name="cockpit"),
    path("groepen/<int:pk>/excel/", cockpit.cockpit_sheet, name="cockpit_sheet"),
    path("groepen/", include("groups.urls")),
    path("stages/", include("placements.urls")),
    path("contracten/", include("contracts.urls")),
    path("beoordelingen/", include("assessments.urls")),
]

urlpatterns = [
    path("", front.home, name="home"),
    path("ping", ping.ping, name="ping"),
    path("account/", include("schools.account_urls")),
    path("beheer/", admin.site.urls),
    path("weergave/", look.change, name="look"),
    path("postvak/", mailbox.inbox, name="mailbox"),
    path("postvak/<str:name>/", mailbox.message, name="mailbox_message"),
    path("postvak/<str:name>/opmaak/", mailbox.layout, name="mailbox_layout"),
    path("postvak/<str:name>/bijlage/<int:number>/", mailbox.attachment, name="mailbox_attachment"),
    path("<slug:school>/", include(school_urls)),
]
handler404 = faults.not_found
handler500 = faults.broken
