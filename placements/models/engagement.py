from datetime import datetime, timedelta

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import EngagementState as State
from placements.enums import SignUpState
from schools.enums import Role
from schools.models import Student

COMPANY_LOOKS_BACK = timedelta(days=30)
BEFORE = [State.DRAFT, State.OPEN, State.CLOSED]
CHOSEN = [State.DECIDED, State.DONE]


class EngagementQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Mentors see those for classes of their students, students those for the own class, a company its own."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                own = Student.objects.filter(mentor=member.place_id).values("class_name").distinct()
                near = Q(companion=member.place_id) | Q(classes__overlap=ArraySubquery(own))
                return self.filter(near).exclude(state=State.DRAFT)
            case Role.STUDENT:
                mine = SignUp.objects.filter(engagement=OuterRef("pk"), student__member=member)
                return self.filter(Q(Exists(mine)) | Q(pk__in=self.open_to_class_of(member).values("pk")))
            case Role.SUPERVISOR:
                own = CompanyContact.objects.current().filter(company=OuterRef("company"), member=member)
                return self.filter(Exists(own))
            case _:
                return self.none()

    def open_to_class_of(self, member):
        """Those for which this student's class may sign up now."""
        own_class = Subquery(Student.objects.filter(member=member).values("class_name")[:1])
        return self.filter(state=State.OPEN, classes__contains=[own_class], closes_on__gte=timezone.localdate())

    def to_decide(self):
        """Signing up is over, or the last day for it is past: now somebody is chosen."""
        return self.filter(Q(state=State.CLOSED) | Q(state=State.OPEN, closes_on__lt=timezone.localdate()))

    def to_finish(self):
        """The day is past and the hours are not noted yet."""
        return self.filter(state=State.DECIDED, date__lte=timezone.localdate())

    def for_list(self):
        return self.select_related("company", "kind").order_by("-date", "starts_at", "pk")


