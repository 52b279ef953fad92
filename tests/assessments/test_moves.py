import pytest
from django.db import IntegrityError, transaction

from assessments.enums import AssessmentState, Voice
from assessments.models import AspectVerdict, IndicatorScore
from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from schools.enums import Role

ALL_THREE = {Voice.STUDENT, Voice.COMPANY, Voice.MENTOR}


def test_from_plan_by_talk_to_fixed_is_recorded(stage, fix):
    fix()

    with for_school(stage.school):
        assert [e.action for e in AuditEntry.objects.about(stage.assessment)] == ["discuss", "finalise"]
        assert stage.assessment.final_by == stage.members[Role.MENTOR]


@pytest.mark.parametrize("missing", sorted(ALL_THREE))
def test_it_is_fixed_with_all_three_only(stage, say, mentor, missing):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
        say(Voice.AGREED, 3)
        stage.assessment.conclude(took_part=ALL_THREE - {missing}, remarks="", overrides={})

        with pytest.raises(MoveRefused, match="alle|erbij"):
            stage.assessment.finalise(by=mentor)


def test_it_is_not_fixed_without_points(stage, say, mentor):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
        say(Voice.AGREED, None)
        stage.assessment.conclude(took_part=ALL_THREE, remarks="", overrides={})

        with pytest.raises(MoveRefused, match="punten"):
            stage.assessment.finalise(by=mentor)
        assert not AspectVerdict.objects.exclude(derived=None).exists()


def test_the_voices_close_when_the_talk_begins(stage, say, mentor):
    say(Voice.STUDENT, 3)
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)

    for voice in ALL_THREE:
        with pytest.raises(MoveRefused):
            say(voice, 4)
    with for_school(stage.school):
        assert set(IndicatorScore.objects.values_list("voice", "value")) == {("student", 3)}


@pytest.mark.parametrize("state", [AssessmentState.PLANNED, AssessmentState.FINAL])
def test_the_agreed_score_is_made_during_the_talk_only(stage, say, fix, state):
    if state == AssessmentState.FINAL:
        fix()
    with pytest.raises(MoveRefused):
        say(Voice.AGREED, 4)


def test_a_coordinator_opens_it_again_with_a_reason_and_it_is_fixed_anew(stage, say, fix, coordinator, mentor):
    fix()
    with for_school(stage.school):
        stage.assessment.reopen(by=coordinator, note="Een tikfout")
        say(Voice.AGREED, 4)
        stage.assessment.finalise(by=mentor)

        scores = {v.score for v in AspectVerdict.objects.agreed()}
        notes = [e.note for e in AuditEntry.objects.about(stage.assessment)]
    assert (scores, notes) == ({4}, ["", "", "Een tikfout", ""])


def test_the_joint_score_of_an_aspect_needs_a_reason_in_the_database_too(stage, say, mentor, indicators):
    aspect = indicators[0].aspect_id
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
        say(Voice.AGREED, 2)
        with pytest.raises(IntegrityError), transaction.atomic():
            stage.assessment.conclude(took_part=ALL_THREE, remarks="", overrides={aspect: (4, "")})
        stage.assessment.conclude(took_part=ALL_THREE, remarks="", overrides={aspect: (4, "Hij groeide snel.")})
        stage.assessment.finalise(by=mentor)

        verdict = AspectVerdict.objects.agreed().get(aspect=aspect)
    assert (verdict.derived, verdict.score) == (2, 4)


def test_what_is_left_open_is_not_a_score_and_not_seen_is_none(stage, indicators, mentor):
    first, second, third, *_rest = indicators
    with for_school(stage.school):
        scores = {first.pk: 2, second.pk: None}
        stage.assessment.write(Voice.STUDENT, by=mentor, scores=scores, remarks={})
        stage.assessment.write(Voice.STUDENT, by=mentor, scores={first.pk: 4}, remarks={})

        assert dict(IndicatorScore.objects.values_list("indicator", "value")) == {first.pk: 4, second.pk: None}
