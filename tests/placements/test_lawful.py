"""The law on work and age at the match, at the stage itself, at prestaties and at the contract: everywhere alike."""

import datetime
from datetime import date, time

import pytest
from django.urls import reverse

from contracts.models import Contract
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.enums import Part
from groups.models import Seat
from placements import lawful
from placements.attendance import plan_days
from placements.matching import match, place
from placements.models import LawReason, Placement
from placements.models.term import Terms
from schools.lessons import keep_lessons
from schools.models import Student
from tests.factories import GroupFactory, PlacementFactory, safe
from tests.placements import scene
from tests.queries import count_queries

YOUNG = date(2011, 12, 1)  # 15 during the whole stage
FOURTEEN = date(2012, 12, 1)


def born(student, day):
    with for_school(student.school):
        Student.objects.filter(pk=student.pk).update(birth_date=day)
        student.birth_date = day
    return student


def said(placement, **more):
    with for_school(placement.school):
        found = Placement.objects.select_related("student__school", "group__kind").get(pk=placement.pk)
        return [one.code for one in lawful.findings_for(found, **more)]


def form_of(invitation, **changes):
    made = scene.arrangement(invitation, **changes)
    return made | {"mentor": made["mentor"].pk, "supervisor": made["supervisor"].pk}


def accept(wish):
    return reverse("placements:request_accept", args=[wish.school.slug, wish.pk])


def test_a_match_that_the_law_forbids_is_refused_with_the_sentence(group, wish, student, invitation, coordinator):
    born(student, YOUNG)
    with for_school(group.school):
        group.starts_at, group.ends_at = time(8, 30), time(16, 30)
        group.save()
        with pytest.raises(MoveRefused, match="Op 15 jaar mag hoogstens 7 uur"):
            match(wish, by=coordinator, **scene.arrangement(invitation))
        wish.refresh_from_db()
        assert (wish.state, Placement.objects.count()) == ("submitted", 0)


def test_where_the_law_warns_the_form_asks_a_reason(school, wish, student, invitation, coordinator, sign_in):
    born(student, FOURTEEN)
    browser = sign_in(coordinator)
    asked = browser.post(accept(wish), form_of(invitation))
    assert "Vraag naar een bijbaan" in asked.text
    assert 'name="reason"' in asked.text

    browser.post(accept(wish), form_of(invitation, reason="Geen bijbaan, gevraagd aan moeder."))
    with for_school(school):
        [kept] = LawReason.objects.all()
        assert (kept.rule, kept.reason, kept.given_by_id) == (
            "side_job:14", "Geen bijbaan, gevraagd aan moeder.", coordinator.pk
        )  # fmt: skip
        assert kept.placement.student_id == student.pk


def test_a_stage_on_half_days_counts_its_real_hours_with_the_lessons_beside(group, student, invitation, coordinator):
    """Wed 3.5 h school and 13:00–17:00: seven and a half hours for somebody of 15."""
    born(student, YOUNG)
    with for_school(group.school):
        group.starts_at, group.ends_at, group.split_at = time(9), time(17), time(13)
        group.save()
        Seat.objects.update(part=Part.AFTERNOON)
        arranged = scene.arrangement(invitation)
        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 8, 1), spans={3: (time(8, 30), time(12))})
        with pytest.raises(MoveRefused, match="7,5 uur, met school erbij"):
            place(student, invitation, by=coordinator, **arranged)

        keep_lessons(class_name="P4a", by=coordinator, valid_from=date(2026, 9, 1), spans={3: (time(8, 30), time(11))})
        made = place(student, invitation, by=coordinator, **arranged)
        assert {(day.starts_at, day.ends_at) for day in made.days.all()} == {(time(13), time(17))}


def test_other_stages_of_the_student_in_the_same_week_count_along(school, student):
    """Two days here and three there are fine alone, and too much together."""
    born(student, YOUNG)
    hours = {"starts_at": time(8), "ends_at": time(15, 30)}
    with for_school(school):
        one = PlacementFactory(school=school, student=student, weekdays=[3, 4], **hours)
        plan_days(one)
        assert said(one) == []
        other_group = GroupFactory(school=school, weekdays=[0, 1, 2, 5])
        other = PlacementFactory(school=school, student=student, group=other_group, weekdays=[0, 1, 2, 5], **hours)
        plan_days(other)

    assert set(said(one)) == {"week"} == set(said(other))


def test_days_that_would_become_different_are_judged_as_they_would_be(school, student):
    born(student, YOUNG)
    placement = PlacementFactory(school=school, student=student)
    thursday = date(2027, 2, 4)
    longer = Terms([3], time(8, 30), time(16, 30), 30, None, None)

    assert said(placement) == []
    assert said(placement, terms_by_date={thursday: longer}) == ["day"]
    assert said(placement, terms_by_date={thursday: longer, date(2027, 2, 5): None}) == ["day"]
    assert said(placement, cosigned_on=None).count("cosigned") == 24


