from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class LessonPlanQuerySet(models.QuerySet):
    def of_classes(self):
        """The hours of whole classes."""
        return self.filter(student=None)

    def with_days(self):
        """Each with its days, the newest first."""
        return self.prefetch_related("days").order_by("-valid_from", "pk")


class LessonPlan(SchoolModel):
    """When a class is at school, from a date on; or one student, when that differs. Lessons count as working time
    under 18 (ATW art. 4:4 lid 2), and under 16 (Nadere regeling kinderarbeid art. 3:1 lid 3).
    """

    class_name = models.CharField(_("klas"), max_length=20, blank=True)
    student = SchoolForeignKey(
        "schools.Student", null=True, blank=True, on_delete=models.CASCADE, related_name="lesson_plans"
    )
    valid_from = models.DateField(_("geldt vanaf"))
    follows_class = models.BooleanField(_("dezelfde lesuren als de klas"), default=False)
    objects = school_manager(LessonPlanQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(
                condition=Q(student=None) & ~Q(class_name="") | Q(student__isnull=False, class_name=""),
                name="lesson_plan_of_class_or_student",
            ),
            models.CheckConstraint(
                condition=Q(follows_class=False) | Q(student__isnull=False), name="lesson_plan_student_follows_class"
            ),
            models.UniqueConstraint(
                fields=["school", "class_name", "valid_from"],
                condition=Q(student=None),
                name="lesson_plan_of_class_once",
            ),
            models.UniqueConstraint(fields=["school", "student", "valid_from"], name="lesson_plan_of_student_once"),
        ]

    def __str__(self):
        return f"{self.class_name or self.student_id} {self.valid_from}"

    @property
    def spans(self):
        """{weekday: (begin, end)}"""
        return {day.weekday: (day.starts_at, day.ends_at) for day in self.days.all()}


class LessonDay(SchoolModel):
    """From when to when there are lessons on one day of the week; no row: no lessons."""

    plan = SchoolForeignKey(LessonPlan, on_delete=models.CASCADE, related_name="days")
    weekday = models.PositiveSmallIntegerField(_("dag"))
    starts_at = models.TimeField(_("begin"))
    ends_at = models.TimeField(_("einde"))
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "plan", "weekday"], name="lesson_day_once"),
            models.CheckConstraint(condition=Q(weekday__lte=4), name="lesson_day_on_school_day"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="lesson_day_times_in_order"),
        ]

    def __str__(self):
        return f"{self.weekday} {self.starts_at}"
