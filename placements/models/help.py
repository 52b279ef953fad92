from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.calendar import nl_weekdays
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import HelpState as State
from schools.enums import Role

TOO_LONG = timedelta(days=14)


class HelpQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The coordinator asks, and follows what comes of it."""
        return self if member.role == Role.COORDINATOR else self.none()

    def going_on(self):
        """Waits for an answer, or has one that is not worked out."""
        return self.exclude(state=State.CLOSED)

    def silent(self):
        """Asked two weeks ago or longer, and no answer."""
        return self.filter(state=State.OPEN, asked_at__lte=timezone.now() - TOO_LONG)

    def for_list(self):
        return self.select_related("student", "group").order_by("-asked_at", "-pk")

    def beside(self, parts):
        """Rows of students in a group, each with `help_pk` and `help_since` of the call that goes on for it."""
        own = self.going_on().filter(group=OuterRef("group"), student=OuterRef("student"))
        return parts.annotate(help_pk=Subquery(own.values("pk")), help_since=Subquery(own.values("asked_at")))


class HelpCall(Moves, SchoolModel):
    """A hulpvraag to the contact at SBB or the werkgeversservicepunt, for a student without a place (R155).

    The mail never names the student. The address of the last call is offered the next time.
    """

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="help_calls")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="help_calls")
    to_name = models.CharField(_("naam van de contactpersoon"), max_length=100)
    to_email = models.EmailField(_("e-mailadres"))
    sector = models.CharField(_("sector of leerlijn"), max_length=80)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("stagedagen"))
    region = models.CharField(_("waar zoekt u een plek?"), max_length=80)
    text = models.TextField(_("wat moet de contactpersoon nog weten?"), max_length=1000, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN, editable=False)
    answer = models.TextField(_("antwoord"), max_length=1000, blank=True, editable=False)
    asked_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(HelpQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="help_state_known"),
            models.CheckConstraint(condition=~Q(state=State.ANSWERED) | ~Q(answer=""), name="help_answered_in_words"),
            models.UniqueConstraint(
                fields=["school", "group", "student"], condition=~Q(state=State.CLOSED), name="help_once_at_a_time"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.sector}"

    @property
    def state_tone(self):
        """A call that waits too long stands out."""
        if self.state == State.OPEN:
            return "warn" if self.asked_at <= timezone.now() - TOO_LONG else "wait"
        return {State.ANSWERED: "info", State.CLOSED: "ok"}[self.state]

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return nl_weekdays(self.weekdays)

    @move(source=[State.OPEN, State.ANSWERED], target=State.ANSWERED)
    def note_answer(self, *, by, note):
        """Write down what the contact answered."""
        self.answer = note

    @move(source=[State.OPEN, State.ANSWERED], target=State.CLOSED)
    def close(self, *, by, note):
        """There is a place, or the search goes on elsewhere."""
