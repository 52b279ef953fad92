"""A place that a student found: what may be, what school checks, and how a yes becomes a request."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from companies.contacts import add_contact
from companies.enums import Task
from companies.models import Company, Recognition
from core.calendar import nl_date
from core.models import AuditEntry
from core.moves import MoveRefused
from core.postcode import distance_km
from groups import emails as group_emails
from groups.enums import GroupState, InvitationState
from groups.lawful import days_in_group
from groups.models import GroupStudent, Invitation
from placements import emails
from placements.enums import FoundReason as Reason
from placements.enums import FoundState, RequestState
from placements.lawful import findings_of, too_young
from placements.matching import needed_age
from placements.models import FoundPlace, Placement, PlacementRequest
from schools.enums import Role
from schools.labour import gathered
from schools.models import Membership

FAR = 25  # km as the crow flies: then the page says so
OPEN = {GroupState.ASKING, GroupState.CHOOSING}
TEXTS = {
    Reason.RECOGNITION: gettext_lazy(
        "Hoi %(name)s, goed dat je zelf zocht! %(company)s is geen erkend leerbedrijf. Voor deze stage moet dat wel. "
        "Zoek een bedrijf op stagemarkt.nl. Daar staan alleen erkende bedrijven."
    ),
    Reason.AGE: gettext_lazy(
        "Hoi %(name)s, goed dat je zelf zocht! Voor dit werk moet je ouder zijn. Dat is een regel voor jouw "
        "veiligheid. Misschien kan het later wel. Zoek nu iets anders dat je leuk lijkt."
    ),
    Reason.DISTANCE: gettext_lazy(
        "Hoi %(name)s, goed dat je zelf zocht! %(company)s is te ver weg om elke dag op tijd te komen. "
        "Zoek dichter bij huis. Wij helpen je."
    ),
    Reason.COMPANY: gettext_lazy(
        "Hoi %(name)s, goed dat je zelf zocht! Wij belden met %(company)s. Zij hebben nu toch geen plek. "
        "Dat ligt niet aan jou. Probeer een ander bedrijf."
    ),
    Reason.UNCLEAR: gettext_lazy(
        "Hoi %(name)s, goed dat je zelf zocht! Wij konden %(company)s niet bereiken. Vraag daar nog eens het adres "
        "en de naam van je begeleider. Vul het dan opnieuw in."
    ),
    Reason.OTHER: "",
}


def kind_no(reason, found):
    """The words to begin with for this reason; empty when the coordinator has to find them."""
    text = str(TEXTS[Reason(reason)])
    return text % {"name": found.student.first_name, "company": found.name} if text else ""


def why_not_find(group, student):
    """The sentence that tells this student why no place can be brought now; "" when it can."""
    if group.state not in OPEN:
        return _("Je kunt nu geen bedrijf doorgeven. Vraag je stagecoördinator.")
    if Placement.objects.live().filter(group=group, student=student).exists():
        return _("Je hebt al een stageplek.")
    if fault := too_young(student.age_on(group.starts_on), 0 if group.kind.is_internal else group.kind.min_age,
                          group.starts_on):  # fmt: skip
        return fault
    if PlacementRequest.objects.live().filter(group=group, student=student).count() >= len((1, 2, 3)):
        return _("Je hebt al 3 aanvragen. Trek er eerst een in.")
    return ""


def begin(group, student, **facts):
    """Keep the first answer; what was begun before is taken up again."""
    with transaction.atomic():
        GroupStudent.objects.select_for_update().filter(group=group, student=student).first()
        live = FoundPlace.objects.live().filter(group=group, student=student).first()
        if live:
            live.write(**facts)
            return live
        if fault := why_not_find(group, student):
            raise MoveRefused(fault)
        return FoundPlace.objects.create(school_id=group.school_id, group=group, student=student, **facts)


def checks(found):
    """[(what, in words, whether it is well)] for the coordinator."""
    group, student = found.group, found.student
    age = student.age_on(group.starts_on)
    km = distance_km(student.postcode, found.postcode)
    asked = 0 if group.kind.is_internal else group.kind.min_age
    yield _("Leeftijd"), _("%(age)s jaar op %(day)s; deze stage vraagt %(asked)s jaar") % {
        "age": age, "day": nl_date(group.starts_on), "asked": asked
    }, age >= asked  # fmt: skip
    if km is None:
        yield _("Adres"), _("De postcode is niet bekend. Zoek het adres na."), False
    else:
        yield _("Afstand"), _("hemelsbreed %(km)s km van huis") % {"km": f"{km:.1f}".replace(".", ",")}, km <= FAR
    reach = ", ".join(filter(None, [found.phone, found.email]))
    told = reach if found.email else _("%(reach)s; zonder mailadres belt u zelf") % {"reach": reach}
    yield _("Begeleider"), f"{found.guide}, {told}", bool(found.email)
    missing = sorted(set(found.weekdays) - set(group.weekdays))
    yield _("Dagen"), found.weekday_words, not missing
    found_days = findings_of(student, days_in_group(group, found.weekdays))
    said = [words for _one, words in gathered(found_days)]
    yield _("Werktijden"), " ".join(said) or _("passen bij de wet en de leeftijd"), not said
    if group.kind.needs_recognition:
        yield _("Erkenning"), _("deze stage mag alleen bij een erkend leerbedrijf"), False


def accept(found, *, by, company=None, email="", sector="", kvk="", sbb_id="", recognised_until=None, is_shared=False):
    """School says yes: the company (known or new), its contact, the question for days, and the student's request.

    Without an address the company is not asked by mail; the coordinator calls. Returns the invitation.
    """
    with transaction.atomic():
        GroupStudent.objects.select_for_update().filter(group=found.group_id, student=found.student_id).first()
        found = FoundPlace.objects.select_related("group__kind", "student__member__user").get(pk=found.pk)
        if found.state != FoundState.POSTED:
            raise MoveRefused(_("Deze plek is intussen al beantwoord."))
        company = company or _new_company(found, sector, kvk)
        contact = _contact(found, company, email)
        if sbb_id:
            Recognition.objects.update_or_create(
                company=company, sbb_id=sbb_id,
                defaults={"valid_until": recognised_until, "school_id": found.school_id},
            )  # fmt: skip
        invitation = _invitation(found, company, contact, is_shared)
        _check(found, invitation)
        wish = _request(found, invitation, by)
        found.accept(by=by, wish=wish)
        if invitation.state == InvitationState.NEW and invitation.contact.member.user.email:
            invitation.ask(by=by)
            group_emails.ask_availability(Invitation.objects.for_mail().get(pk=invitation.pk))
        emails.told_about_found(found)
    return invitation


def _new_company(found, sector, kvk):
    return Company.objects.create(
        school_id=found.school_id, name=found.name, sector=sector, kvk=kvk, street=found.street,
        postcode=found.postcode, city=found.city, tasks=found.tasks, phone=found.phone,
    )  # fmt: skip


def _contact(found, company, email):
    """Who guides there, as a contact; the first one only where there was none."""
    email = (email or "").strip().lower()
    known = company.contacts.filter(member__user__email=email).first() if email else None
    if known or (not email and (known := company.contacts.order_by("-is_first", "pk").first())):
        return known
    family = Membership.objects.filter(role__in=[Role.STUDENT, Role.GUARDIAN], user__email=email)
    if email and family.exists():
        raise MoveRefused(_("Dit e-mailadres is van een leerling of ouder. Vraag het adres van het bedrijf."))
    tasks = {Task.SUPERVISION} | (set() if company.contacts.filter(is_first=True).exists() else {Task.AVAILABILITY})
    return add_contact(company, name=found.guide, email=email, phone=found.phone, tasks=tasks)


def _invitation(found, company, contact, is_shared):
    """The company in the student's group; one that was there already stays as it is."""
    here = Invitation.objects.filter(group=found.group, company=company)
    known = here.select_related("contact__member__user").first()
    if known:
        if known.contact_id is None:
            known.contact = contact
            known.save(update_fields=["contact"])
        return known
    return Invitation.objects.create(
        school_id=found.school_id, group=found.group, company=company, contact=contact, is_shared=is_shared
    )


