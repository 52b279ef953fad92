from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class LawReason(SchoolModel):
    """Why a stage goes on although the law on work and age warns: one reason per rule, kept with who gave it."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="law_reasons")
    rule = models.CharField(_("regel"), max_length=30)
    reason = models.TextField(_("waarom mag het toch?"), max_length=600)
    given_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    given_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement", "rule"], name="law_reason_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="law_reason_given"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.rule}"
