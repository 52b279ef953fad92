from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core.constraints import ACTING_USER, OPEN_SCHOOL, SchoolPolicy
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager
from schools.enums import Role

DEPUTISED = [Role.COORDINATOR, Role.DIRECTOR, Role.MENTOR]


class MembershipQuerySet(models.QuerySet):
    def current(self):
        """Roles that are valid today."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), Q(since=None) | Q(since__lte=today))

    def for_list(self):
        """With the person, and whom a deputy stands in for, by name."""
        return self.select_related("user", "deputy_for__user").order_by("user__name", "role", "pk")

    def staff(self, *roles):
        """Valid members with one of these roles, by name, for a choice in a form. Deputies cannot be chosen."""
        found = self.current().filter(role__in=roles, deputy_for=None)
        return found.select_related("user").order_by("user__name", "pk")


class Membership(SchoolModel):
    """One person in one role at one school, from and until a date. A deputy has the role of somebody else for a while:
    sees what that one sees, and what the deputy does reads "naam, namens naam".
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(_("rol"), max_length=20, choices=Role)
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    deputy_for = SchoolForeignKey(
        "schools.Membership", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies"
    )
    objects = school_manager(MembershipQuerySet)
    of_person = MembershipQuerySet.as_manager()  # over schools, for one's own roles only: the policy sees to that

    class Meta(SchoolModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["school", "id"], name="membership_school_id"),
            models.UniqueConstraint(
                fields=["school", "user", "role"], condition=Q(deputy_for=None), name="one_membership_per_own_role"
            ),
            models.UniqueConstraint(fields=["school", "user", "deputy_for"], name="one_membership_per_deputy"),
            models.CheckConstraint(
                condition=Q(deputy_for=None) | Q(since__isnull=False, until__isnull=False, role__in=DEPUTISED),
                name="deputy_for_a_dated_span",
            ),
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

    @property
    def is_over(self):
        return self.until is not None and self.until < timezone.localdate()

    @property
    def place_id(self):
        """The membership whose students and stages this member has: the own one, or the one replaced."""
        return self.deputy_for_id or self.pk

    @property
    def key(self):
        """What this role is called among the roles of one person at one school."""
        return f"{self.role}-{self.deputy_for_id}" if self.deputy_for_id else self.role

    @property
    def name(self):
        """The person's name, a deputy's with the name of the one replaced."""
        if not self.deputy_for_id:
            return self.user.name
        return _t("%(name)s, namens %(other)s") % {"name": self.user.name, "other": self.deputy_for.user.name}

    @property
    def role_words(self):
        """The role in words, a deputy's with the name of the one replaced."""
        if not self.deputy_for_id:
            return self.get_role_display()
        return _t("%(role)s, namens %(other)s") % {
            "role": self.get_role_display(),
            "other": self.deputy_for.user.name,
        }
