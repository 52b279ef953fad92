"""Mail about a wish on its way: to the mentor, to the company, to the student, and to the coordinator in time."""

from datetime import datetime, time, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.mail import post
from placements.emails import once, own_page
from schools.enums import Purpose
from schools.letters import in_mail, write_letter

OPEN_AFTER_START = timedelta(days=14)
NEWS = {  # what happened: (subject, what the student reads, the button)
    "give_back": (
        _("Een tip voor je aanvraag"),
        _("Je mentor las je aanvraag en heeft een tip. Pas je aanvraag aan en stuur hem nog een keer."),
        _("Maak je aanvraag beter"),
    ),
    "give_tip": (
        _("Een tip voor je aanvraag"),
        _("Je mentor las je aanvraag en heeft een tip voor je gesprek. Je aanvraag gaat gewoon door."),
        _("Lees de tip"),
    ),
    "propose": (
        _("Goed nieuws over je aanvraag"),
        _("Het bedrijf wil je graag als stagiair. Wil jij het ook? Zeg ja of nee op je pagina."),
        _("Geef antwoord"),
    ),
    "pool": (
        _("Een vraag over je aanvraag"),
        _("Er is nu geen plek. Wil je op de wachtlijst? Komt er een plek vrij, dan ben jij aan de beurt."),
        _("Geef antwoord"),
    ),
    "transfer": (
        _("Een vraag over je aanvraag"),
        _("Er is een ander bedrijf dat misschien bij je past. Wil je dat we het daar vragen?"),
        _("Geef antwoord"),
    ),
    "undo": (
        _("Je aanvraag loopt weer"),
        _("Het vorige bericht over je aanvraag klopte niet. Je aanvraag loopt gewoon door."),
        _("Bekijk je aanvraag"),
    ),
    "expire": (
        _("Nog geen antwoord op je aanvraag"),
        _("Je kreeg geen antwoord op tijd. Dat ligt niet aan jou. Kies gerust een ander bedrijf."),
        _("Bekijk andere bedrijven"),
    ),
}


def news(wish, what):
    """Tell the student what happened, when the school knows an address."""
    title, text, button = NEWS[what]
    _about(
        wish, "placements/mail/request_news", to=wish.student.member, key=once(f"request-{what}", wish), title=title,
        words=text, button=button, tip=wish.tip if what in ("give_back", "give_tip") else "",
        link=own_page("placements:requests", wish.school),
    )  # fmt: skip


def to_mentor(wish):
    """A student waits for the mentor's yes."""
    link = own_page("placements:request", wish.school, wish.pk)
    key = once("request-to-mentor", wish)
    _about(wish, "placements/mail/request_to_mentor", to=wish.student.mentor, key=key, link=link)


def released(wish):
    """Ask the company: somebody would like to come; with the way in to the own page."""
    _to_company(wish, "placements/mail/request_released", key=once("request-released", wish))


def company_warned(wish, last_day):
    """The company has not answered, and in two school days the request ends."""
    key = f"request-warned:{wish.pk}:{wish.waits_since}:{wish.extensions}"
    _to_company(wish, "placements/mail/request_company_warned", key=key, last_day=last_day)


def not_needed(wish):
    """Tell the company neutrally that it need not answer any more. Never where the student goes."""
    _to_company(wish, "placements/mail/request_not_needed", key=once("request-not-needed", wish))


def nearly_over(coordinator, rows, today):
    """One mail for the coordinator about the requests whose time is nearly over: [(wish, last day)]."""
    wish = rows[0][0]
    post(
        "placements/mail/request_nearly_over",
        to=coordinator.user.email,
        key=f"requests-nearly-over:{coordinator.pk}:{today}:{wish.pk}",
        school=wish.school,
        rows=rows,
        person=coordinator.user,
        link=f"{own_page('placements:requests', wish.school)}?toon=verloopt",
    )


def _to_company(wish, template, *, key, **context):
    if wish.answerer is None:
        return
    to = wish.answerer.member
    ends = datetime.combine(wish.group.starts_on + OPEN_AFTER_START, time.max, timezone.get_current_timezone())
    ends = max(ends, timezone.now() + OPEN_AFTER_START)
    coordinator = wish.group.coordinator.user
    _about(
        wish, template, to=to, key=key, reply_to=coordinator.email or wish.school.email, coordinator=coordinator,
        link=in_mail(write_letter(to, Purpose.ENTRY, expires_at=ends)), **context,
    )  # fmt: skip


def _about(wish, template, *, to, key, **context):
    post(template, to=to.user.email, key=key, school=wish.school, about=wish, wish=wish, person=to.user, **context)
