from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.calendar import in_one_phrase
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import MoveReason, TalkOutcome
from placements.models.placement import Placement
from schools.enums import Role


class GuidanceQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Notes of guidance are of school only: the coordinator, and whoever guides the student."""
        if member.role not in (Role.COORDINATOR, Role.MENTOR):
            return self.none()
        return self.filter(placement__in=Placement.objects.visible_to(member))

    def for_list(self):
        people = ("created_by__user", "created_by__deputy_for__user", "placement__company")
        return self.select_related(*people).order_by("-created_at", "-pk")


class TalkQuerySet(GuidanceQuerySet):
    def about_a_move(self):
        """Talks that ended in looking for another place."""
        return self.filter(outcome=TalkOutcome.MOVE)

    def agreements(self):
        """Talks that ended in an agreement to go on."""
        return self.filter(outcome=TalkOutcome.GO_ON)


class StageTalk(SchoolModel):
    """A talk about a stage that does not go well: what was said, what was tried, and what comes of it (R110).

    What was agreed is for the student to read; the rest is a note of guidance.
    """

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="talks")
    held_on = models.DateField(_("datum van het gesprek"))
    with_student = models.BooleanField(_("de leerling"), default=True)
    with_company = models.BooleanField(_("het bedrijf"), default=False)
    with_guardians = models.BooleanField(_("ouders of verzorgers"), default=False)
    said = models.TextField(_("wat is er gezegd?"), max_length=2000)
    tried = models.TextField(_("wat is er al geprobeerd?"), max_length=2000)
    outcome = models.CharField(_("hoe verder?"), max_length=10, choices=TalkOutcome)
    agreed = models.TextField(_("de afspraak"), max_length=600, blank=True)
    look_again_on = models.DateField(_("terugkijken op"), null=True, blank=True)
    reason = models.CharField(_("waarom een andere plek?"), max_length=10, choices=MoveReason, blank=True)
    created_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(TalkQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(outcome__in=TalkOutcome.values), name="talk_outcome_known"),
            models.CheckConstraint(condition=Q(reason__in=["", *MoveReason.values]), name="talk_reason_known"),
            models.CheckConstraint(
                condition=~Q(outcome=TalkOutcome.MOVE) | ~Q(reason=""), name="talk_move_with_reason"
            ),
            models.CheckConstraint(
                condition=~Q(outcome=TalkOutcome.GO_ON) | (~Q(agreed="") & Q(look_again_on__isnull=False)),
                name="talk_going_on_with_agreement",
            ),
            models.CheckConstraint(
                condition=Q(look_again_on=None) | Q(look_again_on__gte=F("held_on")), name="talk_looks_ahead"
            ),
        ]
        indexes = [models.Index(fields=["school", "placement"], name="talk_by_placement")]

    def __str__(self):
        return f"{self.held_on} {self.outcome}"

    @property
    def who_was_there(self):
        """leerling en bedrijf"""
        everybody = ((self.with_student, "leerling"), (self.with_company, "bedrijf"), (self.with_guardians, "ouders"))
        return in_one_phrase([name for was, name in everybody if was])


class MatchReview(SchoolModel):
    """What school learned of a match: what was misjudged, and what to look at next time (R139)."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="reviews")
    misjudged = models.TextField(_("wat schatten we anders in?"), max_length=2000)
    next_time = models.TextField(_("waar letten we de volgende keer op?"), max_length=2000)
    created_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(GuidanceQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [*walls, models.UniqueConstraint(fields=["school", "placement"], name="review_once")]

    def __str__(self):
        return f"#{self.pk} {self.placement_id}"
