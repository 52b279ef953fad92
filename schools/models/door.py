from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Purpose


class LetterQuerySet(models.QuerySet):
    def valid(self):
        """Letters that still open their page."""
        return self.filter(revoked_at=None, expires_at__gt=Now())


class Letter(SchoolModel):
    """A link for a company or a guardian: for one person, one purpose and one thing, reusable until it ends.

    Only the SHA-256 of the token is kept; the token itself is derived from `secret` and the server's pepper.
    """

    member = SchoolForeignKey("schools.Membership", on_delete=models.CASCADE, related_name="letters")
    purpose = models.CharField(max_length=20, choices=Purpose)
    about = models.PositiveBigIntegerField(null=True, blank=True)  # id of the thing, e.g. the invitation
    secret = models.UUIDField(editable=False)
    token_sha256 = models.CharField(max_length=64, editable=False)
    expires_at = models.DateTimeField(_("geldig tot"))
    revoked_at = models.DateTimeField(_("ingetrokken"), null=True, blank=True)
    renewed_from = SchoolForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="renewals")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(LetterQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "token_sha256"], name="letter_token_once"),
            models.CheckConstraint(condition=Q(purpose__in=Purpose.values), name="letter_purpose_known"),
        ]
        indexes = [models.Index(fields=["school", "member", "purpose", "about"], name="letter_by_member")]

    def __str__(self):
        return f"#{self.pk} {self.purpose} {self.member_id}"


class EntryCode(SchoolModel):
    """A 6-digit code by mail, once per device, before a page with data of students. Ten minutes, five tries."""

    letter = SchoolForeignKey(Letter, on_delete=models.CASCADE, related_name="codes")
    code_hmac = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls]

    def __str__(self):
        return f"#{self.pk}"


class LoginCode(SchoolModel):
    """The code on a student's printed letter. Only its HMAC is kept, so it can be shown once: in that letter."""

    class State(models.TextChoices):
        ISSUED = "issued", _("uitgedeeld")
        USED = "used", _("gebruikt")
        VOID = "void", _("vervallen")

    student = SchoolForeignKey("schools.Student", on_delete=models.CASCADE, related_name="login_codes")
    code_hmac = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State, default=State.ISSUED)
    expires_on = models.DateField()
    created_at = models.DateTimeField(auto_now_add=True)
    first_used_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "code_hmac"], name="login_code_once"),
            models.UniqueConstraint(
                fields=["school", "student"], condition=~Q(state="void"), name="one_live_login_code"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.state}"


class FailedEntry(SchoolModel):
    """One wrong code. Counted per device, address and school; only failures slow anybody down, nobody is locked."""

    address_hmac = models.CharField(max_length=64)
    device_hmac = models.CharField(max_length=64, blank=True)
    at = models.DateTimeField(auto_now_add=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [*walls]
        indexes = [models.Index(fields=["school", "at"], name="failed_entry_by_time")]

    def __str__(self):
        return f"#{self.pk}"
