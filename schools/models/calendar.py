from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolModel, school_manager, walls


class ClosedDaysQuerySet(models.QuerySet):
    def between(self, first, last):
        """Closed days that touch this span, in order."""
        return self.filter(starts_on__lte=last, ends_on__gte=first).order_by("starts_on", "pk")


class ClosedDays(SchoolModel):
    """Days on which the school is closed: holidays (filled in per region) and study days, as the school edits them."""

    class Kind(models.TextChoices):
        HOLIDAY = "holiday", _("vakantie")
        PUBLIC = "public", _("feestdag")
        STUDY = "study", _("studiedag")

    kind = models.CharField(_("soort"), max_length=10, choices=Kind)
    name = models.CharField(_("naam"), max_length=60)
    starts_on = models.DateField(_("van"))
    ends_on = models.DateField(_("tot en met"))
    stage_goes_on = models.BooleanField(_("de stage gaat door"), default=False)
    objects = school_manager(ClosedDaysQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")), name="closed_days_in_order"
            ),
            models.UniqueConstraint(fields=["school", "name", "starts_on"], name="closed_days_once"),
        ]
        indexes = [models.Index(fields=["school", "starts_on", "ends_on"], name="closed_days_by_date")]

    def __str__(self):
        return f"{self.name} {self.starts_on}"
