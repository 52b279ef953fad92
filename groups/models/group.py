from datetime import time, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import calendar
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import GroupState as State
from groups.enums import InvitationState, MentorSay, Part
from schools.enums import Role
from schools.models import ClosedDays


class GroupQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which group: coordinator and director all, a mentor those with own students, a student the own."""
        mine = GroupStudent.objects.filter(group=OuterRef("pk"))
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                return self.filter(Exists(mine.filter(student__mentor=member.place_id)))
            case Role.STUDENT:
                return self.filter(Exists(mine.filter(student__member=member)))
            case _:
                return self.none()

    def choosing(self):
        """Groups in which students may post requests."""
        return self.filter(state=State.CHOOSING)

    def open(self):
        return self.exclude(state=State.FINISHED)

    def with_counts(self):
        """How many students and companies take part, and how the companies answered."""
        companies = {
            name: Count("invitations", filter=Q(invitations__state=state), distinct=True)
            for name, state in (
                ("new_count", InvitationState.NEW),
                ("silent_count", InvitationState.ASKED),
                ("yes_count", InvitationState.YES),
            )
        }
        return self.annotate(
            student_count=Count("group_students", distinct=True),
            company_count=Count("invitations", distinct=True),
            **companies,
        )

    def for_list(self):
        return self.select_related("kind").order_by("-starts_on", "name", "pk")


class Group(Moves, SchoolModel):
    """One round: students and companies, a period, weekdays and hours. In Dutch: stagegroep."""

    name = models.CharField(_("naam"), max_length=80)
    kind = SchoolForeignKey(
        "groups.StageKind", on_delete=models.PROTECT, related_name="+", verbose_name=_("soort stage")
    )
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("stagedagen"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    break_minutes = models.PositiveSmallIntegerField(_("pauze in minuten"), default=30)
    split_at = models.TimeField(_("ochtend wordt middag om"), default=time(12, 30))
    answer_by = models.DateField(_("bedrijven antwoorden vóór"))
    choose_by = models.DateField(_("leerlingen kiezen vóór"), null=True, blank=True)
    intro = models.TextField(_("tekst in de mail aan bedrijven"), blank=True)
    coordinator = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    mentor_say = models.CharField(_("wat doet de mentor?"), max_length=10, choices=MentorSay, default=MentorSay.READS)
    softens_no = models.BooleanField(_("eerst langs mij"), default=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    objects = school_manager(GroupQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="group_state_known"),
            models.CheckConstraint(condition=Q(mentor_say__in=MentorSay.values), name="group_mentor_say_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="group_dates_in_order"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="group_times_in_order"),
            models.CheckConstraint(
                condition=Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6]) & Q(weekdays__len__gte=1),
                name="group_weekdays_known",
            ),
            models.UniqueConstraint(fields=["school", "name", "starts_on"], name="group_once"),
        ]

    def __str__(self):
        return self.name

    @property
    def state_tone(self):
        """A group in preparation waits, one whose stage runs is well."""
        return {State.DRAFT: "wait", State.RUNNING: "ok", State.FINISHED: "ok"}.get(self.state, "info")

    @property
    def day_minutes(self):
        """Minutes of work on one stage day, without the break."""
        return calendar.minutes_between(self.starts_at, self.ends_at) - self.break_minutes

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return calendar.nl_weekdays(self.weekdays)

    @property
    def is_over(self):
        return self.state == State.FINISHED

    @property
    def has_parts(self):
        """A day of this group can be split in a morning and an afternoon."""
        return self.starts_at < self.split_at < self.ends_at

    def hours_of(self, part):
        """Begin and end of a whole day, or of the part of it."""
        if part == Part.DAY or not self.has_parts:
            return self.starts_at, self.ends_at
        return (self.starts_at, self.split_at) if part == Part.MORNING else (self.split_at, self.ends_at)

    def closed(self):
        """{date: name} of the days on which there is no stage."""
        days = {}
        for span in ClosedDays.objects.between(self.starts_on, self.ends_on).filter(stage_goes_on=False):
            for n in range((span.ends_on - span.starts_on).days + 1):
                days[span.starts_on + timedelta(days=n)] = span.name
        return days

    def calendar(self):
        """Every weekday of the pattern in the period as (date, name of what closes it or "")."""
        closed = self.closed()
        span = (self.starts_on + timedelta(days=n) for n in range((self.ends_on - self.starts_on).days + 1))
        return [(day, closed.get(day, "")) for day in span if day.weekday() in self.weekdays]

    def stage_days(self):
        """The dates on which the stage takes place."""
        return [day for day, closed in self.calendar() if not closed]

    def total(self):
        """What the group adds up to: the number of stage days, their minutes, and what closes days, with how many."""
        days, off = 0, {}
        for _day, closed in self.calendar():
            if closed:
                off[closed] = off.get(closed, 0) + 1
            else:
                days += 1
        return {"days": days, "minutes": days * self.day_minutes, "off": off}

    @move(source=[State.DRAFT, State.ASKING, State.CHOOSING], target=None)
    def ask_companies(self, *, by):
        """Put the question to the companies of the group that were not asked yet."""
        if not self.invitations.filter(state=InvitationState.NEW).exclude(contact=None).exists():
            raise MoveRefused(_t("Er is geen bedrijf om te vragen: kies eerst bedrijven met een contactpersoon."))
        if self.state == State.DRAFT:
            self.state = State.ASKING

    @move(source=[State.DRAFT, State.ASKING], target=State.CHOOSING)
    def open_for_students(self, *, by):
        """Let students choose companies and post requests."""
        if obstacle := self.obstacle_to_choosing():
            raise MoveRefused(obstacle)

    def obstacle_to_choosing(self):
        """Why students cannot choose yet, as a sentence; empty when they can."""
        if not self.group_students.exists():
            return _t("Zet eerst leerlingen in de groep.")
        if not self.invitations.filter(state=InvitationState.YES).exists():
            return _t("Nog geen bedrijf heeft plek doorgegeven. Leerlingen hebben dan niets om uit te kiezen.")
        return ""

    @move(source=[State.CHOOSING], target=State.ASKING)
    def close_for_students(self, *, by):
        """Stop new requests; what was posted stays."""

    @move(source=[State.ASKING, State.CHOOSING], target=State.RUNNING)
    def start(self, *, by):
        """The first stage day has come: asking and choosing are over."""
        if self.starts_on > timezone.localdate():
            raise MoveRefused(_t("De eerste stagedag is nog niet geweest."))

    @move(source=[State.RUNNING], target=State.FINISHED)
    def finish(self, *, by):
        """The round is over."""


class GroupStudentQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("student").order_by("student__class_name", "student__last_name", "pk")


class GroupStudent(SchoolModel):
    """A student takes part in a group."""

    group = SchoolForeignKey("groups.Group", on_delete=models.CASCADE, related_name="group_students")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="group_students")
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("stagedagen"), null=True, blank=True)
    objects = school_manager(GroupStudentQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(
                condition=Q(weekdays=None) | Q(weekdays__contained_by=[0, 1, 2, 3, 4, 5, 6]) & Q(weekdays__len__gte=1),
                name="group_student_weekdays_known",
            ),
            models.UniqueConstraint(fields=["school", "group", "student"], name="group_student_once"),
        ]
        indexes = [models.Index(fields=["school", "student"], name="group_student_by_student")]

    def __str__(self):
        return f"{self.student} in {self.group}"

    def days_in(self, group):
        """The own stage days as far as the group has them; without own days those of the group (R3)."""
        own = group.weekdays if self.weekdays is None else [day for day in self.weekdays if day in group.weekdays]
        return tuple(sorted(own))

    @property
    def weekday_words(self):
        """di en do; empty when they are those of the group."""
        return calendar.nl_weekdays(self.weekdays, short=True) if self.weekdays else ""
