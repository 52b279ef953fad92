from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from contracts.budget import HOUR, MOST_DAYS, MOST_HOURS, Size
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls

BY_LAW = (_("Nederlandse taal"), _("beroepsgericht programma"))  # Wvo 2020 art. 2.103 lid 4
SUBJECT = 60


def subjects_field(**more):
    """Names of subjects beside the two that the law asks."""
    return ArrayField(models.CharField(max_length=SUBJECT), default=list, blank=True, **more)


class LwtPlan(SchoolModel):
    """What a leer-werkovereenkomst says besides the contract: content, measures, guidance, ending and size.

    Source: WVO art. 10b3 as of 2017, now Wvo 2020 art. 2.103 and on. Goals stand with the contract, the period with
    the stage, the recognition with the company.
    """

    contract = SchoolForeignKey("contracts.Contract", on_delete=models.CASCADE, related_name="lwt_plans")
    right_year = models.BooleanField(_("leerjaar 3 of 4, basisberoepsgerichte leerweg"), default=False)
    content = models.TextField(_("wat leert de leerling bij het bedrijf?"), max_length=1200)
    measures = models.TextField(_("waaraan ziet u hoe goed het gaat?"), max_length=800)
    guidance = models.TextField(_("hoe wordt de leerling begeleid?"), max_length=800)
    dissolution = models.TextField(_("wanneer en hoe stopt het eerder?"), max_length=800)
    trainer = models.CharField(_("praktijkopleider"), max_length=100)
    days = models.PositiveSmallIntegerField(_("dagen bij dit bedrijf"))
    hours = models.PositiveSmallIntegerField(_("uren bij dit bedrijf"))
    subjects = subjects_field(verbose_name=_("andere examenvakken"))
    changed_at = models.DateTimeField(auto_now=True)
    changed_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "contract"], name="lwt_plan_per_contract"),
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=MOST_DAYS), name="lwt_days_within_the_law",
                violation_error_message=_("Een leer-werktraject heeft hoogstens 160 dagen in leerjaar 3 en 4 samen."),
            ),
            models.CheckConstraint(
                condition=Q(hours__gte=1, hours__lte=MOST_HOURS), name="lwt_hours_within_the_law",
                violation_error_message=_("Een leer-werktraject heeft hoogstens 1280 uur in leerjaar 3 en 4 samen."),
            ),
            models.CheckConstraint(
                condition=~(Q(content="") | Q(measures="") | Q(guidance="") | Q(dissolution="") | Q(trainer="")),
                name="lwt_plan_says_everything",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.days} dagen, {self.hours} uur"

    @property
    def size(self):
        """The days and hours that are agreed."""
        return Size(self.days, self.hours * HOUR)

    @property
    def every_subject(self):
        """The two subjects of the law, and what the student does besides."""
        return [*map(str, BY_LAW), *self.subjects]