def _check(found, invitation):
    """The rules that hold for every stage."""
    if age := needed_age(found.student, invitation, found.group.starts_on):
        words = {"name": found.student.first_name, "age": age}
        raise MoveRefused(_("%(name)s is nog te jong: voor deze plek is %(age)s jaar nodig.") % words)
    ends = found.group.ends_on
    if found.group.kind.needs_recognition and not invitation.company.recognitions.valid_on(ends).exists():
        said = _("Deze stage mag alleen bij een erkend leerbedrijf. Vul de erkenning in, geldig tot en met %(day)s.")
        raise MoveRefused(said % {"day": nl_date(ends)})


def _request(found, invitation, by):
    """The student's request for this company, sent, on the first free rank."""
    own = PlacementRequest.objects.live().filter(group=found.group, student=found.student)
    if own.filter(invitation=invitation).exists():
        said = _("%(name)s vroeg dit bedrijf al. Kijk bij die aanvraag.")
        raise MoveRefused(said % {"name": found.student.first_name})
    taken = set(own.values_list("rank", flat=True))
    rank = next((n for n in (1, 2, 3) if n not in taken), None)
    if rank is None:
        said = _("%(name)s heeft al 3 aanvragen. Wijs er eerst een af, of vraag de leerling er een in te trekken.")
        raise MoveRefused(said % {"name": found.student.first_name})
    wish = PlacementRequest.objects.create(
        school_id=found.school_id, group=found.group, student=found.student, invitation=invitation, rank=rank,
        why=found.why, state=RequestState.SUBMITTED, submitted_at=timezone.now(), waits_since=timezone.localdate(),
        is_self_found=True,
    )  # fmt: skip
    AuditEntry.record(wish, action="submit", by=by)
    return wish


def refuse(found, *, by, reason, text):
    """School says no; the student is told why and what can be done now."""
    with transaction.atomic():
        found.refuse(by=by, reason=reason, text=text)
        emails.told_about_found(found)
