from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from placements.enums import Mood
from schools.enums import STAFF

FACES = {
    Mood.HARD: "emoji-frown",
    Mood.OKAY: "emoji-neutral",
    Mood.FINE: "emoji-smile",
    Mood.GREAT: "emoji-laughing",
}


class DayReportQuerySet(models.QuerySet):
    def visible_to(self, member):
        """A report is read by whoever follows its placement; by guardians while the student is a minor."""
        from placements.models.placement import Placement  # noqa: PLC0415 - placement.py comes later in the room

        return self.filter(placement__in=Placement.objects.read_by(member))

    def unanswered(self):
        """Reports that nobody of school reacted to."""
        return self.exclude(Exists(ReportReply.objects.filter(report=OuterRef("pk"), author__role__in=STAFF)))

    def for_list(self):
        return self.select_related("photo").order_by("-date", "-pk")


class DayReport(SchoolModel):
    """What the student writes after a stage day, in two minutes: what, how did it go, a photo. Dutch: dagverslag."""

    placement = SchoolForeignKey("placements.Placement", on_delete=models.PROTECT, related_name="reports")
    date = models.DateField(_("datum"))
    did = models.TextField(_("Wat heb je gedaan?"), max_length=2000)
    mood = models.PositiveSmallIntegerField(_("Hoe ging het?"), choices=Mood)
    learned = models.TextField(_("Wat heb je geleerd?"), blank=True, max_length=2000)
    photo = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager(DayReportQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "placement", "date"], name="day_report_once"),
            models.CheckConstraint(condition=Q(mood__in=Mood.values), name="day_report_mood_known"),
        ]

    def __str__(self):
        return f"{self.date}"

    @property
    def is_open(self):
        """The student may still change it: nobody of school or company has reacted."""
        return not self.replies.exists()

    @property
    def mood_icon(self):
        """The face beside the word."""
        return FACES[Mood(self.mood)]


class ReplyQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("author__user", "author__deputy_for__user").order_by("created_at", "pk")


class ReportReply(SchoolModel):
    """A reaction of mentor, coordinator or company under a day report."""

    report = SchoolForeignKey("placements.DayReport", on_delete=models.CASCADE, related_name="replies")
    author = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    text = models.TextField(_("reactie"), max_length=1000)
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(ReplyQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [*walls]

    def __str__(self):
        return f"#{self.pk}"
