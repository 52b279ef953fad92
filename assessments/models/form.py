from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class AssessmentForm(SchoolModel):
    """A version of the school's form; once used it is never edited, a change is a new version."""

    name = models.CharField(_("naam"), max_length=80)
    version = models.PositiveSmallIntegerField(_("versie"), default=1)
    is_current = models.BooleanField(_("in gebruik"), default=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "name", "version"], name="assessment_form_version_once"),
            models.UniqueConstraint(
                fields=["school"], condition=models.Q(is_current=True), name="one_current_assessment_form"
            ),
        ]

    def __str__(self):
        return f"{self.name} v{self.version}"


class Area(SchoolModel):
    """One of the four areas: general skills and the three work processes."""

    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("naam"), max_length=100)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school", "form", "position"], name="area_position_once")]

    def __str__(self):
        return self.name


class Aspect(SchoolModel):
    """One of the nine aspects: the official term and a plain question."""

    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.CASCADE, related_name="aspects")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=2)
    name = models.CharField(_("naam"), max_length=100)
    question = models.CharField(_("vraag in gewone woorden"), max_length=160)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school", "form", "position"], name="aspect_position_once")]

    def __str__(self):
        return self.name


class IndicatorQuerySet(models.QuerySet):
    def of_form(self, form):
        """The indicators of a form in the order of the paper."""
        return (
            self.filter(area__form=form)
            .select_related("area", "aspect")
            .order_by("area__position", "aspect__position", "position", "pk")
        )


class Indicator(SchoolModel):
    """What one looks at: one sentence in one area for one aspect. This is what is scored."""

    area = SchoolForeignKey("assessments.Area", on_delete=models.CASCADE, related_name="indicators")
    aspect = SchoolForeignKey("assessments.Aspect", on_delete=models.CASCADE, related_name="indicators")
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(_("tekst"), max_length=160)
    self_text = models.CharField(_("tekst in de ik-vorm"), max_length=160)
    objects = school_manager(IndicatorQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "area", "aspect", "position"], name="indicator_cell_once"),
        ]

    def __str__(self):
        return self.text
