"""What holds between a guardian and a student can change, and holds at the next page."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from core.models import AuditEntry
from core.tenancy import for_school
from schools.models import Guardianship, Student
from tests.factories import GuardianshipFactory, StudentFactory


@pytest.fixture
def link(school):
    return GuardianshipFactory(school=school)


@pytest.fixture
def change(school, sign_in, coordinator, link):
    """The coordinator changes what holds; boxes that are left out are empty."""

    def do(**facts):
        return sign_in(coordinator).post(reverse("schools:guardian", args=[school.slug, link.pk]), facts, follow=True)

    return do


def follows(link):
    with for_school(link.school):
        return Student.objects.visible_to(link.member).filter(pk=link.student_id).exists()


def test_who_may_no_longer_look_along_sees_nothing_at_the_next_page(change, link):
    assert follows(link)
    change(has_authority="on")
    assert not follows(link)
    change(sees_progress="on")
    assert follows(link)


def test_authority_and_a_secret_address_are_kept_per_guardian_and_written_down(school, change, link):
    other = GuardianshipFactory(school=school, student=link.student)
    change(sees_progress="on", is_address_shielded="on", phone="0612345678")
    with for_school(school):
        link.refresh_from_db()
        other.refresh_from_db()
        note = AuditEntry.objects.about(link.student).get(action="guardian_changed").note
    assert (link.has_authority, link.is_address_shielded) == (False, True)
    assert (other.has_authority, other.is_address_shielded) == (True, False)
    assert "Heeft gezag" in note
    assert "Adres is geheim" in note
    assert "0612345678" not in note


def test_a_guardian_of_a_student_of_eighteen_looks_along_when_the_student_agrees(school, sign_in, coordinator):
    grown_up = StudentFactory(school=school, birth_date=timezone.localdate() - timedelta(days=19 * 366))
    link = GuardianshipFactory(school=school, student=grown_up)
    assert not follows(link)
    page = reverse("schools:guardian", args=[school.slug, link.pk])
    sign_in(coordinator).post(page, {"sees_progress": "on", "student_agreed_on": timezone.localdate().isoformat()})
    assert follows(link)


def test_an_end_date_ends_it_and_taking_it_away_begins_it_again(change, link):
    change(sees_progress="on", until=(timezone.localdate() - timedelta(days=1)).isoformat())
    assert not follows(link)
    change(sees_progress="on", until="")
    assert follows(link)


def test_a_date_that_must_come_is_refused_where_it_was_typed(change):
    answer = change(student_agreed_on=(timezone.localdate() + timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert "moet nog komen" in answer.text


def test_only_the_coordinator_changes_guardians(school, sign_in, mentor, link):
    with for_school(school):
        Guardianship.objects.update(has_authority=True)
    page = reverse("schools:guardian", args=[school.slug, link.pk])
    assert sign_in(mentor).get(page).status_code == 404
    assert sign_in(mentor).post(page, {}).status_code == 404
    assert sign_in(link.member).get(page).status_code == 404
