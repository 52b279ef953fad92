from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import ACTING_USER, OPEN_SCHOOL, SchoolPolicy
from core.tenancy import SchoolModel, school_manager
from schools.enums import Role


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Roles that are valid today."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), Q(since=None) | Q(since__lte=today))

    def staff(self, *roles):
        """Valid members with one of these roles, by name, for a choice in a form."""
        return self.current().filter(role__in=roles).select_related("user").order_by("user__name", "pk")


class Membership(SchoolModel):
    """One person in one role at one school, from and until a date."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    objects = school_manager(MembershipQuerySet)
    of_person = MembershipQuerySet.as_manager()  # over schools, for one's own roles only: the policy sees to that

    class Meta(SchoolModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["school", "id"], name="membership_school_id"),
            models.UniqueConstraint(fields=["school", "user", "role"], name="one_membership_per_role"),
            models.CheckConstraint(condition=Q(role__in=Role.values), name="membership_role_known"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=models.F("since")),
                name="membership_dates_in_order",
            ),
            SchoolPolicy(
                name="membership_of_open_school_or_self",
                using=f"school_id = {OPEN_SCHOOL} OR user_id = {ACTING_USER}",
                check=f"school_id = {OPEN_SCHOOL}",
            ),
        ]
        indexes = [models.Index(fields=["user"], name="membership_by_user")]

    def __str__(self):
        return f"{self.user} ({self.get_role_display()})"
