from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class PhoneCallQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("member__user").order_by("-pk")


class PhoneCall(SchoolModel):
    """The school phoned a company about the question: was there somebody, what was said, when to try again."""

    invitation = SchoolForeignKey("groups.Invitation", on_delete=models.CASCADE, related_name="calls")
    member = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    called_at = models.DateTimeField(auto_now_add=True)
    is_reached = models.BooleanField(_("opgenomen"))
    said = models.TextField(_("wat is er gezegd"), blank=True)
    again_on = models.DateField(_("weer bellen op"), null=True, blank=True)
    objects = school_manager(PhoneCallQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(is_reached=False) | ~Q(said=""), name="phone_call_says_something"),
        ]
        indexes = [models.Index(fields=["school", "invitation"], name="phone_call_by_invitation")]

    def __str__(self):
        return f"#{self.pk} {self.called_at}"