def test_weeks_that_are_past_do_not_hide_that_coming_weeks_are_too_long(school, student):
    """Six weeks of 42.5 hours at 17: whoever looks in week 5 or 6 is told so of the weeks that reach that day."""
    born(student, date(2009, 9, 1))
    hours = {"starts_at": time(8), "ends_at": time(17), "ends_on": date(2027, 3, 14)}
    placement = PlacementFactory(school=school, student=student, weekdays=[0, 1, 2, 3, 4], **hours)

    assert said(placement, since=date(2027, 3, 1)) == ["four_weeks"] == said(placement, since=date(2027, 3, 8))
    assert said(placement, since=date(2027, 3, 15)) == []


def test_the_page_shows_what_the_law_says_with_its_article_and_keeps_a_reason(school, student, coordinator, sign_in):
    born(student, date(2010, 1, 1))
    placement = PlacementFactory(school=school, student=student, weekdays=[6])
    page = reverse("placements:lawful", args=[school.slug, placement.pk])
    browser = sign_in(coordinator)

    text = browser.get(page).text
    assert "is een zondag. Dat mag alleen als het bij dit werk hoort" in text
    assert "Arbeidstijdenwet art. 5:6" in text
    assert browser.post(page, {"reason": " "}).status_code == 422

    text = browser.post(page, {"reason": "De markt is op zondag, met ouders afgesproken."}, follow=True).text
    assert "De markt is op zondag, met ouders afgesproken." in text
    assert "Waarom mag het toch?" not in text
    assert "<html" not in browser.get(page, headers={"HX-Request": "true"}).text


def test_the_page_asks_few_questions(school, coordinator, sign_in):
    placement = PlacementFactory(school=school)
    with for_school(school):
        plan_days(placement)

    assert count_queries(sign_in(coordinator), reverse("placements:lawful", args=[school.slug, placement.pk])) <= 8


@pytest.fixture
def handed_in(school, student):
    """A contract on which the student's part is handed in, of a stage with a safety check."""

    def make(birth_date, **facts):
        placement = safe(PlacementFactory(school=school, student=born(student, birth_date), **facts))
        with for_school(school):
            contract = Contract.objects.of(placement)
            Contract.objects.filter(pk=contract.pk).update(state="submitted")
        return placement, contract

    return make


def check_off(contract, browser):
    url = reverse("contracts:check_off", args=[contract.school.slug, contract.placement_id])
    text = browser.post(url, follow=True).text
    with for_school(contract.school):
        contract.refresh_from_db()
    return text


def test_a_contract_is_not_checked_off_while_the_law_forbids_it(handed_in, sign_in, coordinator):
    placement, contract = handed_in(YOUNG, ends_at=time(16, 30))
    text = check_off(contract, sign_in(coordinator))

    assert "Op 15 jaar mag hoogstens 7 uur" in text
    assert contract.state == "submitted"
    with for_school(placement.school):
        Contract.objects.filter(pk=contract.pk).update(state="checked")
        with pytest.raises(MoveRefused):
            contract.issue(by=coordinator)


def test_a_contract_is_checked_off_once_the_warning_has_a_reason(handed_in, sign_in, coordinator):
    placement, contract = handed_in(date(2010, 1, 1), weekdays=[6])
    browser = sign_in(coordinator)
    assert "De wet vraagt hier een reden" in check_off(contract, browser)
    assert contract.state == "submitted"

    browser.post(reverse("placements:lawful", args=[placement.school.slug, placement.pk]), {"reason": "Markt."})
    check_off(contract, browser)
    assert contract.state == "checked"


def test_without_a_safety_check_the_contract_waits_for_it(school, student, sign_in, coordinator):
    placement = PlacementFactory(school=school, student=student)
    with for_school(school):
        contract = Contract.objects.of(placement)
        Contract.objects.filter(pk=contract.pk).update(state="submitted")

    assert "De werk- en veiligheidscheck is nog niet gedaan." in check_off(contract, sign_in(coordinator))
    assert contract.state == "submitted"


def test_what_has_been_is_not_in_the_way_of_what_comes(handed_in, coordinator):
    placement, contract = handed_in(YOUNG, starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 27), ends_at=time(18))
    assert "day" in said(placement)
    with for_school(placement.school):
        assert lawful.findings_ahead(Placement.objects.get(pk=placement.pk)) == []


def test_a_prestatie_in_a_full_week_is_too_much(school, student, engagement):
    born(student, YOUNG)
    with for_school(school):
        engagement.starts_at, engagement.ends_at = time(9), time(13)
        engagement.save()
        day = engagement.date
        assert lawful.why_not_work(engagement, student) == ""
        monday = day - datetime.timedelta(days=day.weekday())
        group = GroupFactory(school=school, starts_on=monday, ends_on=monday + datetime.timedelta(days=6))
        others = [n for n in range(6) if n != day.weekday()]
        full = PlacementFactory(
            school=school, student=student, group=group, weekdays=others, starts_at=time(8), ends_at=time(15, 30)
        )
        plan_days(full)
        assert lawful.why_not_work(engagement, student) == "Je bent nog geen 16. Dan mag je niet zo lang werken."
