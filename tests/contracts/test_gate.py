"""Geen contract, geen start: under 16 never, from 16 on a coordinator's word; the database holds it too."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, ProgrammingError, transaction
from django.urls import reverse
from django.utils import timezone

from contracts import gate, paperwork, signing
from contracts.enums import Method, Proof
from contracts.models import ContractVersion, EarlyStart
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import attendance
from placements.attendance import plan_days
from placements.enums import Presence
from placements.gate import ALWAYS, NOT_YET
from placements.models import AttendanceDay, Placement
from schools.models import Student
from tests.contracts.conftest import print_them
from tests.factories import PlacementFactory, safe
from tests.queries import count_queries

FIRST = datetime.date(2027, 2, 4)
AT_WORK = datetime.datetime(2027, 2, 4, 9, 0, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def closed(stage):
    """The stage begins on 4 February 2027, with a gate that is shut and a day on the list."""
    with for_school(stage.school):
        Placement.objects.filter(pk=stage.placement.pk).update(
            may_work_from=NOT_YET, starts_on=FIRST, ends_on=FIRST + datetime.timedelta(days=60), weekdays=[3, 4],
            state="running",
        )  # fmt: skip
        stage.placement.refresh_from_db()
        AttendanceDay.objects.filter(placement=stage.placement).delete()
        plan_days(stage.placement)
    with time_machine.travel(AT_WORK, tick=False):
        yield stage


def at(name, stage, *args):
    return reverse(name, args=[stage.school.slug, *(args or [stage.placement.pk])])


def first_day(stage):
    return AttendanceDay.objects.select_related("reported_by", "placement").get(
        placement=stage.placement, date=FIRST
    )


def make_16(stage):
    with for_school(stage.school):
        Student.objects.filter(pk=stage.placement.student_id).update(birth_date=datetime.date(2011, 2, 4))


def check_safety(stage):
    """Also while the paper is signed: it names the tasks of the company."""
    with for_school(stage.school):
        safe(stage.placement, *stage.placement.company.task_list)


def open_version(stage, checked):
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        return ContractVersion.objects.get()


def sign_all(version, but=()):
    for one in version.signatories.for_list():
        if one.role not in but:
            signing.sign(
                one, by=one.member, method=Method.TYPED, proof=Proof.LOGIN, name=one.name, statement="Ik ga akkoord."
            )


@pytest.mark.parametrize("who", ["student", "supervisor", "mentor", "coordinator"])
@pytest.mark.parametrize("presence", [Presence.PRESENT, Presence.LATE])
def test_nobody_can_say_that_the_student_worked(closed, who, presence):
    with for_school(closed.school), pytest.raises(MoveRefused, match="Nog niet iedereen"):
        attendance.report(first_day(closed), by=getattr(closed, who), presence=presence, minutes_late=5)


def test_being_ill_or_away_can_be_said(closed):
    with for_school(closed.school):
        attendance.report(first_day(closed), by=closed.supervisor, presence=Presence.SICK)
        assert first_day(closed).presence == "sick"


def test_the_database_refuses_a_worked_day_before_the_last_signature(closed):
    with for_school(closed.school), pytest.raises(IntegrityError), transaction.atomic():
        AttendanceDay.objects.filter(placement=closed.placement, date=FIRST).update(presence="present")


def test_a_day_cannot_claim_another_gate_than_its_stage_has(closed):
    with for_school(closed.school), pytest.raises(IntegrityError), transaction.atomic():
        AttendanceDay.objects.filter(placement=closed.placement, date=FIRST).update(may_work_from=ALWAYS)


def test_the_last_signature_opens_the_gate_for_that_day_and_not_for_the_day_before(closed, checked):
    version = open_version(closed, checked)
    with for_school(closed.school):
        sign_all(version, but=["company"])
        assert first_day(closed).is_closed
        sign_all(version)
        attendance.report(first_day(closed), by=closed.student, presence=Presence.PRESENT)
        assert Placement.objects.get().may_work_from == FIRST
        AttendanceDay.objects.create(
            placement=Placement.objects.get(), date=FIRST - datetime.timedelta(days=1),
            starts_at=datetime.time(9), ends_at=datetime.time(15),
        )  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            AttendanceDay.objects.filter(date__lt=FIRST).update(presence="present")


def test_a_signature_on_paper_counts_from_the_day_on_the_paper(closed, checked):
    version = open_version(closed, checked)
    with for_school(closed.school):
        sign_all(version, but=["company"])
        company = version.signatories.for_list().get(role="company")
        scan = version.scans.create(file=version.file, pages=1)
        with time_machine.travel(AT_WORK + datetime.timedelta(days=1), tick=False):
            paperwork.confirm(scan, by=closed.mentor, signed=[(company, company.member, "Jan Bakker", FIRST)])
            attendance.report(first_day(closed), by=closed.student, presence=Presence.PRESENT)
        assert Placement.objects.get().may_work_from == FIRST


def test_under_16_no_coordinator_opens_it_and_neither_does_the_database(closed, sign_in):
    browser = sign_in(closed.coordinator)
    page = browser.get(at("contracts:start_early", closed)).text
    assert "Youssef is nog geen 16" in page
    assert "artikel 3:1" in page
    answer = browser.post(at("contracts:start_early", closed), {"reason": "Het moet."})
    assert answer.status_code == 422
    with for_school(closed.school):
        with pytest.raises(IntegrityError), transaction.atomic():
            EarlyStart.objects.create(
                placement=closed.placement, birth_date=datetime.date(2011, 2, 5), from_date=FIRST, reason="Het moet."
            )
        assert not EarlyStart.objects.exists()
        assert first_day(closed).is_closed


def test_from_the_16th_birthday_a_coordinator_opens_it_with_a_reason_and_it_is_listed(closed, sign_in):
    make_16(closed)
    check_safety(closed)
    browser = sign_in(closed.coordinator)
    assert browser.post(at("contracts:start_early", closed), {"reason": " "}).status_code == 422
    for reason in ("De moeder tekent morgen op school.", "Een andere reden"):
        browser.post(at("contracts:start_early", closed), {"reason": reason})
    page = browser.get(reverse("contracts:starts", args=[closed.school.slug])).text
    assert "De moeder tekent morgen op school." in page
    assert "Een andere reden" not in page
    assert closed.coordinator.user.name in page
    assert "Het deel van de leerling is nog niet ingevuld" in page
    with for_school(closed.school):
        attendance.report(first_day(closed), by=closed.student, presence=Presence.PRESENT)
        assert first_day(closed).presence == "present"
        with pytest.raises(ProgrammingError), transaction.atomic():
            EarlyStart.objects.update(reason="Anders")


def test_without_the_safety_check_no_coordinator_opens_it_either(closed, sign_in):
    make_16(closed)
    browser, check = sign_in(closed.coordinator), at("placements:safety", closed)
    page = browser.get(at("contracts:start_early", closed)).text
    assert "De werk- en veiligheidscheck is nog niet gedaan." in page
    assert check in page
    assert browser.post(at("contracts:start_early", closed), {"reason": "Het moet."}).status_code == 422
    listed = browser.get(reverse("contracts:starts", args=[closed.school.slug])).text
    assert check in listed
    assert "Laat toch beginnen" not in listed
    with for_school(closed.school):
        assert first_day(closed).is_closed
    check_safety(closed)
    assert browser.post(at("contracts:start_early", closed), {"reason": "Het moet."}).status_code == 302
    with for_school(closed.school):
        assert not first_day(closed).is_closed


def test_a_director_reads_that_the_safety_check_misses(closed, sign_in):
    make_16(closed)
    listed = sign_in(closed.director).get(reverse("contracts:starts", args=[closed.school.slug])).text
    assert "De werk- en veiligheidscheck is nog niet gedaan." in listed
    assert at("placements:safety", closed) not in listed


@pytest.mark.parametrize("who", ["mentor", "director"])
def test_only_a_coordinator_opens_it(closed, sign_in, who):
    make_16(closed)
    check_safety(closed)
    browser = sign_in(getattr(closed, who))
    assert browser.post(at("contracts:start_early", closed), {"reason": "Het moet."}).status_code == 404
    page = browser.get(reverse("contracts:starts", args=[closed.school.slug])).text
    assert "Youssef el Amrani" in page
    assert "De coördinator beslist" in page


def test_a_stage_that_began_before_this_rule_goes_on(closed):
    with for_school(closed.school):
        Placement.objects.update(may_work_from=ALWAYS)
        attendance.report(first_day(closed), by=closed.student, presence=Presence.PRESENT)
        assert gate.put_missing([Placement.objects.get()])[0].missing is None


def test_the_student_sees_in_red_what_misses_and_what_to_do_now(closed, checked, sign_in):
    version = open_version(closed, checked)
    with for_school(closed.school):
        sign_all(version, but=["company"])
    browser = sign_in(closed.student)
    home = browser.get(reverse("school_home", args=[closed.school.slug])).text
    assert "Je mag nog niet beginnen" in home
    assert "De handtekening van Jan Bakker mist nog." in home
    assert "sb-tasks--stop" in home
    assert "Ben je op je stage?" not in home
    page = browser.get(at("contracts:contract", closed)).text
    assert f"Bel nu {closed.mentor.user.name}" in page
    assert "laat het bedrijf nu tekenen" in page
    days = browser.get(at("placements:days", closed)).text
    assert "Je mag nog niet beginnen" in days
    assert "Ik ben er" not in days


def test_the_company_reads_on_the_day_why_it_cannot_fill_it_in_as_worked(closed, sign_in):
    browser = sign_in(closed.supervisor)
    url = reverse("placements:day", args=[closed.school.slug, closed.placement.pk, FIRST])
    page = browser.get(url).text
    assert "Deze dag kan niet als gewerkt worden ingevuld" in page
    assert "Was er, maar te laat" not in page
    assert browser.post(url, {"presence": "present"}).status_code in (200, 422)
    with for_school(closed.school):
        assert first_day(closed).presence == "expected"


def test_the_list_asks_the_same_with_more_stages(closed, checked, sign_in):
    open_version(closed, checked)
    check_safety(closed)
    browser, url = sign_in(closed.coordinator), reverse("contracts:starts", args=[closed.school.slug])
    few = count_queries(browser, url)
    for _n in range(5):
        more = PlacementFactory(
            school=closed.school, may_work_from=NOT_YET, starts_on=FIRST, ends_on=FIRST + datetime.timedelta(days=30)
        )
        with for_school(closed.school):
            safe(more)
    assert browser.get(url).text.count("Laat toch beginnen") + browser.get(url).text.count("Jonger dan 16") == 6
    assert count_queries(browser, url) == few <= 8
