from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from contracts.enums import AgreementState as State
from core.moves import Moves, move
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls

WARN_BEFORE = timedelta(weeks=8)


class PartnerAgreementQuerySet(models.QuerySet):
    def valid_on(self, day):
        """Those that hold on this day; one that ended earlier does up to its last day."""
        return self.filter(valid_from__lte=day, valid_until__gte=day).exclude(ended_on__lt=day)

    def for_study(self, name, crebo):
        """Those for every study, and those for this one: by its number, or by its name where numbers differ."""
        same = Q(crebo=crebo) & ~Q(crebo="") | Q(study__iexact=name) & ~Q(study="")
        return self.filter(Q(study="", crebo="") | same)

    def nearly_over(self):
        """Those that end within eight weeks, or did end, and after which none with the same school comes."""
        day = timezone.localdate() + WARN_BEFORE
        later = self.model.objects.filter(
            state=State.STANDING, partner__iexact=models.OuterRef("partner"), valid_until__gt=day
        )
        return self.filter(state=State.STANDING, valid_until__lte=day).exclude(models.Exists(later))

    def for_list(self):
        return self.select_related("file", "made_by__user").order_by("state", "valid_until", "partner", "pk")


class PartnerAgreement(Moves, SchoolModel):
    """The samenwerkingsovereenkomst of school and mbo (ROC/AOC), signed by both, without which there is no LWT.

    Source: Wvo 2020 art. 2.103–2.107; seed 002 (R101). It is ended, never removed.
    """

    partner = models.CharField(_("mbo-school"), max_length=100)
    brin = models.CharField(_("BRIN van de mbo-school"), max_length=4, blank=True)
    study = models.CharField(_("opleiding"), max_length=120, blank=True)
    crebo = models.CharField(_("crebonummer"), max_length=5, blank=True)
    valid_from = models.DateField(_("geldt vanaf"))
    valid_until = models.DateField(_("geldt tot en met"))
    school_signer = models.CharField(_("getekend voor school door"), max_length=100)
    school_signed_on = models.DateField(_("school tekende op"))
    partner_signer = models.CharField(_("getekend voor het mbo door"), max_length=100)
    partner_signed_on = models.DateField(_("het mbo tekende op"))
    file = SchoolForeignKey("core.StoredFile", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(_("stand"), max_length=10, choices=State, default=State.STANDING, editable=False)
    ended_on = models.DateField(_("laatste dag"), null=True, editable=False)
    end_reason = models.TextField(_("waarom het stopt"), max_length=600, blank=True, editable=False)
    made_by = SchoolForeignKey("schools.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(PartnerAgreementQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(state__in=State.values), name="partner_state_known"),
            models.CheckConstraint(
                condition=~(Q(partner="") | Q(school_signer="") | Q(partner_signer="")),
                name="partner_signed_by_both",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("valid_from")), name="partner_dates_in_order",
                violation_error_message=_("De laatste dag ligt vóór de eerste."),
            ),
            models.CheckConstraint(
                condition=Q(brin="") | Q(brin__regex=r"^\d{2}[A-Z]{2}$"), name="partner_brin_known",
                violation_error_message=_("Een BRIN is twee cijfers en twee hoofdletters, zoals 25PN."),
            ),
            models.CheckConstraint(
                condition=Q(crebo="") | Q(crebo__regex=r"^\d{5}$"), name="partner_crebo_is_five_digits",
                violation_error_message=_("Een crebonummer heeft vijf cijfers."),
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_on__isnull=False) & ~Q(end_reason="")
                | Q(state=State.STANDING, ended_on=None),
                name="partner_ended_with_day_and_reason",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.partner} t/m {self.valid_until}"

    @property
    def is_nearly_over(self):
        """It ends within eight weeks, or did."""
        return self.state == State.STANDING and self.valid_until <= timezone.localdate() + WARN_BEFORE

    @move(source=[State.STANDING], target=State.ENDED)
    def end(self, *, by, last_day, note):
        """School and mbo stop, for this reason; the paper stays."""
        self.ended_on, self.end_reason = last_day, note[:600]
