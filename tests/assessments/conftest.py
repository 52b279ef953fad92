"""One stage with its four parties, and a short way to fill in."""

from types import SimpleNamespace

import pytest
from django.urls import reverse

from assessments.enums import Voice
from assessments.models import Indicator
from core.tenancy import for_school
from schools.enums import Role
from tests.factories import (
    AssessmentFactory,
    ContactFactory,
    GuardianshipFactory,
    MembershipFactory,
    PlacementFactory,
    StudentFactory,
)


@pytest.fixture
def stage(school, mentor, coordinator):
    """A placement, everybody around it, and a planned assessment."""
    of = {role: MembershipFactory(school=school, role=role) for role in (Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)}
    of |= {Role.MENTOR: mentor, Role.COORDINATOR: coordinator}
    student = StudentFactory(school=school, member=of[Role.STUDENT], first_name="Youssef", number="00123")
    GuardianshipFactory(school=school, student=student, member=of[Role.GUARDIAN])
    contact = ContactFactory(school=school, member=of[Role.SUPERVISOR])
    placement = PlacementFactory(
        school=school, student=student, company=contact.company, supervisor=contact, mentor=mentor
    )
    assessment = AssessmentFactory(school=school, placement=placement)
    return SimpleNamespace(
        school=school,
        members=of,
        student=student,
        placement=placement,
        assessment=assessment,
        url=lambda name, *args: reverse(f"assessments:{name}", args=[school.slug, *args]),
    )


@pytest.fixture
def indicators(stage):
    """The 36 sentences, in the order of the paper."""
    with for_school(stage.school):
        return list(Indicator.objects.of_form(stage.assessment.form_id))


@pytest.fixture
def say(stage, indicators):
    """say(Voice.STUDENT, 3) gives every indicator a three; a function of the indicator gives each its own."""

    def fill(voice, value, assessment=None):
        with for_school(stage.school):
            scores = {i.pk: value(i) if callable(value) else value for i in indicators}
            (assessment or stage.assessment).write(voice, by=stage.members[Role.MENTOR], scores=scores, remarks={})

    return fill


@pytest.fixture
def fix(stage, say):
    """Take an assessment through the talk until it is fixed."""

    def run(assessment=None, value=3):
        one, by = assessment or stage.assessment, stage.members[Role.MENTOR]
        with for_school(stage.school):
            one.discuss(by=by)
            say(Voice.AGREED, value, one)
            one.conclude(took_part=set(Voice) - {Voice.AGREED}, remarks="Goed bezig.", overrides={})
            one.finalise(by=by)
        return one

    return run
