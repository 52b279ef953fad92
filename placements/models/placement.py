from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, Min, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact
from core.calendar import minutes_between, nl_weekdays
from core.constraints import SameValueThere
from core.models import AuditEntry
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import PlacementState as State
from placements.enums import Presence
from placements.gate import NOT_YET
from placements.models.term import Timeline
from schools.enums import Role
from schools.labour.forbidden import band_of
from schools.models import Guardianship
from schools.models.student import eighteen_years_before

SEEN_AFTER_END = timedelta(days=30)  # how long a company still sees a stage that is over
FOLLOWED_AFTER_END = timedelta(days=7)  # how long it still sees the days and reports, to confirm and answer the last


class PlacementQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which placement: everybody only the own ones."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                mine = Q(mentor=member.place_id) | Q(student__mentor=member.place_id)
                return self.filter(mine | self._before_the_guidance_of(member))
            case Role.STUDENT:
                return self.filter(student__member=member)
            case Role.GUARDIAN:
                link = Guardianship.objects.filter(student=OuterRef("student"), member=member).seeing()
                return self.filter(Exists(link))
            case Role.SUPERVISOR:
                here = CompanyContact.objects.current().filter(company=OuterRef("company"), member=member)
                return self.filter(Exists(here)).exclude(state=State.CANCELLED).ended_less_than(SEEN_AFTER_END)
            case Role.JOBCOACH:
                return self.filter(jobcoach=member.place_id)
            case _:
                return self.none()

    def _before_the_guidance_of(self, member):
        """Earlier links of a line whose later link this mentor guides: the dossier goes along with the student."""
        guided = self.model.objects.filter(
            student=OuterRef("student"), mentor=member.place_id, predecessor__starts_on__gte=OuterRef("starts_on")
        )
        return Q(state=State.TRANSFERRED) & Exists(guided)

    def followed_by(self, member):
        """Whose days and assignments a member sees: a company until a week after the last day."""
        seen = self.visible_to(member)
        if member.role == Role.SUPERVISOR:
            return seen.ended_less_than(FOLLOWED_AFTER_END)
        return seen

    def ended_less_than(self, span):
        """Stages that are not over, or not longer than this; one that stopped early was over on that day."""
        stopped = AuditEntry.objects.filter(
            subject="placements.placement", subject_id=OuterRef("pk"), action="end_early", at__lt=timezone.now() - span
        )
        return self.filter(ends_on__gte=timezone.localdate() - span).exclude(Exists(stopped), state=State.ENDED_EARLY)

    def read_by(self, member):
        """Whose day reports a member reads: guardians only while the student is a minor."""
        seen = self.followed_by(member)
        if member.role == Role.GUARDIAN:
            return seen.filter(student__birth_date__gt=eighteen_years_before(timezone.localdate()))
        return seen

    def live(self):
        """Planned or running."""
        return self.filter(state__in=[State.PLANNED, State.RUNNING])

    def with_first_day(self):
        """Each with `first_day`, the first date on which the student is expected; None when nothing is planned."""
        planned = ~Q(days__presence__in=[Presence.EXCUSED, Presence.CANCELLED])
        return self.annotate(first_day=Min("days__date", filter=planned))

    def going_on(self):
        """Live, with the last day not past: as `is_over` says it of one."""
        return self.live().filter(ends_on__gte=timezone.localdate())

    def planned(self):
        return self.filter(state=State.PLANNED)

    def running(self):
        return self.filter(state=State.RUNNING)

    def unlawful(self):
        """Those with a coming day that the law forbids: the lesson hours or the holidays changed since."""
        return self.live().exclude(unlawful_from=None)

    def with_due_terms(self):
        """Those for which the day has come of something that was agreed."""
        due = Q(terms__from_date__lte=timezone.localdate(), terms__applied_at=None, terms__cancelled_at=None)
        return self.live().filter(due).distinct()

    def handed_over(self):
        """Those after which another place comes."""
        later = self.model.objects.filter(predecessor=OuterRef("pk")).exclude(state=State.CANCELLED)
        return self.filter(Exists(later))

    def asked_for(self, *, q="", group=None, class_name="", state=""):
        """The placements a list was asked for; without a state those that are planned or running."""
        lists = {"": self.live, "alles": self.all, "regels": self.unlawful}
        found = lists[state]() if state in lists else self.filter(state=state)
        for word in q.split():
            name = Q(student__first_name__icontains=word) | Q(student__last_name__icontains=word)
            found = found.filter(name | Q(company__name__icontains=word))
        if group:
            found = found.filter(group=group)
        return found.filter(student__class_name=class_name) if class_name else found

    def after(self, pk):
        """The part of for_list() that comes after this placement."""
        last = self.model.objects.filter(pk=pk).values_list("student__last_name", "student__first_name").first()
        if last is None:
            return self
        name, first = last
        later = Q(student__last_name__gt=name) | Q(student__last_name=name, student__first_name__gt=first)
        return self.filter(later | Q(student__last_name=name, student__first_name=first, pk__gt=pk))

    def for_list(self):
        return self.select_related("student", "company", "group", "mentor__user").order_by(
            "student__last_name", "student__first_name", "pk"
        )

    def first_of_list(self, number):
        """The first of for_list(): chosen by name, before what else a row shows is joined to it."""
        chosen = self.order_by("student__last_name", "student__first_name", "pk").values("pk")[:number]
        return self.model.objects.filter(pk__in=chosen).for_list()


