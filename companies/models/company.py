from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from companies.enums import FlagState, Like, Size
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role

A_YEAR = timedelta(days=365)


class CompanyQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which company: staff all, a supervisor the own one. Students see those of their group (groups)."""
        match member.role:
            case Role.COORDINATOR | Role.MENTOR | Role.DIRECTOR:
                return self
            case Role.SUPERVISOR:
                from companies.models.contact import CompanyContact  # noqa: PLC0415 - contact.py comes later

                own = CompanyContact.objects.current().filter(company=OuterRef("pk"), member=member)
                return self.filter(Exists(own))
            case _:
                return self.none()

    def active(self):
        return self.filter(is_active=True)

    def paused(self):
        """Asked to be left alone until a day that has not come."""
        return self.filter(paused_until__gte=timezone.localdate())

    def unchecked(self):
        """Take part, and nobody said within a year that what we know is right."""
        long_ago = timezone.localdate() - A_YEAR
        return self.active().filter(Q(checked_on=None) | Q(checked_on__lt=long_ago))

    def friends(self):
        """In the network of the school, with somebody's consent."""
        return self.active().filter(friend_since__isnull=False)

    def for_list(self):
        return self.order_by("name", "pk")


class Company(SchoolModel):
    """A company as this school knows it: what students may read of it, practical facts, and the school's own notes."""

    name = models.CharField(_("naam"), max_length=120)
    sector = models.CharField(_("sector"), max_length=60)
    kvk = models.CharField(_("KvK-nummer"), max_length=8, blank=True)
    size = models.CharField(_("grootte"), max_length=6, choices=Size, blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("plaats"), max_length=60, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    website = models.URLField(_("website"), blank=True)
    photo = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    logo = SchoolForeignKey("core.StoredFile", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    description = models.TextField(_("omschrijving voor leerlingen"), blank=True)
    tasks = models.TextField(_("wat doe je er"), blank=True, help_text=_("Eén taak per regel."))
    likes = ArrayField(
        models.CharField(max_length=10, choices=Like),
        verbose_name=_("leuk voor wie houdt van"),
        default=list,
        blank=True,
    )
    clothing = models.CharField(_("kleding"), max_length=120, blank=True)
    ppe = models.CharField(_("veilig werken"), max_length=120, blank=True)
    lunch = models.CharField(_("lunch"), max_length=120, blank=True)
    min_age = models.PositiveSmallIntegerField(_("minimumleeftijd"), null=True, blank=True)
    by_bike = models.CharField(_("met de fiets"), max_length=120, blank=True)
    by_bus = models.CharField(_("met de bus"), max_length=120, blank=True)
    wanted = models.TextField(_("welke leerling past hier"), blank=True)
    notes = models.TextField(_("notities van school"), blank=True)
    is_active = models.BooleanField(_("doet mee"), default=True)
    paused_until = models.DateField(_("pauze tot en met"), null=True, blank=True)
    checked_on = models.DateField(_("gegevens nagekeken op"), null=True, blank=True)
    friend_since = models.DateField(_("vriend van de school sinds"), null=True, blank=True)
    friend_agreed_by = models.CharField(_("wie zei ja"), max_length=120, blank=True)
    objects = school_manager(CompanyQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "name", "postcode"], name="company_once"),
            models.CheckConstraint(condition=Q(kvk="") | Q(kvk__regex=r"^\d{8}$"), name="company_kvk_is_eight_digits"),
            models.CheckConstraint(condition=Q(size="") | Q(size__in=Size.values), name="company_size_known"),
            models.CheckConstraint(condition=Q(likes__contained_by=Like.values), name="company_likes_known"),
            models.CheckConstraint(
                condition=Q(friend_since=None) | ~Q(friend_agreed_by=""), name="company_friend_with_consent"
            ),
        ]
        indexes = [models.Index(fields=["school", "name", "id"], name="company_by_name")]

    def __str__(self):
        return self.name

    @property
    def task_list(self):
        """The tasks, one a line on the card."""
        return [task.strip() for task in self.tasks.splitlines() if task.strip()]

    @property
    def like_words(self):
        """The kinds of work, as a student says them."""
        return [str(Like(like).label) for like in self.likes]

    @property
    def is_paused(self):
        return self.paused_until is not None and self.paused_until >= timezone.localdate()

    @property
    def is_unchecked(self):
        """Nobody said within a year that what we know is right."""
        return self.checked_on is None or self.checked_on < timezone.localdate() - A_YEAR

    @cached_property
    def is_flagged(self):
        """There is something that a coordinator must know before anybody is placed here."""
        return self.flags.filter(state=FlagState.RAISED).exists()
