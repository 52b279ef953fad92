"""What a proposal minds: seats per date, days, age, proof, decisions, and who was disappointed before."""

import datetime

import pytest

from core.tenancy import for_school
from groups.models import GroupStudent
from placements.matching import place
from placements.puzzle import read
from tests.factories import RecognitionFactory
from tests.placements.plans import limits, never, open_on, page, proposed, stage_days
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


def test_a_proposal_places_as_many_as_can_be(group, coordinator):
    garage, bakery = offering(group, company__name="Garage"), offering(group, company__name="Bakker")
    sem, noor = taking_part(group, first_name="Sem"), taking_part(group, first_name="Noor")
    wishing(sem, garage)
    wishing(sem, bakery, 2)
    wishing(noor, garage, 1)

    assert proposed(group, coordinator) == {"Sem": "Bakker", "Noor": "Garage"}


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("no", "closed"), ("young", "age"), ("rule", "rule"), ("unknown", "recognition"), ("days", "days"),
        ("left", "paused"),
    ],
)
def test_a_limit_bars_a_wish_and_is_named(group, coordinator, state, code):
    invitation = open_on(group, stage_days(group, 3) if state == "days" else stage_days(group))
    wish = wishing(taking_part(group), invitation)
    with for_school(group.school):
        if state == "no":
            invitation.state = "no"
            invitation.save()
        elif state == "young":
            invitation.company.min_age = 21
        elif state == "left":
            invitation.company.is_active = False
        elif state == "unknown":
            group.kind.needs_recognition = True
            group.kind.save()
        elif state == "rule":
            never(wish)
        invitation.company.save()

    assert limits(group, coordinator, wish) == code


def test_a_company_with_proof_takes_who_needs_it(group, coordinator, wish):
    with for_school(group.school):
        group.kind.needs_recognition = True
        group.kind.save()
    RecognitionFactory(school=group.school, company=wish.invitation.company, valid_until=group.ends_on)

    assert limits(group, coordinator, wish) == ""


def test_who_got_the_seat_is_the_limit(group, coordinator):
    garage = offering(group)
    wishes = [wishing(taking_part(group), garage) for _ in range(2)]

    assert sorted(limits(group, coordinator, wish) for wish in wishes) == ["", "others"]


def test_seats_that_are_held_bind_per_date(group, coordinator):
    """One Thursday is taken: who needs all Thursdays cannot come, who has only Fridays can."""
    garage = offering(group)
    both, fridays = taking_part(group, first_name="Sem"), taking_part(group, first_name="Noor")
    with for_school(group.school):
        GroupStudent.objects.filter(student=fridays).update(weekdays=[4])
        one = {"weekdays": [3], "starts_on": datetime.date(2027, 2, 4), "ends_on": datetime.date(2027, 2, 4)}
        place(taking_part(group), garage, by=coordinator, **arrangement(garage, **one))
    wish = wishing(both, garage)
    wishing(fridays, garage)

    assert limits(group, coordinator, wish) == "taken"
    assert proposed(group, coordinator) == {"Sem": None, "Noor": garage.company.name}


def test_a_day_off_of_the_company_is_no_limit(group, coordinator):
    days = [day for day in stage_days(group) if day != datetime.date(2027, 2, 4)]
    wish = wishing(taking_part(group), open_on(group, days))

    assert limits(group, coordinator, wish) == ""


def test_a_stage_elsewhere_keeps_its_days(group, coordinator):
    other = choosing_group(group.school)
    student, elsewhere = taking_part(group), offering(other)
    with for_school(group.school):
        place(student, elsewhere, by=coordinator, **arrangement(elsewhere))
    wish = wishing(student, offering(group))  # an earlier wish on these days would have ended with that place

    assert limits(group, coordinator, wish) == "busy"


def test_who_was_disappointed_before_goes_first(group, coordinator):
    """Two ask for one seat; the one whose last wish failed gets it."""
    before = choosing_group(group.school, starts_on=datetime.date(2026, 9, 1), ends_on=datetime.date(2026, 10, 1))
    garage, earlier = offering(group), offering(before, 0)
    students = [taking_part(group, first_name=name) for name in ("Ali", "Bo", "Cas")]
    wishing(students[1], earlier, state="declined", decline_reason="full", decline_text="Vol")
    for student in students:
        wishing(student, garage)

    assert proposed(group, coordinator) == {"Ali": None, "Bo": garage.company.name, "Cas": None}
    with for_school(group.school):
        assert read(group).credit == {students[1].pk: 2}


def test_without_a_wish_it_says_outside(group, coordinator, student, invitation, browser):
    proposed(group, coordinator)

    text = browser.get(page(group, "plan")).text
    assert "buiten de wensen" in text
    assert "1</strong> van 1 geplaatst" in text
    assert "0</strong> in de 1e keuze" in text
