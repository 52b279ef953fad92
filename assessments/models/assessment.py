from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from assessments.enums import SEPARATE_VOICES, Moment, Voice
from assessments.enums import AssessmentState as State
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement
from schools.enums import Role

WRITABLE = {State.PLANNED: SEPARATE_VOICES, State.DISCUSSED: (Voice.AGREED,)}


class AssessmentQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Whoever sees the placement; guardians only what is final."""
        seen = self.filter(placement__in=Placement.objects.visible_to(member))
        return seen.filter(state=State.FINAL) if member.role == Role.GUARDIAN else seen

    def final(self):
        return self.filter(state=State.FINAL)

    def open(self):
        """Not fixed yet and not called off."""
        return self.filter(state__in=[State.PLANNED, State.DISCUSSED])

    def before(self, assessment):
        """The fixed ones of the same placement that came before this one, latest first."""
        earlier = Q(planned_on__lt=assessment.planned_on) | Q(planned_on=assessment.planned_on, pk__lt=assessment.pk)
        return self.final().filter(earlier, placement=assessment.placement_id).order_by("-planned_on", "-pk")

    def of_line(self, line):
        """Those of all these places, the first one first."""
        return self.filter(placement__in=[one.pk for one in line]).order_by("planned_on", "pk")

    def for_list(self):
        people = ("placement__student", "placement__company", "placement__mentor__user")
        return self.select_related(*people).order_by("planned_on", "pk")

    def for_document(self):
        """With everybody who is named on paper."""
        people = ("student", "company", "mentor__user", "supervisor__member__user")
        return self.select_related("school", "final_by__user", *(f"placement__{who}" for who in people))


class Assessment(Moves, SchoolModel):
    """One stagebeoordeling: made by student, company and mentor together (source 001, R44–R51)."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="assessments")
    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.PROTECT, related_name="+")
    moment = models.CharField(_("moment"), max_length=10, choices=Moment)
    planned_on = models.DateField(_("afspraak op"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.PLANNED, editable=False)
    student_took_part = models.BooleanField(_("de leerling was erbij"), default=False)
    company_took_part = models.BooleanField(_("het bedrijf was erbij"), default=False)
    mentor_took_part = models.BooleanField(_("de begeleider van school was erbij"), default=False)
    remarks = models.TextField(_("opmerkingen"), blank=True, max_length=3000)
    final_at = models.DateTimeField(null=True, blank=True)
    final_by = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    file = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(AssessmentQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="assessment_state_known"),
            models.CheckConstraint(condition=Q(moment__in=Moment.values), name="assessment_moment_known"),
            models.CheckConstraint(
                condition=~Q(state=State.FINAL)
                | Q(student_took_part=True, company_took_part=True, mentor_took_part=True),
                name="assessment_final_with_all_three",
            ),
            models.CheckConstraint(
                condition=Q(state=State.FINAL, final_at__isnull=False) | (~Q(state=State.FINAL) & Q(final_at=None)),
                name="assessment_final_has_a_moment",
            ),
            models.UniqueConstraint(
                fields=["school", "placement", "planned_on"], condition=~Q(state=State.CANCELLED),
                name="one_assessment_a_day",
            ),
        ]
        indexes = [
            models.Index(fields=["school", "placement"], name="assessment_by_placement"),
            models.Index(
                fields=["school", "planned_on"], condition=Q(state__in=[State.PLANNED, State.DISCUSSED]),
                name="assessment_open_by_date",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.get_moment_display()}"

    @property
    def title(self):
        """What this one is called on the page."""
        return _t("Beoordeling %(moment)s") % {"moment": self.get_moment_display()}

    @property
    def state_tone(self):
        """A fixed one is done, a talk is under way, a plan waits."""
        tones = {State.PLANNED: "wait", State.DISCUSSED: "info", State.FINAL: "ok", State.CANCELLED: "stop"}
        return tones[State(self.state)]

    @property
    def file_name(self):
        """The name under which the PDF goes into the student's file elsewhere."""
        student = self.placement.student
        name = f"{student.number}_{student.first_name}_stagebeoordeling_{self.planned_on}"
        return "".join(c if c.isalnum() or c in "_-" else "-" for c in name) + ".pdf"

    def may_write(self, voice):
        """Each voice fills in before the talk; the agreed score is made during it."""
        return voice in WRITABLE.get(State(self.state), ())

    def write(self, voice, *, by, scores, remarks):
        """Keep what one voice filled in, half or whole: {indicator: 1–4 or None} and {aspect: text}.

        Raises MoveRefused when the talk has begun, or is over, by now.
        """
        with transaction.atomic():
            self._hold_for(voice)
            self.scores.put(self, voice, scores, by)
            self.verdicts.put_remarks(self, voice, remarks)

    def conclude(self, *, took_part, remarks, overrides):
        """Keep who was there, the remarks, and per aspect a joint score that differs: {aspect: (score, reason)}."""
        with transaction.atomic():
            self._hold_for(Voice.AGREED)
            for voice in SEPARATE_VOICES:
                setattr(self, f"{voice.value}_took_part", voice in took_part)
            self.remarks = remarks
            self.save(update_fields=[*(f"{voice.value}_took_part" for voice in SEPARATE_VOICES), "remarks"])
            self.verdicts.put_overrides(self, overrides)

    def _hold_for(self, voice):
        """Lock the row and see that this voice may still be written."""
        self.refresh_from_db(fields=["state"], from_queryset=Assessment.objects.select_for_update(of=("self",)))
        if not self.may_write(voice):
            state = self.get_state_display()
            raise MoveRefused(_t("Dit kan nu niet: de stand van de beoordeling is “%(state)s”.") % {"state": state})

    @move(source=[State.PLANNED], target=None)
    def replan(self, *, by, moment, planned_on):
        """Agree on another day."""
        self.moment, self.planned_on = moment, planned_on

    @move(source=[State.PLANNED], target=State.CANCELLED)
    def cancel(self, *, by, note):
        """Call it off, with a reason."""

    @move(source=[State.PLANNED], target=State.DISCUSSED)
    def discuss(self, *, by):
        """The talk starts: from now on the voices are seen side by side and the agreed score is made."""

    @move(source=[State.DISCUSSED], target=State.FINAL)
    def finalise(self, *, by):
        """Lock it and open it to the guardians. Asks for all three parties and at least one agreed score (I16)."""
        if not (self.student_took_part and self.company_took_part and self.mentor_took_part):
            raise MoveRefused(_t("Vink eerst aan dat leerling, bedrijf en school erbij waren."))
        if not self.verdicts.fix(self):
            raise MoveRefused(_t("Vul eerst samen de punten in."))
        self.final_at, self.final_by = timezone.now(), by

    @move(source=[State.FINAL], target=State.DISCUSSED)
    def reopen(self, *, by, note):
        """The coordinator opens it again, with a reason. The PDF that was made stays kept."""
        self.final_at = self.final_by = self.file = None
