from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import FlagState as State
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role


class FlagQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Coordinators only."""
        return self if member.role == Role.COORDINATOR else self.none()

    def raised(self):
        return self.filter(state=State.RAISED)

    def for_list(self):
        return self.select_related("raised_by__user", "lifted_by__user").order_by("-pk")


class CompanyFlag(Moves, SchoolModel):
    """Something happened at a company that a coordinator must know before placing anybody. Lifted, never deleted."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="flags")
    state = models.CharField(max_length=10, choices=State, default=State.RAISED, editable=False)
    reason = models.TextField(_("wat is er gebeurd"), max_length=1000)
    raised_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(default=timezone.now, editable=False)
    lifted_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, editable=False)
    lifted_because = models.TextField(_("waarom is het opgelost"), blank=True, max_length=1000)
    objects = school_manager(FlagQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "company"], condition=Q(state=State.RAISED), name="one_raised_flag"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="flag_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="flag_has_a_reason"),
            models.CheckConstraint(
                condition=Q(state=State.RAISED, lifted_by=None, lifted_at=None)
                | (
                    Q(state=State.LIFTED, lifted_by__isnull=False, lifted_at__isnull=False) & ~Q(lifted_because="")
                ),
                name="flag_lifted_by_somebody",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    @move(source={State.RAISED}, target=State.LIFTED)
    def lift(self, *, by, note):
        """It is solved; what happened stays to be read."""
        self.lifted_by, self.lifted_at, self.lifted_because = by, timezone.now(), note
