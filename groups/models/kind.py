from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolModel, school_manager, walls


class KindQuerySet(models.QuerySet):
    def for_list(self):
        return self.order_by("position", "pk")


class StageKind(SchoolModel):
    """A kind of stage with its rules, as the coordinator edits it (domain: snuffel, oriënterend, LWT, …)."""

    code = models.SlugField(_("code"), max_length=30)
    name = models.CharField(_("naam"), max_length=60)
    min_age = models.PositiveSmallIntegerField(_("minimumleeftijd"), default=14)
    is_internal = models.BooleanField(_("in de school zelf"), default=False)
    needs_recognition = models.BooleanField(_("alleen bij een erkend leerbedrijf"), default=False)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    objects = school_manager(KindQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school", "code"], name="stage_kind_once")]

    def __str__(self):
        return self.name
