from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement

YEARS = "(%(expressions)s + interval '16 years')::date"
SIXTEEN = Func(F("birth_date"), template=YEARS, output_field=models.DateField())


class EarlyStartQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Seen by whoever sees the stage."""
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def for_list(self):
        return self.select_related(
            "placement__student", "placement__company", "made_by__user", "made_by__deputy_for__user"
        ).order_by("-made_at", "-pk")


class EarlyStart(SchoolModel):
    """Begun without a signed contract, on the word of a coordinator and with a reason. Never under 16 (NRK 3:1).

    The birth date is the one of that moment: the database holds the two dates against each other. Rows never change.
    """

    placement = SchoolForeignKey("placements.Placement", on_delete=models.CASCADE, related_name="early_starts")
    birth_date = models.DateField()
    from_date = models.DateField(_("mag werken vanaf"))
    reason = models.TextField(_("waarom"), max_length=600)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(EarlyStartQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement"], name="early_start_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="early_start_has_a_reason"),
            models.CheckConstraint(condition=Q(from_date__gte=SIXTEEN), name="nobody_under_16_starts_early"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.placement_id} {self.from_date}"
