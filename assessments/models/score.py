from collections import defaultdict

from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from assessments.enums import AssessmentState, Score, Voice
from assessments.models.assessment import Assessment
from assessments.models.form import Indicator
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role

ENOUGH = 2  # scored indicators that make an aspect score; fewer is "te weinig gezien"
AFTER_THE_TALK = [AssessmentState.DISCUSSED, AssessmentState.FINAL]


def band(values):
    """The word for the mean of scored indicators: 1–1.49, 1.5–2.49, 2.5–3.49, 3.5–4; None when too few were seen."""
    values = [value for value in values if value]
    count, total = len(values), sum(values)
    return Score((2 * total + count) // (2 * count)) if count >= ENOUGH else None


def heard_by(member):
    """Whose words a member may read: never another voice before the talk, and after it school only."""
    agreed = Q(voice=Voice.AGREED, assessment__state=AssessmentState.FINAL)
    match member.role:
        case Role.COORDINATOR | Role.MENTOR:
            return Q(voice=Voice.MENTOR) | Q(assessment__state__in=AFTER_THE_TALK)
        case Role.STUDENT:
            return agreed | Q(voice=Voice.STUDENT)
        case Role.SUPERVISOR:
            return agreed | Q(voice=Voice.COMPANY)
        case _:
            return agreed


class VoiceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """What this member may read of the assessments it sees."""
        return self.filter(heard_by(member), assessment__in=Assessment.objects.visible_to(member))

    def agreed(self):
        return self.filter(voice=Voice.AGREED)

    def now_and_before(self, assessment):
        """Of this assessment, and the agreed ones of the fixed one before it at this placement."""
        previous = Assessment.objects.before(assessment).values("pk")[:1]
        return self.filter(Q(assessment=assessment) | Q(assessment__in=previous, voice=Voice.AGREED))


class ScoreQuerySet(VoiceQuerySet):
    def progress(self, assessment):
        """{voice: how many indicators it answered}, and under "asked" how many there are. No score is in it."""
        asked = Indicator.objects.filter(area__form=assessment.form_id).order_by().values("area__form")
        rows = Assessment.objects.filter(pk=assessment.pk).values_list(
            "scores__voice", Count("scores"), Subquery(asked.annotate(number=Count("pk")).values("number"))
        )
        rows = list(rows)
        return {voice: number for voice, number, _all in rows} | {"asked": rows[0][2] or 0}

    def put(self, assessment, voice, scores, by):
        """Write the scores of one voice over those that were there."""
        rows = [
            IndicatorScore(
                school_id=assessment.school_id, assessment=assessment, indicator_id=indicator, voice=voice,
                value=value, changed_by=by,
            )
            for indicator, value in scores.items()
        ]
        self.model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["school", "assessment", "indicator", "voice"],
            update_fields=["value", "changed_at", "changed_by"],
        )


class IndicatorScore(SchoolModel):
    """What one voice says about one indicator; empty means not seen."""

    assessment = SchoolForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="scores")
    indicator = SchoolForeignKey("assessments.Indicator", on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice)
    value = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(ScoreQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "assessment", "indicator", "voice"], name="score_once_per_voice"
            ),
            models.CheckConstraint(condition=Q(value__in=Score.values) | Q(value=None), name="score_is_one_to_four"),
            models.CheckConstraint(condition=Q(voice__in=Voice.values), name="score_voice_known"),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.voice} {self.value}"


class VerdictQuerySet(VoiceQuerySet):
    def put_remarks(self, assessment, voice, remarks):
        """Write what one voice remarks by the aspects."""
        self._put(assessment, voice, {aspect: {"remark": text} for aspect, text in remarks.items()}, ["remark"])

    def put_overrides(self, assessment, overrides):
        """Write which joint aspect scores differ from the derived ones: {aspect: (score or None, reason)}."""
        rows = {aspect: {"value": value, "reason": reason} for aspect, (value, reason) in overrides.items()}
        self._put(assessment, Voice.AGREED, rows, ["value", "reason"])

    def fix(self, assessment):
        """Work out every aspect score and keep it with the assessment. Returns whether anything was scored at all."""
        own = IndicatorScore.objects.agreed().filter(assessment=assessment, indicator=OuterRef("pk")).values("value")
        cells = Indicator.objects.filter(area__form=assessment.form_id).values_list("aspect", Subquery(own))
        points = defaultdict(list)
        for aspect, value in cells:
            points[aspect].append(value)
        rows = {aspect: {"derived": band(values)} for aspect, values in points.items()}
        self._put(assessment, Voice.AGREED, rows, ["derived"])
        return any(value for values in points.values() for value in values)

    def _put(self, assessment, voice, rows, fields):
        self.model.objects.bulk_create(
            [
                AspectVerdict(
                    school_id=assessment.school_id, assessment=assessment, aspect_id=aspect, voice=voice, **values
                )
                for aspect, values in rows.items()
            ],
            update_conflicts=True, unique_fields=["school", "assessment", "aspect", "voice"], update_fields=fields,
        )


class AspectVerdict(SchoolModel):
    """What a voice remarks by an aspect. The agreed one also holds the score of the aspect.

    That is derived from its indicators when the assessment is fixed; or it is another score, with the reason.
    """

    assessment = SchoolForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="verdicts")
    aspect = SchoolForeignKey("assessments.Aspect", on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice, default=Voice.AGREED)
    derived = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    value = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    reason = models.TextField(_("waarom anders"), blank=True, max_length=500)
    remark = models.TextField(_("voorbeeld of opmerking"), blank=True, max_length=1000)
    objects = school_manager(VerdictQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "assessment", "aspect", "voice"], name="verdict_once_per_voice"),
            models.CheckConstraint(condition=Q(value=None) | ~Q(reason=""), name="verdict_override_with_reason"),
            models.CheckConstraint(condition=Q(value=None) | Q(voice=Voice.AGREED), name="verdict_override_is_agreed"),
            models.CheckConstraint(condition=Q(value__in=Score.values) | Q(value=None), name="verdict_is_one_to_four"),
        ]

    def __str__(self):
        return f"{self.aspect_id} {self.value or self.derived}"

    @property
    def score(self):
        """The joint score when there is one, else the derived one; None is "te weinig gezien"."""
        value = self.value or self.derived
        return Score(value) if value else None
