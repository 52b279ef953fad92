from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.models.contract import Contract
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.models import Placement
from schools.enums import STAFF, Role


class VersionQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Staff see every version; student, guardian and company the latest one of the own stage.

        A company sees it until the last day: birth date and address stand on it (security.md §3.1).
        """
        found = self.filter(contract__in=Contract.objects.visible_to(member))
        if member.role in STAFF:
            return found
        if member.role == Role.SUPERVISOR:
            going_on = Placement.objects.live().filter(ends_on__gte=timezone.localdate())
            found = found.filter(contract__placement__in=going_on)
        later = ContractVersion.objects.filter(
            contract=models.OuterRef("contract"), number__gt=models.OuterRef("number")
        )
        return found.exclude(models.Exists(later))

    def for_list(self):
        return self.select_related("file", "made_by__user", "made_by__deputy_for__user").order_by("-number", "pk")


class ContractVersion(SchoolModel):
    """The bytes of one printed contract with three copies: never rendered again."""

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    snapshot = models.JSONField()  # every fact that is on the paper
    file = SchoolForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(VersionQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "contract", "number"], name="contract_version_once"),
        ]

    def __str__(self):
        return f"{self.contract_id} v{self.number}"

    @property
    def fingerprint(self):
        """The first signs of the SHA-256 of the file, to compare with the paper's own."""
        return self.file.sha256[:12]
