from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import Presence


class AttendanceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A day is seen by whoever sees its placement."""
        from placements.models.placement import Placement  # noqa: PLC0415 - placement.py comes later in the room

        return self.filter(placement__in=Placement.objects.visible_to(member))

    def for_list(self):
        return self.order_by("date", "pk")


class AttendanceDay(SchoolModel):
    """One planned stage day and what happened on it. Never a cause of illness, only "ziek" (UAVG)."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="days")
    date = models.DateField(_("datum"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    break_minutes = models.PositiveSmallIntegerField(_("pauze in minuten"), default=30)
    presence = models.CharField(_("aanwezigheid"), max_length=10, choices=Presence, default=Presence.EXPECTED)
    minutes_late = models.PositiveSmallIntegerField(_("minuten te laat"), default=0)
    reported_by = SchoolForeignKey("schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = SchoolForeignKey("schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(AttendanceQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement", "date"], name="attendance_day_once"),
            models.CheckConstraint(condition=Q(presence__in=Presence.values), name="attendance_presence_known"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="attendance_times_in_order"),
        ]
        indexes = [models.Index(fields=["school", "date"], name="attendance_by_date")]

    def __str__(self):
        return f"{self.date} {self.presence}"

    @property
    def minutes(self):
        """Minutes worked: none when absent, less what was missed when late."""
        if self.presence not in (Presence.PRESENT, Presence.LATE):
            return 0
        planned = (self.ends_at.hour - self.starts_at.hour) * 60 + self.ends_at.minute - self.starts_at.minute
        return max(0, planned - self.break_minutes - self.minutes_late)
