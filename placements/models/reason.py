from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolModel, school_manager, walls


class ReasonQuerySet(models.QuerySet):
    def for_list(self):
        return self.order_by("position", "pk")


class RefusalReason(SchoolModel):
    """A reason for a no, as this school words it, with the kind text it begins with. Requests remember its code.

    A reason is put out of use and never deleted: earlier answers refer to it.
    """

    code = models.SlugField(max_length=30, editable=False)
    label = models.CharField(_("reden"), max_length=80)
    text = models.TextField(
        _("wat de leerling leest"),
        blank=True,
        max_length=800,
        help_text=_("{naam} wordt de voornaam van de leerling, {bedrijf} de naam van het bedrijf."),
    )
    for_company = models.BooleanField(_("bedrijven kunnen deze reden ook kiezen"), default=True)
    is_active = models.BooleanField(_("in gebruik"), default=True)
    position = models.PositiveSmallIntegerField(_("plaats in de lijst"), default=50)
    objects = school_manager(ReasonQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "code"], name="reason_code_once"),
            models.CheckConstraint(condition=~models.Q(code="") & ~models.Q(label=""), name="reason_named"),
        ]

    def __str__(self):
        return self.label

    def text_for(self, wish):
        """The words to begin with, with the names filled in."""
        names = {"{naam}": wish.student.first_name, "{bedrijf}": wish.invitation.company.name}
        text = self.text
        for name, value in names.items():
            text = text.replace(name, value)
        return text
