"""Roles with dates and deputies: access begins and ends by itself, and what a deputy does says for whom."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry, OutgoingMail
from core.tenancy import for_school
from schools.enums import Role
from schools.models import Membership
from tests.factories import MembershipFactory, PlacementFactory, StudentFactory
from tests.queries import count_queries

TODAY = timezone.localdate
DAY = timedelta(days=1)


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


@pytest.fixture
def colleague(school):
    """Somebody of the staff who has no students."""
    return MembershipFactory(school=school, role=Role.JOBCOACH, user__name="Mo Hofstra")


@pytest.fixture
def student(school, mentor):
    return StudentFactory(school=school, mentor=mentor, first_name="Noor", last_name="Visser")


@pytest.fixture
def appoint(school, sign_in, coordinator, mentor):
    """The coordinator lets somebody stand in for the mentor."""

    def do(colleague, since=None, until=None):
        since, until = since or TODAY(), until or TODAY() + 7 * DAY
        asked = {"user": colleague.user.pk, "since": since.isoformat(), "until": until.isoformat()}
        return sign_in(coordinator).post(page(school, "deputy_new", mentor.pk), asked, follow=True)

    return do


def home_of(school, browser):
    return browser.get(reverse("placements:placements", args=[school.slug]))


def test_a_deputy_sees_the_students_of_whom_is_replaced_and_hears_of_it_by_mail(
    school, sign_in, appoint, colleague, student, mentor
):
    answer = appoint(colleague)
    assert "Mo Hofstra vervangt" in answer.text

    found = sign_in(colleague).get(page(school, "student", student.pk))
    assert found.status_code == 200
    assert "Noor Visser" in found.text
    with for_school(school):
        mail = OutgoingMail.objects.get()
    assert mail.to == colleague.user.email
    assert f"namens {mentor.user.name}" in mail.text


@pytest.mark.parametrize(
    ("since", "until"), [(TODAY() + DAY, TODAY() + 7 * DAY), (TODAY() - 7 * DAY, TODAY() - DAY)]
)
def test_before_and_after_the_span_there_is_nothing_to_see(school, sign_in, colleague, student, mentor, since, until):
    with for_school(school):
        Membership.objects.create(
            school=school, user=colleague.user, role=Role.MENTOR, deputy_for=mentor, since=since, until=until
        )
    assert sign_in(colleague).get(page(school, "student", student.pk)).status_code == 404


def test_the_access_of_a_deputy_ends_with_the_role_of_whom_is_replaced(
    school, sign_in, appoint, colleague, student, mentor, coordinator
):
    appoint(colleague)
    browser = sign_in(colleague)
    assert browser.get(page(school, "student", student.pk)).status_code == 200
    sign_in(coordinator).post(page(school, "member_end", mentor.pk))
    assert browser.get(page(school, "student", student.pk)).status_code == 404


def test_what_a_deputy_does_reads_name_in_the_name_of(school, sign_in, appoint, colleague, mentor):
    stage = PlacementFactory(school=school, mentor=mentor)
    appoint(colleague)
    with for_school(school):
        deputy = Membership.objects.select_related("deputy_for__user").get(deputy_for=mentor)
        entry = AuditEntry.record(stage, action="start", by=deputy)
        entry = AuditEntry.objects.for_list().get(pk=entry.pk)
        own = AuditEntry.record(stage, action="start", by=mentor)
    assert entry.who == f"Mo Hofstra, namens {mentor.user.name}"
    assert own.who == mentor.user.name
    assert f"Mo Hofstra, namens {mentor.user.name}" in sign_in(mentor).get(stage_page(school, stage)).text


def stage_page(school, stage):
    return reverse("placements:placement", args=[school.slug, stage.pk])


def test_somebody_with_an_own_role_chooses_in_whose_name_to_look(school, sign_in, appoint, student):
    other = MembershipFactory(school=school, role=Role.MENTOR, user__name="Bea Bakker")
    appoint(other)
    browser = sign_in(other)
    assert browser.get(page(school, "student", student.pk)).status_code == 404
    choices = browser.get(page(school, "role")).text
    assert "Begeleider van school, namens" in choices
    key = choices.split('value="mentor-')[1].split('"')[0]
    browser.post(page(school, "role"), {"rol": f"mentor-{key}"})
    assert browser.get(page(school, "student", student.pk)).status_code == 200


@pytest.mark.parametrize(
    ("who", "since", "until", "words"),
    [
        ("self", TODAY(), TODAY() + DAY, "Selecteer een geldige keuze"),
        ("colleague", TODAY(), TODAY() - DAY, "Deze datum is al geweest"),
        ("colleague", TODAY() + 3 * DAY, TODAY() + DAY, "vóór de begindatum"),
        ("colleague", TODAY(), TODAY() + 99 * DAY, "stopt eerder"),
    ],
)
def test_a_deputy_that_cannot_be_is_refused_with_a_reason(
    school, sign_in, coordinator, mentor, colleague, who, since, until, words
):
    with for_school(school):
        mentor.until = TODAY() + 30 * DAY
        mentor.save()
    chosen = {"self": mentor, "colleague": colleague}[who]
    asked = {"user": chosen.user.pk, "since": since.isoformat(), "until": until.isoformat()}
    answer = sign_in(coordinator).post(page(school, "deputy_new", mentor.pk), asked)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_deputy_of_a_deputy_is_refused(school, sign_in, coordinator, mentor, colleague, appoint):
    appoint(colleague)
    with for_school(school):
        deputy = Membership.objects.get(deputy_for=mentor)
    third = MembershipFactory(school=school, role=Role.JOBCOACH)
    asked = {"user": third.user.pk, "since": TODAY().isoformat(), "until": (TODAY() + DAY).isoformat()}
    answer = sign_in(coordinator).post(page(school, "deputy_new", deputy.pk), asked)
    assert "kan zelf niet vervangen worden" in answer.text


def test_the_database_wants_dates_for_a_deputy(school, mentor, colleague):
    with for_school(school), pytest.raises(IntegrityError, match="deputy_for_a_dated_span"), transaction.atomic():
        Membership.objects.create(school=school, user=colleague.user, role=Role.MENTOR, deputy_for=mentor)


def test_appointing_again_changes_the_dates(school, appoint, colleague, mentor):
    appoint(colleague)
    appoint(colleague, until=TODAY() + 14 * DAY)
    with for_school(school):
        assert Membership.objects.get(deputy_for=mentor).until == TODAY() + 14 * DAY


def test_a_role_begins_and_ends_by_itself(school, sign_in, coordinator, mentor):
    browser, asking = sign_in(coordinator), {"since": (TODAY() + DAY).isoformat(), "until": ""}
    assert browser.post(page(school, "member", mentor.pk), asking).status_code == 302
    assert home_of(school, sign_in(mentor)).status_code == 404
    browser.post(page(school, "member", mentor.pk), {"since": "", "until": TODAY().isoformat()})
    assert home_of(school, sign_in(mentor)).status_code == 200


def test_the_last_coordinator_cannot_be_given_an_end(school, sign_in, coordinator):
    asked = {"since": "", "until": (TODAY() + 30 * DAY).isoformat()}
    answer = sign_in(coordinator).post(page(school, "member", coordinator.pk), asked)
    assert answer.status_code == 422
    assert "laatste stagecoördinator" in answer.text
    MembershipFactory(school=school, role=Role.COORDINATOR)
    assert sign_in(coordinator).post(page(school, "member", coordinator.pk), asked).status_code == 302


def test_a_deputy_is_no_coordinator_who_stays(school, sign_in, coordinator, colleague):
    with for_school(school):
        Membership.objects.create(
            school=school,
            user=colleague.user,
            role=Role.COORDINATOR,
            deputy_for=coordinator,
            since=TODAY(),
            until=TODAY() + DAY,
        )
    answer = sign_in(coordinator).post(page(school, "member_end", coordinator.pk), follow=True)
    assert "laatste stagecoördinator" in answer.text


def test_an_ended_role_stands_among_those_of_before_and_begins_again_with_other_dates(
    school, sign_in, coordinator, mentor
):
    browser = sign_in(coordinator)
    browser.post(page(school, "member_end", mentor.pk))
    assert "Rollen van vroeger (1)" in browser.get(page(school, "members")).text
    browser.post(page(school, "member", mentor.pk), {"since": "", "until": ""})
    assert home_of(school, sign_in(mentor)).status_code == 200


def test_an_end_in_the_past_is_refused_where_it_was_typed(school, sign_in, coordinator, mentor):
    answer = sign_in(coordinator).post(page(school, "member", mentor.pk), {"since": "", "until": "2020-01-01"})
    assert answer.status_code == 422
    assert "al geweest" in answer.text
    assert 'value="2020-01-01"' in answer.text


def test_the_page_of_a_role_costs_the_same_with_more_deputies(school, sign_in, coordinator, mentor):
    browser = sign_in(coordinator)
    with for_school(school):
        for number in range(6):
            user = MembershipFactory(school=school, role=Role.JOBCOACH).user
            Membership.objects.create(
                school=school,
                user=user,
                role=Role.MENTOR,
                deputy_for=mentor,
                since=date(2027, 1, 1),
                until=date(2027, 1, 2 + number),
            )
            if number == 0:
                first = count_queries(browser, page(school, "member", mentor.pk))
    assert count_queries(browser, page(school, "member", mentor.pk)) == first
    assert first <= 8


def test_the_last_coordinator_cannot_begin_later_either(school, sign_in, coordinator):
    asked = {"since": (TODAY() + DAY).isoformat(), "until": ""}
    answer = sign_in(coordinator).post(page(school, "member", coordinator.pk), asked)
    assert answer.status_code == 422
    assert "laatste stagecoördinator" in answer.text


def test_inviting_the_last_coordinator_again_with_an_end_is_refused_at_the_date_and_changes_nothing(
    school, sign_in, coordinator
):
    asked = {"name": "Ik", "email": coordinator.user.email, "role": "coordinator"}
    asked["until"] = (TODAY() + DAY).isoformat()
    answer = sign_in(coordinator).post(page(school, "members"), asked)
    assert answer.status_code == 422
    assert "laatste stagecoördinator" in answer.text
    with for_school(school):
        coordinator.refresh_from_db()
        assert (coordinator.until, OutgoingMail.objects.count()) == (None, 0)


@pytest.mark.parametrize(
    ("until", "words"), [("", "verplicht"), ((TODAY() + 99 * DAY).isoformat(), "stopt eerder")]
)
def test_the_dates_of_a_deputy_stay_within_the_role_that_is_replaced(
    school, sign_in, coordinator, mentor, colleague, appoint, until, words
):
    with for_school(school):
        mentor.until = TODAY() + 30 * DAY
        mentor.save()
    appoint(colleague)
    with for_school(school):
        deputy = Membership.objects.get(deputy_for=mentor)
    asked = {"since": TODAY().isoformat(), "until": until}
    answer = sign_in(coordinator).post(page(school, "member", deputy.pk), asked)
    assert answer.status_code == 422
    assert words in answer.text
