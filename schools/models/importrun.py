from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class ImportQuerySet(models.QuerySet):
    def for_list(self):
        """With whoever brought the list."""
        return self.select_related("created_by__user", "created_by__deputy_for__user")


class ImportRun(SchoolModel):
    """A list somebody uploaded or pasted: what it holds, what it would change, and what was done with it."""

    class Kind(models.TextChoices):
        STUDENTS = "students", _("leerlingen")
        COMPANIES = "companies", _("bedrijven")

    class State(models.TextChoices):
        READING = "reading", _("wordt nagekeken")
        TRIAL = "trial", _("proef")
        BUSY = "busy", _("wordt verwerkt")
        DONE = "done", _("verwerkt")
        DROPPED = "dropped", _("weggegooid")

    kind = models.CharField(max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    source_name = models.CharField(max_length=150)
    header = models.JSONField(default=list)
    rows = models.JSONField(default=list)  # [[row number, [cells]]]; emptied when done
    report = models.JSONField(default=dict)
    created_by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(ImportQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(
                condition=models.Q(state__in=["reading", "trial", "busy", "done", "dropped"]),
                name="import_state_known",
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.source_name}"
