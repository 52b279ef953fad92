from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from core.moves import Moves, move
from core.tenancy import SchoolModel, school_manager, walls


class FileState(models.TextChoices):
    OWN = "own", _("door ons gemaakt")
    UNSCANNED = "unscanned", _("niet op virussen gecontroleerd")
    QUARANTINED = "quarantined", _("wordt op virussen gecontroleerd")
    CLEAN = "clean", _("geen virus gevonden")
    INFECTED = "infected", _("virus gevonden")


class FileQuerySet(models.QuerySet):
    def to_scan(self):
        """Files that wait for the scanner."""
        return self.filter(state=FileState.QUARANTINED)


class StoredFile(Moves, SchoolModel):
    """Bytes under a name nobody can guess, outside any web root. A view that checked its reader hands them out.

    What a stranger brought waits for the virus scanner, where there is one; until then nobody gets it.
    """

    State = FileState

    path = models.CharField(max_length=120, unique=True, editable=False)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=12, choices=FileState, default=FileState.OWN)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    objects = school_manager(FileQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=models.Q(state__in=FileState.values), name="stored_file_state_known"),
        ]
        indexes = [
            models.Index(
                fields=["school"], condition=models.Q(state=FileState.QUARANTINED), name="stored_file_to_scan"
            )
        ]

    def __str__(self):
        return f"#{self.pk} {self.name}"

    @property
    def withheld(self):
        """Why nobody gets this file now; an empty text when it is handed out."""
        return {
            FileState.QUARANTINED: _(
                "We controleren dit bestand nog op virussen. Kijk over een paar minuten weer."
            ),
            FileState.INFECTED: _("In dit bestand is een virus gevonden. Het is weggegooid. Kies een ander bestand."),
        }.get(self.state, "")

    @move(source={FileState.QUARANTINED}, target=FileState.CLEAN)
    def pass_scan(self, *, by):
        """The scanner found nothing."""

    @move(source={FileState.QUARANTINED}, target=FileState.INFECTED)
    def fail_scan(self, *, by, note):
        """The scanner found a virus, named in the note: the bytes must go."""
