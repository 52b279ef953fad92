"""A group with one company that was asked, and the address of its letter."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from groups.emails import letter_of
from schools.letters import token_of
from tests.factories import GroupFactory, InvitationFactory


@pytest.fixture
def group(school, coordinator):
    return GroupFactory(school=school, coordinator=coordinator, state="asking")


@pytest.fixture
def invitation(group):
    return InvitationFactory(school=group.school, group=group, state="asked", asked_at=timezone.now())


@pytest.fixture
def token(invitation):
    with for_school(invitation.school):
        return token_of(letter_of(invitation))


@pytest.fixture
def page(invitation, token):
    """The address of one of the company's pages."""

    def address(name="availability"):
        return reverse(f"groups:{name}", args=[invitation.school.slug, token])

    return address


@pytest.fixture
def thursdays():
    """The first three Thursdays of the period."""
    return [datetime.date(2027, 2, 4), datetime.date(2027, 2, 11), datetime.date(2027, 2, 18)]
