"""The coordinator makes a group and puts students and companies in it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from core.moves import MoveRefused
from core.tenancy import for_school
from groups.kinds import KINDS, default_kinds
from groups.models import Group, Seat, StageKind
from groups.seats import clip_seats
from placements.models import TakenSeat
from schools.models import ClosedDays
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GroupFactory,
    GroupStudentFactory,
    InvitationFactory,
    KindFactory,
    PlacementFactory,
    RecognitionFactory,
    RequestFactory,
    StudentFactory,
    give_seats,
)
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def typed(school, coordinator):
    """A group as it is typed in the form."""
    kind = KindFactory(school=school)
    return {
        "name": "Voorjaarsstage P4",
        "kind": kind.pk,
        "coordinator": coordinator.pk,
        "starts_on": "2027-02-01",
        "ends_on": "2027-04-23",
        "weekdays": ["3", "4"],
        "starts_at": "08:30",
        "ends_at": "15:30",
        "break_minutes": "30",
        "answer_by": "2026-12-11",
        "choose_by": "2027-01-15",
        "intro": "Wij zoeken een plek voor een leerling van 15 jaar.",
    }


def url(school, name, *args):
    return reverse(f"groups:{name}", args=[school.slug, *args])


def test_a_group_is_made_and_knows_the_holidays(browser, school, coordinator, typed):
    answer = browser.post(url(school, "group_new"), typed)

    with for_school(school):
        group = Group.objects.get()
        assert answer.headers["Location"] == url(school, "group", group.pk)
        assert (group.name, group.weekdays, group.state, group.coordinator) == (
            typed["name"],
            [3, 4],
            "draft",
            coordinator,
        )
        assert ClosedDays.objects.filter(name__icontains="voorjaar").exists()
        assert datetime.date(2027, 2, 25) not in group.stage_days()
        assert datetime.date(2027, 3, 26) not in group.stage_days()


def test_the_form_tells_the_days_and_hours_before_it_is_kept(browser, school, typed):
    text = browser.post(url(school, "group_sum"), typed).text

    assert "21 stagedagen" in text
    assert "136,5 uur" in text
    assert "Vrij: Voorjaarsvakantie (2 dagen), Goede vrijdag (1 dag)" in text
    with for_school(school):
        assert not Group.objects.exists()


def test_without_javascript_a_button_adds_up_and_keeps_nothing(browser, school, typed):
    text = browser.post(url(school, "group_new"), typed | {"doen": "tellen"}).text

    assert "21 stagedagen" in text
    with for_school(school):
        assert not Group.objects.exists()


def test_half_a_form_adds_up_to_nothing_yet(browser, school):
    assert "Vul de periode" in browser.post(url(school, "group_sum"), {"name": "x", "starts_on": "2027-02-31"}).text


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ends_on": "2027-01-01"}, "De laatste dag ligt vóór de eerste dag."),
        ({"ends_on": "2029-01-01"}, "hooguit een schooljaar"),
        ({"ends_at": "08:00"}, "Het einde ligt vóór het begin."),
        ({"break_minutes": "500"}, "De pauze is langer dan de dag."),
        ({"weekdays": []}, "Kies minstens één dag van de week."),
        ({"weekdays": ["9"]}, "9"),
        ({"answer_by": "2027-03-01"}, "Bedrijven moeten antwoorden voordat de stage begint."),
        ({"name": ""}, "Dit"),
        ({"intro": "woord " * 41}, "Dit zijn 41 woorden."),
        ({"kind": "999999"}, "geldige keuze"),
        ({"starts_on": "morgen"}, "geldige datum"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(browser, school, typed, wrong, sentence):
    answer = browser.post(url(school, "group_new"), typed | wrong)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert 'value="08:30"' in answer.text
    with for_school(school):
        assert not Group.objects.exists()


def test_the_same_group_is_not_made_twice(browser, school, typed):
    browser.post(url(school, "group_new"), typed)

    assert "Er is al een groep met deze naam" in browser.post(url(school, "group_new"), typed).text


def hold(invitation, date):
    placement = PlacementFactory(
        school=invitation.school, group=invitation.group, company=invitation.company, supervisor=invitation.contact
    )
    with for_school(invitation.school):
        seat = Seat.objects.filter(invitation=invitation, date=date).first()
        return TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=date)


def test_a_day_on_which_a_student_has_a_seat_stays_in_the_group(browser, school, typed, group):
    invitation = give_seats(InvitationFactory(school=school, group=group))
    placement = hold(invitation, datetime.date(2027, 2, 5))
    answer = browser.post(url(school, "group_edit", group.pk), typed | {"weekdays": ["3"]})

    assert answer.status_code == 422
    who = f"{placement.student.first_name} {placement.student.last_name} al een plek bij {invitation.company.name}."
    assert f"Op vrijdag 5 februari 2027 heeft {who}" in answer.text
    with for_school(school):
        assert Group.objects.get(pk=group.pk).weekdays == [3, 4]
        assert invitation.seats.offered().filter(date__week_day=6).exists()


def test_offered_days_that_fall_away_are_taken_back(browser, school, typed, group):
    invitation = give_seats(InvitationFactory(school=school, group=group))
    answer = browser.post(url(school, "group_edit", group.pk), typed | {"weekdays": ["3"]}, follow=True)

    assert "plekken op dagen die vervielen, zijn weggehaald" in answer.text
    with for_school(school):
        assert {day.weekday() for day in invitation.seats.offered().values_list("date", flat=True)} == {3}


def test_a_seat_given_back_is_kept_for_the_record_when_its_day_falls_away(school, group):
    invitation = give_seats(InvitationFactory(school=school, group=group))
    taken = hold(invitation, datetime.date(2027, 2, 5))
    with for_school(school):
        taken.released_at = datetime.datetime.now(datetime.UTC)
        taken.save()
        group.weekdays = [3]
        clip_seats(group)
        assert not Seat.objects.get(pk=taken.seat_id).is_offered


def test_students_come_in_by_class_and_go_out_again(browser, school, group):
    in_class = StudentFactory.create_batch(3, school=school, class_name="P4b")
    other = StudentFactory(school=school, class_name="P5")
    page = url(school, "group_students", group.pk)

    assert other.name not in browser.get(page + "?klas=P4b").text
    browser.post(page, {"leerling": [student.pk for student in in_class[:2]]})
    browser.post(page, {"hele_klas": "P4b"})
    with for_school(school):
        assert {row.student for row in group.group_students.select_related("student")} == set(in_class)
        first = group.group_students.get(student=in_class[0])
    browser.post(url(school, "group_students_remove", group.pk), {"in": first.pk})
    with for_school(school):
        assert group.group_students.count() == 2


def test_ticking_nothing_or_a_stranger_is_told(browser, school, group):
    stranger = StudentFactory()
    page = url(school, "group_students", group.pk)
    StudentFactory(school=school)

    assert "Vink eerst iets aan." in browser.post(page, {}, follow=True).text
    assert "Deze keuze is er niet meer" in browser.post(page, {"leerling": stranger.pk}, follow=True).text


def test_a_student_with_a_wish_stays_in_the_group(browser, school, group):
    wish = RequestFactory(school=school, group=group)
    row = GroupStudentFactory(school=school, group=group, student=wish.student)
    answer = browser.post(url(school, "group_students_remove", group.pk), {"in": row.pk}, follow=True)

    assert f"{wish.student.name} heeft in deze groep al een aanvraag of een stage." in answer.text


def test_companies_come_in_with_their_first_contact(browser, school, group):
    contact = ContactFactory(school=school)
    CompanyFactory(school=school, sector="Groen", name="Tuinen Zonder Contact")
    page = url(school, "group_companies", group.pk)

    assert "Tuinen Zonder Contact" not in browser.get(page + "?sector=Techniek").text
    browser.post(page, {"bedrijf": contact.company_id})
    with for_school(school):
        invitation = group.invitations.get()
        assert (invitation.contact, invitation.state) == (contact, "new")
    browser.post(url(school, "group_companies_remove", group.pk), {"in": invitation.pk})
    with for_school(school):
        assert not group.invitations.exists()


def test_a_company_that_was_asked_stays(browser, school, group, invitation):
    answer = browser.post(url(school, "group_companies_remove", group.pk), {"in": invitation.pk}, follow=True)

    assert "is al gevraagd en blijft in de groep" in answer.text


def test_a_kind_that_needs_recognition_takes_recognised_companies_only(browser, school, coordinator):
    group = GroupFactory(
        school=school, coordinator=coordinator, kind=KindFactory(school=school, needs_recognition=True)
    )
    known, unknown = CompanyFactory(school=school), CompanyFactory(school=school)
    RecognitionFactory(school=school, company=known)
    page = url(school, "group_companies", group.pk)

    assert "geen geldige erkenning" in browser.get(page).text
    browser.post(page, {"bedrijf": unknown.pk})
    browser.post(page, {"bedrijf": known.pk})
    with for_school(school):
        assert [one.company for one in group.invitations.select_related("company")] == [known]


def test_students_choose_only_when_there_is_something_to_choose(browser, school, group):
    open_it = url(school, "group_step", group.pk, "open_for_students")
    page = url(school, "group", group.pk)

    assert "Zet eerst leerlingen in de groep." in browser.post(open_it, follow=True).text
    GroupStudentFactory(school=school, group=group)
    assert "Nog geen bedrijf heeft plek doorgegeven" in browser.get(page).text
    assert "Laat leerlingen kiezen" not in browser.get(page).text
    give_seats(InvitationFactory(school=school, group=group))
    assert "Laat leerlingen kiezen" in browser.get(page).text
    browser.post(open_it)
    with for_school(school):
        assert Group.objects.get(pk=group.pk).state == "choosing"
    browser.post(url(school, "group_step", group.pk, "close_for_students"))
    with for_school(school):
        assert Group.objects.get(pk=group.pk).state == "asking"


def test_an_unknown_step_is_not_there_and_a_wrong_one_is_refused(browser, school, group):
    assert browser.post(url(school, "group_step", group.pk, "delete")).status_code == 404
    answer = browser.post(url(school, "group_step", group.pk, "finish"), follow=True)
    assert "Dit kan nu niet" in answer.text


def test_the_stage_runs_from_its_first_day_and_can_then_be_finished(sign_in, school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator, state="choosing")
    start, finish = (url(school, "group_step", group.pk, step) for step in ("start", "finish"))

    with time_machine.travel(datetime.datetime(2027, 1, 31, 12, 0, tzinfo=datetime.UTC), tick=False):
        assert "De eerste stagedag is nog niet geweest." in sign_in(coordinator).post(start, follow=True).text
    with time_machine.travel(datetime.datetime(2027, 2, 1, 12, 0, tzinfo=datetime.UTC), tick=False):
        browser = sign_in(coordinator)
        assert "De stage loopt, stop met kiezen" in browser.get(url(school, "group", group.pk)).text
        assert "De stage loopt." in browser.post(start, follow=True).text
        assert "Deze groep is afgerond." in browser.post(finish, follow=True).text


def test_asking_needs_a_company_with_a_contact(school, group, coordinator):
    InvitationFactory(school=school, group=group, contact=None)
    with for_school(school), pytest.raises(MoveRefused):
        group.ask_companies(by=coordinator)


def test_the_usual_kinds_are_there_once_and_can_be_changed(browser, school):
    with for_school(school):
        assert default_kinds(school) == len(KINDS)
        assert default_kinds(school) == 0
        lwt = StageKind.objects.get(code="lwt")
    browser.post(
        url(school, "kind_edit", lwt.pk),
        {"name": "LWT basis", "min_age": 14, "needs_recognition": "on", "position": 1},
    )
    browser.post(url(school, "kind_new"), {"name": "Stage op zee", "min_age": 16, "position": 50})

    text = browser.get(url(school, "kinds")).text
    assert "LWT basis" in text
    assert "Stage op zee" in text
    assert (
        "Deze soort is er al."
        in browser.post(url(school, "kind_new"), {"name": "lwt BASIS", "min_age": 14, "position": 1}).text
    )


@pytest.mark.parametrize("rows", [1, 6])
def test_the_lists_ask_the_same_however_long(browser, school, coordinator, rows):
    group = GroupFactory(school=school, coordinator=coordinator)
    GroupFactory.create_batch(rows - 1, school=school, coordinator=coordinator, kind=group.kind)
    GroupStudentFactory.create_batch(rows, school=school, group=group)
    InvitationFactory.create_batch(rows, school=school, group=group)
    StudentFactory.create_batch(rows, school=school)
    ContactFactory.create_batch(rows, school=school)
    names = ["groups", "kinds"]
    asked = [count_queries(browser, url(school, name)) for name in names]
    for name in ["group", "group_edit", "group_students", "group_companies"]:
        asked.append(count_queries(browser, url(school, name, group.pk)))

    assert max(asked) <= 8
    assert asked == [5, 4, 8, 8, 7, 7]
