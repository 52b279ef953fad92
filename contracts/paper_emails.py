"""Mail about what still misses on a contract: a scan that cannot be used, reminders, the day before the first day."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts.enums import SignerRole
from contracts.signing_emails import way_to_sign
from core.calendar import nl_date
from core.mail import post
from schools.enums import STAFF, Purpose, Role
from schools.letters import in_mail, write_letter

OPEN_AFTER_END = timedelta(days=30)
BY_LETTER = (Role.GUARDIAN, Role.SUPERVISOR)


def way_in(member, placement):
    """How this person comes to the contract: without an account by the own letter, others by their own sign-in."""
    if member.role in BY_LETTER:
        last = datetime.combine(placement.ends_on + OPEN_AFTER_END, time.max, timezone.get_current_timezone())
        return in_mail(write_letter(member, Purpose.ENTRY, expires_at=last))
    return settings.SITE_URL + reverse("contracts:contract", args=[placement.school.slug, placement.pk])


def scan_rejected(scan, note):
    """Tell who brought the scan what is wrong with it, unless it was a colleague at school."""
    to, placement = scan.brought_by, scan.version.contract.placement
    if to is None or to.role in STAFF:
        return
    post(
        "contracts/mail/scan_rejected",
        to=to.user.email,
        key=f"scan-rejected:{scan.pk}",
        school=scan.school,
        about=scan,
        reply_to=placement.mentor.user.email or "",
        placement=placement,
        person=to.user,
        note=note,
        link=way_in(to, placement),
    )


def ask(to, placement, *, key, title, lines, button, link=""):
    """One mail that asks one thing of one person."""
    return post(
        "contracts/mail/to_do",
        to=to.user.email,
        key=key,
        school=placement.school,
        about=next(iter(placement.contracts.all()), None),
        reply_to=placement.mentor.user.email or "",
        person=to.user,
        is_student=to.role == Role.STUDENT,
        title=title,
        lines=lines,
        button=button,
        link=link or way_in(to, placement),
    )


def reminder(signatory, to, today):
    """You did not sign yet. A director gets one a day, however many papers there are."""
    placement = signatory.version.contract.placement
    if signatory.role == SignerRole.DIRECTOR:
        director_list(to, placement, today, key="contracts-reminder")
        return
    words = {"name": placement.student.first_name, "company": placement.company.name}
    if to.role == Role.STUDENT:
        title, lines = _("Teken je je contract nog?"), [
            _("Je stagecontract bij %(company)s wacht op jouw handtekening.") % words,
            _("Tekenen kan op je telefoon, of op papier."),
        ]  # fmt: skip
    else:
        title, lines = _("Tekent u het stagecontract van %(name)s nog?") % words, [
            _("Het stagecontract van %(name)s bij %(company)s wacht op uw handtekening.") % words,
            _("Tekenen kan op het scherm of op papier. Hebt u het papier al getekend? Stuur de school een foto."),
        ]  # fmt: skip
    key = f"contract-reminder:{signatory.pk}:{to.pk}:{today}"
    link = way_to_sign(signatory, to)
    ask(to, placement, key=key, title=title, lines=lines, button=_("Lees en teken"), link=link)


def director_list(to, placement, today, *, key):
    """Papers wait for the director; which, the page says."""
    ask(
        to, placement, key=f"{key}:{to.pk}:{today}", title=_("Er wachten contracten op uw handtekening"),
        lines=[_("Tekent u op tijd? Dan kunnen leerlingen op tijd beginnen.")], button=_("Bekijk de contracten"),
        link=settings.SITE_URL + reverse("contracts:contracts", args=[placement.school.slug]) + "?stand=signing",
    )  # fmt: skip


def silent(signatory):
    """Tell the mentor, once, that somebody does not answer to mail."""
    placement = signatory.version.contract.placement
    who = signatory.name or signatory.get_role_display()
    lines = [
        _("%(who)s kreeg al %(times)s herinneringen voor het stagecontract van %(student)s en tekende nog niet.")
        % {"who": who, "times": signatory.reminders, "student": placement.student.name},
        _("Wij mailen nu niet meer. Belt u? U kunt ook een brief printen, of iemand anders laten tekenen."),
    ]
    key = f"contract-silent:{signatory.pk}:{signatory.stand_in_id or 0}"
    title = _("%s reageert niet op onze mails") % who
    ask(placement.mentor, placement, key=key, title=title, lines=lines, button=_("Bekijk het contract"))


def stage_over(placement, last):
    """Tell the mentor what to do with a contract that was not signed by everybody when the stage ended."""
    lines = [
        _("De stage van %(name)s bij %(company)s is voorbij. Nog niet iedereen heeft het contract getekend.")
        % {"name": placement.student.name, "company": placement.company.name},
        _("Is het op tijd op papier getekend? Voeg dan een foto of scan toe, met de datum die op het papier staat. "
          "Dat kan tot en met %s. Daarna vervalt het papier.") % nl_date(last),
    ]  # fmt: skip
    title = _("Het contract van %s is nog niet door iedereen getekend") % placement.student.first_name
    key = f"contract-stage-over:{placement.pk}"
    ask(placement.mentor, placement, key=key, title=title, lines=lines, button=_("Bekijk het contract"))


def day_before(placement, to, line, *, button, signs=None, may_begin=False):
    """The stage (`with_first_day`) begins on the next school day: what this person can do about what misses.

    Who can sign now (`signs`) comes to that page at once. `may_begin`: the student may begin without.
    """
    day = nl_date(placement.first_day, weekday=True, year=False)
    if to.role == Role.STUDENT:
        title = _("Je stage begint %s. Je contract is nog niet klaar") % day
        after = _("Zonder contract mag je niet beginnen.")
        anyway = _("Je mag wel beginnen. Help mee dat het contract snel klaar is.")
    else:
        title = _("De stage van %(name)s begint %(day)s. Er mist nog iets") % {
            "name": placement.student.first_name, "day": day,
        }  # fmt: skip
        after = _("Zonder getekend contract mag %s niet beginnen.") % placement.student.first_name
        anyway = _("%s mag wel beginnen. Helpt u mee dat het contract snel klaar is?") % placement.student.first_name
    key = f"contract-gate:{placement.pk}:{to.pk}:{placement.first_day}"
    link = way_to_sign(signs, to) if signs else ""
    ask(to, placement, key=key, title=title, lines=[line, anyway if may_begin else after], button=button, link=link)
