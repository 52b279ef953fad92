import secrets

from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.enums import Document
from contracts.enums import VersionState as State
from contracts.models.contract import Contract
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement
from schools.enums import STAFF, Role

CHANGING = ("state", "completed_at", "sealed_file", "sealed_at")  # the database lets nothing else change


def new_code():
    """What the verification page of a sealed paper is called: 128 bits, so that nobody guesses one."""
    return secrets.token_urlsafe(16)


class VersionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Staff see every version; student, guardian and company the latest one of the own stage.

        A company sees it until the last day: birth date and address stand on it (security.md §3.1).
        """
        found = self.filter(contract__in=Contract.objects.visible_to(member))
        if member.role in STAFF:
            return found
        if member.role == Role.SUPERVISOR:
            found = found.filter(contract__placement__in=Placement.objects.going_on())
        later = ContractVersion.objects.alias(of=Coalesce("addendum_id", 0)).filter(
            of=Coalesce(models.OuterRef("addendum_id"), 0),
            contract=models.OuterRef("contract"),
            number__gt=models.OuterRef("number"),
        )
        return found.exclude(models.Exists(later))

    def open(self):
        """Those that are being signed."""
        return self.filter(state=State.OPEN)

    def to_seal(self):
        """Signed by everybody, and not sealed yet."""
        return self.filter(state=State.COMPLETE, sealed_at=None)

    def for_list(self):
        return self.select_related("file", "sealed_file", "made_by__user", "made_by__deputy_for__user").order_by(
            models.F("addendum__number").desc(nulls_last=True), "-number", "pk"
        )


class ContractVersion(Moves, SchoolModel):
    """The bytes of one printed paper with three copies: never rendered again. It is signed, and then sealed once."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="versions")
    addendum = SchoolForeignKey(
        "contracts.Addendum", null=True, blank=True, on_delete=models.PROTECT, related_name="versions"
    )
    document = models.CharField(_("soort"), max_length=10, choices=Document, default=Document.AGREEMENT)
    number = models.PositiveSmallIntegerField(_("versie"))
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.OPEN, editable=False)
    snapshot = models.JSONField()  # every fact that is on the paper
    file = SchoolForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=22, default=new_code, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    completed_at = models.DateTimeField(_("volledig getekend op"), null=True, editable=False)
    sealed_file = SchoolForeignKey("core.StoredFile", null=True, on_delete=models.PROTECT, related_name="+")
    sealed_at = models.DateTimeField(_("verzegeld op"), null=True, editable=False)
    objects = school_manager(VersionQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "code"], name="version_code_once"),
            models.UniqueConstraint(
                fields=["school", "contract", "addendum", "number"], nulls_distinct=False, name="paper_version_once"
            ),
            models.UniqueConstraint(
                fields=["school", "contract", "addendum"],
                condition=Q(state=State.OPEN),
                nulls_distinct=False,
                name="one_open_version",
            ),
            models.CheckConstraint(condition=Q(state__in=State.values), name="version_state_known"),
            models.CheckConstraint(condition=Q(document__in=Document.values), name="version_document_known"),
            models.CheckConstraint(
                condition=Q(addendum=None) ^ Q(document=Document.ADDENDUM), name="addendum_belongs_to_one"
            ),
            models.CheckConstraint(
                condition=Q(state=State.COMPLETE, completed_at__isnull=False)
                | Q(~Q(state=State.COMPLETE), completed_at=None),
                name="version_complete_since_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(sealed_at=None, sealed_file=None)
                | Q(sealed_at__isnull=False, sealed_file__isnull=False, state=State.COMPLETE),
                name="only_complete_is_sealed",
            ),
        ]

    def __str__(self):
        return f"{self.contract_id} v{self.number}"

    def save(self, *args, **kwargs):
        """A version that is there keeps what it says; only where it stands changes."""
        if not self._state.adding:
            kwargs.setdefault("update_fields", CHANGING)
        super().save(*args, **kwargs)

    @property
    def fingerprint(self):
        """The first signs of the SHA-256 of the file, to compare with the paper's own."""
        return self.file.sha256[:12]

    @move(source=[State.OPEN], target=State.COMPLETE)
    def complete(self, *, by):
        """The last signature is there."""
        self.completed_at = timezone.now()

    @move(source=[State.COMPLETE], target=None)
    def seal(self, *, by, file):
        """The sealed file is there; it stays as it is."""
        if self.sealed_file_id:
            raise MoveRefused(_t("Dit papier is al verzegeld."))
        self.sealed_file, self.sealed_at = file, timezone.now()

    @move(source=[State.OPEN], target=State.REFUSED)
    def refuse(self, *, by, note):
        """One of the parties does not sign this text."""

    @move(source=[State.OPEN], target=State.SUPERSEDED)
    def supersede(self, *, by, note):
        """Something changed before everybody signed: a new version takes its place, these signatures fall."""

    @move(source=[State.OPEN], target=State.VOID)
    def lapse(self, *, by, note):
        """The stage became different, goes on elsewhere, or not at all."""
