from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import SubmissionState as State


class Assignment(SchoolModel):
    """A task from school to do at the stage, for all students of a group. Dutch: opdracht."""

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="assignments")
    title = models.CharField(_("titel"), max_length=120)
    text = models.TextField(_("wat moet je doen"), max_length=4000)
    due_on = models.DateField(_("inleveren vóór"), null=True, blank=True)
    created_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls]

    def __str__(self):
        return self.title


class SubmissionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Hand-in work is seen by whoever follows its placement."""
        from placements.models.placement import Placement  # noqa: PLC0415 - placement.py comes later in the room

        return self.filter(placement__in=Placement.objects.followed_by(member))

    def for_list(self):
        return self.select_related("assignment", "file").order_by("assignment__due_on", "pk")


class Submission(Moves, SchoolModel):
    """The work of one student on one assignment, and what the mentor said of it."""

    assignment = SchoolForeignKey("placements.Assignment", on_delete=models.PROTECT, related_name="submissions")
    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="submissions")
    text = models.TextField(_("jouw antwoord"), blank=True, max_length=4000)
    file = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN, editable=False)
    feedback = models.TextField(_("reactie van je begeleider"), blank=True, max_length=2000)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(SubmissionQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "assignment", "placement"], name="submission_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="submission_state_known"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.assignment}"

    @property
    def state_tone(self):
        """The tone of the badge."""
        return {State.OPEN: "wait", State.HANDED_IN: "info", State.AGAIN: "warn", State.APPROVED: "ok"}[self.state]

    @property
    def is_late(self):
        """Handed in after the date, or still to do while the date is past. Shown, never a reason to refuse."""
        if self.assignment.due_on is None or self.state == State.APPROVED:
            return False
        done_on = timezone.localdate(self.handed_in_at) if self.handed_in_at else timezone.localdate()
        return done_on > self.assignment.due_on

    @move(source=[State.OPEN, State.AGAIN, State.HANDED_IN], target=State.HANDED_IN)
    def hand_in(self, *, by, text, file=None):
        """The student hands in; until the mentor approved it may be done again."""
        self.text, self.file, self.handed_in_at = text, file or self.file, timezone.now()

    @move(source=[State.HANDED_IN], target=State.APPROVED)
    def approve(self, *, by, feedback):
        """The mentor is content."""
        self.feedback = feedback

    @move(source=[State.HANDED_IN, State.APPROVED], target=State.AGAIN)
    def ask_again(self, *, by, feedback):
        """The mentor asks for another try and says what."""
        self.feedback = feedback
