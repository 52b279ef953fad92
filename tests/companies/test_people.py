"""People at a company: tasks, stand-ins between two days, and leaving without losing the questions or the name."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from companies.contacts import add_contact, end_contact, give_tasks, set_first_contact, stand_in_by
from companies.enums import Task
from companies.mailing import reader_of, why_not_ask
from companies.models import Company, CompanyContact, StandIn
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.tasks import ask, attempt
from placements.models import Placement
from schools.models import Letter
from tests.factories import ContactFactory, InvitationFactory, PlacementFactory

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


def days(number):
    return TODAY() + datetime.timedelta(days=number)


@pytest.fixture
def first(school):
    return ContactFactory(school=school)


def with_stand_in(contact, since, until, email="ben@bedrijf.example"):
    return stand_in_by(contact, name="Ben", email=email, since=since, until=until)


def test_a_stand_in_reads_the_mails_from_the_first_to_the_last_day_and_no_other(school, first):
    with for_school(school):
        made = with_stand_in(first, days(2), days(5))

        readers = [reader_of(first, days(n)).pk for n in (1, 2, 5, 6)]

    assert readers == [first.pk, made.substitute_id, made.substitute_id, first.pk]


def test_a_new_stand_in_sees_the_company_for_those_days_only(school, first):
    with for_school(school):
        member = with_stand_in(first, days(0), days(5)).substitute.member
        sees = Company.objects.visible_to(member).exists()
        CompanyContact.objects.filter(member=member).update(since=days(-9), until=days(-1))

        assert (sees, Company.objects.visible_to(member).exists()) == (True, False)


def test_the_question_goes_to_the_stand_in_with_a_letter_of_its_own(school, first, coordinator):
    invitation = InvitationFactory(school=school, company=first.company, contact=first, state="new")
    with for_school(school):
        made = with_stand_in(first, days(0), days(5))
        fault = attempt(invitation.pk, coordinator, ask)
        letter = Letter.objects.get(about=invitation.pk)

    assert fault == ""
    assert letter.member_id == made.substitute.member_id


def test_nobody_stands_in_for_themselves(school, first):
    with for_school(school), pytest.raises(MoveRefused, match="iemand anders"):
        with_stand_in(first, days(0), days(5), email=first.member.user.email)


def test_the_database_knows_that_dates_and_persons_differ(school, first):
    with for_school(school):
        other = ContactFactory(school=school, company=first.company, is_first=False)
        for wrong in (
            {"substitute": first, "since": days(0), "until": days(1)},
            {"substitute": other, "since": days(1), "until": days(0)},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                StandIn.objects.create(school=school, contact=first, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():
            CompanyContact.objects.filter(pk=first.pk).update(until=days(-1))


def test_who_gets_the_questions_cannot_leave_before_somebody_else_gets_them(school, first):
    with for_school(school):
        with pytest.raises(MoveRefused, match="Geef de vragen"):
            end_contact(first)
        with pytest.raises(MoveRefused, match="Iemand moet de vragen"):
            give_tasks(first, set())
        heir = set_first_contact(first.company, name="Ans Bos", email="ans@bedrijf.example")
        first.refresh_from_db()
        end_contact(first)

        assert reader_of(first).pk == heir.pk
        assert not Company.objects.visible_to(first.member).exists()
        assert list(first.company.contacts.ended()) == [first]


def test_who_still_guides_a_student_does_not_leave(school, first):
    placement = PlacementFactory(school=school, company=first.company, supervisor=first)
    with for_school(school):
        set_first_contact(first.company, name="Ans Bos", email="ans@bedrijf.example")
        first.refresh_from_db()
        with pytest.raises(MoveRefused, match="begeleidt nog"):
            end_contact(first)
        Placement.objects.filter(pk=placement.pk).update(state="completed")
        end_contact(first)

        assert not Placement.objects.visible_to(first.member).exists()


def test_signing_goes_over_and_everybody_keeps_the_other_tasks(school, first):
    with for_school(school):
        give_tasks(first, {Task.AVAILABILITY, Task.SUPERVISION, Task.SIGNING})
        boss = add_contact(first.company, name="De baas", email="baas@bedrijf.example", tasks=[Task.SIGNING])
        first.refresh_from_db()

        assert first.tasks == [Task.AVAILABILITY, Task.SUPERVISION]
        assert boss.tasks == [Task.SIGNING]


def test_the_pages_of_a_contact(school, first, coordinator, sign_in):
    browser = sign_in(coordinator)
    at = [school.slug, first.company.pk, first.pk]
    span = {"since": days(0), "until": days(3)}

    wrong = browser.post(reverse("companies:contact", args=at), {"function": "chef"})
    late = browser.post(
        reverse("companies:contact_stand_in", args=at),
        {"name": "Ben", "email": "ben@x.example", "since": days(3), "until": days(1)},
    )
    good = browser.post(
        reverse("companies:contact_stand_in", args=at), {"name": "Ben", "email": "ben@x.example", **span}
    )
    stays = browser.post(reverse("companies:contact_end", args=at), follow=True)
    page = browser.get(reverse("companies:contacts", args=at[:2]))

    assert (wrong.status_code, "Iemand moet de vragen" in wrong.text) == (422, True)
    assert (late.status_code, "vóór de eerste dag" in late.text, 'value="Ben"' in late.text) == (422, True, True)
    assert good.status_code == 302
    assert "Geef de vragen van school eerst aan een ander" in stays.text
    assert "Vervanger: Ben" in page.text


def test_no_question_goes_to_who_has_a_pause_or_wants_no_mail(school, first, coordinator):
    invitation = InvitationFactory(school=school, company=first.company, contact=first, state="new")
    with for_school(school):
        Company.objects.filter(pk=first.company.pk).update(paused_until=days(0))
        paused = attempt(invitation.pk, coordinator, ask)
        Company.objects.filter(pk=first.company.pk).update(paused_until=days(-1))
        CompanyContact.objects.filter(pk=first.pk).update(no_mail_since=days(-3))
        refused = attempt(invitation.pk, coordinator, ask)
        CompanyContact.objects.filter(pk=first.pk).update(no_mail_since=None)
        asked = attempt(invitation.pk, coordinator, ask)

    assert "heeft pauze tot en met" in paused
    assert "wil sinds" in refused
    assert asked == ""


def test_why_not_is_empty_when_all_is_well(school, first):
    with for_school(school):
        assert why_not_ask(first.company, first) == ""
