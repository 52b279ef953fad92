from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.enums import AddendumState as State
from contracts.models.contract import Contract
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class AddendumQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A change is seen by whoever sees its contract."""
        return self.filter(contract__in=Contract.objects.visible_to(member))

    def for_list(self):
        return self.order_by("number", "pk")


class Addendum(Moves, SchoolModel):
    """A change of a contract that everybody signed: what, from when, and why. In Dutch: wijziging."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveSmallIntegerField(_("nummer"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    effective_from = models.DateField(_("gaat in op"))
    changes = models.JSONField(default=dict)  # {what: [old, new]}
    reason = models.TextField(_("reden"), max_length=600)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(AddendumQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "contract", "number"], name="addendum_number_once"),
            models.UniqueConstraint(
                fields=["school", "contract"],
                condition=Q(state__in=[State.DRAFT, State.SIGNING]),
                name="one_addendum_at_a_time",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="addendum_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="addendum_has_a_reason"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.contract_id} w{self.number}"

    @move(source=[State.DRAFT], target=State.SIGNING)
    def issue(self, *, by):
        """A version was made and stored; from here it is signed."""

    @move(source=[State.SIGNING], target=State.AGREED)
    def agree(self, *, by):
        """Everybody signed; it holds from its date of effect."""

    @move(source=[State.AGREED], target=State.APPLIED)
    def apply(self, *, by):
        """The stage follows it, from the date of effect."""

    @move(source=[State.SIGNING], target=State.REFUSED)
    def refuse(self, *, by, note):
        """One of the parties does not sign: nothing changes."""

    @move(source=[State.DRAFT, State.SIGNING], target=State.WITHDRAWN)
    def withdraw(self, *, by, note):
        """School takes it back: nothing changes."""
