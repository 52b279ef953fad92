from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from schools.enums import Region, SchoolKind

TAKEN_BY_THE_HOUSE = {"inloggen", "account", "beheer", "postvak", "static", "ping", "over", "privacy", "demo"}
TAKEN_BY_THE_HOUSE |= {"weergave", "toegankelijkheid", "componenten", "media", "accounts", "meekijken", "mijn-bedrijf"}


def not_taken(slug):
    """A school lives at /<slug>/, so it cannot have the name of one of the house's own pages."""
    if slug in TAKEN_BY_THE_HOUSE:
        raise ValidationError(_("Deze naam is al in gebruik."))


class School(models.Model):
    """One school in the installation. Global: it holds no data of pupils."""

    Kind = SchoolKind

    name = models.CharField(_("naam"), max_length=100)
    slug = models.SlugField(_("naam in het adres"), unique=True, validators=[not_taken])
    kind = models.CharField(_("soort"), max_length=10, choices=SchoolKind)
    brin = models.CharField(_("BRIN"), max_length=6, blank=True)
    region = models.CharField(_("vakantieregio"), max_length=1, choices=Region)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("plaats"), max_length=60, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    email = models.EmailField(_("e-mailadres"), blank=True)
    mentors_second_factor = models.BooleanField(_("begeleiders loggen ook in met een tweede stap"), default=False)

    class Meta:
        ordering = ["name"]
        verbose_name = _("school")
        verbose_name_plural = _("scholen")

    def __str__(self):
        return self.name
