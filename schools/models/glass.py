from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.constraints import ACTING_USER, OPEN_SCHOOL, SchoolPolicy
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls

LASTS = timedelta(minutes=60)


class BreakGlassQuerySet(models.QuerySet):
    def open(self):
        """Through which somebody can look now."""
        return self.filter(ended_at=None, ends_at__gt=timezone.now())

    def for_list(self):
        return self.select_related("user").prefetch_related("pages").order_by("-pk")


class BreakGlass(SchoolModel):
    """Somebody of the platform's staff looks along at one school, for a reason and for an hour; never writes.

    Of a row only the moment of stopping can be written afterwards (core/grants.py).
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(_("reden"))
    opened_at = models.DateTimeField(db_default=Now())
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(BreakGlassQuerySet)
    of_person = BreakGlassQuerySet.as_manager()  # over schools, for one's own only: the policy sees to that

    class Meta(SchoolModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["school", "id"], name="break_glass_school_id"),
            models.UniqueConstraint(fields=["school", "user"], condition=Q(ended_at=None), name="one_glass_at_once"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("opened_at")), name="break_glass_in_order"),
            SchoolPolicy(
                name="break_glass_of_open_school_or_self",
                using=f"school_id = {OPEN_SCHOOL} OR user_id = {ACTING_USER}",
                check=f"school_id = {OPEN_SCHOOL}",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.opened_at}"

    @property
    def is_open(self):
        return self.ended_at is None and self.ends_at > timezone.now()

    @property
    def stopped_at(self):
        """When it was over: stopped, or by itself after the hour."""
        return min(filter(None, [self.ended_at, self.ends_at]))


class GlassPage(SchoolModel):
    """One page that was opened through the glass. Can only grow."""

    glass = SchoolForeignKey(BreakGlass, on_delete=models.PROTECT, related_name="pages")
    at = models.DateTimeField(db_default=Now())
    path = models.CharField(max_length=200)

    class Meta(SchoolModel.Meta):
        ordering = ["pk"]
        constraints = [*walls]
        indexes = [models.Index(fields=["school", "glass"], name="pages_by_glass")]

    def __str__(self):
        return f"#{self.pk} {self.path}"
