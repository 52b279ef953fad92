from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from contracts.enums import SignerRole
from contracts.models.lwt import subjects_field
from core.tenancy import SchoolModel, school_manager, walls

USUAL_ORDER = [role.value for role in SignerRole]


def usual_order():
    """Director, student, guardians, company (source 001), and who certifies an LWT last (source 002)."""
    return list(USUAL_ORDER)


class PaperRulesQuerySet(models.QuerySet):
    def of(self, school):
        """How this school signs; the usual way as long as it did not choose."""
        return self.filter(school=school).first() or self.model(school=school)


class PaperRules(SchoolModel):
    """How a school has its contracts signed: one row, made when it first chooses."""

    order = ArrayField(
        models.CharField(max_length=10, choices=SignerRole),
        verbose_name=_("volgorde van tekenen"),
        default=usual_order,
    )
    lwt_partner = models.CharField(
        _("vierde partij bij een leer-werktraject"), max_length=100, blank=True,
        help_text=_("De wet vraagt geen vierde handtekening. Laat leeg als uw school die niet gebruikt."),
    )
    lwt_subjects = subjects_field(verbose_name=_("andere examenvakken bij een leer-werktraject"))
    closes_from_16 = models.BooleanField(
        _("Ook vanaf 16 jaar: zonder contract geen start"), default=True,
        help_text=_(
            "Onder de 16 jaar mag het nooit: dat is de wet. Zet u dit uit, dan mag een leerling vanaf 16 jaar op de"
            " eerste dag beginnen. Wij blijven waarschuwen tot iedereen heeft getekend."
        ),
    )
    objects = school_manager(PaperRulesQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school"], name="paper_rules_once"),
            models.CheckConstraint(
                condition=models.Q(order__contains=USUAL_ORDER, order__len=len(USUAL_ORDER)),
                name="paper_rules_name_every_signer_once",
            ),
        ]

    def __str__(self):
        return " → ".join(self.order)

    def place_of(self, role):
        """The place of a role in the order, from 1."""
        return self.order.index(role) + 1
