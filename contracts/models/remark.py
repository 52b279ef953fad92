from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.allowance import agreed
from contracts.enums import Remarked
from contracts.enums import RemarkState as State
from contracts.models.contract import Contract
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls

OF_STAGE = (Remarked.TIMES, Remarked.SUPERVISOR)


class RemarkQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A remark is seen by whoever sees its contract."""
        return self.filter(contract__in=Contract.objects.visible_to(member))

    def open(self):
        return self.filter(state=State.OPEN)

    def for_list(self):
        return self.order_by("pk")


class CompanyRemark(Moves, SchoolModel):
    """Before signing a company says that something on the contract is different. School decides."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.CASCADE, related_name="company_remarks")
    field = models.CharField(_("wat"), max_length=10, choices=Remarked)
    old = models.TextField(_("staat er nu"), blank=True)
    new = models.TextField(_("moet zijn"), max_length=600)
    state = models.CharField(_("stand"), max_length=5, choices=State, default=State.OPEN, editable=False)
    said_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    said_at = models.DateTimeField(default=timezone.now, editable=False)
    objects = school_manager(RemarkQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "contract", "field"], condition=Q(state=State.OPEN), name="one_open_remark_per_field"
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="remark_state_known"),
            models.CheckConstraint(condition=Q(field__in=Remarked.values), name="remark_field_known"),
            models.CheckConstraint(condition=~Q(old=F("new")), name="remark_changes_something"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.field} {self.state}"

    @property
    def is_of_stage(self):
        """It is about the stage itself: days, hours, who guides. That is changed on the page of the stage."""
        return self.field in OF_STAGE

    @move(source=[State.OPEN], target=State.TAKEN)
    def take(self, *, by):
        """School takes it over; the allowance goes on the contract by itself, the rest has its own page."""
        if self.field == Remarked.ALLOWANCE:
            Contract.objects.get(pk=self.contract_id).write(allowance=agreed(self.new[:200]))

    @move(source=[State.OPEN], target=State.LEFT)
    def leave(self, *, by):
        """School leaves it as it was."""
