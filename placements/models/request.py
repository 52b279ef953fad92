from django.db import models, transaction
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact
from core.models import AuditEntry
from core.moves import MoveRefused, Moves
from core.templatetags.ui_words import tone_of
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import GroupState, InvitationState, MentorSay
from placements.enums import DeclineReason
from placements.enums import RequestState as State
from placements.lifecycle import AT_SCHOOL, BEFORE_PLACED, LIFE, step
from schools.enums import Role

# counts for the three wishes a student may have
LIVE = [state for state in State if state in {*BEFORE_PLACED, State.ACCEPTED}]
# what a company sees of the wishes that the coordinator put before it (docs/decisions, "What a company sees")
AT_COMPANY = [State.READ, State.PROPOSED, State.REFUSED, State.AGREED, State.POOLED, State.TRANSFERRED]
ASKS_STUDENT = Q(state__in=[State.PROPOSED, State.TRANSFERRED]) | Q(state=State.POOLED, pool_agreed_at=None)
UNDOABLE = {"decline", "refuse", "transfer", "pool", "propose"}
MOST_EXTENSIONS = 2
RANKS = [(1, _("1e keuze")), (2, _("2e keuze")), (3, _("3e keuze"))]


class RequestQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which request: a company those that the coordinator put before it, until they are decided."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self.exclude(state=State.DRAFT)
            case Role.MENTOR:
                return self.filter(student__mentor=member.place_id).exclude(state=State.DRAFT)
            case Role.STUDENT:
                return self.filter(student__member=member)
            case Role.SUPERVISOR:
                here = CompanyContact.objects.filter(company=OuterRef("invitation__company"), member=member)
                return self.filter(Exists(here), released_at__isnull=False, state__in=AT_COMPANY)
            case _:
                return self.none()

    def waiting(self):
        """Posted and not decided: the coordinator can make the match."""
        return self.filter(state__in=LIFE["accept"].source)

    def unanswered(self):
        """Posted, and nobody said yes or no: the time runs."""
        return self.filter(state__in=AT_SCHOOL)

    def live(self):
        """Drafts, posted and accepted wishes: those that count for the three a student may have."""
        return self.filter(state__in=LIVE)

    def with_stage(self):
        """Each with `stage`: the id of the placement that came of it."""
        placements = self.model._meta.get_field("placements").related_model.objects
        return self.annotate(stage=Subquery(placements.filter(request=OuterRef("pk")).live().values("pk")[:1]))

    def for_mail(self):
        """With all that a mail tells."""
        return self.select_related(
            "school", "student__member__user", "student__mentor__user", "invitation__company",
            "invitation__contact__member__user", "contact__member__user", "group__coordinator__user",
        )  # fmt: skip

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
    decline_reason = models.CharField(_("reden"), max_length=30, blank=True, editable=False)  # RefusalReason.code
    decline_text = models.TextField(_("wat de leerling leest"), blank=True, editable=False)
    tip = models.TextField(_("tip van de mentor"), blank=True, max_length=600, editable=False)
    submitted_at = models.DateTimeField(null=True, blank=True, editable=False)
    released_at = models.DateTimeField(null=True, blank=True, editable=False)  # from then on the company sees it
    contact = SchoolForeignKey(  # who answers for the company; empty: the contact of the invitation
        "companies.CompanyContact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    company_words = models.TextField(_("wat het bedrijf zei"), blank=True, max_length=600, editable=False)
    transfer_to = SchoolForeignKey(
        "groups.Invitation", null=True, blank=True, on_delete=models.PROTECT, related_name="+", editable=False
    )
    pool_agreed_at = models.DateTimeField(null=True, blank=True, editable=False)
    waits_since = models.DateField(null=True, blank=True, editable=False)  # the school days without an answer count
    warned_on = models.DateField(null=True, blank=True, editable=False)  # that the time is nearly over
    extensions = models.PositiveSmallIntegerField(default=0, editable=False)
    restored_at = models.DateTimeField(null=True, blank=True, editable=False)
    is_self_found = models.BooleanField(_("zelf gevonden"), default=False, editable=False)
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
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(decline_reason=""), name="request_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.TRANSFERRED) | Q(transfer_to__isnull=False), name="request_transfer_has_aim"
            ),
            models.CheckConstraint(condition=Q(extensions__lte=2), name="request_extended_twice_at_most"),
            models.UniqueConstraint(
                fields=["school", "group", "student", "rank"], condition=Q(state__in=LIVE), name="request_rank_once"
            ),
            models.UniqueConstraint(
                fields=["school", "student", "invitation"], condition=Q(state__in=LIVE), name="request_company_once"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "group", "state"], name="request_by_group"),
            models.Index(fields=["school", "state", "waits_since"], name="request_by_state"),
        ]

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

    @property
    def state_tone(self):
        """A yes is well, also when the other has still to say it."""
        return "ok" if self.state == State.PROPOSED else tone_of(self.state)

    @property
    def stand(self):
        """(words, tone) for the student: a no that the coordinator still has to tell is not told by a badge."""
        if self.state == State.REFUSED:
            return State.READ.label, "info"
        tones = {State.PROPOSED: "ok", State.AGREED: "ok", State.EXPIRED: "wait", State.DECLINED: "wait"}
        return self.get_state_display(), tones.get(self.state) or tone_of(self.state)

    @property
    def asks_student(self):
        """The move with which the student says yes to what is asked now; "" when nothing is."""
        if self.state == State.POOLED and self.pool_agreed_at:
            return ""
        return {State.PROPOSED: "agree", State.POOLED: "join_pool", State.TRANSFERRED: "follow"}.get(self.state, "")

    @property
    def answerer(self):
        """Who answers for the company; None when nobody is known."""
        return self.contact or self.invitation.contact

    def why_not_sent(self):
        """What is missing before the student can send it, as a sentence; "" when nothing is."""
        if self.group.state != GroupState.CHOOSING:
            return _t("Je kunt nu geen aanvraag doen. Vraag je stagecoördinator.")
        if self.invitation.state != InvitationState.YES:
            return _t("Dit bedrijf heeft geen plek meer. Kies een ander bedrijf.")
        if not self.why.strip():
            return _t("Vertel eerst waarom je hier stage wilt lopen.")
        if self.rank is None:
            return _t("Kies eerst of dit je 1e, 2e of 3e keuze is.")
        return ""

    def needs_approval(self):
        """The mentor looks first: so says the group, and the student has a mentor."""
        return self.group.mentor_say == MentorSay.APPROVES and self.student.mentor_id is not None

    def _begin_waiting(self):
        self.waits_since, self.warned_on, self.extensions = timezone.localdate(), None, 0

    @step("ask_mentor")
    def ask_mentor(self, *, by):
        """The student sends the request to the mentor, who approves it or gives it back with a tip."""
        if fault := self.why_not_sent():
            raise MoveRefused(fault)

    @step("submit")
    def submit(self, *, by):
        """The student sends the request. Needs a reason, a rank, and a group in which students may still choose."""
        if fault := self.why_not_sent():
            raise MoveRefused(fault)
        if self.needs_approval():
            raise MoveRefused(_t("In deze groep kijkt eerst je mentor mee."))
        self.submitted_at = timezone.now()
        self._begin_waiting()

    @step("approve")
    def approve(self, *, by):
        """The mentor lets the request go on to the coordinator."""
        self.submitted_at = timezone.now()
        self._begin_waiting()

    @step("give_back")
    def give_back(self, *, by, note):
        """The mentor gives it back with a tip; the student changes it and sends it again."""
        self.tip = note

    @step("give_tip")
    def give_tip(self, *, by, note):
        """The mentor reads along: the student gets a tip, the request goes on."""
        self.tip = note

    @step("mark_read")
    def mark_read(self, *, by):
        """The coordinator saw it."""

    @step("release")
    def release(self, *, by):
        """Put the request before the company. From now on its contact sees first name, class, days and motivation."""
        if self.released_at and self.state == State.READ:
            raise MoveRefused(_t("Deze aanvraag ligt al bij het bedrijf."))
        self.released_at = timezone.now()
        self._begin_waiting()

    @step("ask_colleague")
    def ask_colleague(self, *, by, contact, note=""):
        """A colleague at the company answers."""
        if contact.company_id != self.invitation.company_id:
            raise MoveRefused(_t("Deze collega werkt bij een ander bedrijf."))
        self.contact = contact

    @step("propose")
    def propose(self, *, by, note=""):
        """The company would like this student; now the student says yes or no."""

    @step("refuse")
    def refuse(self, *, by, reason, words=""):
        """The company says no; the coordinator reads it first and tells the student."""
        self.decline_reason, self.company_words = reason, words

    @step("transfer")
    def transfer(self, *, by, to, note=""):
        """Offer the student another company of the group; the student says whether to go on there."""
        if to.pk == self.invitation_id or to.group_id != self.group_id:
            raise MoveRefused(_t("Kies een ander bedrijf uit deze groep."))
        self.transfer_to = to

    @step("follow")
    def follow(self, *, by):
        """The student goes on at the other company: the wish is for that one now, and is with the coordinator."""
        self.invitation, self.transfer_to, self.contact, self.released_at = self.transfer_to, None, None, None
        self.submitted_at = timezone.now()
        self._begin_waiting()

    @step("pool")
    def pool(self, *, by, note=""):
        """There is no place now: offer the student the waiting list."""
        self.pool_agreed_at = None

    @step("join_pool")
    def join_pool(self, *, by):
        """The student waits for a place."""
        if self.pool_agreed_at:
            raise MoveRefused(_t("Je staat al op de wachtlijst."))
        self.pool_agreed_at = timezone.now()

    @step("agree")
    def agree(self, *, by):
        """The student says yes to the company."""

    @step("accept")
    def accept(self, *, by):
        """The coordinator's match. placements.matching calls it in the transaction that makes the placement."""

    @step("decline")
    def decline(self, *, by, reason, text):
        """Say no, with a reason and kind words that the student reads."""
        self.decline_reason, self.decline_text = reason, text

    @step("undo")
    def undo(self, *, by):
        """Take the last step back, as long as nobody built on it (placements.undoing names what is in the way)."""
        last = AuditEntry.objects.about(self).last()
        if last is None or last.action not in UNDOABLE:
            raise MoveRefused(_t("De laatste stap is geen stap die u kunt terugdraaien."))
        if by and by.role == Role.SUPERVISOR and last.role != Role.SUPERVISOR:
            raise MoveRefused(_t("Dit antwoord is van de school. Bel de stagecoördinator."))
        self.state = last.before
        self.decline_reason, self.decline_text, self.company_words, self.transfer_to = "", "", "", None

    @step("extend")
    def extend(self, *, by, note=""):
        """Ten school days more: once freely, once with a reason, never a third time."""
        if self.extensions >= MOST_EXTENSIONS:
            raise MoveRefused(_t("Deze aanvraag kreeg al twee keer meer tijd. Geef de leerling nu een antwoord."))
        if self.extensions and not note.strip():
            raise MoveRefused(_t("Dit is de tweede keer. Schrijf op waarom er meer tijd nodig is."))
        self.extensions, self.warned_on = self.extensions + 1, None

    @step("expire")
    def expire(self, *, by):
        """Nobody answered in time."""

    @step("withdraw")
    def withdraw(self, *, by):
        """The student takes the request back; possible until the match."""

    @step("restore")
    def restore(self, *, by):
        """Ask once more after all; once only. See placements.undoing for what may be in the way."""
        if self.restored_at:
            raise MoveRefused(_t("Deze aanvraag kwam al een keer terug. Vraag een ander bedrijf."))
        if not self.submitted_at:
            raise MoveRefused(_t("Deze aanvraag is nooit verstuurd. Begin opnieuw bij het bedrijf."))
        self.restored_at = timezone.now()
        self.released_at = self.contact = self.pool_agreed_at = self.transfer_to = None
        self._begin_waiting()

    @step("supersede")
    def supersede(self, *, by):
        """The student got a place elsewhere on these days; this wish is free again."""

    @step("fall_through")
    def fall_through(self, *, by, text):
        """The stage that came of this wish does not go on; the student reads why and may wish again."""
        self.decline_reason, self.decline_text = DeclineReason.STAGE_OFF, text