class Placement(Moves, SchoolModel):
    """One student at one company: where, when, and who guides. In Dutch: stage."""

    group = SchoolForeignKey("groups.Group", on_delete=models.PROTECT, related_name="placements")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="placements")
    company = SchoolForeignKey("companies.Company", on_delete=models.PROTECT, related_name="placements")
    request = SchoolForeignKey(
        "placements.PlacementRequest", null=True, blank=True, on_delete=models.PROTECT, related_name="placements"
    )
    mentor = SchoolForeignKey(
        "schools.Membership",
        on_delete=models.PROTECT,
        related_name="placements",
        verbose_name=_("begeleider van school"),
    )
    supervisor = SchoolForeignKey(
        "companies.CompanyContact",
        on_delete=models.PROTECT,
        related_name="placements",
        verbose_name=_("praktijkbegeleider"),
    )
    jobcoach = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="coached",
        verbose_name=_("jobcoach"),
    )
    predecessor = SchoolForeignKey(
        "placements.Placement", null=True, blank=True, editable=False, on_delete=models.PROTECT,
        related_name="successors", verbose_name=_("de plek hiervoor"),
    )
    predecessor_ended_on = models.DateField(null=True, blank=True, editable=False)  # the database keeps it the same
    starts_on = models.DateField(_("eerste dag"))
    ends_on = models.DateField(_("laatste dag"))
    weekdays = ArrayField(models.PositiveSmallIntegerField(), verbose_name=_("stagedagen"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    break_minutes = models.PositiveSmallIntegerField(_("pauze in minuten"), default=30)
    state = models.CharField(_("stand"), max_length=12, choices=State, default=State.PLANNED, editable=False)
    end_reason = models.TextField(_("reden van stoppen"), blank=True, editable=False)
    is_changed = models.BooleanField(default=False, editable=False)  # it has terms; without, nobody need ask
    may_work_from = models.DateField(default=NOT_YET, editable=False)  # the last signature, or a coordinator's word
    unlawful_from = models.DateField(null=True, editable=False)  # the first coming day that the law forbids
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(PlacementQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="placement_state_known"),
            models.CheckConstraint(condition=Q(ends_on__gte=F("starts_on")), name="placement_dates_in_order"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="placement_times_in_order"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.ENDED_EARLY, State.TRANSFERRED, State.CANCELLED]) | ~Q(end_reason=""),
                name="placement_ended_with_reason",
            ),
            models.UniqueConstraint(fields=["school", "id", "starts_on"], name="placement_and_its_start"),
            models.UniqueConstraint(fields=["school", "id", "ends_on"], name="placement_and_its_end"),
            models.UniqueConstraint(fields=["school", "id", "may_work_from"], name="placement_and_its_gate"),
            SameValueThere(
                field="predecessor", copy="predecessor_ended_on", column="ends_on", name="placement_end_of_predecessor"
            ),
            models.UniqueConstraint(
                fields=["school", "predecessor"], condition=~Q(state=State.CANCELLED), name="placement_one_successor"
            ),
            models.CheckConstraint(  # so a line goes forward in time only, and never round
                condition=Q(predecessor=None, predecessor_ended_on=None)
                | Q(predecessor__isnull=False, starts_on__gt=F("predecessor_ended_on")),
                name="placement_after_its_predecessor",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "student"], name="placement_by_student"),
            models.Index(fields=["school", "mentor"], name="placement_by_mentor"),
            models.Index(fields=["school", "company"], name="placement_by_company"),
            models.Index(
                fields=["school", "jobcoach"], condition=Q(jobcoach__isnull=False), name="placement_by_jobcoach"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.student} bij {self.company}"

    @property
    def state_tone(self):
        """A stage that runs is well; one that comes is news."""
        tones = {
            State.PLANNED: "info", State.ENDED_EARLY: "stop", State.CANCELLED: "stop", State.TRANSFERRED: "info",
        }
        return tones.get(self.state, "ok")

    def is_closed_on(self, day):
        """Whether nobody may work here on this day, for the paper is not whole (NRK 3:1; domain I9)."""
        return day < self.may_work_from

    @property
    def is_over(self):
        """The last day is past, or it stopped before that: a company now sees less of the student."""
        return self.ends_on < timezone.localdate() or self.state not in (State.PLANNED, State.RUNNING)

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return nl_weekdays(self.weekdays)

    @property
    def weekday_short(self):
        """do en vr"""
        return nl_weekdays(self.weekdays, short=True)

    @property
    def day_minutes(self):
        """Minutes of work on one stage day, without the break."""
        return minutes_between(self.starts_at, self.ends_at) - self.break_minutes

    def timeline(self):
        """What was agreed through time; asks the database only when something was changed since the match."""
        return Timeline(self, self.terms.all() if self.is_changed else ())

    def terms_on(self, day):
        """What holds on this day: days of the week, hours, praktijkbegeleider and begeleider van school."""
        return self.timeline().on(day)

    def weekdays_within(self, first, last):
        """The days of the week on which the student is here at some time in this period."""
        timeline, first, last = self.timeline(), max(first, self.starts_on), min(last, self.ends_on)
        starts = [first, *(term.from_date for term in timeline.terms if first < term.from_date <= last)]
        return {number for day in starts for number in timeline.on(day).weekdays}

    @move(source=[State.PLANNED], target=State.RUNNING)
    def start(self, *, by):
        """The first stage day has come; not while a task is forbidden at the age of the student (Arbobesluit)."""
        from placements.models.safety import SafetyTask  # noqa: PLC0415 - safety.py comes later in the room

        band = band_of(self.student.age_on(timezone.localdate()))
        if task := SafetyTask.objects.filter(check_of__placement=self).blocking(band).first():
            raise MoveRefused(_t("De taak “%(task)s” is verboden voor deze leerling.") % {"task": task.text})

    @move(source=[State.RUNNING], target=State.COMPLETED)
    def complete(self, *, by):
        """The last stage day is past."""

    @move(source=[State.PLANNED], target=State.CANCELLED)
    def cancel(self, *, by, note):
        """Call the stage off before it starts; its seats come free and the student may wish again."""
        self.end_reason = note
        self._free_seats()
        self._drop_terms(self.starts_on, note)
        if self.request and "fall_through" in self.request.moves:
            self.request.fall_through(by=by, text=note)

    @move(source=[State.RUNNING], target=State.ENDED_EARLY)
    def end_early(self, *, by, note):
        """Stop the stage before its last day; seats of coming days come free."""
        self.end_reason = note
        self._free_seats()
        self._drop_terms(timezone.localdate(), note)
        self._settle()

    @move(source=[State.RUNNING], target=None)
    def hand_over(self, *, by, last_day, note):
        """Agree on the last day here; the student goes on elsewhere. Seats of later days come free."""
        self.ends_on, self.end_reason = last_day, note
        self._free_seats(last_day + timedelta(days=1))
        self._drop_terms(last_day, note)
        self._settle()
        if last_day < timezone.localdate():
            self.state = State.TRANSFERRED

    @move(source=[State.RUNNING], target=State.TRANSFERRED)
    def pass_on(self, *, by):
        """The last day here is past, and the next link of the line goes on."""

    @move(source=[State.PLANNED], target=None)
    def rearrange(self, *, by, note, wanted):
        """Before it begins it is arranged differently: {field: value} (placements/rearranging.py)."""
        for name, value in wanted.items():
            setattr(self, name, value)

    @move(source=[State.PLANNED, State.RUNNING], target=None)
    def agree_terms(self, *, by, ends_on, note):
        """Other terms were agreed; another last day holds at once, the rest from its own day (placements/terms.py)."""
        self.ends_on, self.is_changed = ends_on, True
        self._drop_terms(ends_on, note)

    @move(source=[State.PLANNED, State.RUNNING], target=None)
    def take_effect(self, *, by, note=""):
        """The day has come of what was agreed."""
        self._settle()

    def _settle(self):
        """Make the columns the terms of today, or of the first day when that is still to come."""
        today = max(timezone.localdate(), self.starts_on)
        for name, value in self.terms_on(today)._asdict().items():
            setattr(self, name, value)
        self.terms.coming().filter(from_date__lte=today).update(applied_at=timezone.now())

    def _drop_terms(self, last_day, note):
        """What was agreed for after this day does not come; it stays to be read."""
        later = self.terms.standing().filter(from_date__gt=last_day)
        later.update(cancelled_at=timezone.now(), cancel_reason=note[:600])

    def _free_seats(self, first=None):
        coming = self.taken_seats.filter(released_at=None, date__gte=first or timezone.localdate())
        coming.update(released_at=timezone.now())


class TakenSeat(SchoolModel):
    """A placement holds a seat. The database lets a seat have one holder, and a student one seat a day."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="taken_seats")
    seat = SchoolForeignKey("groups.Seat", on_delete=models.PROTECT, related_name="takings")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="+")
    date = models.DateField()
    taken_at = models.DateTimeField(auto_now_add=True)
    released_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "seat"], condition=Q(released_at=None), name="one_holder_per_seat"
            ),
            models.UniqueConstraint(
                fields=["school", "student", "date"],
                condition=Q(released_at=None),
                name="one_seat_per_student_per_day",
            ),
        ]
        indexes = [models.Index(fields=["school", "placement", "date"], name="taken_seat_by_placement")]

    def __str__(self):
        return f"{self.date} {self.placement_id}"
