from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolModel, school_manager, walls
from schools.enums import Role


class CompanyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which company: staff all, a supervisor the own one. Students see those of their group (groups)."""
        match member.role:
            case Role.COORDINATOR | Role.MENTOR | Role.DIRECTOR:
                return self
            case Role.SUPERVISOR:
                return self.filter(contacts__member=member).distinct()
            case _:
                return self.none()

    def active(self):
        return self.filter(is_active=True)

    def for_list(self):
        return self.order_by("name", "pk")


class Company(SchoolModel):
    """A company as this school knows it: what students may read of it, practical facts, and the school's own notes."""

    name = models.CharField(_("naam"), max_length=120)
    sector = models.CharField(_("sector"), max_length=60)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("plaats"), max_length=60, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    description = models.TextField(_("omschrijving voor leerlingen"), blank=True)
    tasks = models.TextField(_("wat doe je er"), blank=True, help_text=_("Eén taak per regel."))
    clothing = models.CharField(_("kleding"), max_length=120, blank=True)
    lunch = models.CharField(_("lunch"), max_length=120, blank=True)
    min_age = models.PositiveSmallIntegerField(_("minimumleeftijd"), null=True, blank=True)
    notes = models.TextField(_("notities van school"), blank=True)
    is_active = models.BooleanField(_("doet mee"), default=True)
    objects = school_manager(CompanyQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "name", "postcode"], name="company_once"),
            models.CheckConstraint(condition=Q(kvk="") | Q(kvk__regex=r"^\d{8}$"), name="company_kvk_is_eight_digits"),
        ]
        indexes = [models.Index(fields=["school", "name", "id"], name="company_by_name")]

    def __str__(self):
        return self.name

    @property
    def task_list(self):
        """The tasks, one a line on the card."""
        return [task.strip() for task in self.tasks.splitlines() if task.strip()]
