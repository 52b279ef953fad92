from django.conf import settings
from django.db import models
from django.utils.translation import gettext as _

from core.tenancy import SchoolModel, school_manager, walls


class AuditQuerySet(models.QuerySet):
    def about(self, obj):
        """The history of one row, oldest first."""
        return self.filter(subject=obj._meta.label_lower, subject_id=obj.pk).order_by("at", "pk")

    def for_list(self):
        return self.select_related("actor", "on_behalf_of")


class AuditEntry(SchoolModel):
    """Who did what to which row, and when. Written once; the database refuses to change or delete it."""

    at = models.DateTimeField(auto_now_add=True)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+")
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    role = models.CharField(max_length=20, blank=True)
    action = models.CharField(max_length=40)
    before = models.CharField(max_length=20, blank=True)
    after = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    subject = models.CharField(max_length=60)
    subject_id = models.PositiveBigIntegerField()
    objects = school_manager(AuditQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [*walls]
        indexes = [models.Index(fields=["school", "subject", "subject_id"], name="audit_by_subject")]

    def __str__(self):
        return f"#{self.pk} {self.action} {self.before}→{self.after}"

    @property
    def who(self):
        """The name of whoever acted; a deputy's with the name of the one replaced; empty for the system."""
        if self.actor is None:
            return ""
        if self.on_behalf_of is None:
            return self.actor.name
        return _("%(name)s, namens %(other)s") % {"name": self.actor.name, "other": self.on_behalf_of.name}

    def told(self, words):
        """This act as the history component shows it; `words` says an action in Dutch."""
        return {"at": self.at, "who": self.who, "what": words.get(self.action, self.action), "why": self.note}

    @classmethod
    def record(cls, obj, **what):
        """Write one line about `obj`, see `line`."""
        entry = cls.line(obj, **what)
        entry.save()
        return entry

    @classmethod
    def line(cls, obj, *, action, by, before="", note=""):
        """One line about `obj`, not yet written; `by` is the Membership that acted, None for the system."""
        return cls(
            school_id=obj.school_id,
            subject=obj._meta.label_lower,
            subject_id=obj.pk,
            actor_id=by and by.user_id,
            on_behalf_of_id=by and by.deputy_for_id and by.deputy_for.user_id,
            role=by.role if by else "",
            action=action,
            before=before,
            after=getattr(obj, "state", ""),
            note=note,
        )
