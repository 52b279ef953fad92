"""A wish waits ten school days, with a warning in time; holidays and weekends do not count."""

import datetime

import pytest
import time_machine

from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import answering
from placements.models import PlacementRequest
from placements.tasks import watch_requests
from placements.waiting import Clock
from schools.models import ClosedDays
from tests.placements.test_board import page

TUESDAY = datetime.date(2026, 12, 1)


def at(day, hour=10):
    return time_machine.travel(datetime.datetime.combine(day, datetime.time(hour), tzinfo=datetime.UTC))


def december(day):
    return datetime.date(2026, 12, day)


@pytest.fixture
def waiting(wish):
    with for_school(wish.school):
        PlacementRequest.objects.filter(pk=wish.pk).update(waits_since=TUESDAY, submitted_at="2026-12-01T10:00Z")
        wish.refresh_from_db()
    return wish


def state(wish):
    with for_school(wish.school):
        return PlacementRequest.objects.get(pk=wish.pk).state


def mails(wish, kind):
    with for_school(wish.school):
        return OutgoingMail.objects.filter(kind=f"placements/mail/{kind}").count()


@pytest.mark.parametrize(
    ("closed", "last"),
    [
        ([], december(15)),
        ([(december(7), december(8))], december(17)),
        ([(december(5), december(6))], december(15)),  # a weekend counts for nothing
        ([(december(14), december(31))], datetime.date(2027, 1, 4)),
    ],
)
def test_ten_school_days_without_weekends_and_holidays(school, waiting, closed, last):
    with for_school(school):
        for first, end in closed:
            ClosedDays.objects.create(name="Vrij", kind="study", starts_on=first, ends_on=end)
        clock = Clock(TUESDAY)

        assert clock.last_day(waiting) == last
        assert clock.left(waiting) == 10
        assert Clock(last).left(waiting) == 0
        assert Clock(last + datetime.timedelta(days=5)).left(waiting) < 0


def test_the_warning_comes_two_school_days_before_once_to_coordinator_and_company(waiting, coordinator):
    with for_school(waiting.school):
        answering.release(waiting, by=coordinator)
    for day in (10, 11, 11, 14):  # Thursday, twice on Friday, Monday
        with at(december(day)):
            watch_requests()
        told = (mails(waiting, "request_nearly_over"), mails(waiting, "request_company_warned"))
        assert told == ((0, 0) if day == 10 else (1, 1)), day

    assert state(waiting) == "read"
    with for_school(waiting.school):
        to = OutgoingMail.objects.get(kind="placements/mail/request_nearly_over").to
        assert to == waiting.group.coordinator.user.email


def test_before_release_only_the_coordinator_is_warned(waiting):
    with at(december(11)):
        watch_requests()

    assert (mails(waiting, "request_nearly_over"), mails(waiting, "request_company_warned")) == (1, 0)


def test_after_the_last_day_it_ends_and_the_student_is_told_kindly(waiting):
    with at(december(15)):
        watch_requests()
    assert state(waiting) == "submitted"
    with at(december(16)):
        watch_requests()
        watch_requests()

    assert state(waiting) == "expired"
    with for_school(waiting.school):
        told = OutgoingMail.objects.get(kind="placements/mail/request_news")
        assert (told.to, "ligt niet aan jou" in told.text) == (waiting.student.member.user.email, True)
        assert [one.action for one in AuditEntry.objects.about(waiting)] == ["expire"]


@pytest.mark.parametrize(("day", "hour"), [(19, 10), (16, 3), (21, 10)])  # Saturday, at night, in the holiday
def test_nothing_ends_outside_school_days_and_office_hours(waiting, day, hour):
    with for_school(waiting.school):
        ClosedDays.objects.create(name="Kerst", kind="study", starts_on=december(21), ends_on=december(31))
    with at(december(day), hour):
        watch_requests()

    assert state(waiting) == "submitted"


def test_after_an_outage_of_weeks_it_ends_at_once(waiting):
    with at(datetime.date(2027, 1, 12)):
        watch_requests()

    assert state(waiting) == "expired"


def test_more_time_once_freely_once_with_a_reason_and_never_a_third_time(waiting, coordinator):
    with for_school(waiting.school):
        waiting.extend(by=coordinator)
        assert Clock(TUESDAY).left(waiting) == 20
        with pytest.raises(MoveRefused, match="Schrijf op waarom"):
            waiting.extend(by=coordinator, note=" ")
        waiting.extend(by=coordinator, note="Het bedrijf is met vakantie.")
        assert Clock(TUESDAY).left(waiting) == 30
        with pytest.raises(MoveRefused, match="al twee keer"):
            waiting.extend(by=coordinator, note="Nog een keer.")


def test_after_more_time_the_warning_comes_again(waiting, coordinator):
    with at(december(11)):
        watch_requests()
        with for_school(waiting.school):
            waiting.extend(by=coordinator)
    with at(december(25)):
        watch_requests()

    assert mails(waiting, "request_nearly_over") == 2


def test_releasing_gives_the_company_its_own_ten_days(waiting, coordinator):
    with at(december(14)), for_school(waiting.school):
        answering.release(waiting, by=coordinator)
        assert Clock().left(waiting) == 10


def test_an_answer_stops_the_time(waiting, coordinator):
    with for_school(waiting.school):
        answering.propose(waiting, by=coordinator)
    with at(datetime.date(2027, 1, 12)):
        watch_requests()

    assert state(waiting) == "proposed"


def test_the_list_shows_what_is_nearly_over_and_for_how_long_it_waits(waiting, coordinator, sign_in):
    browser, here = sign_in(coordinator), page(waiting, "requests")
    assert "Geen aanvraag gevonden" in browser.get(here, {"toon": "verloopt"}).text
    with at(december(11)):
        text = sign_in(coordinator).get(here, {"toon": "verloopt"}).text

    assert "nog 2 schooldagen" in text
    assert f"aanvragen/{waiting.pk}/" in text
