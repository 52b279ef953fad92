"""What a company does with the question: answer, change its mind, take the days along, pass it on."""

import datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from groups.models import Answer, Invitation, Seat
from placements.models import TakenSeat
from placements.places import free_seats
from schools.models import ClosedDays
from tests.factories import InvitationFactory, PlacementFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def offered(invitation):
    with for_school(invitation.school):
        return list(invitation.seats.offered().order_by("date", "number").values_list("date", "number"))


def boxes(answer, name):
    return [
        box["value"] for box in BeautifulSoup(answer.content, "html.parser").select(f"input[name={name}][checked]")
    ]


def take(invitation, date, number=1):
    """A student gets this seat."""
    placement = PlacementFactory(
        school=invitation.school, group=invitation.group, company=invitation.company, supervisor=invitation.contact
    )
    with for_school(invitation.school):
        seat = Seat.objects.get(invitation=invitation, date=date, number=number)
        return TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=date)


def test_looking_at_the_page_writes_nothing(client, invitation, page):
    client.get(page() + "?antwoord=nee")

    with for_school(invitation.school):
        found = Invitation.objects.get(pk=invitation.pk)
    assert (found.state, found.opened_at, found.answered_at) == ("asked", None, None)


@pytest.mark.parametrize("word", ["ja", "bel", "nee"])
def test_the_button_in_the_mail_ticks_the_answer(client, page, word):
    assert boxes(client.get(f"{page()}?antwoord={word}"), "mee") == [word]


def test_only_the_columns_of_stage_days_and_holidays_are_words(client, invitation, page):
    with for_school(invitation.school):
        ClosedDays.objects.create(
            kind="holiday",
            name="Voorjaarsvakantie",
            starts_on=datetime.date(2027, 2, 20),
            ends_on=datetime.date(2027, 2, 28),
        )
    text = client.get(page()).text

    assert 'value="2027-02-04"' in text
    assert 'value="2027-02-03"' not in text
    assert 'value="2027-02-25"' not in text
    assert "(Voorjaarsvakantie)" in text
    assert 'value="2027-W08"' not in text


def test_days_and_whole_weeks_without_javascript(client, invitation, page, thursdays):
    answer = client.post(
        page(),
        {
            "mee": "ja",
            "aantal": "2",
            "dag": ["2027-02-04"],
            "week": ["2027-W06"],
            "aantal-2027-02-12": "1",
            "opmerking": "Graag met laarzen.",
        },
    )

    assert answer.status_code == 302
    first, second, friday = thursdays[0], thursdays[1], datetime.date(2027, 2, 12)
    assert offered(invitation) == [(first, 1), (first, 2), (second, 1), (second, 2), (friday, 1)]
    with for_school(invitation.school):
        found = Invitation.objects.get(pk=invitation.pk)
    assert (found.state, found.places, found.note) == ("yes", 2, "Graag met laarzen.")


def test_days_outside_the_stage_days_count_for_nothing(client, invitation, page):
    client.post(
        page(),
        {"mee": "ja", "aantal": "1", "dag": ["2027-02-04", "2027-02-03", "2030-01-01", "rommel"], "week": ["x"]},
    )

    assert offered(invitation) == [(datetime.date(2027, 2, 4), 1)]


def test_zero_takes_a_day_off(client, invitation, page, thursdays):
    client.post(
        page(), {"mee": "ja", "aantal": "1", "dag": [str(day) for day in thursdays], f"aantal-{thursdays[1]}": "0"}
    )

    assert offered(invitation) == [(thursdays[0], 1), (thursdays[2], 1)]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "Kies eerst een antwoord"),
        ({"mee": "ja", "aantal": "1"}, "Kies minstens één dag"),
        ({"mee": "ja", "aantal": "25", "dag": "2027-02-04"}, "Vul een getal in van 1 tot en met 9."),
        ({"mee": "ja", "aantal": "twee", "dag": "2027-02-04"}, "Vul een getal in van 1 tot en met 9."),
        (
            {"mee": "ja", "aantal": "1", "dag": "2027-02-04", "aantal-2027-02-04": "²"},
            "donderdag 4 februari: vul een getal in",
        ),
    ],
)
def test_a_mistake_keeps_what_was_typed(client, invitation, page, typed, sentence):
    answer = client.post(page(), typed | {"opmerking": "Wij zijn er ’s ochtends."})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Wij zijn er ’s ochtends." in answer.text
    assert boxes(answer, "dag") == ([typed["dag"]] if "dag" in typed else [])
    assert f'value="{typed.get("aantal", "")}"' in answer.text
    assert offered(invitation) == []


def test_sending_twice_is_one_answer(client, invitation, page):
    for _ in range(2):
        client.post(page(), {"mee": "ja", "aantal": "1", "dag": "2027-02-04"})

    with for_school(invitation.school):
        assert Answer.objects.count() == 1


def test_a_second_answer_replaces_the_first_and_the_first_is_kept(client, invitation, page, thursdays):
    client.post(page(), {"mee": "ja", "aantal": "2", "dag": str(thursdays[0])})
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(thursdays[1])})

    assert offered(invitation) == [(thursdays[1], 1)]
    with for_school(invitation.school):
        days = list(Answer.objects.order_by("pk").values_list("days", flat=True))
    assert days == [{str(thursdays[0]): 2}, {str(thursdays[1]): 1}]


