"""Pages say what changes and from when; the lists of a day show the hours and people of that day."""

import datetime

import pytest
from django.urls import reverse

from core.tenancy import for_school
from groups.enums import Part
from placements.attendance import hours_of_part
from placements.models import Placement
from placements.terms import change_terms
from stagebureau.tasks import turn_the_day

MARCH = datetime.date(2027, 3, 1)
WEDNESDAY, THURSDAY, FRIDAY = 2, 3, 4


@pytest.fixture
def moved(school, stage, coordinator):
    """From 1 March on Wednesdays, and a little later."""
    with for_school(school):
        Placement.objects.filter(pk=stage.placement.pk).update(state="running")
        known = Placement.objects.get(pk=stage.placement.pk)
        change_terms(
            known, from_date=MARCH, by=coordinator, cause="Addendum 1", weekdays=[WEDNESDAY],
            starts_at=datetime.time(10), ends_at=datetime.time(15), break_minutes=15,
        )
    return stage


@pytest.mark.parametrize("who", ["student", "mentor", "coordinator", "company", "guardian"])
def test_everybody_at_the_stage_reads_what_changes_and_when(school, moved, to, sign_in, who):
    page = sign_in(getattr(moved, who)).get(to("placement")).text

    assert "Vanaf 1 maart 2027" in page
    assert "Elke woensdag" in page
    assert "10:00 tot 15:00, 15 minuten pauze" in page
    assert "Elke donderdag en vrijdag" in page


def test_the_presentielijst_and_the_list_of_a_day_follow(school, moved, to, sign_in, clock):
    days = sign_in(moved.student).get(to("days")).text
    assert "do 25 februari" in days
    assert "wo 3 maart" in days
    assert "do 4 maart" not in days

    today = reverse("placements:today", args=[school.slug])
    shown = {
        day: moved.pupil.name in sign_in(moved.coordinator).get(today, {"dag": day}).text
        for day in ("2027-02-25", "2027-03-03", "2027-03-04")
    }
    assert shown == {"2027-02-25": True, "2027-03-03": True, "2027-03-04": False}


def test_who_is_out_today_shows_the_hours_of_today(school, moved, sign_in, clock):
    clock.move_to(datetime.datetime(2027, 3, 3, 7, 0, tzinfo=datetime.UTC))

    home = sign_in(moved.mentor).get(reverse("school_home", args=[school.slug])).text

    assert "10:00 – 15:00" in home  # before the night turned the columns, and after
    turn_the_day()
    assert "10:00 – 15:00" in sign_in(moved.mentor).get(reverse("school_home", args=[school.slug])).text


def test_a_part_of_a_day_keeps_to_the_hours_that_are_agreed(school, moved):
    with for_school(school):
        known = Placement.objects.select_related("group").get(pk=moved.placement.pk)
        half = hours_of_part(known, known.terms_on(MARCH).hours, Part.MORNING)
    assert half == {"starts_at": datetime.time(10), "ends_at": datetime.time(12, 30), "break_minutes": 0}
