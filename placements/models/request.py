from django.db import models, transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import GroupState, InvitationState
from placements.enums import DeclineReason
from placements.enums import RequestState as State
from schools.enums import Role

LIVE = [State.DRAFT, State.SUBMITTED, State.ACCEPTED]
RANKS = [(1, _("1e keuze")), (2, _("2e keuze")), (3, _("3e keuze"))]


class RequestQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which request: a company sees none before the match (security: release comes later)."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self.exclude(state=State.DRAFT)
            case Role.MENTOR:
                return self.filter(student__mentor=member.place_id).exclude(state=State.DRAFT)
            case Role.STUDENT:
                return self.filter(student__member=member)
            case _:
                return self.none()

    def waiting(self):
        """Posted and not decided."""
        return self.filter(state=State.SUBMITTED)

    def live(self):
        """Drafts, posted and accepted wishes: those that count for the three a student may have."""
        return self.filter(state__in=LIVE)

    def with_stage(self):
        """Each with `stage`: the id of the placement that came of it."""
        placements = self.model._meta.get_field("placements").related_model.objects
        return self.annotate(stage=Subquery(placements.filter(request=OuterRef("pk")).live().values("pk")[:1]))

    def for_list(self):
        rank = F("rank").asc(nulls_last=True)
        return self.select_related("student", "invitation__company", "group").order_by(
            "student__last_name", rank, "pk"
        )


class PlacementRequest(Moves, SchoolModel):
    """A student asks one company of the group for a place, says why, and how much it is wanted (1 to 3)."""

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="requests")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="requests")
    invitation = SchoolForeignKey("groups.Invitation", on_delete=models.PROTECT, related_name="requests")
    rank = models.PositiveSmallIntegerField(_("keuze"), choices=RANKS, null=True, blank=True)  # a draft may have none
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

    def write(self, **words):
        """Keep what the student typed, as long as the wish was not sent."""
        mine = PlacementRequest.objects.filter(pk=self.pk, state=State.DRAFT)
        if not mine.update(**words):
            raise MoveRefused(_t("Deze aanvraag is al verstuurd. Je kunt hem niet meer veranderen."))
        for field, text in words.items():
            setattr(self, field, text)

    def take_rank(self, rank):
        """Make this the student's 1st, 2nd or 3rd wish; the wish that was it changes places with this one."""
        with transaction.atomic():
            own = PlacementRequest.objects.live().filter(group=self.group_id, student=self.student_id)
            others = {wish.rank: wish for wish in own.select_for_update().order_by("pk") if wish.pk != self.pk}
            if rank in others:
                free = next(n for n in (self.rank, 1, 2, 3) if n and n != rank and n not in others)
                own.filter(pk=self.pk).update(rank=None)
                own.filter(pk=others[rank].pk).update(rank=free)
            own.filter(pk=self.pk).update(rank=rank)
            self.rank = rank

    @move(source=[State.DRAFT], target=State.SUBMITTED)
    def submit(self, *, by):
        """The student sends the request. Needs a reason, a rank, and a group in which students may still choose."""
        if self.group.state != GroupState.CHOOSING:
            raise MoveRefused(_t("Je kunt nu geen aanvraag doen. Vraag je stagecoördinator."))
        if self.invitation.state != InvitationState.YES:
            raise MoveRefused(_t("Dit bedrijf heeft geen plek meer. Kies een ander bedrijf."))
        if not self.why.strip():
            raise MoveRefused(_t("Vertel eerst waarom je hier stage wilt lopen."))
        if self.rank is None:
            raise MoveRefused(_t("Kies eerst of dit je 1e, 2e of 3e keuze is."))
        self.submitted_at = timezone.now()

    @move(source=[State.DRAFT, State.SUBMITTED], target=State.WITHDRAWN)
    def withdraw(self, *, by):
        """The student takes the request back; possible until the match."""

    @move(source=[State.SUBMITTED], target=State.ACCEPTED)
    def accept(self, *, by):
        """The coordinator's match. placements.matching calls it in the transaction that makes the placement."""

    @move(source=[State.SUBMITTED], target=State.DECLINED)
    def decline(self, *, by, reason, text):
        """Say no, with a reason and kind words that the student reads."""
        self.decline_reason, self.decline_text = reason, text

    @move(source=[State.DRAFT, State.SUBMITTED], target=State.SUPERSEDED)
    def supersede(self, *, by):
        """The student got a place elsewhere; this wish is free again."""

    @move(source=[State.ACCEPTED], target=State.DECLINED)
    def fall_through(self, *, by, text):
        """The stage that came of this wish does not go on; the student reads why and may wish again."""
        self.decline_reason, self.decline_text = DeclineReason.STAGE_OFF, text
