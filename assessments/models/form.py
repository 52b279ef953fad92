from django.db import models
from django.utils.translation import gettext_lazy as _

from assessments.models.assessment import Assessment
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class FormInUse(RuntimeError):
    """A version of the form that was used for an assessment stays as it was; make a new version."""


class AssessmentFormQuerySet(models.QuerySet):
    def current(self):
        """The version that new assessments get."""
        return self.filter(is_current=True)


class AssessmentForm(SchoolModel):
    """A version of the school's form; once used it is never edited, a change is a new version."""

    name = models.CharField(_("naam"), max_length=80)
    version = models.PositiveSmallIntegerField(_("versie"), default=1)
    is_current = models.BooleanField(_("in gebruik"), default=True)
    objects = school_manager(AssessmentFormQuerySet)

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


class PartQuerySet(models.QuerySet):
    """Rows of a form. Changing or removing several at once is refused as well when one of them is in use."""

    path = "form"

    def refuse_when_used(self, forms):
        if Assessment.objects.filter(form__in=forms).exists():
            raise FormInUse

    def update(self, **values):
        self.refuse_when_used(self.order_by().values(self.path))
        return super().update(**values)

    def delete(self):
        self.refuse_when_used(self.order_by().values(self.path))
        return super().delete()

    def bulk_create(self, rows, **options):
        rows = list(rows)
        self.refuse_when_used({row.form_pk for row in rows})
        return super().bulk_create(rows, **options)


class FormPart(SchoolModel):
    """An area, an aspect or an indicator: fixed from the moment its form is used."""

    class Meta(SchoolModel.Meta):
        abstract = True

    @property
    def form_pk(self):
        return self.form_id

    def save(self, *args, **kwargs):
        type(self).objects.refuse_when_used([self.form_pk])
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        type(self).objects.refuse_when_used([self.form_pk])
        return super().delete(*args, **kwargs)


class Area(FormPart):
    """One of the four areas: general skills and the three work processes."""

    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.CASCADE, related_name="areas")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(_("naam"), max_length=100)
    objects = school_manager(PartQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "form", "position"], name="area_position_once"),
        ]

    def __str__(self):
        return self.name


class Aspect(FormPart):
    """One of the nine aspects: the official term and a plain question, also as the student asks it of himself."""

    form = SchoolForeignKey("assessments.AssessmentForm", on_delete=models.CASCADE, related_name="aspects")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=2)
    name = models.CharField(_("naam"), max_length=100)
    question = models.CharField(_("vraag in gewone woorden"), max_length=160)
    self_question = models.CharField(_("vraag in de ik-vorm"), max_length=160)
    objects = school_manager(PartQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "form", "position"], name="aspect_position_once"),
        ]

    def __str__(self):
        return self.name


class IndicatorQuerySet(PartQuerySet):
    path = "area__form"

    def of_form(self, form):
        """The indicators of a form in the order of the paper."""
        return (
            self.filter(area__form=form)
            .select_related("area", "aspect")
            .order_by("area__position", "aspect__position", "position", "pk")
        )


class Indicator(FormPart):
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

    @property
    def form_pk(self):
        return self.area.form_id
