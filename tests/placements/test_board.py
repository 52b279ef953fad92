"""The coordinator's board: who wants where, what is free, a match, a place without a wish, a kind no."""

import html

import pytest
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from placements.enums import DeclineReason
from placements.matching import place
from placements.models import Placement, PlacementRequest
from schools.enums import Role
from tests.factories import MembershipFactory
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing
from tests.queries import count_queries


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


def page(thing, name, *args):
    return reverse(f"placements:{name}", args=[thing.school.slug, *args])


def filled(invitation, **changes):
    """The form of a match as the browser sends it."""
    return {name: getattr(value, "pk", value) for name, value in arrangement(invitation, **changes).items()}


@pytest.mark.parametrize("rows", [1, 60])
@pytest.mark.parametrize("side", ["", "?kijk=bedrijven"])
def test_the_board_asks_the_same_number_of_queries(group, coordinator, browser, rows, side):
    company = offering(group, 2)
    for _ in range(rows):
        wishing(taking_part(group), company)
    with for_school(group.school):
        place(taking_part(group), company, by=coordinator, **arrangement(company))

    assert count_queries(browser, page(group, "board", group.pk) + side) == 8


def test_the_board_shows_wishes_and_free_places_side_by_side(group, wish, coordinator, browser):
    wishing(wish.student, offering(group, 0), 2)
    with for_school(group.school):
        place(taking_part(group), wish.invitation, by=coordinator, **arrangement(wish.invitation, weekdays=[4]))

    rows = browser.get(page(group, "board", group.pk)).context["rows"]

    row = next(row for row in rows if row["student"] == wish.student)
    days = [(day, places and places.free) for day, places in row["wishes"][0].days]
    assert days == [("do", 1), ("vr", 0)]
    assert [day for day, places in row["wishes"][1].days if places] == []
    assert row["wishes"][2] is None
    assert {row["stand"] for row in rows} == {"wacht", "geplaatst"}


@pytest.mark.parametrize(("toon", "number"), [("", 3), ("wacht", 1), ("zonder", 1), ("geplaatst", 1), ("raar", 3)])
def test_the_board_can_be_narrowed(group, wish, coordinator, browser, toon, number):
    other = offering(group)
    taking_part(group)
    with for_school(group.school):
        place(taking_part(group), other, by=coordinator, **arrangement(other))

    assert len(browser.get(page(group, "board", group.pk), {"toon": toon}).context["rows"]) == number


def test_the_companies_side_tells_who_wants_and_who_comes(group, wish, coordinator, browser):
    comes = taking_part(group)
    with for_school(group.school):
        place(comes, wish.invitation, by=coordinator, **arrangement(wish.invitation, weekdays=[3]))

    text = browser.get(page(group, "board", group.pk), {"kijk": "bedrijven"}).text

    for words in (wish.student.name, comes.name, "do vol", "vr 1"):
        assert words in text


def test_the_accept_page_begins_with_what_is_likely(group, wish, browser):
    answer = browser.get(page(wish, "request_accept", wish.pk))

    form = answer.context["form"]
    assert html.escape(wish.why) in answer.text
    assert form["weekdays"].value() == [3, 4]
    assert form["mentor"].value() == wish.student.mentor_id
    assert form["supervisor"].value() == wish.invitation.contact_id
    assert f'value="{group.starts_on.isoformat()}"' in answer.text


def test_accepting_makes_the_stage(wish, browser):
    answer = browser.post(page(wish, "request_accept", wish.pk), filled(wish.invitation), follow=True)

    assert "Match vastgelegd" in answer.text
    with for_school(wish.school):
        made = Placement.objects.get()
        assert (made.student, made.company, made.request) == (wish.student, wish.invitation.company, wish)


