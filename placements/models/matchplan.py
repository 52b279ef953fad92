from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import Aim, RuleKind


class MatchPlan(SchoolModel):
    """The proposal of a group: one, made anew on demand. Nothing of it holds until the coordinator confirms."""

    group = SchoolForeignKey("groups.Group", on_delete=models.CASCADE, related_name="match_plans")
    aim = models.CharField(_("wat telt het meest"), max_length=10, choices=Aim, default=Aim.TOGETHER)
    version = models.PositiveIntegerField(default=1)  # every time it is made anew
    seen = models.CharField(max_length=32)  # fingerprint of the state it was made from
    is_proven = models.BooleanField(default=False)
    bound = models.PositiveSmallIntegerField(null=True)  # so many students can be placed at most; null: not known
    made_at = models.DateTimeField()
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "group"], name="match_plan_once"),
            models.CheckConstraint(condition=Q(aim__in=Aim.values), name="match_plan_aim_known"),
        ]

    def __str__(self):
        return f"voorstel #{self.pk}"


class LineQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("student", "invitation__company").order_by(
            "student__class_name", "student__last_name", "student__first_name", "pk"
        )


class PlanLine(SchoolModel):
    """What the proposal says of one student: where to, as which wish, and what stood in the way of better ones."""

    plan = SchoolForeignKey("placements.MatchPlan", on_delete=models.CASCADE, related_name="lines")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="+")
    invitation = SchoolForeignKey("groups.Invitation", null=True, on_delete=models.CASCADE, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)  # of the wish; null: outside the wishes, or nowhere
    limits = models.JSONField(default=list)  # [{"wish": 3, "code": "others", "days": [3], "seats": 1}]
    objects = school_manager(LineQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "plan", "student"], name="plan_line_once"),
            models.CheckConstraint(condition=Q(rank=None) | Q(invitation__isnull=False), name="plan_rank_has_place"),
        ]

    def __str__(self):
        return f"#{self.pk}"


class MatchRule(SchoolModel):
    """The coordinator decided: this student must, or may not, go to this company; in one round, or never at all."""

    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="match_rules")
    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="+")
    group = SchoolForeignKey("groups.Group", null=True, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10, choices=RuleKind)
    reason = models.CharField(_("waarom"), max_length=300, blank=True)  # staff only
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(kind__in=RuleKind.values), name="match_rule_kind_known"),
            models.CheckConstraint(
                condition=Q(kind=RuleKind.NEVER, group=None) & ~Q(reason="")
                | ~Q(kind=RuleKind.NEVER) & Q(group__isnull=False),
                name="match_rule_never_with_reason",
            ),
            models.UniqueConstraint(
                fields=["school", "student", "company", "group"], nulls_distinct=False, name="match_rule_once"
            ),
            models.UniqueConstraint(
                fields=["school", "student", "group"], condition=Q(kind=RuleKind.MUST), name="match_rule_one_must"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.kind}"
