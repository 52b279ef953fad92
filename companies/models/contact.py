from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import Task
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class ContactQuerySet(models.QuerySet):
    def current(self):
        """People who work there for us today; who left stays in the history."""
        today = timezone.localdate()
        return self.filter(Q(until=None) | Q(until__gte=today), Q(since=None) | Q(since__lte=today))

    def ended(self):
        return self.filter(until__lt=timezone.localdate())

    def for_list(self):
        return self.select_related("member__user").order_by("-is_first", "pk")


class CompanyContact(SchoolModel):
    """A person at a company and what for: the questions (`is_first`), guiding, signing. From and until a day."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="contacts")
    member = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="contacts")
    function = models.CharField(_("functie"), max_length=60, blank=True)
    is_first = models.BooleanField(_("eerste contact"), default=True)
    supervises = models.BooleanField(_("begeleidt leerlingen"), default=True)
    signs = models.BooleanField(_("tekent voor het bedrijf"), default=False)
    since = models.DateField(_("vanaf"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    no_mail_since = models.DateField(_("wil geen vragen meer per mail sinds"), null=True, blank=True)
    objects = school_manager(ContactQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "company", "member"], name="contact_once"),
            models.UniqueConstraint(
                fields=["school", "company"], condition=models.Q(is_first=True), name="one_first_contact"
            ),
            models.UniqueConstraint(fields=["school", "company"], condition=Q(signs=True), name="one_signing_contact"),
            models.CheckConstraint(
                condition=Q(until=None) | Q(is_first=False, signs=False), name="contact_with_a_task_goes_on"
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(since=None) | Q(until__gte=F("since")), name="contact_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["school", "member"], name="contact_by_member")]

    def __str__(self):
        return f"{self.member.user.name}, {self.company}"

    @property
    def is_over(self):
        return self.until is not None and self.until < timezone.localdate()

    @property
    def tasks(self):
        """What for, as choices of `Task`."""
        held = {Task.AVAILABILITY: self.is_first, Task.SUPERVISION: self.supervises, Task.SIGNING: self.signs}
        return [task for task, is_held in held.items() if is_held]


class StandIn(SchoolModel):
    """Somebody else at the company gets the mails of a contact, from and until a day. The newest one counts."""

    contact = SchoolForeignKey("companies.CompanyContact", on_delete=models.CASCADE, related_name="stand_ins")
    substitute = SchoolForeignKey("companies.CompanyContact", on_delete=models.CASCADE, related_name="+")
    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot en met"))
    objects = school_manager()

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="stand_in_dates_in_order"),
            models.CheckConstraint(condition=~Q(contact=F("substitute")), name="stand_in_is_somebody_else"),
        ]

    def __str__(self):
        return f"#{self.pk} {self.since}–{self.until}"
