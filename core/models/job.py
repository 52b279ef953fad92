from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class JobState(models.TextChoices):
    WAITING = "waiting", _("wacht op zijn beurt")
    RUNNING = "running", _("bezig")
    DONE = "done", _("klaar")
    FAILED = "failed", _("niet gelukt")


class JobQuerySet(models.QuerySet):
    def silent(self):
        """Jobs that should be going on, and that no worker has been heard about for five minutes."""
        busy = self.filter(state__in=[JobState.WAITING, JobState.RUNNING])
        return busy.filter(heard_at__lt=Now() - timedelta(minutes=5))


class Job(SchoolModel):
    """Long work that a page follows: how far it is, what came of a row or went wrong with it, and the file."""

    State = JobState

    kind = models.CharField(max_length=60)
    label = models.CharField(max_length=150)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)  # Dutch sentences, one per row that failed
    outcomes = models.JSONField(default=list)  # [who, what came of it], one per row, of work that tells that
    arguments = models.JSONField(default=dict)  # ids only
    file = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    heard_at = models.DateTimeField(auto_now=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(JobQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=models.Q(state__in=JobState.values), name="job_state_known"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.label}"

    @property
    def is_busy(self):
        return self.state in (JobState.WAITING, JobState.RUNNING)
