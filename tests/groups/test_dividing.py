"""One answer for several schools: the company divides its seats, and each school sees only its own."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from groups.models import Answer, Invitation, Seat
from groups.offer import Offer
from groups.seats import offered
from placements.models import TakenSeat
from schools.enums import Role
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GroupFactory,
    InvitationFactory,
    MembershipFactory,
    PlacementFactory,
    SchoolFactory,
    UserFactory,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def question(school, user, **group):
    """This school asks the company of this person."""
    member = MembershipFactory(school=school, user=user, role=Role.SUPERVISOR)
    company = CompanyFactory(school=school)
    contact = ContactFactory(school=school, company=company, member=member)
    group = GroupFactory(school=school, state="asking", **group)
    return InvitationFactory(
        school=school, group=group, company=company, contact=contact, state="asked", asked_at=timezone.now()
    )


@pytest.fixture
def anna():
    return UserFactory(name="Anna Smit", email="anna@smit.example")


@pytest.fixture
def asked(anna):
    """De Eik asks for Thursday and Friday, De Linde for Wednesday and Thursday, in the same weeks."""
    return [
        question(SchoolFactory(name="De Eik"), anna),
        question(SchoolFactory(name="De Linde"), anna, weekdays=[2, 3]),
    ]


@pytest.fixture
def browser(asked, sign_in):
    return sign_in(asked[0].contact.member)


@pytest.fixture
def page(asked):
    return reverse("groups:divide", args=[asked[0].school.slug])


def box(invitation, weekday):
    return f"n-{invitation.school_id}-{invitation.pk}-{weekday}"


def stands(invitation):
    """(state, {weekday: number}) of the answer at its own school."""
    with for_school(invitation.school):
        found = Invitation.objects.get(pk=invitation.pk)
        return found.state, {day.weekday(): offer for day, offer in offered(found).items()}


def test_two_schools_get_their_own_number_and_their_own_answer(browser, page, asked):
    eik, linde = asked
    typed = {"totaal-2": "1", "totaal-3": "3", "totaal-4": "0"}
    typed |= {box(eik, 3): "2", box(eik, 4): "0", box(linde, 2): "1", box(linde, 3): "1"}
    answer = browser.post(page, typed, follow=True)

    assert "Elke school ziet alleen haar eigen plekken." in answer.text
    assert stands(eik) == ("yes", {3: Offer(2)})
    assert stands(linde) == ("yes", {2: Offer(1), 3: Offer(1)})
    for one in asked:
        with for_school(one.school):
            assert Answer.objects.get().member == one.contact.member
    assert f'name="{box(linde, 3)}" type="number" inputmode="numeric" min="0" max="9" value="1"' in answer.text


def test_the_sum_is_checked_and_nothing_typed_is_lost(browser, page, asked):
    eik, linde = asked
    answer = browser.post(page, {"totaal-3": "2", box(eik, 3): "2", box(linde, 3): "1", box(linde, 2): "1"})

    assert answer.status_code == 422
    assert "donderdag: u verdeelt 3 plekken, maar u hebt er 2." in answer.text
    assert "woensdag: vul in hoeveel plekken u in totaal hebt." in answer.text
    assert f'name="{box(eik, 3)}" type="number" inputmode="numeric" min="0" max="9" value="2"' in answer.text
    assert [stands(one) for one in asked] == [("asked", {})] * 2


@pytest.mark.parametrize("wrong", ["²", "-1", "veel", "44"])
def test_rubbish_is_told(browser, page, asked, wrong):
    answer = browser.post(page, {"totaal-3": wrong, box(asked[0], 3): "1"})

    assert answer.status_code == 422
    assert "donderdag: vul getallen in van 0 tot en met 9." in answer.text


def test_an_empty_school_is_left_alone_and_nought_everywhere_is_no(browser, page, asked):
    eik, linde = asked
    browser.post(page, {"totaal-3": "1", box(eik, 3): "1"})
    assert (stands(eik), stands(linde)) == (("yes", {3: Offer(1)}), ("asked", {}))
    browser.post(page, {"totaal-2": "0", "totaal-3": "1", box(eik, 3): "1", box(linde, 2): "0", box(linde, 3): "0"})
    assert (stands(eik)[0], stands(linde)[0]) == ("yes", "no")


def test_all_schools_or_none_when_a_seat_is_held(browser, page, asked):
    eik, linde = asked
    browser.post(page, {"totaal-3": "2", box(eik, 3): "1", box(linde, 3): "1"})
    day = datetime.date(2027, 2, 4)
    stage = PlacementFactory(school=linde.school, group=linde.group, company=linde.company, supervisor=linde.contact)
    with for_school(linde.school):
        seat = Seat.objects.get(invitation=linde, date=day, number=1)
        TakenSeat.objects.create(placement=stage, seat=seat, student=stage.student, date=day)
    typed = {"totaal-2": "0", "totaal-3": "2", box(eik, 3): "2", box(linde, 3): "0", box(linde, 2): "0"}
    answer = browser.post(page, typed)

    assert answer.status_code == 422
    assert "komt er al een leerling" in answer.text
    assert stands(eik) == ("yes", {3: Offer(1)})


def test_a_school_shows_nothing_of_the_other(sign_in, browser, page, asked):
    eik, linde = asked
    browser.post(page, {"totaal-3": "5", box(eik, 3): "4", box(linde, 3): "1"})
    coordinator = MembershipFactory(school=linde.school, role=Role.COORDINATOR)
    text = sign_in(coordinator).get(reverse("groups:invitation", args=[linde.school.slug, linde.pk])).text

    assert "donderdag: 12 dagen, samen 12 plekken" in text
    assert "De Eik" not in text


def test_nobody_else_s_question_stands_there(browser, page, asked, anna):
    stranger = question(asked[1].school, UserFactory())
    june = {"starts_on": datetime.date(2027, 6, 1), "ends_on": datetime.date(2027, 6, 30)}
    other_weeks = question(SchoolFactory(name="De Es"), anna, **june)
    text = browser.get(page).text
    assert "De Es" not in text
    browser.post(page, {"totaal-3": "3", box(stranger, 3): "1", box(other_weeks, 3): "1", box(asked[0], 3): "1"})

    assert stands(stranger) == ("asked", {})
    assert stands(other_weeks) == ("asked", {})
    assert stands(asked[0])[0] == "yes"


def test_one_school_alone_has_nothing_to_divide(sign_in, anna):
    alone = question(SchoolFactory(name="De Eik"), anna)
    text = sign_in(alone.contact.member).get(reverse("groups:divide", args=[alone.school.slug])).text

    assert "Er is nu niets te verdelen." in text


def test_the_page_asks_as_much_for_each_school(browser, page, asked, anna):
    two = count_queries(browser, page)
    question(SchoolFactory(), anna)
    three = count_queries(browser, page)

    assert three - two <= 5
