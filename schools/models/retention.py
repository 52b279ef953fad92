from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import ErasureState as State
from schools.enums import RequestState, Role
from schools.terms import NOTICE_DAYS, TERMS

OPEN = [State.PLANNED, State.HELD]


class RetentionRule(SchoolModel):
    """How many months this school keeps one class of data, where that differs from schools.terms."""

    term = models.CharField(max_length=10)
    months = models.PositiveSmallIntegerField(_("maanden"))
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school", "term"], name="retention_rule_once")]

    def __str__(self):
        return f"{self.term}: {self.months}"


class ErasureQuerySet(models.QuerySet):
    def open(self):
        """Announced and not done: those that wait and those that are held."""
        return self.filter(state__in=OPEN)

    def due(self, day):
        """What goes today: announced, its day has come, and nothing of the same student is held."""
        held = self.model.objects.filter(state=State.HELD).exclude(student=None).values("student")
        return self.filter(state=State.PLANNED, due_on__lte=day).exclude(student__in=held)

    def for_list(self):
        return self.select_related("student").order_by("due_on", "student__last_name", "student__first_name", "pk")


class Erasure(Moves, SchoolModel):
    """What is going to be erased, and when: one student's data of one term, or, without a student, old mail and lists.

    Written thirty days ahead, so that the coordinator sees it coming and can hold it. By hand: without a term.
    """

    student = SchoolForeignKey(
        "schools.Student", null=True, blank=True, on_delete=models.PROTECT, related_name="erasures"
    )
    term = models.CharField(max_length=10, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PLANNED, editable=False)
    due_on = models.DateField(_("wordt gewist op"))
    reason = models.TextField(_("waarom"), blank=True, max_length=500)
    rows = models.PositiveIntegerField(_("aantal"), default=0)
    announced_at = models.DateTimeField(null=True, blank=True)
    asked_by = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(ErasureQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="erasure_state_known"),
            models.UniqueConstraint(
                fields=["school", "student", "term"], condition=Q(state__in=["planned", "held"]),
                nulls_distinct=False, name="one_open_erasure",
            ),
        ]
        indexes = [models.Index(fields=["school", "state", "due_on"], name="erasure_by_day")]

    def __str__(self):
        return f"#{self.pk} {self.term or 'alles'} {self.due_on}"

    @property
    def name(self):
        """What goes, in words."""
        return TERMS[self.term].name if self.term else _t("Alles van deze leerling")

    @property
    def why(self):
        """The rule in a sentence."""
        if not self.term:
            return _t("De stagecoördinator vroeg erom.")
        return _t("De bewaartijd na %(day)s is dan om.") % {"day": TERMS[self.term].counted_from}

    @property
    def state_tone(self):
        """The tone of the badge."""
        return {State.PLANNED: "wait", State.HELD: "warn", State.DONE: "ok", State.OFF: "info"}[State(self.state)]

    @move(source=[State.PLANNED], target=State.HELD)
    def hold(self, *, by, note):
        """Keep it for now, with a reason: an objection, a complaint."""
        self.reason = note

    @move(source=[State.HELD], target=State.PLANNED)
    def release(self, *, by, note=""):
        """The reason is over. What was due meanwhile goes after another thirty days at the earliest."""
        self.reason = ""
        self.due_on = max(self.due_on, timezone.localdate() + timedelta(days=NOTICE_DAYS))

    @move(source=[State.PLANNED], target=State.OFF)
    def call_off(self, *, by):
        """It is not due any more: the student came back, or the term became longer."""

    @move(source=[State.PLANNED], target=State.DONE)
    def carry_out(self, *, by):
        """Erase what is due. schools.erasing does it in the same transaction."""
        from schools import erasing  # noqa: PLC0415 - erasing needs these models

        if self.due_on > timezone.localdate():
            raise MoveRefused(_t("De dag is nog niet gekomen."))
        self.rows, self.done_at = erasing.carry_out(self), timezone.now()


class DataRequestQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(state=RequestState.ASKED)

    def visible_to(self, member):
        """The coordinator sees all; a student or guardian the own ones."""
        match member.role:
            case Role.COORDINATOR:
                return self
            case Role.STUDENT | Role.GUARDIAN:
                return self.filter(asked_by=member)
            case _:
                return self.none()

    def for_list(self):
        return self.select_related("student", "asked_by__user").order_by("asked_at", "pk")


class DataRequest(Moves, SchoolModel):
    """A student of 16 or older, or a guardian with authority of a younger one, asks for all that is kept (AVG 15)."""

    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="data_requests")
    asked_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        _("stand"), max_length=10, choices=RequestState, default=RequestState.ASKED, editable=False
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(DataRequestQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="data_request_state_known"),
            models.UniqueConstraint(
                fields=["school", "student", "asked_by"], condition=Q(state="asked"), name="one_open_data_request"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"

    @move(source=[RequestState.ASKED], target=RequestState.ANSWERED)
    def answer(self, *, by):
        """The data are handed over."""
        self.answered_at = timezone.now()

    @move(source=[RequestState.ASKED], target=RequestState.REFUSED)
    def refuse(self, *, by, note):
        """Say no, with the reason."""
        self.answered_at = timezone.now()
