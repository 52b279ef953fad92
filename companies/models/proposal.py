from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import PROFILE_FIELDS
from companies.enums import ProposalState as State
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role


class ProposalQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The coordinator decides on all; a company reads what it proposed for itself."""
        if member.role == Role.COORDINATOR:
            return self
        if member.role == Role.SUPERVISOR:
            from companies.models.company import Company  # noqa: PLC0415 - the other file imports nothing of this one

            return self.filter(company__in=Company.objects.visible_to(member))
        return self.none()

    def open(self):
        return self.filter(state=State.OPEN)

    def for_list(self):
        return self.select_related("company", "proposed_by__user", "decided_by__user").order_by(
            "company__name", "company", "pk"
        )


class ProfileProposal(Moves, SchoolModel):
    """A company asks to change one field of what this school knows of it: from what, into what. School decides."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=20, choices=[(name, name) for name in PROFILE_FIELDS])
    old = models.TextField(blank=True)
    new = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN, editable=False)
    proposed_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now, editable=False)
    decided_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, editable=False)
    reason = models.TextField(_("waarom"), blank=True, max_length=500)
    objects = school_manager(ProposalQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "company", "field"],
                condition=Q(state=State.OPEN),
                name="one_open_proposal_per_field",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="proposal_state_known"),
            models.CheckConstraint(condition=Q(field__in=PROFILE_FIELDS), name="proposal_field_known"),
            models.CheckConstraint(
                condition=~Q(state=State.OPEN) | ~Q(old=F("new")), name="proposal_changes_something"
            ),
            models.CheckConstraint(condition=~Q(state=State.REFUSED) | ~Q(reason=""), name="proposal_refused_why"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ACCEPTED, State.REFUSED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="proposal_decided_by_somebody",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.field} {self.state}"

    @move(source={State.OPEN}, target=State.ACCEPTED)
    def accept(self, *, by, seen):
        """Write it in the books, when these still say what the coordinator saw beside it."""
        from companies.profile import put_in  # noqa: PLC0415 - profile.py reads these models

        put_in(self, seen, by=by)
        self.decided_by, self.decided_at = by, timezone.now()

    @move(source={State.OPEN}, target=State.REFUSED)
    def refuse(self, *, by, note):
        """Leave the books as they are, and tell the company why."""
        self.decided_by, self.decided_at, self.reason = by, timezone.now(), note

    @move(source={State.OPEN}, target=State.WITHDRAWN)
    def withdraw(self, *, by):
        """The company thought better of it, or proposes something else."""
