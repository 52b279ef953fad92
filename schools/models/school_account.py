from django.conf import settings
from django.db import models
from django.db.models import Exists, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.moves import Moves, move
from core.tenancy import SchoolModel, school_manager, walls


class SignInService(Moves, SchoolModel):
    """Where the people of one school sign in: its Microsoft, Google, Entree or another OpenID Connect service.

    Every change puts it back to "not tested": only what was tested can be switched on.
    """

    class Kind(models.TextChoices):
        ENTRA = "entra", _("Microsoft Entra ID (Office 365)")
        GOOGLE = "google", _("Google Workspace")
        ENTREE = "entree", _("Entree Federatie (Kennisnet)")
        OTHER = "other", _("een andere dienst met OpenID Connect")

    class State(models.TextChoices):
        NEW = "new", _("nog niet getest")
        TESTED = "tested", _("getest, nog niet aan")
        ON = "on", _("aan")

    kind = models.CharField(_("soort account"), max_length=10, choices=Kind)
    state = models.CharField(max_length=10, choices=State, default=State.NEW, editable=False)
    issuer = models.CharField(_("adres van de dienst (issuer)"), max_length=300, blank=True)
    tenant = models.CharField(_("kenmerk van uw school"), max_length=100, blank=True)
    domains = models.CharField(_("maildomeinen"), max_length=300, blank=True)
    client_id = models.CharField(_("client-id"), max_length=190)
    locked_secret = models.TextField(editable=False)
    demands_second_step = models.BooleanField(_("onze school eist een tweede stap"), default=False)
    changed_at = models.DateTimeField(auto_now=True)
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school"], name="one_sign_in_service"),
            models.CheckConstraint(condition=Q(kind__in=["entra", "google", "entree", "other"]), name="service_kind"),
            models.CheckConstraint(condition=Q(state__in=["new", "tested", "on"]), name="service_state"),
        ]

    def __str__(self):
        return self.get_kind_display()

    @move(source=State.values, target=State.NEW)
    def change(self, *, by, given, note=""):
        """Write other settings; they are off until they are tested."""
        for name, value in given.items():
            setattr(self, name, value)

    @move(source=State.values, target=None)
    def pass_test(self, *, by):
        """A coordinator came back from the service with the right answer."""
        if self.state == self.State.NEW:
            self.state = self.State.TESTED

    @move(source=[State.TESTED], target=State.ON)
    def switch_on(self, *, by):
        """From now on people may come in with the account of the school."""

    @move(source=[State.ON], target=State.TESTED)
    def switch_off(self, *, by):
        """Nobody comes in this way any more, and who was in is out."""


class SchoolAccountQuerySet(models.QuerySet):
    def linked(self):
        """Links that were not undone."""
        return self.filter(ended_at=None)

    def in_use(self):
        """Links that open the school: not undone, and the school's service is on."""
        return self.linked().filter(Exists(SignInService.objects.filter(state=SignInService.State.ON)))


class SchoolAccount(SchoolModel):
    """A person of this school and the account at the school's service that belongs to them.

    Only a hash of the service's own name for the account is kept; an e-mail address is never what links.
    """

    class How(models.TextChoices):
        EMAIL = "email", _("via het e-mailadres")
        SELF = "self", _("zelf gekoppeld")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    subject_hmac = models.CharField(max_length=64, editable=False)
    how = models.CharField(max_length=10, choices=How)
    linked_at = models.DateTimeField(auto_now_add=True)
    used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    objects = school_manager(SchoolAccountQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(
                fields=["school", "subject_hmac"], condition=Q(ended_at=None), name="school_account_once"
            ),
            models.UniqueConstraint(
                fields=["school", "user"], condition=Q(ended_at=None), name="one_school_account_per_person"
            ),
        ]

    def __str__(self):
        return f"#{self.pk} {self.how}"

    def end(self):
        """Undo the link; sessions that began with it end at their next request."""
        self.ended_at = timezone.now()
        self.save(update_fields=["ended_at"])
