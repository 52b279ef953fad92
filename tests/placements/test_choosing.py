"""A student looks for a place and asks for it, in small steps."""

import datetime

import pytest
from django.urls import reverse

from core.tenancy import for_school
from groups.models import Group
from placements.models import PlacementRequest
from schools.enums import Role
from tests.factories import CompanyFactory, MembershipFactory, StudentFactory, give_seats
from tests.placements.scene import choosing_group, offering, taking_part, wishing
from tests.queries import count_queries


@pytest.fixture
def browser(student, sign_in):
    return sign_in(student.member)


def page(thing, name, *args):
    return reverse(f"placements:{name}", args=[thing.school.slug, *args])


def names(answer):
    return [offer["company"].name for offer in answer.context["offers"]]


def send(browser, invitation, rank=1):
    """Walk the four steps; returns the last page."""
    answer = browser.post(page(invitation, "request_new", invitation.pk), {"why": "Ik vind het leuk"}, follow=True)
    answer = browser.post(answer.request["PATH_INFO"], {"learn": "Lassen"}, follow=True)
    answer = browser.post(answer.request["PATH_INFO"], {"strong": ""}, follow=True)
    return browser.post(answer.request["PATH_INFO"], {"rank": rank}, follow=True)


@pytest.mark.parametrize("rows", [1, 6])
def test_the_cards_ask_the_same_number_of_queries(group, student, browser, rows):
    for _ in range(rows):
        offering(group, 2)

    assert count_queries(browser, page(group, "choose")) == 6


def test_the_cards_show_work_distance_and_free_places_but_no_way_to_reach_the_company(group, student, browser):
    invitation = offering(group, 2)

    text = browser.get(page(group, "choose")).text

    for words in ("Banden wisselen", "min fietsen", "do 2 plekken", "vr 2 plekken", invitation.company.name):
        assert words in text
    for shown in (text, browser.get(page(group, "offer", invitation.pk)).text):
        assert invitation.company.phone not in shown
        assert invitation.contact.member.user.email not in shown
        assert invitation.contact.member.user.name not in shown


def test_the_cards_can_be_narrowed_by_work_day_and_distance(group, student, browser):
    near = offering(group, company=CompanyFactory(school=group.school, sector="Bouw", postcode="8331 AA"))
    with for_school(group.school):
        fridays = [day for day in group.stage_days() if day.weekday() == 4]
    far = offering(group, 0, company=CompanyFactory(school=group.school, sector="Zorg", postcode="9711 AA"))
    give_seats(far, 1, days=fridays)
    url = page(group, "choose")

    assert names(browser.get(url)) == [near.company.name, far.company.name]
    assert names(browser.get(url, {"sector": "Zorg"})) == [far.company.name]
    assert names(browser.get(url, {"dag": 3})) == [near.company.name]
    assert names(browser.get(url, {"dag": 4})) == [near.company.name, far.company.name]
    assert names(browser.get(url, {"afstand": 5})) == [near.company.name]
    assert "vlak bij jou" in browser.get(url).text
    assert len(names(browser.get(url, {"afstand": "x", "dag": "99", "groep": "x"}))) == 2


def test_a_student_sees_only_companies_of_the_own_group(group, student, browser):
    own, other = offering(group), offering(choosing_group(group.school))

    assert names(browser.get(page(group, "choose"))) == [own.company.name]
    assert browser.get(page(group, "offer", other.pk)).status_code == 404
    assert browser.post(page(group, "request_new", other.pk), {"why": "Toch"}).status_code == 404


def test_a_closed_group_says_so(group, student, browser):
    with for_school(group.school):
        group.close_for_students(by=None)

    assert "Je kunt nu nog niet kiezen." in browser.get(page(group, "choose")).text


def test_a_student_without_a_group_is_told_whom_to_ask(school, sign_in):
    student = StudentFactory(school=school)

    assert "Vraag je mentor" in sign_in(student.member).get(page(student, "choose")).text


def test_four_steps_make_a_request(group, invitation, student, browser):
    answer = send(browser, invitation, rank=2)

    assert "Je aanvraag is verstuurd." in answer.text
    with for_school(group.school):
        wish = PlacementRequest.objects.get()
    assert (wish.state, wish.rank, wish.why, wish.learn) == ("submitted", 2, "Ik vind het leuk", "Lassen")


def test_what_was_begun_is_kept(invitation, student, browser):
    browser.post(page(invitation, "request_new", invitation.pk), {"why": "Ik ben begonnen"})

    text = browser.get(page(invitation, "offer", invitation.pk)).text
    again = browser.get(page(invitation, "requests")).text

    assert "Ga verder met je aanvraag" in text
    assert "nog niet verstuurd" in again
    with for_school(invitation.school):
        draft = PlacementRequest.objects.get()
    assert "Ik ben begonnen" in browser.get(page(invitation, "request_step", draft.pk, 1)).text


def test_beginning_twice_makes_one_draft(invitation, student, browser):
    for words in ("Eerst", "Later"):
        browser.post(page(invitation, "request_new", invitation.pk), {"why": words})

    with for_school(invitation.school):
        assert PlacementRequest.objects.get().why == "Later"


def test_an_empty_first_step_is_asked_again(invitation, student, browser):
    answer = browser.post(page(invitation, "request_new", invitation.pk), {"why": "  "})

    assert "Schrijf één zin." in answer.text


