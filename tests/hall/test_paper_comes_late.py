"""A paper that was signed in time may come to school after the last day: the days count, the contract is whole."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from contracts import asking, paperwork, signing, tasks
from contracts.models import Contract, ContractVersion, Scan, Signature
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import attendance
from placements.enums import Presence
from placements.gate import NOT_YET
from placements.models import AttendanceDay, Placement
from stagebureau import ending
from stagebureau.tasks import turn_the_day
from tests.contracts import signers
from tests.contracts.conftest import checked, print_them, stage
from tests.contracts.signed import SCREEN

pytestmark = pytest.mark.django_db
__all__ = ["checked", "stage"]
FIRST, LAST = datetime.date(2027, 2, 4), datetime.date(2027, 2, 5)
WHY = "Het bedrijf stopt."


def moment(month, day, hour=10):
    return datetime.datetime(2027, month, day, hour, tzinfo=datetime.UTC)


def on(month, day, hour=10):
    """A moment at which the rounds go by."""
    with time_machine.travel(moment(month, day, hour), tick=False):
        turn_the_day()
        tasks.watch_the_papers()
        tasks.ask_in_turn()


@pytest.fixture
def short(stage, checked):
    """A snuffelstage of two days that runs; everybody signed but the company, which signs on paper."""
    with time_machine.travel(moment(1, 25), tick=False), for_school(stage.school):
        Placement.objects.filter(pk=stage.placement.pk).update(
            may_work_from=NOT_YET, starts_on=FIRST, ends_on=LAST, weekdays=[3, 4], state="planned"
        )
        stage.placement.refresh_from_db()
        attendance.plan_days(stage.placement)
        print_them(stage.coordinator, checked)
        stage.version = signers.newest_version(checked)
        stage.rest = [one for one in stage.version.signatories.for_list() if one.role == "company"]
        for one in stage.version.signatories.for_list().exclude(role="company"):
            signing.sign(one, by=one.member, name=one.name, in_order=False, **SCREEN)
    on(2, 4)
    return stage


def bring(stage):
    """The student hands in a photo of the paper."""
    with for_school(stage.school):
        return Scan.objects.create(
            school=stage.school, version=stage.version, file=stage.version.file, pages=1, brought_by=stage.student
        )


def confirm(stage, scan, day=FIRST):
    with for_school(stage.school):
        paperwork.confirm(scan, by=stage.mentor, signed=[(one, one.member, "Jan Bakker", day) for one in stage.rest])


def states(stage):
    with for_school(stage.school):
        known = Contract.objects.get(placement=stage.placement)
        return known.state, ContractVersion.objects.get(pk=stage.version.pk).state


def mails(stage, *keys):
    with for_school(stage.school):
        return [(one.to, one.text) for one in OutgoingMail.objects.order_by("pk") if one.key.startswith(keys)]


def page(stage, browser):
    return browser.get(reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])).text


def test_the_scan_that_is_looked_at_after_the_last_day_makes_the_contract_whole_and_its_days_count(short, sign_in):
    with time_machine.travel(moment(2, 5, 18), tick=False):
        scan = bring(short)
    on(2, 6)
    on(2, 6)
    with time_machine.travel(moment(2, 8), tick=False):
        assert states(short) == ("signing", "open")
        told = page(short, sign_in(short.mentor))
        assert "De stage is voorbij, nog niet iedereen tekende" in told
        assert "Komt er niets, dan vervalt dit papier na 7 maart 2027." in told
        assert "Het bedrijf tekent op de eerste stagedag" not in told
        assert "Stuur een foto of geef het aan school." in page(short, sign_in(short.student))
        confirm(short, scan)
        assert states(short) == ("ended", "complete")
        with for_school(short.school):
            day = AttendanceDay.objects.select_related("reported_by", "placement").get(date=FIRST)
            attendance.report(day, by=short.mentor, presence=Presence.PRESENT)
            known = Contract.objects.get(placement=short.placement)
        assert (known.ended_on, known.end_reason) == (LAST, "De laatste dag van de stage was 5 februari 2027.")
        assert "De stage is voorbij, nog niet iedereen tekende" not in page(short, sign_in(short.mentor))
    (told,) = mails(short, "contract-stage-over")
    assert told[0] == short.mentor.user.email
    assert "Dat kan tot en met 7 maart 2027." in told[1]


def test_a_stage_that_stopped_early_waits_for_its_paper_and_ends_on_the_day_on_which_it_stopped(short, sign_in):
    with time_machine.travel(moment(2, 4, 15), tick=False), for_school(short.school):
        ending.end_early(Placement.objects.get(pk=short.placement.pk), by=short.coordinator, note=WHY)
    assert states(short) == ("signing", "open")
    with time_machine.travel(moment(2, 8), tick=False):
        confirm(short, bring(short))
    with for_school(short.school):
        known = Contract.objects.get(placement=short.placement)
    assert (known.state, known.ended_on, known.end_reason) == ("ended", FIRST, WHY)


def test_nobody_is_asked_or_reminded_after_the_last_day_and_after_a_month_the_paper_lapses(short, sign_in):
    on(2, 6)
    with for_school(short.school):
        known = OutgoingMail.objects.count()
    for day in (8, 12, 19, 26):
        on(2, day)
    on(3, 5)
    with for_school(short.school):
        assert OutgoingMail.objects.count() == known
    on(3, 7)
    assert states(short) == ("signing", "open")
    on(3, 8)
    on(3, 8)
    assert states(short) == ("closed", "void")
    with time_machine.travel(moment(3, 9), tick=False):
        assert "De stage is voorbij. Niet iedereen heeft getekend." in page(short, sign_in(short.mentor))
        assert "andere plek" not in page(short, sign_in(short.student))
        with pytest.raises(MoveRefused, match="vervallen"):
            confirm(short, bring(short))


def test_a_scan_that_school_did_not_look_at_keeps_the_paper_open(short):
    scan = bring(short)
    on(2, 6)
    on(3, 20)
    assert states(short) == ("signing", "open")
    with for_school(short.school):
        scan.reject(by=short.mentor, note="Te donker.")
    on(3, 20)
    assert states(short) == ("closed", "void")


def test_a_stage_that_does_not_begin_closes_its_contract_at_once_and_who_signed_hears_why(short, sign_in):
    with for_school(short.school):
        Placement.objects.filter(pk=short.placement.pk).update(state="planned")
        ending.call_off(Placement.objects.get(pk=short.placement.pk), by=short.coordinator, note=WHY)
    assert states(short) == ("closed", "void")
    told = dict(mails(short, "contract-ended"))
    assert set(told) == {short.student.user.email, short.guardian.user.email}
    assert f"De reden: {WHY}" in told[short.guardian.user.email]
    assert "U hoeft niets meer te doen." in told[short.guardian.user.email]
    for who in (short.student, short.coordinator):
        text = page(short, sign_in(who))
        assert "De stage ging niet door." in text
        assert "andere plek" not in text


def test_who_signed_hears_that_a_stage_stopped_before_everybody_signed(short):
    with time_machine.travel(moment(2, 4, 15), tick=False), for_school(short.school):
        ending.end_early(Placement.objects.get(pk=short.placement.pk), by=short.coordinator, note=WHY)
    told = dict(mails(short, "contract-ended"))
    assert set(told) == {short.student.user.email, short.guardian.user.email}
    assert "is gestopt op 4 februari 2027" in told[short.guardian.user.email]
    assert "Hebt u nog een getekend papier? Geef het aan de school." in told[short.guardian.user.email]


def test_after_the_last_day_no_page_offers_to_sign_on_screen_at_the_company_or_to_begin_again(short, sign_in):
    on(2, 6)
    with time_machine.travel(moment(2, 8), tick=False):
        own, staff = page(short, sign_in(short.student)), page(short, sign_in(short.mentor))
        url = reverse("contracts:at_company", args=[short.school.slug, short.placement.pk])
        there = sign_in(short.student).get(url).text
    assert "Stuur een foto" in own
    assert "Tekenen jullie op papier?" not in own
    assert "Laat je begeleider tekenen" not in own
    assert "Naar het papier en de scans" in staff
    assert "Maak een nieuwe versie" not in staff
    assert "Stuur terug naar de leerling" not in staff
    assert "De stage is voorbij." in there


def test_a_company_gets_no_link_to_a_paper_that_it_may_not_read_any_more(short):
    on(2, 6)
    with time_machine.travel(moment(2, 8), tick=False):
        confirm(short, bring(short))
        tasks.seal_paper(short.school.pk, short.version.pk)
    told = dict(mails(short, "contract-sealed"))
    company = told[short.supervisor.user.email]
    assert "De stage is voorbij: de school bewaart het verzegelde bestand." in company
    assert "§letter" not in company  # the mark of a link as it is kept
    assert "§letter" in told[short.guardian.user.email]


def test_what_is_written_again_after_the_last_day_is_closed_too(short):
    on(2, 6)
    with time_machine.travel(moment(2, 8), tick=False), for_school(short.school):
        asking.refuse(short.version.signatories.for_page().get(role="company"), by=short.supervisor, note="Nee.")
    assert states(short)[1] == "refused"
    on(3, 8)
    assert states(short) == ("closed", "refused")


def test_the_record_says_why_a_paper_lapsed(short):
    on(2, 6)
    on(3, 9)
    with for_school(short.school):
        closed = AuditEntry.objects.about(Contract.objects.get(placement=short.placement)).get(action="close")
    assert closed.note == "Het getekende papier kwam niet binnen een maand na de laatste dag."


def test_where_nobody_was_asked_to_sign_the_record_says_only_that_the_stage_is_over(short):
    on(2, 6)
    with for_school(short.school):
        Signature.objects.all().delete()
        short.version.signatories.all().delete()
    on(3, 9)
    with for_school(short.school):
        closed = AuditEntry.objects.about(Contract.objects.get(placement=short.placement)).get(action="close")
    assert closed.note == "De laatste dag van de stage was 5 februari 2027."
