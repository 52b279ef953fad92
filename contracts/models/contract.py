from django.apps import apps
from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import OuterRef, Q
from django.db.models.functions import JSONObject, Now
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.allowance import agreed
from contracts.enums import ContractState as State
from contracts.enums import SignatoryState, VersionState
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from groups.enums import Part
from placements import lawful
from placements.models import Placement, TakenSeat
from schools.models import ClosedDays, Guardianship

# What goes along to a next place, as a start.
CARRIED = ("phone", "emergency_name", "emergency_phone", "travel", "side_job", "lessons", "goals")
QUESTIONS = {  # what a student can be asked, in this order; True: must be answered
    "phone": True,
    "emergency_name": True,
    "emergency_phone": True,
    "travel": False,
    "lessons": False,
    "side_job": False,
    "allowance": False,
    "goals": True,
    "remarks": False,
}
NOT_INSIDE = {"travel", "allowance", "side_job"}  # a stage in the school itself
WRITABLE = (State.DRAFT, State.SUBMITTED, State.CHECKED)  # nobody is asked to sign it


class ContractQuerySet(models.QuerySet):
    def of(self, placement):
        """The contract of a placement; it is written down as soon as somebody does something with it."""
        known = self.filter(placement=placement).first()
        return known or self.get_or_create(placement=placement, defaults=self._begin_with(placement))[0]

    def _begin_with(self, placement):
        """What the student filled in at the place before, to look at again."""
        if not placement.predecessor_id:
            return {}
        return self.filter(placement=placement.predecessor_id).values(*CARRIED).first() or {}

    def to_show(self, placement):
        """The contract of a placement to look at: an empty one as long as nobody did anything with it."""
        known = self.filter(placement=placement).first()
        return known or self.model(
            placement=placement, school_id=placement.school_id, **self._begin_with(placement)
        )

    def visible_to(self, member):
        """A contract is seen by whoever sees its placement."""
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def refused(self):
        """Those that are written again because somebody did not sign."""
        versions = self.model.objects.filter(
            versions__state=VersionState.REFUSED, versions__addendum=None,
            versions__signatories__state=SignatoryState.REFUSED,
        )  # fmt: skip
        return self.filter(state__in=[State.DRAFT, State.SUBMITTED], pk__in=versions.values("pk"))

    def for_paper(self):
        """With everybody and everything that is named on the paper."""
        return self.select_related(
            "school",
            "placement__student",
            "placement__company",
            "placement__group__kind",
            "placement__mentor__user",
            "placement__supervisor__member__user",
            "placement__jobcoach__user",
            "company_signer__member__user",
        )

    def for_page(self):
        """For the paper, with what its page tells beside it, in the same question: `has_halves` (on some day the
        student comes for a part of it), `guardian_list`, `closed_spans`, `is_shielded` (an address in the family), and
        `has_unprinted` (a change that is only prepared).
        """
        stage = OuterRef("placement")
        parts = TakenSeat.objects.filter(placement=stage, released_at=None).exclude(seat__part=Part.DAY)
        family = Guardianship.objects.current().filter(student=OuterRef("placement__student"))
        signing = family.with_authority().order_by("pk")
        names = JSONObject(member="member", name="member__user__name", is_address_shielded="is_address_shielded")
        closed = ClosedDays.objects.filter(
            stage_goes_on=False, starts_on__lte=OuterRef("placement__ends_on"),
            ends_on__gte=OuterRef("placement__starts_on"),
        ).order_by("starts_on", "pk")  # fmt: skip
        prepared = apps.get_model("contracts", "Addendum").objects.filter(contract=OuterRef("pk"), versions=None)
        return self.for_paper().annotate(
            has_halves=models.Exists(parts),
            is_shielded=models.Exists(family.filter(is_address_shielded=True)),
            has_unprinted=models.Exists(prepared),
            guardian_list=ArraySubquery(signing.values(one=names)),
            closed_spans=ArraySubquery(closed.values(one=JSONObject(first="starts_on", last="ends_on"))),
        )

    def unsigned(self):
        """Those that not everybody signed, and that nobody closed."""
        return self.exclude(state__in=[State.COMPLETE, State.ENDED, State.CLOSED])

    def asked_company(self):
        """Those where the company was asked whether its data are right, and did not say so yet."""
        return self.writable().filter(company_asked_at__isnull=False, company_checked_at=None)

    def writable(self):
        """Those of which school may still change what is agreed: nobody is asked to sign them."""
        return self.filter(state__in=WRITABLE)

    def for_list(self):
        return self.select_related("placement__student", "placement__company").order_by(
            "placement__student__last_name", "pk"
        )


