from datetime import timedelta

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import MeetingKind, MeetingResult, Mood, RequestState
from placements.enums import MeetingState as State
from placements.models.request import PlacementRequest
from schools.enums import Role

LIVE = [State.ASKED, State.NEITHER, State.AGREED]
TALKED_ABOUT = [RequestState.PROPOSED, RequestState.AGREED]  # the company would like this student
LASTS = timedelta(minutes=30)


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Student and school see all of it; a company its own talks, as long as it sees the request."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                return self.filter(request__student__mentor=member.place_id)
            case Role.STUDENT:
                return self.filter(request__student__member=member)
            case Role.SUPERVISOR:
                seen = PlacementRequest.objects.visible_to(member).filter(pk=OuterRef("request"))
                return self.filter(Exists(seen), kind=MeetingKind.INTRO)
            case _:
                return self.none()

    def live(self):
        """Still to be agreed or held."""
        return self.filter(state__in=LIVE)

    def to_answer(self):
        """Nobody found a moment, or the talk was held and the request waits for what follows."""
        waits = Q(state=State.HELD, request__state__in=TALKED_ABOUT)
        return self.filter(Q(state=State.NEITHER) | waits)

    def to_tell(self):
        """The moment is past and nobody said how it went."""
        return self.filter(state=State.AGREED, at__lte=timezone.now())

    def to_tell_back(self):
        """The moment is past and the student did not say how it went."""
        return self.filter(state__in=[State.AGREED, State.HELD], at__lte=timezone.now(), proud="").exclude(
            result=MeetingResult.NOT_COME
        )

    def for_list(self):
        return self.select_related(
            "request__student__member__user", "request__invitation__company", "request__group"
        ).order_by(F("at").asc(nulls_first=True), "first_at", "pk")


class IntroMeeting(Moves, SchoolModel):
    """A talk before a stage: two moments are proposed, the student takes one, prepares, and tells how it went."""

    request = SchoolForeignKey("placements.PlacementRequest", on_delete=models.PROTECT, related_name="meetings")
    kind = models.CharField(_("soort gesprek"), max_length=8, choices=MeetingKind, default=MeetingKind.INTRO)
    first_at = models.DateTimeField(_("eerste moment"))
    second_at = models.DateTimeField(_("tweede moment"))
    at = models.DateTimeField(_("afgesproken moment"), null=True, blank=True, editable=False)
    place = models.CharField(_("waar"), max_length=160)
    host = models.CharField(_("met wie"), max_length=120)
    state = models.CharField(_("stand"), max_length=8, choices=State, default=State.ASKED, editable=False)
    words = models.TextField(_("waarom geen moment past"), blank=True, max_length=400, editable=False)
    off_reason = models.TextField(_("waarom het niet doorgaat"), blank=True, editable=False)
    result = models.CharField(_("uitslag"), max_length=10, choices=MeetingResult, blank=True, editable=False)
    result_words = models.TextField(_("toelichting"), blank=True, max_length=600, editable=False)
    experience = models.TextField(_("wat ik al heb gedaan"), blank=True, max_length=600)
    skills = models.TextField(_("waar ik goed in ben"), blank=True, max_length=600)
    interests = models.TextField(_("wat ik leuk vind"), blank=True, max_length=600)
    ready = models.TextField(_("zo maak ik mij klaar"), blank=True, max_length=600)
    questions = models.TextField(_("wat ik wil vragen"), blank=True, max_length=600)
    mood = models.PositiveSmallIntegerField(_("hoe het ging"), choices=Mood, null=True, blank=True)
    proud = models.TextField(_("waar ik trots op ben"), blank=True, max_length=600)
    otherwise = models.TextField(_("wat ik anders zou doen"), blank=True, max_length=600)
    changes = models.PositiveSmallIntegerField(default=0, editable=False)  # tells a calendar which version is newer
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(MeetingQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="meeting_state_known"),
            models.CheckConstraint(condition=Q(kind__in=MeetingKind.values), name="meeting_kind_known"),
            models.CheckConstraint(condition=~Q(first_at=F("second_at")), name="meeting_two_moments"),
            models.CheckConstraint(
                condition=~Q(state__in=[State.AGREED, State.HELD])
                | (Q(at__isnull=False) & (Q(at=F("first_at")) | Q(at=F("second_at")))),
                name="meeting_at_one_of_its_moments",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.HELD) | (Q(result__in=MeetingResult.values) & ~Q(result_words="")),
                name="meeting_held_with_result",
            ),
            models.CheckConstraint(condition=~Q(state=State.OFF) | ~Q(off_reason=""), name="meeting_off_with_reason"),
            models.UniqueConstraint(
                fields=["school", "request", "kind"], condition=Q(state__in=LIVE), name="meeting_one_at_a_time"
            ),
        ]
        indexes = [models.Index(fields=["school", "state"], name="meeting_by_state")]

    def __str__(self):
        return f"#{self.pk} {self.get_kind_display()} {self.request_id}"

    @property
    def state_tone(self):
        tones = {State.AGREED: "ok", State.HELD: "ok", State.NEITHER: "warn", State.OFF: "stop"}
        return tones.get(self.state, "wait")

    @property
    def is_past(self):
        return self.at is not None and self.at <= timezone.now()

    @property
    def ends_at(self):
        """For a calendar: half an hour."""
        return self.at + LASTS

    @property
    def is_prepared(self):
        return bool(self.experience or self.skills or self.interests or self.ready or self.questions)

    @move(source=[State.ASKED], target=State.AGREED)
    def confirm(self, *, by, number):
        """The student takes the first or the second moment."""
        at = {1: self.first_at, 2: self.second_at}[number]
        if at <= timezone.now():
            raise MoveRefused(_t("Dit moment is al voorbij. Kies het andere, of zeg dat het niet lukt."))
        self.at, self.words = at, ""

    @move(source=[State.ASKED], target=State.NEITHER)
    def pass_by(self, *, by, words):
        """Neither moment works; the words say when it would."""
        self.words = words

    @move(source=LIVE, target=State.ASKED)
    def propose_again(self, *, by, first_at, second_at, place, host):
        """Two other moments; what was agreed is no longer so."""
        self.first_at, self.second_at, self.place, self.host = first_at, second_at, place, host
        self.at, self.words, self.changes = None, "", self.changes + 1

    @move(source=[State.AGREED], target=State.HELD)
    def tell_result(self, *, by, result, words):
        """How it went, from whoever led the talk."""
        if not self.is_past:
            raise MoveRefused(_t("Het gesprek is nog niet geweest."))
        self.result, self.result_words = result, words

    @move(source=LIVE, target=State.OFF)
    def call_off(self, *, by, note):
        """There is no talk."""
        self.off_reason, self.changes = note, self.changes + 1
