import pytest
import time_machine

from tests.placements import scene
from tests.placements.days import clock, day_of, say, stage, to
from tests.placements.engaged import engagement, kind, pupil
from tests.placements.moving import line, monday, old, talk, there

__all__ = [
    "clock", "day_of", "engagement", "kind", "line", "monday", "old", "pupil", "say", "stage", "talk", "there", "to",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _before_the_stage():
    """These tests live in December 2026, before the stage of the factories."""
    with time_machine.travel(scene.BEFORE):
        yield


@pytest.fixture
def group(school):
    return scene.choosing_group(school)


@pytest.fixture
def invitation(group):
    return scene.offering(group)


@pytest.fixture
def student(group):
    return scene.taking_part(group)


@pytest.fixture
def wish(student, invitation):
    return scene.wishing(student, invitation)