class Engagement(Moves, SchoolModel):
    """A single piece of work for which an organisation asks students; they sign up freely. In Dutch: prestatie."""

    company = SchoolForeignKey("companies.Company", on_delete=models.PROTECT, related_name="engagements")
    contact = SchoolForeignKey("companies.CompanyContact", on_delete=models.PROTECT, related_name="+")
    kind = SchoolForeignKey("groups.StageKind", on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("wat is het"), max_length=80)
    what = models.TextField(_("wat gaan de leerlingen doen"), max_length=1500)
    skills = models.TextField(_("wat moet een leerling kunnen"), blank=True, max_length=600)
    clothing = models.CharField(_("kleding"), max_length=120, blank=True)
    place = models.CharField(_("waar is het"), max_length=160)
    date = models.DateField(_("dag"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    seats = models.PositiveSmallIntegerField(_("hoeveel leerlingen"), default=2)
    classes = ArrayField(models.CharField(max_length=20), verbose_name=_("voor de klassen"), default=list, blank=True)
    companion = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("wie gaat er mee van school"),
    )  # fmt: skip
    closes_on = models.DateField(_("aanmelden tot en met"), null=True, blank=True)
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    off_reason = models.TextField(_("waarom het niet doorgaat"), blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(EngagementQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="engagement_state_known"),
            models.CheckConstraint(condition=Q(seats__gte=1, seats__lte=30), name="engagement_seats_1_to_30"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="engagement_times_in_order"),
            models.CheckConstraint(
                condition=Q(closes_on=None) | Q(closes_on__lte=F("date")), name="engagement_closes_in_time"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[State.DRAFT, State.OFF])
                | Q(companion__isnull=False, closes_on__isnull=False, classes__len__gte=1),
                name="engagement_open_for_somebody_with_a_companion",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.OFF) | ~Q(off_reason=""), name="engagement_off_with_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["school", "state", "date"], name="engagement_by_state"),
            models.Index(fields=["school", "company"], name="engagement_by_company"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.title}"

    @property
    def state_tone(self):
        """Open is news, a choice that was made is well."""
        tones = {State.DRAFT: "wait", State.CLOSED: "wait", State.DECIDED: "ok", State.DONE: "ok", State.OFF: "stop"}
        return tones.get(self.state, "info")

    @property
    def is_past(self):
        """The day has come or gone: there is something to tell about it."""
        return self.date <= timezone.localdate()

    @property
    def takes_sign_ups(self):
        return self.state == State.OPEN and self.closes_on >= timezone.localdate()

    @property
    def minutes(self):
        """How long it takes, breaks included."""
        begin, end = (datetime.combine(self.date, at) for at in (self.starts_at, self.ends_at))
        return int((end - begin).total_seconds()) // 60

    @move(source=[State.DRAFT, State.CLOSED], target=State.OPEN)
    def open(self, *, by):
        """Students of the chosen classes may sign up. Somebody of school comes along (Metzo, R146)."""
        if not self.classes or not self.companion_id or not self.closes_on:
            raise MoveRefused(_t("Kies eerst de klassen, wie er meegaat en tot wanneer leerlingen zich aanmelden."))
        if self.date < timezone.localdate():
            raise MoveRefused(_t("De dag van deze prestatie is al geweest."))

    @move(source=[State.OPEN], target=State.CLOSED)
    def close(self, *, by):
        """No more students sign up; now somebody is chosen."""

    @move(source=[State.OPEN, State.CLOSED], target=State.DECIDED)
    def decide(self, *, by):
        """It is known who goes. placements.engaging.decide calls it in the transaction that answers everybody."""

    @move(source=[State.DECIDED], target=State.DONE)
    def finish(self, *, by):
        """The work is done and the hours are noted."""
        if not self.is_past:
            raise MoveRefused(_t("De dag van deze prestatie is nog niet geweest."))

    @move(source=[*BEFORE, State.DECIDED], target=State.OFF)
    def call_off(self, *, by, note):
        """It does not take place; everybody reads why."""
        self.off_reason = note


class SignUpQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A company sees who comes once that is decided, and until a month after the day (docs/decisions/0008)."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                return self.filter(student__mentor=member.place_id)
            case Role.STUDENT:
                return self.filter(student__member=member)
            case Role.SUPERVISOR:
                own = CompanyContact.objects.current().filter(company=OuterRef("engagement__company"), member=member)
                return self.filter(
                    Exists(own),
                    state=SignUpState.CHOSEN,
                    engagement__state__in=CHOSEN,
                    engagement__date__gte=timezone.localdate() - COMPANY_LOOKS_BACK,
                )
            case _:
                return self.none()

    def waiting(self):
        return self.filter(state=SignUpState.POSTED)

    def chosen(self):
        return self.filter(state=SignUpState.CHOSEN)

    def to_report(self):
        """Chosen, the day is past, and the student told nothing yet."""
        return self.chosen().filter(
            engagement__state__in=CHOSEN, engagement__date__lte=timezone.localdate(), report=""
        )

    def for_list(self):
        return self.select_related("student").order_by("student__last_name", "student__first_name", "pk")


class SignUp(Moves, SchoolModel):
    """A student wants to come along: why, what to learn and what to show; afterwards hours, report and reaction."""

    engagement = SchoolForeignKey("placements.Engagement", on_delete=models.PROTECT, related_name="sign_ups")
    student = SchoolForeignKey("schools.Student", on_delete=models.PROTECT, related_name="sign_ups")
    why = models.TextField(_("Ik wil mee, omdat …"), max_length=600)
    learn = models.TextField(_("Ik wil leren …"), max_length=600)
    show = models.TextField(_("Ik wil laten zien …"), max_length=600)
    state = models.CharField(
        _("stand"), max_length=10, choices=SignUpState, default=SignUpState.POSTED, editable=False
    )
    answer = models.TextField(_("wat de leerling leest"), blank=True, max_length=800)
    minutes = models.PositiveSmallIntegerField(_("minuten gewerkt"), null=True, blank=True)
    report = models.TextField(_("wat ik heb gedaan"), blank=True, max_length=1500)
    proud = models.TextField(_("waar ik trots op ben"), blank=True, max_length=600)
    feedback = models.TextField(_("wat de organisatie vindt"), blank=True, max_length=800)
    posted_at = models.DateTimeField(_("aangemeld op"), default=timezone.now)
    objects = school_manager(SignUpQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "engagement", "student"], name="sign_up_once"),
            models.CheckConstraint(condition=Q(state__in=SignUpState.values), name="sign_up_state_known"),
            models.CheckConstraint(
                condition=~Q(state__in=[SignUpState.CHOSEN, SignUpState.NOT_CHOSEN]) | ~Q(answer=""),
                name="sign_up_answered_with_words",
            ),
            models.CheckConstraint(
                condition=Q(minutes=None) | Q(state=SignUpState.CHOSEN, minutes__lte=720), name="sign_up_minutes"
            ),
        ]
        indexes = [models.Index(fields=["school", "student"], name="sign_up_by_student")]

    def __str__(self):
        return f"#{self.pk} {self.student} → {self.engagement}"

    @property
    def state_tone(self):
        tones = {SignUpState.POSTED: "wait", SignUpState.CHOSEN: "ok", SignUpState.WITHDRAWN: "stop"}
        return tones.get(self.state, "info")

    @move(source=[SignUpState.POSTED, SignUpState.CHOSEN], target=SignUpState.WITHDRAWN)
    def withdraw(self, *, by):
        """The student does not come after all; possible until the day."""
        if self.engagement.state not in (State.OPEN, State.CLOSED, State.DECIDED) or self.engagement.is_past:
            raise MoveRefused(_t("Je kunt je nu niet meer afmelden. Bel school."))

    @move(source=[SignUpState.WITHDRAWN], target=SignUpState.POSTED)
    def post_again(self, *, by, **words):
        """The student signs up once more, with these words."""
        for name, text in words.items():
            setattr(self, name, text)
        self.answer, self.posted_at = "", timezone.now()

    @move(source=[SignUpState.POSTED], target=SignUpState.CHOSEN)
    def choose(self, *, by, text):
        """This student goes; the words say why (R137)."""
        self.answer = text

    @move(source=[SignUpState.POSTED], target=SignUpState.NOT_CHOSEN)
    def turn_down(self, *, by, text):
        """Not this time; the words make that the student dares again (R138)."""
        self.answer = text
