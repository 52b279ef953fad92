"""A hulpvraag to SBB or the werkgeversservicepunt: what is sought goes out, and never who it is for."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.models import OutgoingMail
from core.tenancy import for_school
from placements.models import HelpCall
from tests.factories import PlacementFactory
from tests.placements.scene import BEFORE, taking_part
from tests.queries import count_queries

ASKED = {
    "to_name": "Kim de Wit", "to_email": "kim@sbb.example", "sector": "Groen, entree", "weekdays": ["3", "4"],
    "region": "Steenwijk en omgeving", "text": "Liefst buiten, met een kleine ploeg.",
}  # fmt: skip


def new(group, student):
    return reverse("placements:help_new", args=[group.school.slug, group.pk, student.pk])


@pytest.fixture
def call(group, student, coordinator):
    with for_school(group.school):
        return HelpCall.objects.create(
            group=group, student=student, asked_by=coordinator, **ASKED | {"weekdays": [3, 4]}
        )


def test_the_mail_tells_what_is_sought_and_not_for_whom(group, student, coordinator, sign_in):
    browser = sign_in(coordinator)
    browser.get(new(group, student))

    done = browser.post(new(group, student), ASKED, follow=True)

    assert "De hulpvraag is verstuurd." in done.text
    with for_school(group.school):
        sent = OutgoingMail.objects.get(kind="placements/mail/help_asked")
    assert (sent.to, sent.reply_to) == ("kim@sbb.example", coordinator.user.email)
    for told in ("Groen, entree", "donderdag en vrijdag", "Steenwijk en omgeving", "Liefst buiten"):
        assert told in sent.text
        assert told in sent.html
    for secret in (student.first_name, student.last_name, student.number, student.class_name):
        assert secret not in sent.subject + sent.text + sent.html


@pytest.mark.parametrize("field", ["sector", "region", "text"])
def test_a_name_in_the_words_is_refused_and_nothing_is_lost(group, student, coordinator, sign_in, field):
    words = ASKED | {field: f"Voor {student.first_name.upper()} zoeken wij iets"}

    answer = sign_in(coordinator).post(new(group, student), words)

    assert answer.status_code == 422
    assert "Haal de naam van de leerling weg" in answer.text
    assert "Kim de Wit" in answer.text
    with for_school(group.school):
        assert not OutgoingMail.objects.filter(kind="placements/mail/help_asked").exists()


def test_the_address_of_the_last_call_is_there_the_next_time(group, call, coordinator, sign_in):
    other = taking_part(group)

    text = sign_in(coordinator).get(new(group, other)).text

    assert "kim@sbb.example" in text


def test_a_student_has_one_call_at_a_time_and_none_with_a_place(group, student, call, coordinator, sign_in):
    browser, placed = sign_in(coordinator), taking_part(group)
    PlacementFactory(school=group.school, group=group, student=placed)

    assert "Er loopt al een hulpvraag" in browser.post(new(group, student), ASKED, follow=True).text
    assert "Een hulpvraag is niet nodig" in browser.post(new(group, placed), ASKED, follow=True).text
    with for_school(group.school):
        assert HelpCall.objects.count() == 1


def test_an_answer_is_noted_and_the_call_is_closed(group, call, coordinator, sign_in):
    browser, url = sign_in(coordinator), reverse("placements:help_call", args=[group.school.slug, call.pk])

    assert browser.post(url, {"doen": "note_answer", "note": ""}).status_code == 422
    browser.post(url, {"doen": "note_answer", "note": "Kwekerij De Linde heeft plek."})
    assert "Kwekerij De Linde heeft plek." in browser.get(url).text
    browser.post(url, {"doen": "close", "note": "Geplaatst."})

    with for_school(group.school):
        call.refresh_from_db()
    assert (call.state, call.answer) == ("closed", "Kwekerij De Linde heeft plek.")
    assert "Deze hulpvraag is al afgesloten." in browser.post(url, {"doen": "close", "note": "x"}).text


def test_it_stands_on_the_board_and_in_the_cockpit_and_after_two_weeks_it_is_a_task(
    group, call, coordinator, sign_in
):
    browser, slug = sign_in(coordinator), group.school.slug
    board, home = reverse("placements:board", args=[slug, group.pk]), reverse("school_home", args=[slug])

    assert reverse("placements:help_call", args=[slug, call.pk]) in browser.get(board).text
    assert "hulpvraag sinds 1 december 2026" in browser.get(reverse("cockpit", args=[slug, group.pk])).text
    assert "hulpvraag zonder antwoord" not in browser.get(home).text
    with time_machine.travel(BEFORE + datetime.timedelta(days=15)):
        assert "hulpvraag zonder antwoord" in sign_in(coordinator).get(home).text


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_asks_the_same_number_of_queries(group, coordinator, sign_in, rows):
    for _row in range(rows):
        with for_school(group.school):
            HelpCall.objects.create(
                group=group, student=taking_part(group), asked_by=coordinator, **ASKED | {"weekdays": [3]}
            )

    assert count_queries(sign_in(coordinator), reverse("placements:help_calls", args=[group.school.slug])) == 5
