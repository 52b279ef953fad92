"""The few places a role goes to often; the rest is reached from the task list."""

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from schools.enums import Role

HOME = ("school_home", _("Overzicht"))
PLACES = {
    Role.COORDINATOR: [
        HOME,
        ("groups:groups", _("Groepen")),
        ("schools:students", _("Leerlingen")),
        ("companies:companies", _("Bedrijven")),
        ("placements:requests", _("Aanvragen")),
        ("placements:today", _("Vandaag")),
        ("contracts:contracts", _("Contracten")),
        ("imports", _("Importeren")),
    ],
    Role.MENTOR: [
        HOME,
        ("placements:placements", _("Stages")),
        ("placements:today", _("Vandaag")),
        ("contracts:contracts", _("Contracten")),
        ("assessments:due", _("Beoordelingen")),
        ("companies:companies", _("Bedrijven")),
    ],
    Role.DIRECTOR: [HOME, ("groups:groups", _("Groepen")), ("contracts:contracts", _("Contracten"))],
    Role.STUDENT: [HOME],
    Role.GUARDIAN: [HOME],
    Role.SUPERVISOR: [HOME],
}


def navigation(request):
    """[{label, url, current}] for the member of this request; empty for visitors and who only holds a letter."""
    member = getattr(request, "member", None)
    if member is None or not request.user.is_authenticated:
        return []
    here, places = request.path, []
    for name, label in PLACES.get(member.role, [HOME]):
        try:
            url = reverse(name, args=[request.school.slug])
        except NoReverseMatch:
            continue
        current = here == url if name == "school_home" else here.startswith(url)
        places.append({"label": label, "url": url, "current": current})
    return places


def own_places(request):
    """[{label, url}] for the menu under the own name: what one does rarely."""
    member = getattr(request, "member", None)
    if member is None or not request.user.is_authenticated:
        return []
    slug, places = [request.school.slug], []
    if len(request.memberships) > 1:
        places.append((_("Wissel van rol"), reverse("schools:role", args=slug)))
    if member.role in (Role.COORDINATOR, Role.MENTOR, Role.STUDENT):
        places.append((_("Prestaties"), reverse("placements:engagements", args=slug)))
    if member.role == Role.COORDINATOR:
        places.append((_("Medewerkers"), reverse("schools:members", args=slug)))
        places.append((_("Inloggen van collega's"), reverse("schools:security", args=slug)))
        places.append((_("Inloggen met het schoolaccount"), reverse("schools:sign_in_service", args=slug)))
        places.append((_("Vakanties en studiedagen"), reverse("schools:calendar", args=slug)))
        places.append((_("Lesuren"), reverse("schools:lessons", args=slug)))
        places.append((_("Bewaren en wissen"), reverse("schools:retention", args=slug)))
    if member.role == Role.STUDENT:
        places.append((_("Mijn gegevens"), reverse("schools:own_data", args=slug)))
    if member.role == Role.GUARDIAN:
        places.append((_("Gegevens van uw kind"), reverse("schools:own_data", args=slug)))
    if member.role in (Role.COORDINATOR, Role.DIRECTOR):
        places.append((_("Toegang door Stagebureau"), reverse("seen_by_school", args=slug)))
    if request.session.get("more_schools"):
        places.append((_("Mijn scholen"), reverse("home")))
    if "paper" not in request.session:
        places.append((_("Wachtwoord"), reverse("account_change_password")))
        places.append((_("Veilig inloggen"), reverse("mfa_index")))
        places.append((_("Waar u bent ingelogd"), reverse("sessions")))
    return [{"label": label, "url": url} for label, url in places]