class Contract(Moves, SchoolModel):
    """The stageovereenkomst of one placement. The student fills in the own part; every print is a version."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="contracts")
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.DRAFT, editable=False)
    phone = models.CharField(_("jouw telefoonnummer"), max_length=20, blank=True)
    emergency_name = models.CharField(_("wie bellen we als er iets is?"), max_length=100, blank=True)
    emergency_phone = models.CharField(_("telefoonnummer van die persoon"), max_length=20, blank=True)
    travel = models.CharField(_("hoe reis je naar je stage?"), max_length=100, blank=True)
    lessons = models.CharField(_("wanneer heb je les op school?"), max_length=200, blank=True)
    side_job = models.CharField(_("heb je een bijbaan?"), max_length=100, blank=True)
    goals = models.TextField(_("wat wil je leren?"), blank=True, max_length=1500)
    remarks = models.TextField(_("wat wil je nog zeggen?"), blank=True, max_length=1000)
    allowance = models.CharField(
        _("vergoeding"), max_length=200, blank=True,
        help_text=_("Bedrag en periode, bijvoorbeeld: € 5 per stagedag. Leeg betekent: geen vergoeding."),
    )
    study = models.CharField(_("opleiding"), max_length=120, blank=True)
    crebo = models.CharField(_("crebonummer"), max_length=5, blank=True)
    company_signer = SchoolForeignKey(
        "companies.CompanyContact", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("wie tekent voor het bedrijf"),
    )
    company_asked_at = models.DateTimeField(_("bedrijf gevraagd op"), null=True, editable=False)
    company_checked_at = models.DateTimeField(_("bedrijf zei dat het klopt op"), null=True, editable=False)
    company_checked_by = SchoolForeignKey(
        "schools.Membership", null=True, editable=False, on_delete=models.PROTECT, related_name="+"
    )
    ended_on = models.DateField(_("beëindigd op"), null=True, editable=False)
    end_reason = models.TextField(_("reden van het einde"), max_length=600, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager(ContractQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement"], name="contract_per_placement"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="contract_state_known"),
            models.CheckConstraint(
                condition=Q(crebo="") | Q(crebo__regex=r"^\d{5}$"), name="contract_crebo_is_five_digits",
                violation_error_message=_("Een crebonummer heeft vijf cijfers."),
            ),
            models.CheckConstraint(
                condition=Q(company_checked_at=None, company_checked_by=None)
                | Q(company_checked_at__isnull=False, company_checked_by__isnull=False),
                name="contract_checked_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_on__isnull=False) & ~Q(end_reason="")
                | Q(~Q(state=State.ENDED), ended_on=None),
                name="contract_ended_with_day_and_reason",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.placement}"

    @property
    def asked(self):
        """The questions for this student, in order: what kind of stage it is and how old the student is decide."""
        kind, student = self.placement.group.kind, self.placement.student
        left_out = set(NOT_INSIDE) if kind.is_internal else set()
        if not kind.code.startswith("lwt"):
            left_out.add("lessons")
        if student.age_on(self.placement.starts_on) >= 16:  # NRK art. 12:1 counts a side job under 16 only
            left_out.add("side_job")
        if kind.code.startswith("snuffel"):
            left_out.add("allowance")
        return [name for name in QUESTIONS if name not in left_out]

    @property
    def missing(self):
        """Questions the student still has to answer."""
        return [name for name in self.asked if QUESTIONS[name] and not getattr(self, name)]

    @property
    def signs_for_company(self):
        """Who was chosen to sign, otherwise the contact with that task, otherwise who guides the student."""
        placement = self.placement
        if self.company_signer_id:
            return self.company_signer
        signing = placement.company.contacts.current().filter(signs=True).select_related("member__user")
        return signing.first() or placement.supervisor

    @property
    def goal_list(self):
        """The learning goals, one a line."""
        return [goal.strip(" -•\t") for goal in self.goals.splitlines() if goal.strip(" -•\t")]

    @property
    def why_fixed(self):
        """Why what is agreed cannot be changed here any more, and what can be done instead; "" when it can."""
        if self.state in WRITABLE:
            return ""
        if self.state == State.SIGNING:
            return _t("Dit contract wordt al getekend. Stuur het eerst terug naar de leerling. Daarna kan dit anders.")
        if self.state == State.COMPLETE:
            return _t("Dit contract is getekend. Maak een wijziging als er iets anders moet.")
        return _t("Dit contract is %(state)s. Er verandert niets meer aan.") % {"state": self.get_state_display()}

    def write(self, **agreed_now):
        """Change what is agreed. Raises MoveRefused once it is signed: a paper says what everybody signed."""
        if not type(self).objects.writable().filter(pk=self.pk).update(**agreed_now, changed_at=Now()):
            self.refresh_from_db(fields=["state"])
            raise MoveRefused(self.why_fixed)

    def next_number(self):
        """The number of the next version."""
        last = self.versions.filter(addendum=None).aggregate(last=models.Max("number"))["last"]
        return (last or 0) + 1

    def signed_version(self):
        """The version of the contract itself that everybody signed; None before that."""
        return self.versions.filter(addendum=None, state="complete").order_by("-number").first()

    def keep_answers(self, answers):
        """Keep what the student typed on one screen, as long as the own part is open."""
        answers = {name: value for name, value in answers.items() if name in QUESTIONS}
        if "allowance" in answers:
            answers["allowance"] = agreed(answers["allowance"])
        open_still = type(self).objects.filter(pk=self.pk, state=State.DRAFT)
        if not open_still.update(**answers, changed_at=Now()):
            raise MoveRefused(_t("Je hebt dit al ingeleverd. Vraag je begeleider om het terug te sturen."))

    @move(source=WRITABLE, target=None)
    def ask_company(self, *, by):
        """The company gets a mail to look at its data; again on another day it is a reminder."""
        if self.placement.group.kind.is_internal:
            raise MoveRefused(_t("Bij een stage in de school is er geen bedrijf om te vragen."))
        if self.company_asked_at and timezone.localdate(self.company_asked_at) == timezone.localdate():
            raise MoveRefused(_t("Vandaag is er al een mail gestuurd. Morgen kunt u herinneren."))
        self.company_asked_at = timezone.now()

    @move(source=WRITABLE, target=None)
    def company_checks(self, *, by):
        """The company looked at what will stand on the paper."""
        self.company_checked_at, self.company_checked_by = timezone.now(), by

    @move(source=[State.DRAFT], target=State.SUBMITTED)
    def submit(self, *, by):
        """The student is done with the own part."""
        if self.missing:
            raise MoveRefused(_t("Er mist nog iets. Vul eerst alle vragen in."))

    @move(source=[State.SUBMITTED, State.CHECKED, State.SIGNING], target=State.DRAFT)
    def send_back(self, *, by, note):
        """Coordinator or mentor asks the student to change something, and says what. A new version follows."""

    @move(source=[State.SUBMITTED], target=State.CHECKED)
    def check_off(self, *, by, note=""):
        """Coordinator or mentor has checked it; it may be printed. `note` says why it may be where the law warns."""
        lawful.require(self.placement, by=by, reason=note)

    @move(source=[State.DRAFT, State.SUBMITTED, State.CHECKED, State.SIGNING], target=State.CLOSED)
    def close(self, *, by, note):
        """The student goes on elsewhere before everybody signed: the next place has its own contract."""

    @move(source=[State.CHECKED, State.SIGNING], target=State.SIGNING)
    def issue(self, *, by):
        """A version was made and stored; from here it is signed. Not while the law forbids it, on work, age or LWT, or
        asks for more on the paper.
        """
        from contracts import lwt, pok  # noqa: PLC0415 - lwt.py reads the models of this room

        lawful.refuse_unlawful(self.placement)
        lwt.refuse(self)
        pok.refuse(self)

    @move(source=[State.SIGNING], target=State.SUBMITTED)
    def fall_back(self, *, by, note):
        """One of the parties does not sign this text: it is a draft again (domain: any party may reject).

        The part of the student stands, so school is the first to look; what the student must mend is sent back.
        """

    @move(source=[State.DRAFT, State.SUBMITTED, State.CHECKED, State.SIGNING], target=None)
    def rearrange(self, *, by, note, is_checked=True):
        """The stage itself became different. A text that was being signed falls; school makes a new version.

        Not `is_checked`: the company did not look at it as it is now.
        """
        if not is_checked:
            self.company_checked_at = self.company_checked_by = None
        if self.state == State.SIGNING:
            self.state = State.CHECKED

    @move(source=[State.SIGNING], target=State.COMPLETE)
    def complete(self, *, by):
        """Everybody signed."""

    @move(source=[State.COMPLETE], target=State.ENDED)
    def end(self, *, by, note, last_day):
        """The stage is over, in time or early, and why. The paper and its signatures stay."""
        self.ended_on, self.end_reason = last_day, note[:600]
