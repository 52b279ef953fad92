from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from contracts.enums import ContractState as State
from core.moves import MoveRefused, Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement


class ContractQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A contract is seen by whoever sees its placement."""
        return self.filter(placement__in=Placement.objects.visible_to(member))

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
    goals = models.TextField(_("wat wil je leren?"), blank=True, max_length=1500)
    remarks = models.TextField(_("wat wil je nog zeggen?"), blank=True, max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager(ContractQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement"], name="contract_per_placement"),
            models.CheckConstraint(condition=Q(state__in=State.values), name="contract_state_known"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.placement}"

    @move(source=[State.DRAFT], target=State.SUBMITTED)
    def submit(self, *, by):
        """The student is done with the own part."""
        if not (self.phone and self.emergency_name and self.emergency_phone and self.goals):
            raise MoveRefused(_t("Er mist nog iets. Vul eerst alle vragen in."))

    @move(source=[State.SUBMITTED, State.CHECKED], target=State.DRAFT)
    def send_back(self, *, by, note):
        """Coordinator or mentor asks the student to change something, and says what."""

    @move(source=[State.SUBMITTED], target=State.CHECKED)
    def check_off(self, *, by):
        """Coordinator or mentor has checked it; it may be printed."""

    @move(source=[State.CHECKED, State.PRINTED], target=State.PRINTED)
    def issue(self, *, by):
        """A version was made and stored; from here it is signed."""


class ContractVersion(SchoolModel):
    """The bytes of one printed contract with three copies: never rendered again."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    snapshot = models.JSONField()  # every fact that is on the paper
    file = SchoolForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "contract", "number"], name="contract_version_once"),
        ]

    def __str__(self):
        return f"{self.contract_id} v{self.number}"
