from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolModel, school_manager, walls
from schools.enums import Looked


class ReadTraceQuerySet(models.QuerySet):
    def about(self, student):
        """Who looked at this student, newest first."""
        return self.filter(student=student).select_related("user").order_by("-pk")


class ReadTrace(SchoolModel):
    """Somebody looked at something of a student: once per person, thing and hour. Can only grow.

    The student and the person are no foreign keys for the database: the trace outlives both.
    """

    at = models.DateTimeField(_("wanneer"), db_default=Now())  # the first look in this hour
    hour = models.DateTimeField()
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    role = models.CharField(_("rol"), max_length=20)
    student = models.ForeignKey("schools.Student", on_delete=models.DO_NOTHING, db_constraint=False, related_name="+")
    what = models.CharField(_("wat"), max_length=12, choices=Looked)
    objects = school_manager(ReadTraceQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "student", "user", "role", "what", "hour"], name="one_look_per_hour"
            ),
            models.CheckConstraint(condition=models.Q(what__in=Looked.values), name="look_known"),
        ]
        indexes = [models.Index(fields=["school", "student", "-id"], name="looks_by_student")]

    def __str__(self):
        return f"#{self.pk} {self.role} {self.what}"
