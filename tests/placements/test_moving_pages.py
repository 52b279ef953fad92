"""The pages of a transfer and of the line of places that comes of it, for everybody who may see them."""

import datetime

import pytest
from django.urls import reverse

from core.tenancy import for_school
from placements.attendance import summary
from placements.line import hours_of, line_of
from placements.models import Placement, TakenSeat
from placements.transfer import open_places
from schools.enums import Role
from tests.factories import (
    GroupFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    RequestFactory,
)
from tests.placements.moving import FIRST, LAST, TALK, page
from tests.placements.scene import offering
from tests.queries import count_queries


def people(old, new, coordinator):
    return {
        "student": old.student.member, "coordinator": coordinator, "new mentor": new.mentor,
        "guardian": GuardianshipFactory(school=old.school, student=old.student).member,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["student", "coordinator", "new mentor", "guardian"])
def test_reports_and_hours_run_on_in_one_line(line, coordinator, sign_in, who):
    old, new = line
    browser = sign_in(people(old, new, coordinator)[who])

    reports = browser.get(page("placements:reports", new)).text
    days = browser.get(page("placements:days", new)).text

    assert "Gelast in de garage." in reports
    assert "Gesnoeid in het park." in reports
    assert "Alle 2 plekken samen" in days
    assert old.company.name in browser.get(page("placements:placement", new)).text
    assert browser.get(page("placements:report", old, datetime.date(2027, 2, 11))).status_code == 200


def test_a_guardian_reads_on_the_first_page_how_it_went_at_all_places(line, coordinator, sign_in):
    old, new = line
    guardian = people(old, new, coordinator)["guardian"]

    answer = sign_in(guardian).get(reverse("school_home", args=[old.school.slug]))

    assert (answer.context["stage"].pk, answer.context["days"]["there"]) == (new.pk, 6 + 1)


def test_the_hours_of_a_line_are_those_of_its_places_together(line, coordinator):
    old, new = line
    with for_school(old.school):
        found = line_of(new, coordinator)
        hours = hours_of(summary([one.pk for one in found]))
    assert [one.pk for one in found] == [old.pk, new.pk]
    assert hours.made_minutes == 390 * (6 + 1)
    assert hours.planned_minutes > hours.made_minutes


def test_the_new_company_sees_nothing_of_the_old_place(line, sign_in):
    old, new = line
    browser = sign_in(new.supervisor.member)

    for name in ("placements:placement", "placements:reports", "placements:days", "placements:assignments",
                 "assessments:assessments", "contracts:contract"):  # fmt: skip
        text = browser.get(page(name, new)).text
        assert old.company.name not in text
        assert "garage" not in text
        assert browser.get(page(name, old)).status_code == 404


def test_the_old_company_keeps_its_part_for_a_while_and_loses_the_rest(line, sign_in, monday):
    old, new = line
    browser = sign_in(old.supervisor.member)

    assert "Gelast in de garage." in browser.get(page("placements:reports", old)).text
    assert "Gesnoeid" not in browser.get(page("placements:reports", old)).text
    assert new.company.name not in browser.get(page("placements:placement", old)).text
    assert browser.get(page("placements:placement", new)).status_code == 404
    monday.move_to(datetime.datetime(2027, 3, 8, 9, 0, tzinfo=datetime.UTC))
    browser = sign_in(old.supervisor.member)
    assert browser.get(page("placements:reports", old)).status_code == 404
    assert browser.get(page("placements:placement", old)).status_code == 200
    monday.move_to(datetime.datetime(2027, 4, 1, 9, 0, tzinfo=datetime.UTC))
    browser = sign_in(old.supervisor.member)
    assert browser.get(page("placements:placement", old)).status_code == 404


def test_a_mentor_of_something_else_sees_no_earlier_place(line, sign_in):
    old, _new = line
    stranger = MembershipFactory(school=old.school, role=Role.MENTOR)
    PlacementFactory(school=old.school, mentor=stranger)

    assert sign_in(stranger).get(page("placements:placement", old)).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR])
