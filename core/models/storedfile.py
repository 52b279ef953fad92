from django.conf import settings
from django.db import models

from core.tenancy import SchoolModel, walls


class StoredFile(SchoolModel):
    """Bytes under a name nobody can guess, outside any web root. A view that checked its reader hands them out."""

    path = models.CharField(max_length=120, unique=True, editable=False)
    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=60)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta(SchoolModel.Meta):
        constraints = [*walls]

    def __str__(self):
        return f"#{self.pk} {self.name}"
