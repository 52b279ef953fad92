from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.calendar import minutes_between
from core.constraints import SameValueThere
from core.moves import MoveRefused, Moves, move, move_together
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import Presence
from placements.gate import NOT_YET
from schools.enums import STAFF, Role

TONES = {
    Presence.EXPECTED: "wait",
    Presence.PRESENT: "ok",
    Presence.LATE: "warn",
    Presence.SICK: "warn",
    Presence.EXCUSED: "info",
    Presence.ABSENT: "stop",
    Presence.CANCELLED: "info",
}
WORKED = [Presence.PRESENT, Presence.LATE]
HAPPENED = [Presence.PRESENT, Presence.LATE, Presence.SICK, Presence.ABSENT]
MAY_SAY = {
    Role.STUDENT: [Presence.PRESENT, Presence.LATE],
    Role.SUPERVISOR: HAPPENED,
    Role.MENTOR: list(Presence),
    Role.COORDINATOR: list(Presence),
}
AHEAD = [Presence.EXPECTED, Presence.EXCUSED, Presence.CANCELLED]  # what school may say of a day to come


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A day is seen by whoever follows its placement."""
        from placements.models.placement import Placement  # noqa: PLC0415 - placement.py comes later in the room

        return self.filter(placement__in=Placement.objects.followed_by(member))

    def to_confirm(self):
        """Days that somebody reported and no company confirmed yet."""
        return self.filter(presence__in=HAPPENED, confirmed_at=None, date__lte=timezone.localdate())

    def confirm(self, *, by):
        """Confirm all these days; returns how many."""
        return move_together(self.to_confirm(), "confirm", by=by, changing=["confirmed_by", "confirmed_at"])

    def for_list(self):
        return self.select_related("reported_by").order_by("date", "pk")


class AttendanceDay(Moves, SchoolModel):
    """One planned stage day and what happened on it. Never a cause of illness, only "ziek" (UAVG)."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="days")
    may_work_from = models.DateField(default=NOT_YET, editable=False)  # of the placement
    date = models.DateField(_("datum"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    break_minutes = models.PositiveSmallIntegerField(_("pauze in minuten"), default=30)
    presence = models.CharField(_("aanwezigheid"), max_length=10, choices=Presence, default=Presence.EXPECTED)
    minutes_late = models.PositiveSmallIntegerField(_("minuten te laat"), default=0)
    reported_by = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reported_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmed_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(AttendanceQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement", "date"], name="attendance_day_once"),
            SameValueThere(
                field="placement", copy="may_work_from", column="may_work_from", name="attendance_day_and_its_gate"
            ),
            models.CheckConstraint(  # geen contract, geen start (NRK 3:1 lid 1; domain I9)
                condition=~Q(presence__in=WORKED) | Q(date__gte=F("may_work_from")),
                name="nobody_works_before_the_last_signature",
            ),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="attendance_times_in_order"),
        ]
        indexes = [models.Index(fields=["school", "date"], name="attendance_by_date")]

    def __str__(self):
        return f"{self.date} {self.presence}"

    def save(self, *args, **kwargs):
        """A new day takes over from when one may work here."""
        if self._state.adding:
            self.may_work_from = self.placement.may_work_from
        super().save(*args, **kwargs)

    @property
    def is_closed(self):
        """Nobody may work on this day: the paper is not whole."""
        return self.date < self.may_work_from

    @property
    def state(self):
        """The presence under the name that moves, badges and the record of acts use."""
        return self.presence

    def get_state_display(self):
        """The presence in words; a day that passed without a word says so."""
        if self.presence == Presence.EXPECTED and self.date < timezone.localdate():
            return _t("nog niet ingevuld")
        return self.get_presence_display()

    @property
    def state_tone(self):
        """The tone of the badge."""
        return TONES[Presence(self.presence)]

    @property
    def is_today(self):
        """The stage is today."""
        return self.date == timezone.localdate()

    @property
    def is_to_confirm(self):
        """Somebody reported this day and the company has not said that it is right."""
        return self.presence in HAPPENED and self.confirmed_at is None

    @property
    def minutes(self):
        """Minutes worked: none when absent, less what was missed when late."""
        if self.presence not in WORKED:
            return 0
        return max(0, minutes_between(self.starts_at, self.ends_at) - self.break_minutes - self.minutes_late)

    def sayable(self, role):
        """What somebody in this role may say of this day now; empty when nothing."""
        said, today = MAY_SAY.get(role, []), timezone.localdate()
        if self.is_closed:
            said = [presence for presence in said if presence not in WORKED]
        if self.date > today:
            return [presence for presence in said if role in STAFF and presence in AHEAD]
        if role == Role.STUDENT and self.date < today - timedelta(days=1):
            return []
        return said

    @move(source=list(Presence), target=None)
    def report(self, *, by, presence, minutes_late=0, note=""):
        """Say what happened on this day. What school said last can only be changed by school."""
        if presence not in self.sayable(by.role):
            raise MoveRefused(_refusal(self, by.role, presence))
        by_school = self.reported_by_id and self.reported_by.role in STAFF
        if by_school and by.role not in STAFF:
            raise MoveRefused(_t("School heeft deze dag al ingevuld. Klopt het niet? Bel de begeleider van school."))
        if by.role == Role.STUDENT and self.confirmed_at:
            raise MoveRefused(_t("Het bedrijf heeft deze dag al ingevuld. Klopt het niet? Vraag je begeleider."))
        now = timezone.now()
        self.presence = presence
        self.minutes_late = minutes_late if presence == Presence.LATE else 0
        back_to_plan = presence == Presence.EXPECTED
        self.reported_by, self.reported_at = (None, None) if back_to_plan else (by, now)
        self.confirmed_by, self.confirmed_at = (by, now) if by.role == Role.SUPERVISOR else (None, None)

    @move(source=HAPPENED, target=None)
    def confirm(self, *, by):
        """The company says that what stands here is right."""
        self.confirmed_by, self.confirmed_at = by, timezone.now()


def _refusal(day, role, presence):
    if day.date > timezone.localdate():
        return _t("Deze dag is nog niet geweest.")
    if day.is_closed and presence in WORKED:
        if role == Role.STUDENT:
            return _t("Nog niet iedereen heeft je contract getekend. Je mag nog niet beginnen. Bel je begeleider.")
        return _t(
            "Nog niet iedereen heeft het contract getekend. Daarom kan deze dag niet als gewerkt worden ingevuld."
        )
    if role == Role.STUDENT:
        return _t("Je vult alleen vandaag en gisteren zelf in. Klopt een andere dag niet? Vraag je begeleider.")
    return _t("Dit kunt u niet invullen.")
