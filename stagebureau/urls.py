from allauth.account.decorators import secure_admin_login
from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from stagebureau.views import (
    cockpit,
    components,
    demo_door,
    ending,
    failed_mail,
    faults,
    front,
    glass,
    imports,
    look,
    looked,
    mailbox,
    moving,
    our_company,
    ping,
    statements,
)
from stagebureau.views.homes import guardian

admin.site.login = secure_admin_login(admin.site.login)  # one way in, with its limits

school_urls = [
    path("", front.school_home, name="school_home"),
    path("kind/<int:pk>/", guardian.child, name="child"),
    path("toegang-stagebureau/", glass.seen_by_school, name="seen_by_school"),
    path("gekeken/", looked.own, name="looked_at_me"),
    path("leerlingen/<int:pk>/gekeken/", looked.who_looked, name="who_looked"),
    path("mail/", failed_mail.failed_mail, name="failed_mail"),
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
    path("stages/<int:pk>/overplaatsen/<int:invitation>/", moving.transfer_to, name="transfer_to"),
    path("stages/<int:pk>/gaat-niet-door/", ending.cancel, name="placement_cancel"),
    path("stages/<int:pk>/stoppen/", ending.end_early, name="placement_end"),
    path("stages/", include("placements.urls")),
    path("contracten/", include("contracts.urls")),
    path("beoordelingen/", include("assessments.urls")),
]

urlpatterns = [
    path("", front.home, name="home"),
    path("ping", ping.ping, name="ping"),
    path("account/", include("schools.account_urls")),
    path("beheer/", admin.site.urls),
    path("meekijken/", glass.look_along, name="look_along"),
    path("meekijken/stoppen/", glass.stop, name="look_along_stop"),
    path("weergave/", look.change, name="look"),
    path("postvak/", mailbox.inbox, name="mailbox"),
    path("postvak/<str:name>/", mailbox.message, name="mailbox_message"),
    path("postvak/<str:name>/opmaak/", mailbox.layout, name="mailbox_layout"),
    path("postvak/<str:name>/bijlage/<int:number>/", mailbox.attachment, name="mailbox_attachment"),
    path("mijn-bedrijf/", our_company.our_company, name="our_company"),
    path("inloggen/", front.choose_school, name="choose_school"),
    path("toegankelijkheid/", statements.accessibility, name="accessibility"),
    path("privacy/", statements.privacy, name="privacy"),
    path("over/", statements.about, name="about"),
    path("demo/", demo_door.doors, name="demo_doors"),
    path("demo/<str:key>/", demo_door.door, name="demo_door"),
    *([path("componenten/", components.components, name="components")] if settings.DEBUG else []),
    path("<slug:school>/", include(school_urls)),
]
handler404 = faults.not_found
handler500 = faults.broken
