"""The steps of a round say which comes now."""

import pytest

from core.tenancy import for_school
from groups.models import Group
from groups.round import steps_of
from tests.factories import GroupFactory, GroupStudentFactory, InvitationFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("students", "invitations", "state", "placed", "now"),
    [
        (0, [], "draft", 0, "Leerlingen"),
        (2, [], "draft", 0, "Bedrijven"),
        (2, ["new"], "draft", 0, "Vragen"),
        (2, ["asked"], "asking", 0, "Vragen"),
        (2, ["asked", "yes"], "asking", 0, "Kiezen"),
        (2, ["yes", "new"], "asking", 0, "Vragen"),
        (2, ["yes"], "choosing", 1, "Koppelen"),
        (2, ["yes"], "choosing", 2, None),
    ],
)
def test_the_step_that_comes_now(school, coordinator, students, invitations, state, placed, now):
    group = GroupFactory(school=school, coordinator=coordinator, state=state)
    for _n in range(students):
        GroupStudentFactory(school=school, group=group)
    for answer in invitations:
        InvitationFactory(school=school, group=group, state=answer)

    with for_school(school):
        steps = steps_of(Group.objects.with_counts().get(pk=group.pk), placed=placed)

    assert next((step["title"] for step in steps if step["now"]), None) == now


def test_a_stage_that_runs_has_no_steps_left(school, coordinator):
    group = GroupFactory(school=school, coordinator=coordinator, state="running")

    with for_school(school):
        assert steps_of(Group.objects.with_counts().get(pk=group.pk)) is None
