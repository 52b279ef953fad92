from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import GroupState
from placements.enums import DeclineReason
from placements.enums import RequestState as State
from schools.enums import Role

LIVE = [State.DRAFT, State.SUBMITTED, State.ACCEPTED]


class RequestQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which request: a company sees none before the match (security: release comes later)."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self.exclude(state=State.DRAFT)
            case Role.MENTOR:
                return self.filter(student__mentor=member).exclude(state=State.DRAFT)
            case Role.STUDENT:
                return self.filter(student__member=member)
            case _:
                return self.none()

    def waiting(self):
        """Posted and not decided."""
        return self.filter(state=State.SUBMITTED)

    def for_list(self):
        return self.select_related("student", "invitation__company", "group").order_by(
            "student__last_name", "rank", "pk"
        )


class PlacementRequest(Moves, SchoolModel):
    """A student asks one company of the group for a place, says why, and how much it is wanted (1 to 3)."""

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="requests")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="requests")
    invitation = SchoolForeignKey("groups.Invitation", on_delete=models.PROTECT, related_name="requests")
    rank = models.PositiveSmallIntegerField(
        _("keuze"), choices=[(1, _("1e keuze")), (2, _("2e keuze")), (3, _("3e keuze"))]
    )
    why = models.TextField(_("Ik wil hier stage lopen, omdat …"), blank=True, max_length=600)
    learn = models.TextField(_("Ik wil hier leren …"), blank=True, max_length=600)
    strong = models.TextField(_("Ik ben goed in …"), blank=True, max_length=600)
    state = models.CharField(_("stand"), max_length=12, choices=State, default=State.DRAFT, editable=False)
    decline_reason = models.CharField(_("reden"), max_length=10, choices=DeclineReason, blank=True, editable=False)
    decline_text = models.TextField(_("wat de leerling leest"), blank=True, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(RequestQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="request_state_known"),
            models.CheckConstraint(condition=Q(rank__in=[1, 2, 3]), name="request_rank_1_to_3"),
            models.CheckConstraint(
                condition=~Q(state=State.DECLINED) | (~Q(decline_reason="") & ~Q(decline_text="")),
                name="request_declined_with_reason",
            ),
            models.UniqueConstraint(
                fields=["school", "group", "student", "rank"], condition=Q(state__in=LIVE), name="request_rank_once"
            ),
            models.UniqueConstraint(
                fields=["school", "student", "invitation"], condition=Q(state__in=LIVE), name="request_company_once"
            ),
        ]
        indexes = [models.Index(fields=["school", "group", "state"], name="request_by_group")]

    def __str__(self):
        return f"#{self.pk} {self.student} → {self.invitation.company}"

    @move(source=[State.DRAFT], target=State.SUBMITTED)
    def submit(self, *, by):
        """The student sends the request. Needs a reason, and a group in which students may still choose."""
        if self.group.state != GroupState.CHOOSING:
            raise MoveRefused(_t("Je kunt nu geen aanvraag doen. Vraag je stagecoördinator."))
        if not self.why.strip():
            raise MoveRefused(_t("Vertel eerst waarom je hier stage wilt lopen."))
        self.submitted_at = timezone.now()

    @move(source=[State.DRAFT, State.SUBMITTED], target=State.WITHDRAWN)
    def withdraw(self, *, by):
        """The student takes the request back; possible until the match."""

    @move(source=[State.SUBMITTED], target=State.ACCEPTED)
    def accept(self, *, by):
        """The coordinator's match. Called by placements.matching, which makes the placement in the same transaction."""

    @move(source=[State.SUBMITTED], target=State.DECLINED)
    def decline(self, *, by, reason, text):
        """Say no, with a reason and kind words that the student reads."""
        self.decline_reason, self.decline_text = reason, text

    @move(source=[State.DRAFT, State.SUBMITTED], target=State.SUPERSEDED)
    def supersede(self, *, by):
        """The student got a place elsewhere; this wish is free again."""
