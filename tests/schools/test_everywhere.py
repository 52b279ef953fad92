"""One person of a company at several schools: one link shows them all, and gives no right that a school did not."""

import datetime
from types import SimpleNamespace

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils import timezone

from core.tenancy import NoSchoolOpen, acting_as, for_school, open_school_id
from schools import people
from schools.enums import Purpose, Role
from schools.everywhere import gather, places_of
from schools.letters import write_letter
from schools.models import Letter, Membership
from tests.conftest import StrictClient, signed_in
from tests.factories import LetterFactory, MembershipFactory, SchoolFactory, UserFactory
from tests.schools.test_entry import come_in, is_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def schools():
    """Three schools; the third knows somebody else."""
    return [SchoolFactory(name=name) for name in ("De Linde", "De Eik", "De Es")]


@pytest.fixture
def anna(schools):
    """The same person as a guide of students at two schools."""
    user = UserFactory(name="Anna Smit", email="anna@smit.example")
    MembershipFactory(school=schools[2], role=Role.SUPERVISOR)
    return [MembershipFactory(school=school, user=user, role=Role.SUPERVISOR) for school in schools[:2]]


@pytest.fixture
def by_letter(anna):
    """A browser in which Anna came in with the letter of her first school."""
    browser = StrictClient()
    come_in(browser, LetterFactory(school=anna[0].school, member=anna[0]))
    return browser


def asked_by(user, **session):
    return SimpleNamespace(user=user, session=session)


def names(user, **session):
    with acting_as(user.pk):
        return [member.school.name for member in places_of(asked_by(user, **session))]


def change(member, **values):
    with for_school(member.school):
        Membership.objects.filter(pk=member.pk).update(**values)


def test_a_person_is_found_at_every_school_that_is_opened_in_turn(anna, schools):
    with acting_as(anna[0].user_id):
        request = asked_by(anna[0].user)
        found = gather(request, lambda member: (open_school_id(), list(Membership.objects.values_list("pk"))))

    assert [(member.school.name, opened) for member, (opened, _rows) in found] == [
        ("De Eik", schools[1].pk),
        ("De Linde", schools[0].pk),
    ]
    assert [rows for _member, (_opened, rows) in found] == [[(anna[1].pk,)], [(anna[0].pk,)]]
    assert open_school_id() is None


def test_a_question_that_is_asked_after_its_school_closed_is_refused(anna):
    with acting_as(anna[0].user_id):
        ((_member, later), _other) = gather(asked_by(anna[0].user), lambda member: Membership.objects.all())
        with pytest.raises(NoSchoolOpen):
            list(later)


def test_a_visitor_and_a_role_that_ended_or_is_another_are_nowhere(anna, schools):
    change(anna[1], until=timezone.localdate() - datetime.timedelta(days=1))
    MembershipFactory(school=schools[2], user=anna[0].user, role=Role.COORDINATOR)

    assert names(anna[0].user) == ["De Linde"]
    assert places_of(asked_by(AnonymousUser())) == []


def test_one_letter_opens_the_pages_of_all_schools(by_letter, schools):
    assert [is_in(by_letter, school) for school in schools] == [True, True, False]


def test_at_another_school_a_letter_gives_the_role_of_a_company_and_no_other(by_letter, anna):
    MembershipFactory(school=anna[1].school, user=anna[0].user, role=Role.COORDINATOR)

    page = by_letter.get(reverse("school_home", args=[anna[1].school.slug]))

    assert page.context["request"].member == anna[1]
    assert by_letter.get(reverse("schools:members", args=[anna[1].school.slug])).status_code == 404


def test_at_its_own_school_a_letter_gives_its_own_role_only(by_letter, anna):
    MembershipFactory(school=anna[0].school, user=anna[0].user, role=Role.COORDINATOR)

    assert by_letter.get(reverse("schools:members", args=[anna[0].school.slug])).status_code == 404


def test_when_the_letter_is_withdrawn_every_school_is_closed(by_letter, anna, schools):
    with for_school(schools[0]):
        Letter.objects.update(revoked_at=timezone.now())

    assert [is_in(by_letter, school) for school in schools] == [False, False, False]


def test_when_the_letter_ran_out_every_school_is_closed(by_letter, schools):
    with for_school(schools[0]):
        Letter.objects.update(expires_at=timezone.now())

    assert not any(is_in(by_letter, school) for school in schools)


def test_when_the_role_at_the_school_of_the_letter_ends_every_school_is_closed(by_letter, anna, schools):
    change(anna[0], until=timezone.localdate() - datetime.timedelta(days=1))

    assert not any(is_in(by_letter, school) for school in schools)


def test_a_role_that_ended_at_another_school_closes_that_school_only(by_letter, anna, schools):
    with for_school(schools[1]):
        people.end_role(anna[1])
    come_in(by_letter, LetterFactory(school=schools[0], member=anna[0]))  # ending a role signs out everywhere

    assert [is_in(by_letter, school) for school in schools] == [True, False, False]


def test_a_school_that_withdrew_its_own_letter_stays_closed_until_it_writes_a_new_one(by_letter, anna, schools):
    with for_school(schools[1]):
        soon = timezone.now() + datetime.timedelta(days=9)
        letter = write_letter(anna[1], Purpose.ENTRY, expires_at=soon)
        Letter.objects.filter(pk=letter.pk).update(revoked_at=timezone.now())
    before = is_in(by_letter, schools[1])
    with for_school(schools[1]):
        write_letter(anna[1], Purpose.ENTRY, expires_at=soon)

    assert (before, is_in(by_letter, schools[1])) == (False, True)


def test_the_letter_of_a_parent_reaches_no_other_school(anna, schools):
    parent = MembershipFactory(school=schools[2], user=anna[0].user, role=Role.GUARDIAN)
    browser = StrictClient()
    come_in(browser, LetterFactory(school=schools[2], member=parent))

    assert [is_in(browser, school) for school in schools] == [False, False, True]


def test_a_letter_of_somebody_else_in_the_session_opens_nothing(anna, schools):
    letter = LetterFactory(school=schools[0], member=MembershipFactory(school=schools[0], role=Role.SUPERVISOR))
    browser = signed_in(StrictClient(), anna[0].user)
    session = browser.session
    session["paper"], session["only_at"] = ["letter", letter.pk], schools[0].slug
    session.save()

    assert not any(is_in(browser, school) for school in schools)