def test_the_page_comes_back_filled_in_with_week_boxes_empty(client, page, thursdays):
    client.post(page(), {"mee": "ja", "aantal": "2", "week": "2027-W06", "aantal-2027-02-12": "3"})
    answer = client.get(page())

    assert boxes(answer, "mee") == ["ja"]
    assert boxes(answer, "dag") == ["2027-02-11", "2027-02-12"]
    assert boxes(answer, "week") == []
    assert BeautifulSoup(answer.content, "html.parser").select_one("#n-2027-02-12")["value"] == "3"


def test_no_after_yes_takes_the_days_back(client, invitation, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": "2027-02-04"})
    client.post(page(), {"mee": "nee", "aantal": ""})

    assert offered(invitation) == []
    assert "geen mail meer" in client.get(page("availability_thanks")).text


def test_a_day_on_which_a_student_comes_stays_and_is_named(client, invitation, page, thursdays):
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": [str(day) for day in thursdays]})
    take(invitation, thursdays[1])
    answer = client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(thursdays[0]), "opmerking": "Toch niet."})

    assert answer.status_code == 422
    assert "Op donderdag 11 februari 2027 komt er al een leerling" in answer.text
    assert boxes(answer, "dag") == [str(thursdays[0])]
    assert "Toch niet." in answer.text
    assert len(offered(invitation)) == 3


def test_the_seat_that_is_held_is_the_one_that_stays(client, invitation, page, thursdays):
    client.post(page(), {"mee": "ja", "aantal": "3", "dag": str(thursdays[0])})
    take(invitation, thursdays[0], number=2)
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(thursdays[0])})

    assert offered(invitation) == [(thursdays[0], 2)]


def test_a_seat_that_was_given_back_can_be_taken_off_and_offered_again(client, invitation, page, thursdays):
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": [str(thursdays[0]), str(thursdays[1])]})
    taken = take(invitation, thursdays[0])
    with for_school(invitation.school):
        taken.released_at = datetime.datetime.now(datetime.UTC)
        taken.save()

    client.post(page(), {"mee": "ja", "aantal": "1", "dag": str(thursdays[1])})
    assert offered(invitation) == [(thursdays[1], 1)]
    with for_school(invitation.school):
        assert list(free_seats(invitation, thursdays)) == [thursdays[1]]
    client.post(page(), {"mee": "ja", "aantal": "1", "dag": [str(thursdays[0]), str(thursdays[1])]})
    assert offered(invitation) == [(thursdays[0], 1), (thursdays[1], 1)]


def test_opened_is_told_by_the_page_itself(client, invitation, page):
    assert client.post(page("availability_opened")).status_code == 204

    with for_school(invitation.school):
        assert Invitation.objects.get(pk=invitation.pk).opened_at


def test_thanks_says_what_was_answered(client, page):
    client.post(page(), {"mee": "ja", "aantal": "1", "week": ["2027-W05", "2027-W06"], "aantal-2027-02-05": "2"})
    text = client.get(page("availability_thanks")).text

    assert "4 dagen, 1 leerling per dag" in text
    assert "vr 5 februari: 2 leerlingen" in text


def test_the_days_go_into_the_company_s_calendar(client, page):
    client.post(page(), {"mee": "ja", "aantal": "2", "dag": "2027-02-04"})
    answer = client.get(page("availability_days"))

    assert answer["Content-Type"].startswith("text/calendar")
    assert "DTSTART;TZID=Europe/Amsterdam:20270204T083000" in answer.text
    assert "2 stageleerlingen" in answer.text
    assert client.get(page("availability_days")).text.count("UID:") == 1


def test_a_colleague_gets_the_same_letter(client, invitation, page):
    answer = client.post(page("availability_forward"), {"email": "collega@bakker.example"})

    assert answer.status_code == 302
    with for_school(invitation.school):
        mail = OutgoingMail.objects.get()
        assert (mail.to, mail.about) == ("collega@bakker.example", f"groups.invitation:{invitation.pk}")
        assert AuditEntry.objects.about(invitation).filter(action="forward").count() == 1


def test_passing_on_has_a_limit_and_a_mistake_is_told(client, page):
    assert "Dit e-mailadres klopt niet" in client.post(page("availability_forward"), {"email": "geen adres"}).text
    for n in range(5):
        client.post(page("availability_forward"), {"email": f"collega{n}@bakker.example"})
    answer = client.post(page("availability_forward"), {"email": "nog@bakker.example"})

    assert "al een paar keer doorgestuurd" in answer.text


def test_a_group_that_is_over_takes_no_answer(client, invitation, page):
    with for_school(invitation.school):
        invitation.group.state = "finished"
        invitation.group.save()
    answer = client.post(page(), {"mee": "ja", "aantal": "1", "dag": "2027-02-04"})

    assert "Deze stage is voorbij" in answer.text
    assert offered(invitation) == []


def test_a_letter_about_another_company_s_invitation_opens_nothing(client, school, group, token, invitation):
    other = InvitationFactory(school=school, group=group)
    with for_school(school):
        invitation.contact.member.letters.update(about=other.pk)

    assert client.get(reverse("groups:availability", args=[school.slug, token])).status_code == 404


@pytest.mark.parametrize(
    "days", [["2027-02-04"], [f"2027-{day}" for day in ("02-04", "02-05", "02-11", "02-12", "03-04", "03-05")]]
)
def test_the_pages_ask_little_however_many_days(client, page, days):
    asked = [
        count_queries(client, page()),
        count_queries(client, page(), {"mee": "ja", "aantal": "2", "dag": days}),
        count_queries(client, page("availability_thanks")),
        count_queries(client, page()),
        count_queries(client, page(), {"mee": "ja", "aantal": "1", "dag": days}),
    ]
    assert max(asked[:4]) <= 8
    assert asked == [5, 8, 3, 5, 10]
