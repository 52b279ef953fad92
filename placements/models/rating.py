from datetime import timedelta

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import PlacementState, Smiley
from placements.models.placement import Placement
from schools.enums import Role

LAST_WEEK = timedelta(days=7)  # from so long before the last day the student is asked
STILL_ASKED = timedelta(days=60)  # and so long after it


class RatingQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A single answer is the student's, and read by who guides; a company and other students never see it."""
        if member.role not in (Role.STUDENT, Role.COORDINATOR, Role.MENTOR):
            return self.none()
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def for_list(self):
        return self.select_related("placement__company").order_by("-given_at", "-pk")


class StageRating(SchoolModel):
    """How the student looks back on a place: three smileys and one sentence; one answer a stage."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="ratings")
    work = models.PositiveSmallIntegerField(_("Hoe was het werk?"), choices=Smiley)
    people = models.PositiveSmallIntegerField(_("Hoe waren de mensen?"), choices=Smiley)
    learning = models.PositiveSmallIntegerField(_("Hoe was het om hier te leren?"), choices=Smiley)
    sentence = models.CharField(_("Wat wil je erover zeggen?"), max_length=200, blank=True)
    given_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(RatingQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement"], name="rating_once"),
            *(
                models.CheckConstraint(condition=Q(**{f"{name}__in": Smiley.values}), name=f"rating_{name}_known")
                for name in ("work", "people", "learning")
            ),
        ]

    def __str__(self):
        return f"#{self.pk}"

    @property
    def answers(self):
        """[(question, smiley in words, value)]"""
        return [
            (self._meta.get_field(name).verbose_name, Smiley(getattr(self, name)).label, getattr(self, name))
            for name in ("work", "people", "learning")
        ]


def to_rate(placements):
    """Those of these stages about which the student may say how it was: in the last week or over, and not yet said."""
    today = timezone.localdate()
    over = [PlacementState.COMPLETED, PlacementState.ENDED_EARLY, PlacementState.TRANSFERRED]
    nearly = Q(state=PlacementState.RUNNING, ends_on__lte=today + LAST_WEEK)
    given = StageRating.objects.filter(placement=OuterRef("pk"))
    asked = placements.filter(nearly | Q(state__in=over), ends_on__gte=today - STILL_ASKED)
    return asked.exclude(Exists(given))
