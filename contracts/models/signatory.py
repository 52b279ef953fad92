from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact, StandIn
from contracts.enums import Method, Proof, Route, SignerRole, VersionState
from contracts.enums import SignatoryState as State
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement
from schools.enums import Role
from schools.models import Guardianship


class SignatoryQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Those for which this member signs: for oneself, for the school, or in somebody's name as long as that holds.

        Somebody who does not follow the stage still signs, unless the student turned 18 and did not agree; a company
        sees the paper as long as the stage goes on.
        """
        match member.role:
            case Role.DIRECTOR:
                return self.filter(role=SignerRole.DIRECTOR)
            case Role.STUDENT:
                return self.filter(role=SignerRole.STUDENT, member=member.pk)
            case Role.GUARDIAN:
                students = Guardianship.objects.may_know().with_authority().filter(member=member.pk).values("student")
                here = self.filter(version__contract__placement__student__in=students)
                return here.filter(Q(member=member.pk) | Q(stand_in=member.pk), role=SignerRole.GUARDIAN)
            case Role.SUPERVISOR:
                return self._of_company(member)
            case _:
                return self.none()

    def _of_company(self, member):
        """Whoever signs for a company and works there now: the one who is named, who stands in, or the first
        contact once the one who is named left.
        """
        today, company = timezone.localdate(), OuterRef("version__contract__placement__company")
        works = CompanyContact.objects.current().filter(company=company, member=member.pk)
        named = CompanyContact.objects.current().filter(company=company, member=OuterRef("member"))
        stands_in = StandIn.objects.filter(
            contact__company=company, substitute__member=member.pk, since__lte=today, until__gte=today
        )
        going_on = Placement.objects.going_on()
        here = self.filter(Exists(works), role=SignerRole.COMPANY, version__contract__placement__in=going_on)
        took_over = Exists(works.filter(is_first=True)) | Exists(stands_in.filter(contact__is_first=True))
        return here.filter(
            Q(member=member.pk) | Q(stand_in=member.pk)
            | Exists(stands_in.filter(contact__member=OuterRef("member")))
            | ~Exists(named) & took_over
        )  # fmt: skip

    def waiting(self):
        return self.filter(state=State.WAITING)

    def in_turn(self):
        """Those who can sign now: the version is open, and nobody who signs earlier still has to."""
        earlier = Signatory.objects.waiting().filter(version=OuterRef("version"), position__lt=OuterRef("position"))
        return self.waiting().filter(~Exists(earlier), version__state=VersionState.OPEN)

    def for_page(self):
        """With the paper and everybody who is named on the page."""
        return self.select_related(
            "version__file", "version__contract__school", "version__addendum", "member__user", "stand_in__user",
            "version__contract__placement__student", "version__contract__placement__company",
            "version__contract__placement__mentor__user",
        )  # fmt: skip

    def for_list(self):
        """In the order of signing, with the person and the signature."""
        found = self.select_related("member__user", "stand_in__user").prefetch_related(
            models.Prefetch("signatures", Signature.objects.for_list())
        )
        return found.order_by("position", "pk")


class Signatory(Moves, SchoolModel):
    """Somebody who must sign one version, and how that stands. Who has a lower place signs first."""

    version = SchoolForeignKey("contracts.ContractVersion", on_delete=models.CASCADE, related_name="signatories")
    role = models.CharField(_("rol"), max_length=10, choices=SignerRole)
    position = models.PositiveSmallIntegerField(_("plaats in de volgorde"))
    member = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="signatories")
    name = models.CharField(_("naam"), max_length=150, blank=True)  # as it stands on the paper
    party = models.CharField(_("namens"), max_length=150, blank=True)  # the school, the company
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.WAITING, editable=False)
    route = models.CharField(_("tekent"), max_length=6, choices=Route, blank=True)
    stand_in = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="stands_in_for",
        verbose_name=_("vervanger die tekent"),
    )
    asked_at = models.DateTimeField(_("gevraagd op"), null=True, editable=False)
    reminded_at = models.DateTimeField(_("herinnerd op"), null=True, editable=False)
    reminders = models.PositiveSmallIntegerField(_("aantal herinneringen"), default=0, editable=False)
    refusal = models.TextField(_("waarom niet"), max_length=600, blank=True, editable=False)
    objects = school_manager(SignatoryQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "version", "member"], name="signatory_once"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="signatory_state_known"),
            models.CheckConstraint(condition=Q(role__in=SignerRole.values), name="signatory_role_known"),
            models.CheckConstraint(condition=Q(route__in=["", *Route.values]), name="signatory_route_known"),
            models.CheckConstraint(
                condition=~Q(state=State.REFUSED) | ~Q(refusal=""), name="signatory_refuses_with_reason"
            ),
            models.CheckConstraint(condition=Q(position__gte=1), name="signatory_has_a_place"),
        ]
        indexes = [
            models.Index(
                fields=["school", "member"], condition=Q(state=State.WAITING), name="signatory_waiting_by_member"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.version_id} {self.role}"

    @property
    def signature(self):
        """The signature; None as long as there is none. Ask for it after `for_list`."""
        return next(iter(self.signatures.all()), None)

    @property
    def signer(self):
        """Who actually signs: the stand-in, or who stands on the paper."""
        return self.stand_in or self.member

    @move(source=[State.WAITING], target=State.SIGNED)
    def sign(self, *, by):
        """The signature is there; contracts/signing.py writes it in the same breath."""

    @move(source=[State.WAITING], target=State.REFUSED)
    def refuse(self, *, by, note):
        """Does not sign this text, and says why."""
        self.refusal = note

    @move(source=[State.WAITING], target=State.NOT_NEEDED)
    def fall_away(self, *, by, note):
        """The student turned 18: from then on the guardians need not sign."""

    @move(source=[State.WAITING], target=None)
    def choose(self, *, by, route):
        """On paper or on the screen: everybody says it for oneself, and may change one's mind."""
        self.route = route

    @move(source=[State.WAITING], target=None)
    def replace(self, *, by, stand_in, note):
        """Somebody else of the same party signs in this person's name, and why; None takes it back."""
        self.stand_in, self.asked_at, self.reminded_at, self.reminders = stand_in, None, None, 0


class SignatureQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("signatory", "signed_by__user", "confirmed_by__user").order_by("signed_at", "pk")


class Signature(SchoolModel):
    """The evidence of one signature: who, when, how, and of which bytes. The database lets no row change."""

    signatory = SchoolForeignKey("contracts.Signatory", on_delete=models.CASCADE, related_name="signatures")
    method = models.CharField(_("hoe"), max_length=6, choices=Method)
    proof = models.CharField(_("hoe bleek wie het is"), max_length=12, choices=Proof)
    name = models.CharField(_("naam"), max_length=150)
    drawing = models.TextField(blank=True, max_length=30_000)  # the strokes, as an SVG path
    statement = models.TextField(_("verklaring"), blank=True, max_length=600)
    document_sha256 = models.CharField(_("SHA-256 van het papier"), max_length=64)
    signed_on = models.DateField(_("datum van tekenen"))
    signed_at = models.DateTimeField(_("vastgelegd op"), auto_now_add=True)
    signed_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    ip = models.GenericIPAddressField(_("netwerkadres"), null=True)
    device = models.CharField(_("apparaat"), max_length=200, blank=True)
    scan = SchoolForeignKey("contracts.Scan", null=True, on_delete=models.PROTECT, related_name="signatures")
    confirmed_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(SignatureQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "signatory"], name="signed_once"),
            models.CheckConstraint(condition=Q(method__in=Method.values), name="signature_method_known"),
            models.CheckConstraint(condition=Q(proof__in=Proof.values), name="signature_proof_known"),
            models.CheckConstraint(
                condition=Q(method=Method.PAPER, proof=Proof.SEEN, scan__isnull=False, confirmed_by__isnull=False)
                | Q(~Q(method=Method.PAPER), ~Q(statement=""), ~Q(proof=Proof.SEEN), scan=None, confirmed_by=None),
                name="signature_has_its_evidence",
            ),
            models.CheckConstraint(
                condition=~Q(method=Method.DRAWN) | ~Q(drawing=""), name="drawn_signature_has_strokes"
            ),
            models.CheckConstraint(
                condition=Q(document_sha256__regex="^[0-9a-f]{64}$"), name="signature_of_known_bytes"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.signatory_id} {self.method}"
