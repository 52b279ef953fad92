"""A change of a signed leer-werktraject is held against what it touches: its size, its lessons, the recognition."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from contracts import addenda, lwt
from contracts.models import Addendum, Contract, LwtPlan
from core.models import AuditEntry
from core.tenancy import for_school
from placements.models import LawReason, Placement
from schools.lessons import keep_lessons
from tests.contracts.traject import FIRST, LAST, keys, sentence, traject
from tests.factories import ContactFactory, RecognitionFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
MONDAY = FIRST + 27 * DAY
MORE_DAYS = [0, 1, 2, 3]


@pytest.fixture
def clock():
    """The traject goes on for six weeks."""
    with time_machine.travel(datetime.datetime(2027, 3, 15, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def scene(school, mentor, clock):
    return signed(traject(school, mentor))


def signed(scene):
    """The contract says 81 days of 8 hours, exactly what is planned; everybody signed, and it runs."""
    with for_school(scene.school):
        LwtPlan.objects.filter(contract=scene.contract).update(days=81, hours=648)
        Contract.objects.filter(pk=scene.contract.pk).update(state="complete")
        Placement.objects.filter(pk=scene.placement.pk).update(state="running")
    return scene


def contract_of(scene):
    return Contract.objects.for_paper().get(pk=scene.contract.pk)


def begun(scene, day, **wanted):
    """A change that school prepares."""
    contract = contract_of(scene)
    changes = addenda.changes_of(contract, day, wanted)
    return addenda.begin(contract, by=scene.mentor, effective_from=day, reason="Het gaat goed.", changes=changes)


def against(scene, day=MONDAY + 28 * DAY, **wanted):
    """(why this change cannot be, [rules that ask a reason])."""
    with for_school(scene.school):
        made = begun(scene, day, **wanted)
        why, warned = addenda.consequences(made, by=scene.mentor)
        made.withdraw(by=scene.mentor, note="Toch niet")
        return why, [one.rule.key for one in warned]


def held(scene, day=MONDAY + 28 * DAY, **wanted):
    """A change that everybody signed, and whether it holds."""
    with for_school(scene.school):
        made = begun(scene, day, **wanted)
        made.issue(by=scene.mentor)
        made.agree(by=None)
        return addenda.hold(made, by=scene.mentor), Addendum.objects.get(pk=made.pk)


def test_more_days_than_were_agreed_ask_another_size_in_the_same_change(scene):
    why, _warned = against(scene, weekdays=MORE_DAYS)

    assert why == (
        "In de planning staan 100 dagen, 800 uur. Afgesproken is hoogstens 81 dagen, 648 uur."
        " Verander in deze wijziging ook de dagen en uren bij dit bedrijf."
    )
    assert against(scene, weekdays=MORE_DAYS, plan_days=100, plan_hours=799)[0] != ""
    assert against(scene, weekdays=MORE_DAYS, plan_days=100, plan_hours=800) == ("", [])


def test_the_plan_follows_a_change_that_everybody_signed(scene):
    holds, made = held(scene, weekdays=MORE_DAYS, plan_days=100, plan_hours=800)

    assert holds
    assert keys(scene) == []
    with for_school(scene.school):
        plan = LwtPlan.objects.get()
        assert (plan.days, plan.hours, plan.content) == (100, 800, "Banden en remmen.")
        assert made.changes["plan_days"] == [81, 100]
        assert {"what": "Uren bij dit bedrijf", "old": "648 uur", "new": "800 uur"} in addenda.rows_of(made)
        assert AuditEntry.objects.about(scene.contract).filter(action="plan_lwt", note="100 dagen, 800 uur").exists()


def test_a_size_that_was_passed_can_still_be_put_right_by_a_change_of_the_size_alone(scene):
    with for_school(scene.school):
        LwtPlan.objects.update(days=70)
    assert sentence(scene, "lwt_budget").endswith("Maak een wijziging van het contract.")
    assert "In de planning staan 81 dagen" in against(scene, plan_days=80)[0]

    holds, made = held(scene, plan_days=81)
    assert (holds, made.state, made.term_id) == (True, "applied", None)
    assert keys(scene) == []


def test_a_size_over_the_most_of_the_law_is_refused(scene):
    with for_school(scene.school):
        LwtPlan.objects.update(days=100)
        assert "mag 160 dagen en 1280 uur zijn" in against(scene, ends_on=LAST + 300 * DAY, plan_days=160)[0]


def test_another_praktijkbegeleider_is_not_held_against_size_or_lessons(scene):
    other = ContactFactory(school=scene.school, company=scene.company, is_first=False)
    with for_school(scene.school):
        LwtPlan.objects.update(days=70)
        keep_lessons(by=scene.mentor, valid_from=FIRST + 42 * DAY, spans={}, student=scene.student)

    assert against(scene, supervisor=other.pk) == ("", [])


def test_lesson_hours_that_were_filled_in_halfway_say_nothing_of_the_weeks_before(scene):
    with for_school(scene.school):
        hours, of_class = (datetime.time(8, 30), datetime.time(12, 0)), {"class_name": scene.student.class_name}
        keep_lessons(by=scene.mentor, valid_from=FIRST + 41 * DAY, spans={4: hours}, **of_class)

    assert keys(scene) == []
    assert against(scene, weekdays=[0, 1, 2]) == ("", [])
    assert "In elke schoolweek hoort les op school." in against(scene, weekdays=[0, 1, 4])[0]


def test_a_week_that_is_past_stands_in_the_way_of_no_change(scene):
    with for_school(scene.school):
        for day, spans in ((FIRST - DAY, {}), (FIRST + 41 * DAY, {4: (datetime.time(8, 30), datetime.time(12, 0))})):
            keep_lessons(by=scene.mentor, valid_from=day, spans=spans, student=scene.student)

    assert keys(scene) == ["lwt_school_day"]
    assert against(scene, weekdays=[0, 1, 2]) == ("", [])


def test_going_on_after_the_recognition_asks_a_reason_and_going_on_less_long_does_not(school, mentor, clock):
    scene = signed(traject(school, mentor, recognised=False))
    RecognitionFactory(school=school, company=scene.company, valid_until=LAST)
    size = {"plan_days": 120, "plan_hours": 960}

    assert against(scene, ends_on=LAST + 60 * DAY, **size) == ("", ["lwt_lapses"])
    assert against(scene, ends_on=LAST - DAY) == ("", [])
    with for_school(school):
        assert not LawReason.objects.exists()


def test_another_stage_that_needs_a_recognition_does_not_go_on_after_it(school, mentor, clock):
    scene = signed(traject(school, mentor, recognised=False))
    RecognitionFactory(school=school, company=scene.company, valid_until=LAST)
    with for_school(school):
        type(scene.kind).objects.filter(pk=scene.kind.pk).update(code="bpv")

    why, _warned = against(scene, ends_on=LAST + 14 * DAY)
    assert why.startswith("Garage Veld heeft geen SBB-erkenning die geldig is tot en met 19 augustus 2027.")
    assert against(scene, ends_on=LAST - DAY)[0] == ""


def test_the_page_asks_the_size_of_a_leer_werktraject_and_shows_the_reason_that_is_wanted(scene, sign_in):
    browser, stage = sign_in(scene.mentor), scene.placement
    new = reverse("contracts:addendum_new", args=[scene.school.slug, stage.pk])
    page = browser.get(new).text
    assert 'name="plan_days" value="81"' in page
    typed = {
        "effective_from": "2027-04-01", "weekdays": [1, 2, 3], "starts_at": "08:00", "ends_at": "16:30",
        "break_minutes": 30, "supervisor": stage.supervisor_id, "mentor": stage.mentor_id,
        "ends_on": stage.ends_on - 20 * DAY, "allowance": "", "clause": "", "reason": "Het bedrijf is dan dicht.",
    }  # fmt: skip
    wrong = browser.post(new, typed | {"plan_days": "161", "plan_hours": ""})
    assert wrong.status_code == 422
    assert "Het bedrijf is dan dicht." in wrong.text

    shown = browser.post(new, typed | {"plan_days": "72", "plan_hours": "576"}, follow=True).text
    assert "<strong>576 uur</strong>" in shown
    assert "Dit mag alleen met een reden" in shown
    assert "Het traject vraagt minstens 80 dagen" in shown


def test_the_page_of_another_stage_asks_no_size(school, mentor, clock, sign_in):
    scene = signed(traject(school, mentor))
    with for_school(school):
        type(scene.kind).objects.filter(pk=scene.kind.pk).update(code="boi")
    page = sign_in(mentor).get(reverse("contracts:addendum_new", args=[school.slug, scene.placement.pk])).text

    assert "plan_days" not in page


def test_the_rules_of_a_plan_are_those_of_lwt_only(scene):
    with for_school(scene.school):
        made = begun(scene, MONDAY + 28 * DAY, clause="Neem een jas mee.")
        assert lwt.of_change(made, scene.placement, MONDAY) == []
