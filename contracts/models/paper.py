from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.enums import CopyFor, ScanState
from contracts.models.version import ContractVersion
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class Copy(SchoolModel):
    """One of the three copies was handed out: to whom, when, by whom (source 001: in drievoud). Rows never change."""

    version = SchoolForeignKey("contracts.ContractVersion", on_delete=models.CASCADE, related_name="copies")
    of = models.CharField(_("exemplaar"), max_length=10, choices=CopyFor)
    given_to = models.CharField(_("gegeven aan"), max_length=150)
    given_on = models.DateField(_("gegeven op"))
    noted_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    noted_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "version", "of"], name="copy_handed_out_once"),
            models.CheckConstraint(condition=Q(of__in=CopyFor.values), name="copy_known"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.version_id} {self.of}"


class ScanQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A scan is seen by whoever sees its version."""
        return self.filter(version__in=ContractVersion.objects.visible_to(member))

    def new(self):
        """Those that nobody looked at yet."""
        return self.filter(state=ScanState.NEW)

    def for_list(self):
        return self.select_related("file", "brought_by__user", "brought_by__deputy_for__user").order_by("-pk")


class Scan(Moves, SchoolModel):
    """Signed paper that came back as photos or a scan. School says which signatures are on it."""

    version = SchoolForeignKey("contracts.ContractVersion", on_delete=models.CASCADE, related_name="scans")
    file = SchoolForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    pages = models.PositiveSmallIntegerField(_("bladzijden"))
    state = models.CharField(_("stand"), max_length=10, choices=ScanState, default=ScanState.NEW, editable=False)
    brought_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(ScanQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=ScanState.values), name="scan_state_known"),
            models.CheckConstraint(condition=Q(pages__gte=1), name="scan_has_pages"),
        ]
        indexes = [
            models.Index(fields=["school", "version"], condition=Q(state=ScanState.NEW), name="scan_to_look_at")
        ]

    def __str__(self):
        return f"#{self.pk} {self.version_id}"

    @move(source=[ScanState.NEW], target=ScanState.CONFIRMED)
    def confirm(self, *, by):
        """School has said which signatures are on it."""

    @move(source=[ScanState.NEW], target=ScanState.REJECTED)
    def reject(self, *, by, note):
        """It cannot be used, and why: unreadable, another paper, no signature."""
