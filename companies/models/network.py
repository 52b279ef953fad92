from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class NetworkPage(SchoolModel):
    """The public page "vrienden van de school": whether it is open, its words, and the one person employers reach."""

    is_open = models.BooleanField(_("de pagina staat op internet"), default=False)
    intro = models.TextField(_("tekst bovenaan"), blank=True, max_length=1000)
    contact = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="+",
        verbose_name=_("contactpersoon voor bedrijven"),
    )  # fmt: skip
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school"], name="one_network_page")]

    def __str__(self):
        return f"#{self.pk}"
