from typing import NamedTuple

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.calendar import nl_date, nl_weekdays
from core.constraints import SameValueThere
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls

HOURS = ("starts_at", "ends_at", "break_minutes")
DATED = ("weekdays", *HOURS, "supervisor_id", "mentor_id")  # columns of a placement that a term can change
NO_HOURS = Q(starts_at=None, ends_at=None, break_minutes=None)
ALL_HOURS = Q(starts_at__isnull=False, ends_at__isnull=False, break_minutes__isnull=False)


class Terms(NamedTuple):
    """What holds on one day: on which days of the week, what hours, and with whom."""

    weekdays: list
    starts_at: object
    ends_at: object
    break_minutes: int
    supervisor_id: int
    mentor_id: int

    @property
    def hours(self):
        """Begin, end and break, by the names of a stage day."""
        return {name: getattr(self, name) for name in HOURS}

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return nl_weekdays(self.weekdays)


class Timeline:
    """The terms of a placement through time."""

    def __init__(self, placement, terms):
        self.today = Terms(*(getattr(placement, name) for name in DATED))
        self.terms = sorted((one for one in terms if one.cancelled_at is None), key=lambda one: one.from_date)

    def on(self, day):
        """What holds on this day; before the first day what holds on the first, and what holds today when nothing was
        ever changed.
        """
        found = self.today
        for number, term in enumerate(self.terms):
            if number and term.from_date > day:
                break
            found = found._replace(**term.changed)
        return found


class TermQuerySet(models.QuerySet):
    def standing(self):
        """Those that hold or will hold."""
        return self.filter(cancelled_at=None)

    def coming(self):
        """Those that were agreed and did not take effect yet."""
        return self.filter(cancelled_at=None, applied_at=None)

    def after_the_first(self):
        """What was changed; not what held from the match on."""
        return self.filter(is_first=False)

    def for_list(self):
        return self.select_related("supervisor__member__user", "mentor__user").order_by("from_date", "pk")


class PlacementTerm(SchoolModel):
    """What was agreed of a placement from a day on. What is empty stays as it was; the first one says everything.

    The columns of the placement are the terms of today; the day turns and a term takes effect.
    """

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="terms")
    stage_starts_on = models.DateField(editable=False)  # the database keeps these two as in the placement
    stage_ends_on = models.DateField(editable=False)
    is_first = models.BooleanField(default=False)  # what held from the match on
    from_date = models.DateField(_("vanaf"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), null=True, verbose_name=_("stagedagen"))
    starts_at = models.TimeField(_("begin"), null=True)
    ends_at = models.TimeField(_("einde"), null=True)
    break_minutes = models.PositiveSmallIntegerField(_("pauze in minuten"), null=True)
    supervisor = SchoolForeignKey(
        "companies.CompanyContact", null=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("praktijkbegeleider"),
    )
    mentor = SchoolForeignKey(
        "schools.Membership", null=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("begeleider van school"),
    )
    ends_on = models.DateField(_("laatste dag"), null=True)  # this one holds from the moment it was agreed
    cause = models.CharField(_("aanleiding"), max_length=200)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    applied_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)
    cancel_reason = models.CharField(max_length=600, blank=True)
    objects = school_manager(TermQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "placement", "from_date"], condition=Q(cancelled_at=None), name="one_term_per_date"
            ),
            models.UniqueConstraint(
                fields=["school", "placement"], condition=Q(is_first=True), name="one_first_term_per_stage"
            ),
            models.CheckConstraint(
                condition=Q(is_first=False) | ALL_HOURS & Q(
                    from_date=F("stage_starts_on"), weekdays__isnull=False, supervisor__isnull=False,
                    mentor__isnull=False, applied_at__isnull=False,
                ),
                name="term_first_says_everything",
            ),
            SameValueThere(
                field="placement", copy="stage_starts_on", column="starts_on", name="term_and_first_day_of_stage"
            ),
            SameValueThere(
                field="placement", copy="stage_ends_on", column="ends_on", name="term_and_last_day_of_stage"
            ),
            models.CheckConstraint(
                condition=Q(from_date__gte=F("stage_starts_on"))
                & (Q(from_date__lte=F("stage_ends_on")) | Q(cancelled_at__isnull=False)),
                name="term_within_the_stage",
            ),
            models.CheckConstraint(condition=NO_HOURS | ALL_HOURS, name="term_hours_together"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="term_times_in_order"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6]) & Q(weekdays__len__gte=1),
                name="term_weekdays_known",
            ),
            models.CheckConstraint(condition=Q(ends_on__gte=F("from_date")), name="term_ends_after_it_begins"),
            models.CheckConstraint(
                condition=~NO_HOURS | Q(weekdays__isnull=False) | Q(supervisor__isnull=False)
                | Q(mentor__isnull=False) | Q(ends_on__isnull=False),
                name="term_changes_something",
            ),
            models.CheckConstraint(  # the first terms of a stage hold before its first day as well
                condition=Q(applied_at__date__gte=F("from_date")) | Q(from_date=F("stage_starts_on")),
                name="term_applied_on_its_day",
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at=None, cancel_reason="")
                | Q(cancelled_at__isnull=False) & ~Q(cancel_reason=""),
                name="term_cancelled_with_reason",
            ),
        ]

    def __str__(self):
        return f"{self.placement_id} vanaf {self.from_date}"

    @property
    def changed(self):
        """{column: value} of what this term changes."""
        return {name: getattr(self, name) for name in DATED if getattr(self, name) is not None}

    @property
    def words(self):
        """What changes, in short lines for a page."""
        if self.weekdays:
            yield _t("Elke %(days)s") % {"days": nl_weekdays(self.weekdays)}
        if self.starts_at:
            words = {"from": f"{self.starts_at:%H:%M}", "until": f"{self.ends_at:%H:%M}", "rest": self.break_minutes}
            yield _t("%(from)s tot %(until)s, %(rest)s minuten pauze") % words
        if self.supervisor_id:
            yield _t("Praktijkbegeleider: %(name)s") % {"name": self.supervisor.member.user.name}
        if self.mentor_id:
            yield _t("Begeleider van school: %(name)s") % {"name": self.mentor.user.name}
        if self.ends_on:
            yield _t("Laatste dag: %(day)s") % {"day": nl_date(self.ends_on)}

    @property
    def is_coming(self):
        """Agreed, and its day has not come."""
        return self.applied_at is None and self.cancelled_at is None
