from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.calendar import nl_weekdays
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import FoundReason
from placements.enums import FoundState as State
from schools.enums import Role


class FoundQuerySet(models.QuerySet):
    def visible_to(self, member):
        """The student sees the own; mentor and coordinator what was sent to school. No other student, no company."""
        match member.role:
            case Role.COORDINATOR:
                return self.exclude(state=State.DRAFT)
            case Role.MENTOR:
                return self.filter(student__mentor=member.place_id).exclude(state=State.DRAFT)
            case Role.STUDENT:
                return self.filter(student__member=member)
            case _:
                return self.none()

    def waiting(self):
        """Sent, and the coordinator said nothing yet."""
        return self.filter(state=State.POSTED)

    def live(self):
        """Begun or sent: a student has one of these at a time."""
        return self.filter(state__in=[State.DRAFT, State.POSTED])

    def for_list(self):
        return self.select_related("student", "group").order_by("posted_at", "pk")


class FoundPlace(Moves, SchoolModel):
    """A place that a student found: which company, where, what to do there, who guides, on which days."""

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="found_places")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="found_places")
    name = models.CharField(_("bedrijf"), max_length=120)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("plaats"), max_length=60, blank=True)
    tasks = models.TextField(_("wat doe je er"), blank=True, max_length=600)
    why = models.TextField(_("waarom daar"), blank=True, max_length=600)
    guide = models.CharField(_("wie begeleidt je daar"), max_length=120, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("dagen"), default=list, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    reason = models.CharField(_("reden"), max_length=12, choices=FoundReason, blank=True, editable=False)
    answer = models.TextField(_("wat de leerling leest"), blank=True, max_length=800, editable=False)
    wish = SchoolForeignKey(
        "placements.PlacementRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="found"
    )
    posted_at = models.DateTimeField(_("verstuurd op"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(FoundQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="found_state_known"),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | (~Q(reason="") & ~Q(answer="")), name="found_refused_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ACCEPTED) | Q(wish__isnull=False), name="found_accepted_with_a_request"
            ),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6]), name="found_weekdays_known"
            ),
            models.UniqueConstraint(
                fields=["school", "group", "student"],
                condition=Q(state__in=[State.DRAFT, State.POSTED]),
                name="found_one_at_a_time",
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="found_by_state")]

    def __str__(self):
        return f"#{self.pk} {self.student}: {self.name}"

    @property
    def state_tone(self):
        tones = {State.ACCEPTED: "ok", State.REFUSED: "stop", State.WITHDRAWN: "stop"}
        return tones.get(self.state, "wait")

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return nl_weekdays(self.weekdays)

    def write(self, **facts):
        """Keep what the student filled in, as long as it was not sent."""
        if not FoundPlace.objects.filter(pk=self.pk, state=State.DRAFT).update(**facts):
            raise MoveRefused(_t("Je hebt dit al verstuurd. Je kunt het niet meer veranderen."))
        for name, value in facts.items():
            setattr(self, name, value)

    def missing(self):
        """The first question that has no answer yet; "" when all have."""
        asked = [("postcode", self.postcode and self.city), ("tasks", self.tasks), ("why", self.why),
                 ("guide", self.guide and (self.phone or self.email)), ("weekdays", self.weekdays)]  # fmt: skip
        return next((name for name, answer in asked if not answer), "")

    @move(source=[State.DRAFT], target=State.POSTED)
    def post(self, *, by):
        """The student sends it to school."""
        if self.missing():
            raise MoveRefused(_t("Er mist nog iets. Vul eerst alles in."))
        self.posted_at = timezone.now()

    @move(source=[State.DRAFT, State.POSTED], target=State.WITHDRAWN)
    def withdraw(self, *, by):
        """The student takes it back."""

    @move(source=[State.POSTED], target=State.ACCEPTED)
    def accept(self, *, by, wish):
        """School says yes; placements.finding makes the company, the question to it and the request first."""
        self.wish = wish

    @move(source=[State.POSTED], target=State.REFUSED)
    def refuse(self, *, by, reason, text):
        """School says no, with a reason and kind words that the student reads."""
        self.reason, self.answer = reason, text