def test_a_rank_that_is_taken_changes_places(group, student, browser):
    first, second = offering(group), offering(group)
    send(browser, first, rank=1)
    send(browser, second, rank=1)

    with for_school(group.school):
        ranks = dict(PlacementRequest.objects.values_list("invitation_id", "rank"))
    assert ranks == {first.pk: 2, second.pk: 1}


def test_three_ranks_can_all_change_places(group, student):
    wishes = [wishing(student, offering(group), rank) for rank in (1, 2, 3)]
    with for_school(group.school):
        PlacementRequest.objects.get(pk=wishes[2].pk).take_rank(1)

        assert [one.rank for one in PlacementRequest.objects.order_by("pk")] == [3, 2, 1]


def test_a_fourth_request_is_refused_until_one_is_withdrawn(group, student, browser):
    for rank in (1, 2, 3):
        wish = wishing(student, offering(group), rank)
    fourth = offering(group)

    refused = browser.post(page(group, "request_new", fourth.pk), {"why": "Ook leuk"})
    assert "Je hebt al 3 aanvragen." in refused.text
    assert "Ook leuk" in refused.text

    browser.post(page(group, "request_withdraw", wish.pk))
    assert "Je aanvraag is verstuurd." in send(browser, fourth, rank=3).text


@pytest.mark.parametrize(("state", "sentence"), [("submitted", "al gevraagd"), ("declined", "niet gelukt")])
def test_one_request_per_company(invitation, student, browser, state, sentence):
    wishing(student, invitation, state=state, decline_reason="full", decline_text="Vol")

    assert sentence in browser.post(page(invitation, "request_new", invitation.pk), {"why": "Nog eens"}).text


def test_who_is_too_young_reads_a_kind_sentence(group, sign_in):
    invitation = offering(group, company=CompanyFactory(school=group.school, min_age=16))
    young = taking_part(group, birth_date=datetime.date(2011, 2, 2))
    browser = sign_in(young.member)

    assert "je moet hier ouder zijn" in browser.get(page(group, "choose")).text
    assert "moet je 16 zijn op 1 februari 2027" in browser.get(page(group, "offer", invitation.pk)).text
    assert "moet je 16 zijn" in browser.post(page(group, "request_new", invitation.pk), {"why": "Ja"}).text


def test_a_full_company_cannot_be_asked(group, student, browser):
    full = offering(group, 0)

    assert "al bezet" in browser.post(page(group, "request_new", full.pk), {"why": "Ja"}).text


def test_a_draft_is_not_sent_when_the_group_closed_meanwhile(group, invitation, student, browser):
    browser.post(page(group, "request_new", invitation.pk), {"why": "Ja"})
    with for_school(group.school):
        Group.objects.get().close_for_students(by=None)
        draft = PlacementRequest.objects.get()

    answer = browser.post(page(group, "request_step", draft.pk, 4), {"rank": 1})

    assert "Je kunt nu geen aanvraag doen." in answer.text


def test_withdrawing_asks_first_and_changes_nothing_by_looking(wish, student, browser):
    url = page(wish, "request_withdraw", wish.pk)

    assert "Aanvraag intrekken?" in browser.get(url).text
    with for_school(wish.school):
        assert PlacementRequest.objects.get().state == "submitted"
    assert "is ingetrokken" in browser.post(url, follow=True).text


def test_a_sent_request_cannot_be_rewritten(wish, student, browser):
    answer = browser.post(page(wish, "request_step", wish.pk, 1), {"why": "Iets anders"})

    assert answer.status_code == 302
    with for_school(wish.school):
        assert PlacementRequest.objects.get().why == wish.why


def test_a_declined_wish_tells_why_and_what_now(wish, student, browser):
    with for_school(wish.school):
        wish.decline(by=None, reason="full", text="Er waren te veel leerlingen.")

    text = browser.get(page(wish, "requests")).text

    assert "Er waren te veel leerlingen." in text
    assert "Wat nu?" in text


@pytest.mark.parametrize("name", ["request", "request_withdraw"])
def test_another_student_finds_nothing(group, wish, sign_in, name):
    other = taking_part(group)

    assert sign_in(other.member).get(page(wish, name, wish.pk)).status_code == 404


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.GUARDIAN])
def test_companies_and_guardians_see_no_requests(wish, sign_in, role):
    member = (
        wish.invitation.contact.member if role == Role.SUPERVISOR else MembershipFactory(school=wish.school, role=role)
    )
    browser = sign_in(member)

    assert browser.get(page(wish, "requests")).status_code == 404
    assert browser.get(page(wish, "request", wish.pk)).status_code == 404
    with for_school(wish.school):
        assert not PlacementRequest.objects.visible_to(member).exists()


def test_staff_do_not_see_drafts(wish, coordinator, sign_in):
    with for_school(wish.school):
        PlacementRequest.objects.update(state="draft")

    assert sign_in(coordinator).get(page(wish, "request", wish.pk)).status_code == 404


def test_a_mentor_sees_the_requests_of_the_own_students_only(group, wish, sign_in):
    browser = sign_in(wish.student.mentor)
    other = wishing(taking_part(group), offering(group))

    text = browser.get(page(wish, "requests")).text

    assert wish.student.name in text
    assert other.student.name not in text
    assert browser.get(page(wish, "request", wish.pk)).status_code == 200


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_of_requests_asks_the_same_number_of_queries(group, coordinator, sign_in, rows):
    for _ in range(rows):
        wishing(taking_part(group), offering(group), waits_since=datetime.date(2026, 11, 26))

    assert count_queries(sign_in(coordinator), page(group, "requests")) == 7
