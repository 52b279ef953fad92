"""One act on many requests: an outcome per row, and one winner when somebody else clicks at the same moment."""

import threading

import pytest
from django.db import connection

from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.answering import decline
from placements.models import PlacementRequest
from placements.reasons import choices
from placements.together import act_on
from tests.factories import MembershipFactory, SchoolFactory
from tests.placements.scene import choosing_group, offering, taking_part, wishing
from tests.placements.test_board import page
from tests.queries import count_queries

WISHES, ROUNDS = 4, 5


@pytest.fixture
def wishes(group):
    return [wishing(taking_part(group), offering(group)) for _ in range(3)]


def states(school):
    with for_school(school):
        return list(PlacementRequest.objects.order_by("pk").values_list("state", flat=True))


def post(browser, group, name, wishes, **more):
    data = {"doen": name, "wens": [getattr(one, "pk", one) for one in wishes], **more}
    return browser.post(page(group, "requests_together"), data)


def test_each_row_says_what_became_of_it(school, group, wishes, coordinator, sign_in):
    browser = sign_in(coordinator)
    with for_school(school):
        wishes[1].withdraw(by=None)

    answer = post(browser, group, "mark_read", [*wishes, 999_999])

    assert [(one.is_done, str(one.words)) for one in answer.context["outcomes"]] == [
        (True, "Gelukt: gezien."),
        (False, "Dit kan nu niet: de stand is intussen “ingetrokken”."),
        (True, "Gelukt: gezien."),
        (False, "Deze aanvraag is er niet meer."),
    ]
    assert "2 van 4 gelukt" in answer.text
    assert states(school) == ["read", "withdrawn", "read"]


def test_many_get_a_no_in_words_of_their_own(school, group, wishes, coordinator, sign_in):
    browser = sign_in(coordinator)
    assert "Waarom lukt het niet?" in post(browser, group, "decline", wishes).text
    nothing = post(browser, group, "decline", wishes, bevestig="ja", reason="other", text="")
    assert (nothing.status_code, "Schrijf op wat de leerlingen lezen." in nothing.text) == (422, True)

    post(browser, group, "decline", wishes[:2], bevestig="ja", reason="full", text="")
    post(browser, group, "decline", wishes[2:], bevestig="ja", reason="other", text="Jammer {naam}.")

    with for_school(school):
        texts = list(PlacementRequest.objects.order_by("pk").values_list("decline_text", flat=True))
        assert OutgoingMail.objects.filter(kind="placements/mail/request_declined").count() == 3
    for wish, text in zip(wishes[:2], texts[:2], strict=True):
        assert text.startswith(f"Hoi {wish.student.first_name}, ")
        assert wish.invitation.company.name in text
    assert texts[2] == f"Jammer {wishes[2].student.first_name}."


def test_release_more_time_and_waiting_list_together(school, group, wishes, coordinator, sign_in):
    browser = sign_in(coordinator)

    assert "3 van 3" in post(browser, group, "release", wishes).text
    assert "3 van 3" in post(browser, group, "extend", wishes, bevestig="ja", note="").text
    again = post(browser, group, "extend", wishes, bevestig="ja", note="")
    assert again.text.count("Schrijf op waarom er meer tijd nodig is") == 3
    assert "3 van 3" in post(browser, group, "pool", wishes).text
    assert states(school) == ["pooled"] * 3


@pytest.mark.parametrize(
    ("name", "ids"), [("", [1]), ("weg", [1]), ("release", []), ("release", ["x", "-1", "9" * 30])]
)
def test_nonsense_goes_back_to_the_list(school, group, coordinator, sign_in, name, ids):
    answer = post(sign_in(coordinator), group, name, ids)

    assert answer.status_code == 302


def test_requests_of_another_school_are_not_there(school, group, coordinator, sign_in):
    other = choosing_group(SchoolFactory())
    foreign = wishing(taking_part(other), offering(other))

    text = post(sign_in(coordinator), group, "mark_read", [foreign]).text

    assert "Deze aanvraag is er niet meer." in text
    assert foreign.student.first_name not in text
    assert states(other.school) == ["submitted"]


@pytest.mark.parametrize("role", ["coordinator", "mentor"])
@pytest.mark.parametrize("rows", [1, 6])
def test_the_lists_ask_the_same_for_one_row_and_for_six(school, group, sign_in, role, rows, request):
    member = MembershipFactory(school=school, role=role)
    for _ in range(rows):
        wishing(
            taking_part(group, mentor=member), offering(group), state="feedback" if role == "mentor" else "read",
            waits_since="2026-11-26",
        )  # fmt: skip
    here = page(group, "requests") + ("?toon=mentor" if role == "mentor" else "")

    assert count_queries(sign_in(member), here) == 7


@pytest.mark.django_db(transaction=True)
def test_a_list_and_single_clicks_at_once_give_each_request_one_answer(figure):
    """Somebody declines a list while colleagues decline single requests of it, from the other end."""
    school = SchoolFactory()
    member = MembershipFactory(school=school, role="coordinator")
    with for_school(school):
        text = choices(school.pk)
    group = choosing_group(school)
    rounds = [[wishing(taking_part(group), offering(group)).pk for _ in range(WISHES)] for _ in range(ROUNDS)]
    said, start = [], threading.Barrier(WISHES + 1)

    def whole_list():
        for pks in rounds:
            start.wait()
            with for_school(school):
                outcomes = act_on(member, pks, "decline", reasons=text, reason="full")
            said.extend(one.words for one in outcomes if not one.is_done)
            done.append(sum(one.is_done for one in outcomes))
        connection.close()

    def click(number):
        for pks in rounds:
            start.wait()
            try:
                with for_school(school):
                    wish = PlacementRequest.objects.for_mail().get(pk=pks[-1 - number])
                    decline(wish, by=member, reason="full", text="Vol.")
                done.append(1)
            except MoveRefused as refusal:
                said.append(str(refusal))
        connection.close()

    done = []
    threads = [threading.Thread(target=whole_list), *(threading.Thread(target=click, args=[n]) for n in range(WISHES))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with for_school(school):
        answers = AuditEntry.objects.filter(action="decline").count()
        mails = OutgoingMail.objects.filter(kind="placements/mail/request_declined").count()
    figure("placements.bulk_decline_against_click_double_answers", answers - WISHES * ROUNDS, "0")
    assert (sum(done), answers, mails) == (WISHES * ROUNDS,) * 3
    assert len(said) == WISHES * ROUNDS
    assert set(said) == {"Dit kan nu niet: de stand is intussen “niet gelukt”."}
