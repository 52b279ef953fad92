from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assessments.enums import AssessmentState as State
from assessments.enums import Moment, Score, Voice
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement
from schools.enums import Role


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Whoever sees the placement; guardians only what is final."""
        seen = self.filter(placement__in=Placement.objects.visible_to(member))
        return seen.filter(state=State.FINAL) if member.role == Role.GUARDIAN else seen

    def final(self):
        return self.filter(state=State.FINAL)

    def for_list(self):
        return self.select_related("placement__student", "placement__company").order_by("planned_on", "pk")


class Assessment(Moves, SchoolModel):
    """One stagebeoordeling: made by student, company and mentor together (source 001, R44–R51)."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="assessments")
    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(_("moment"), max_length=10, choices=Moment)
    planned_on = models.DateField(_("afspraak op"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PLANNED, editable=False)
    student_took_part = models.BooleanField(_("de leerling was erbij"), default=False)
    company_took_part = models.BooleanField(_("het bedrijf was erbij"), default=False)
    mentor_took_part = models.BooleanField(_("de begeleider van school was erbij"), default=False)
    remarks = models.TextField(_("opmerkingen"), blank=True, max_length=3000)
    final_at = models.DateTimeField(null=True, blank=True)
    final_by = SchoolForeignKey("schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    file = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(AssessmentQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state_known"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="assessment_moment_known"),
            models.CheckConstraint(
                condition=~Q(state=State.FINAL)
                | Q(student_took_part=True, company_took_part=True, mentor_took_part=True),
                name="assessment_final_with_all_three",
            ),
        ]
        indexes = [models.Index(fields=["school", "placement"], name="assessment_by_placement")]

    def __str__(self):
        return f"#{self.pk} {self.get_moment_display()}"

    @move(source=[State.PLANNED], target=State.DISCUSSED)
    def discuss(self, *, by):
        """The talk starts: from now on the voices are seen side by side and the agreed score is made."""

    @move(source=[State.DISCUSSED], target=State.FINAL)
    def finalise(self, *, by):
        """Lock it and open it to the guardians. Asks for all three parties and at least one agreed score (I16)."""
        if not (self.student_took_part and self.company_took_part and self.mentor_took_part):
            raise MoveRefused(_t("Vink eerst aan dat leerling, bedrijf en school erbij waren."))
        if not self.scores.filter(voice=Voice.AGREED, value__isnull=False).exists():
            raise MoveRefused(_t("Vul eerst samen de punten in."))
        self.final_at, self.final_by = timezone.now(), by

    @move(source=[State.FINAL], target=State.DISCUSSED)
    def reopen(self, *, by, note):
        """The coordinator opens it again, with a reason."""
        self.final_at = self.final_by = self.file = None


class IndicatorScore(SchoolModel):
    """What one voice says about one indicator; empty means not seen."""

    assessment = SchoolForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="scores")
    indicator = SchoolForeignKey("assessments.Indicator", on_delete=models.PROTECT, related_name="+")
    voice = models.CharField(max_length=10, choices=Voice)
    value = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "assessment", "indicator", "voice"], name="score_once_per_voice"),
            models.CheckConstraint(condition=Q(value__in=Score.values) | Q(value=None), name="score_is_one_to_four"),
        ]

    def __str__(self):
        return f"{self.indicator_id} {self.voice} {self.value}"


class AspectVerdict(SchoolModel):
    """A joint score of an aspect that differs from the derived one, and why; or a remark by the aspect."""

    assessment = SchoolForeignKey("assessments.Assessment", on_delete=models.CASCADE, related_name="verdicts")
    aspect = SchoolForeignKey("assessments.Aspect", on_delete=models.PROTECT, related_name="+")
    value = models.PositiveSmallIntegerField(choices=Score, null=True, blank=True)
    reason = models.TextField(_("waarom anders"), blank=True, max_length=500)
    remark = models.TextField(_("voorbeeld of opmerking"), blank=True, max_length=1000)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "assessment", "aspect"], name="verdict_once"),
            models.CheckConstraint(condition=Q(value=None) | ~Q(reason=""), name="verdict_override_with_reason"),
        ]

    def __str__(self):
        return f"{self.aspect_id} {self.value}"