def test_a_refused_match_keeps_what_was_typed(group, wish, coordinator, browser):
    with for_school(wish.school):
        place(taking_part(group), wish.invitation, by=coordinator, **arrangement(wish.invitation, weekdays=[3]))

    data = filled(wish.invitation, starts_on="2027-03-01")
    answer = browser.post(page(wish, "request_accept", wish.pk), data)

    assert "heeft geen plek op donderdag 4 maart" in answer.text
    assert 'value="2027-03-01"' in answer.text
    with for_school(wish.school):
        assert PlacementRequest.objects.get(pk=wish.pk).state == "submitted"
    assert browser.post(page(wish, "request_accept", wish.pk), data | {"only_free": "on"}).status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"weekdays": []}, "Kies minstens één dag."),
        ({"weekdays": ["6", "x"]}, "is geen beschikbare keuze"),
        ({"starts_on": "2026-01-01"}, "Deze dag valt buiten de periode van de groep."),
        ({"starts_on": "2027-04-01", "ends_on": "2027-03-01"}, "De laatste dag ligt vóór de eerste dag."),
        ({"starts_on": "morgen"}, "geldige datum"),
        ({"mentor": "999999"}, "geldige keuze"),
        ({"supervisor": ""}, "verplicht"),
    ],
)
def test_bad_input_is_named(wish, browser, change, sentence):
    answer = browser.post(page(wish, "request_accept", wish.pk), filled(wish.invitation) | change)

    assert answer.status_code == 200
    assert sentence in answer.text
    with for_school(wish.school):
        assert not Placement.objects.exists()


def test_an_answered_request_is_not_answered_again(wish, browser):
    data = filled(wish.invitation)
    with for_school(wish.school):
        wish.withdraw(by=None)

    for name in ("request_accept", "request_decline"):
        answer = browser.post(page(wish, name, wish.pk), data, follow=True)
        assert "intussen al beantwoord: ingetrokken" in answer.text


def test_the_coordinator_places_a_student_who_asked_nothing(group, student, invitation, browser):
    assert invitation.company.name in browser.get(page(group, "place", group.pk, student.pk)).text

    answer = browser.post(page(group, "place_at", student.pk, invitation.pk), filled(invitation), follow=True)

    assert "Match vastgelegd" in answer.text
    with for_school(group.school):
        assert Placement.objects.get().request is None


def test_a_student_of_another_group_is_not_placed_here(group, invitation, browser):
    stranger = taking_part(choosing_group(group.school))

    assert browser.get(page(group, "place", group.pk, stranger.pk)).status_code == 404
    assert browser.post(page(group, "place_at", stranger.pk, invitation.pk), filled(invitation)).status_code == 404


@pytest.mark.parametrize("reason", [reason for reason in DeclineReason if reason not in ("other", "stage_off")])
def test_each_reason_brings_kind_words(wish, browser, reason):
    form = browser.get(page(wish, "request_decline", wish.pk), {"reden": reason}).context["form"]

    text = form["text"].value()
    assert text.startswith(f"Hoi {wish.student.first_name}, ")
    assert wish.invitation.company.name in text
    assert "%" not in text


def test_the_student_reads_what_the_coordinator_made_of_it(wish, browser, sign_in):
    words = {"reason": "full", "text": "Er was één plek. Probeer de bakker!"}

    answer = browser.post(page(wish, "request_decline", wish.pk), words, follow=True)

    assert "De leerling leest waarom" in answer.text
    assert words["text"] in sign_in(wish.student.member).get(page(wish, "requests")).text
    with for_school(wish.school):
        mail = OutgoingMail.objects.get()
    assert mail.to == wish.student.member.user.email
    assert words["text"] in mail.text


@pytest.mark.parametrize("data", [{"reason": "full", "text": " "}, {"reason": "raar", "text": "Nee"}, {"text": "Nee"}])
def test_no_goes_out_without_reason_and_words(wish, browser, data):
    answer = browser.post(page(wish, "request_decline", wish.pk), data)

    assert answer.status_code == 200
    with for_school(wish.school):
        assert PlacementRequest.objects.get().state == "submitted"
        assert not OutgoingMail.objects.exists()


@pytest.mark.parametrize("name", ["request_accept", "request_decline"])
def test_the_pages_of_an_answer_ask_few_queries(wish, browser, name):
    assert count_queries(browser, page(wish, name, wish.pk)) <= 8


@pytest.mark.parametrize("role", [role for role in Role if role != Role.COORDINATOR])
def test_only_the_coordinator_matches(group, wish, sign_in, role):
    browser = sign_in(MembershipFactory(school=group.school, role=role))

    for url in (page(group, "board", group.pk), page(wish, "request_accept", wish.pk)):
        assert browser.get(url).status_code == 404


def test_a_match_without_room_says_so_before_it_is_tried(group, student, browser):
    wish = wishing(student, offering(group, 0))

    assert "Er is hier geen plek meer" in browser.get(page(wish, "request_accept", wish.pk)).text