def test_the_whole_flow_on_the_page(old, there, coordinator, sign_in, role):
    browser = sign_in(coordinator if role == Role.COORDINATOR else old.mentor)
    slug = old.school.slug

    half = browser.post(page("placements:talk", old), TALK | {"outcome": "move"})
    assert half.status_code == 422
    assert "Kies waarom een andere plek beter is." in half.text
    assert "Het tempo ligt te hoog." in half.text
    held = browser.post(page("placements:talk", old), TALK | {"outcome": "move", "reason": "too_hard"})
    assert held.url == page("placements:transfer", old)
    assert there.company.name in browser.get(held.url).text
    last = page("transfer_to", old, there.pk)
    assert browser.get(last).status_code == 200
    data = {
        "last_day": LAST, "starts_on": FIRST, "ends_on": old.group.ends_on, "weekdays": [3, 4],
        "mentor": old.mentor_id, "supervisor": there.contact_id,
    }  # fmt: skip
    wrong = browser.post(last, data | {"starts_on": LAST})
    assert wrong.status_code == 422
    done = browser.post(last, data, follow=True)
    with for_school(old.school):
        new = Placement.objects.get(predecessor=old.pk)
    assert done.redirect_chain[-1][0] == reverse("placements:placement", args=[slug, new.pk])
    assert "gaat verder bij" in done.text
    again = browser.post(last, data, follow=True)
    assert "Er is al een nieuwe plek na deze stage." in again.text


def test_going_on_needs_an_agreement_that_the_student_reads(old, monday, sign_in):
    browser = sign_in(old.mentor)

    empty = browser.post(page("placements:talk", old), TALK | {"outcome": "go_on"})
    assert empty.status_code == 422
    assert "Schrijf op wat jullie afspreken." in empty.text
    assert "Kies een dag om terug te kijken." in empty.text
    kept = {"outcome": "go_on", "agreed": "Je vraagt elke ochtend wat je gaat doen.", "look_again_on": "2027-03-08"}
    assert browser.post(page("placements:talk", old), TALK | kept).url == page("placements:placement", old)
    read = sign_in(old.student.member).get(page("placements:placement", old)).text
    assert "Je vraagt elke ochtend wat je gaat doen." in read
    assert "Het tempo ligt te hoog." not in read
    assert "Het tempo ligt te hoog." in browser.get(page("placements:guidance", old)).text
    home = reverse("school_home", args=[old.school.slug])
    assert "afspraak om op terug te kijken" not in browser.get(home).text
    monday.move_to(datetime.datetime(2027, 3, 8, 9, 0, tzinfo=datetime.UTC))
    assert "afspraak om op terug te kijken" in sign_in(old.mentor).get(home).text
    assert "Het tempo" not in sign_in(old.supervisor.member).get(page("placements:placement", old)).text


def test_what_was_learned_of_a_match_stands_beside_the_next_one(old, there, coordinator, sign_in):
    wish = RequestFactory(school=old.school, group=old.group, student=old.student, invitation=there)
    browser = sign_in(old.mentor)

    browser.post(page("placements:review", old), {"misjudged": "Het tempo.", "next_time": "Kleinere ploeg."})
    browser.post(page("placements:review", old), {"misjudged": "Het tempo.", "next_time": "Rustige ploeg."})

    accept = reverse("placements:request_accept", args=[old.school.slug, wish.pk])
    assert "Rustige ploeg." in sign_in(coordinator).get(accept).text
    assert "Rustige ploeg." in browser.get(page("placements:guidance", old)).text
    assert "Rustige ploeg." not in sign_in(old.student.member).get(page("placements:placement", old)).text


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_of_other_places_asks_the_same_number_of_queries(old, talk, coordinator, sign_in, rows):
    for _row in range(rows):
        offering(old.group)

    assert count_queries(sign_in(coordinator), page("placements:transfer", old)) <= 8


def test_other_places_are_those_with_room_and_the_right_days_first(school, old, coordinator):
    full = offering(old.group)
    fitting, friday = offering(old.group), offering(old.group)
    closed = offering(GroupFactory(school=school, state="finished"))
    with for_school(school):
        friday.seats.filter(date__week_day=5).delete()
        other = PlacementFactory(school=school, group=old.group)
        for seat in full.seats.all():
            TakenSeat.objects.create(placement=other, seat=seat, student=other.student, date=seat.date)
        found = [invitation.pk for invitation, _days in open_places(old)]
    assert found == [fitting.pk, friday.pk]
    assert closed.pk not in found


@pytest.mark.parametrize(
    "name",
    [*(f"placements:{one}" for one in ("placement", "reports", "days", "assignments", "guidance")),
     "assessments:assessments"],
)  # fmt: skip
def test_pages_of_a_line_ask_few_queries(line, coordinator, sign_in, name):
    _old, new = line

    assert count_queries(sign_in(coordinator), page(name, new)) <= 8
