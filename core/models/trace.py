from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now

from core.tenancy import SchoolModel, walls


class WriteTrace(SchoolModel):
    """What one statement changed in one table: which rows and columns, by whom. Never the values themselves.

    The database writes it (`core.traces`); the application can read it and nothing else. Without a user: the worker,
    or somebody with a letter, whom the recorded move names.
    """

    at = models.DateTimeField(db_default=Now())  # of the transaction: what was done together reads together
    table = models.CharField(max_length=63)
    operation = models.CharField(max_length=6)
    ids = ArrayField(models.BigIntegerField())
    columns = ArrayField(models.CharField(max_length=63), default=list)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )

    class Meta(SchoolModel.Meta):
        constraints = [*walls]
        indexes = [models.Index(fields=["school", "table", "at"], name="write_trace_by_table")]

    def __str__(self):
        return f"#{self.pk} {self.operation} {self.table} ×{len(self.ids)}"
