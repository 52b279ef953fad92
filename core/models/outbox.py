import re
from datetime import timedelta
from email.utils import formataddr

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from core.constraints import OPEN_SCHOOL, SchoolPolicy

LEASE = timedelta(minutes=2)
MAX_ATTEMPTS = 6
ENDS_A_LINE = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029]")


class MailQuerySet(models.QuerySet):
    def due(self):
        """Mails that should leave now: waiting, or taken by a worker that has not been heard of since."""
        return self.filter(
            models.Q(state=MailState.WAITING, not_before__lte=Now())
            | models.Q(state=MailState.LEASED, lease_until__lt=Now())
        )


class MailState(models.TextChoices):
    WAITING = "waiting", _("wacht")
    LEASED = "leased", _("wordt verstuurd")
    SENT = "sent", _("verstuurd")
    REFUSED = "refused", _("adres klopt niet")
    FAILED = "failed", _("niet verstuurd")
    UNKNOWN = "unknown", _("onbekend of het is aangekomen")


class OutgoingMail(models.Model):
    """A mail that must leave: written in the transaction of the data, delivered afterwards by the worker.

    Sign-in mails belong to no school; they are seen only while no school is open. The text holds no secrets: the
    address of a letter is filled in when it is sent (`settings.OUTBOX_FILL`), `is_secret` texts are wiped once sent.
    """

    State = MailState

    school = models.ForeignKey("schools.School", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    about = models.CharField(max_length=60, blank=True)  # "groups.invitation:12": whose stand this mail tells
    to = models.EmailField()
    reply_to = models.EmailField(blank=True)
    subject = models.CharField(max_length=250)
    text = models.TextField()
    html = models.TextField(blank=True)
    calendar = models.TextField(blank=True)  # an appointment, goes along as afspraak.ics
    is_secret = models.BooleanField(default=False)
    state = models.CharField(max_length=10, choices=MailState, default=MailState.WAITING)
    resend_after_crash = models.BooleanField(default=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(db_default=Now())
    lease_until = models.DateTimeField(null=True, blank=True)
    message_id = models.CharField(max_length=120)
    error = models.CharField(max_length=250, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    objects = MailQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "key"], nulls_distinct=False, name="outbox_key_once"),
            models.CheckConstraint(condition=models.Q(state__in=MailState.values), name="outbox_state_known"),
            SchoolPolicy(
                name="outbox_of_open_school",
                using=f"school_id = {OPEN_SCHOOL} OR (school_id IS NULL AND {OPEN_SCHOOL} IS NULL)",
                check=f"school_id = {OPEN_SCHOOL} OR school_id IS NULL",
            ),
        ]
        indexes = [
            models.Index(
                fields=["school", "state"],
                condition=models.Q(state__in=[MailState.WAITING, MailState.LEASED]),
                name="outbox_due",
            ),
            models.Index(fields=["school", "about"], name="outbox_by_about"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.key}"

    @property
    def from_address(self):
        """The platform's own address, with the school's name in front of it."""
        address = settings.DEFAULT_FROM_EMAIL.split("<")[-1].rstrip(">")
        if not self.school_id:
            return settings.DEFAULT_FROM_EMAIL
        return formataddr((" ".join(ENDS_A_LINE.sub(" ", self.school.name).split()), address), charset="utf-8")
