from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import TaskFrom, TaskVerdict

IN_FORCE = {  # in an age band: tasks that began by then
    "child": [TaskFrom.START],
    "young": [TaskFrom.START, TaskFrom.YOUNG],
    "adult": [TaskFrom.START, TaskFrom.YOUNG, TaskFrom.ADULT],
}


class SafetyCheck(SchoolModel):
    """The werk- en veiligheidscheck of one placement: school went through the tasks, by age (Arbobesluit art. 1.36;
    Nadere regeling kinderarbeid art. 1:1). Done again when tasks change.
    """

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="safety_checks")
    done_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    done_at = models.DateTimeField()
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls, models.UniqueConstraint(fields=["school", "placement"], name="safety_check_of_placement_once")
        ]

    def __str__(self):
        return f"#{self.pk} {self.placement_id}"


class SafetyTaskQuerySet(models.QuerySet):
    def blocking(self, band):
        """Tasks that are forbidden in this age band and were not taken away."""
        return self.filter(starts__in=IN_FORCE[band], **{band: TaskVerdict.FORBIDDEN})

    def for_list(self):
        return self.order_by("position", "pk")


class SafetyTask(SchoolModel):
    """One task of a placement: what is thought of it in each age band, who watches, and from when it is done."""

    check_of = SchoolForeignKey(SafetyCheck, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("taak"), max_length=200)
    child = models.CharField(_("14 en 15 jaar"), max_length=9, choices=TaskVerdict, blank=True)
    young = models.CharField(_("16 en 17 jaar"), max_length=9, choices=TaskVerdict, blank=True)
    adult = models.CharField(_("18 jaar en ouder"), max_length=9, choices=TaskVerdict, blank=True)
    supervised_by = models.CharField(_("wie kijkt mee?"), max_length=100, blank=True)
    starts = models.CharField(_("wanneer?"), max_length=6, choices=TaskFrom, default=TaskFrom.START)
    objects = school_manager(SafetyTaskQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "check_of", "position"], name="safety_task_in_order"),
            models.CheckConstraint(condition=~Q(text=""), name="safety_task_named"),
            models.CheckConstraint(
                condition=Q(child__in=["", *TaskVerdict.values])
                & Q(young__in=["", *TaskVerdict.values])
                & Q(adult__in=["", *TaskVerdict.values]),
                name="safety_verdicts_known",
            ),
            models.CheckConstraint(condition=Q(starts__in=TaskFrom.values), name="safety_task_start_known"),
            models.CheckConstraint(
                condition=Q(starts=TaskFrom.NEVER)
                | ~Q(supervised_by="")
                | ~(Q(child=TaskVerdict.WATCHED) | Q(young=TaskVerdict.WATCHED) | Q(adult=TaskVerdict.WATCHED)),
                name="safety_watched_by_somebody",
            ),
        ]

    def __str__(self):
        return self.text

    def verdict(self, band):
        """What holds in this age band; empty when the task is not done then."""
        return getattr(self, band) if self.starts in IN_FORCE[band] else ""
