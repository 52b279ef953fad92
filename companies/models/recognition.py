from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class RecognitionQuerySet(models.QuerySet):
    def valid_on(self, day):
        return self.filter(valid_until__gte=day)


class Recognition(SchoolModel):
    """Proof that SBB recognises the company, until a date. Needed for LWT, BPV and praktijkverklaring only."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="recognitions")
    sbb_id = models.CharField(_("SBB-leerbedrijf-id"), max_length=20)
    valid_until = models.DateField(_("geldig tot en met"))
    checked_on = models.DateField(_("nagekeken op"), default=timezone.localdate)
    objects = school_manager(RecognitionQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "company", "sbb_id"], name="recognition_once"),
        ]

    def __str__(self):
        return f"{self.sbb_id} t/m {self.valid_until}"
