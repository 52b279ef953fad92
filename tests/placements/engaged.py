"""Pieces of work that organisations ask for, as the tests of them begin."""

import datetime

import pytest
from django.urls import reverse

from tests.factories import EngagementFactory, KindFactory, SignUpFactory, StudentFactory

AFTER = datetime.datetime(2026, 12, 19, 10, 0, tzinfo=datetime.UTC)


def page(thing, name, *args):
    return reverse(f"placements:{name}", args=[thing.school.slug, *args])


def joining(engagement, **facts):
    """A student who signed up."""
    student = StudentFactory(school=engagement.school, **facts)
    return SignUpFactory(school=engagement.school, engagement=engagement, student=student)


@pytest.fixture
def kind(school):
    return KindFactory(school=school, code="prestatie", name="Prestatie", min_age=14)


@pytest.fixture
def engagement(school, kind):
    return EngagementFactory(school=school, kind=kind)


@pytest.fixture
def pupil(school):
    return StudentFactory(school=school)
