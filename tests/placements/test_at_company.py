"""What this room shows on the page of a company: a trend from three answers on, and the stages the reader may see."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from placements.models import StageRating
from schools.enums import Role
from tests.factories import CompanyFactory, ContactFactory, MembershipFactory, PlacementFactory, StudentFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(school):
    return ContactFactory(school=school, company=CompanyFactory(school=school))


def a_stage(school, contact, **student):
    long_ago = timezone.localdate() - datetime.timedelta(days=60)
    return PlacementFactory(school=school, student=StudentFactory(school=school, **student), company=contact.company,
                            supervisor=contact, starts_on=long_ago)  # fmt: skip


def test_the_trend_stands_there_from_three_answers_on(school, contact, coordinator, sign_in):
    page, seen = reverse("companies:company", args=[school.slug, contact.company_id]), []
    for _answer in range(3):
        placement = a_stage(school, contact)
        with for_school(school):
            StageRating.objects.create(placement=placement, work=3, people=3, learning=2, sentence="Gezellig daar.")
        text = sign_in(coordinator).get(page).text
        seen.append("Gemiddelde van 3 leerlingen" in text)
        assert "Gezellig daar" not in text

    assert seen == [False, False, True]
    assert count_queries(sign_in(coordinator), page) <= 8


def test_the_history_tells_each_mentor_of_the_own_students(school, contact, sign_in):
    mentors = [MembershipFactory(school=school, role=Role.MENTOR) for _ in range(2)]
    names = [a_stage(school, contact, mentor=mentor).student.name for mentor in mentors]
    page = reverse("companies:history", args=[school.slug, contact.company_id])

    texts = [sign_in(mentor).get(page).text for mentor in mentors]

    assert [[name in text for name in names] for text in texts] == [[True, False], [False, True]]
