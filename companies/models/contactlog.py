from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.enums import ContactKind
from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role


class LogQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Coordinator and director all; a mentor what is about no student, or about an own one, or the own notes."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                own = Q(student=None) | Q(student__mentor=member.place_id) | Q(by=member.place_id)
                return self.filter(own)
            case _:
                return self.none()

    def for_list(self):
        return self.select_related("by__user", "contact__member__user", "student").order_by("-on", "-pk")


class ContactLog(SchoolModel):
    """Somebody of school spoke with a company: when, how, with whom, and about which student, if about one."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="logs")
    kind = models.CharField(_("hoe"), max_length=5, choices=ContactKind)
    on = models.DateField(_("datum"), default=timezone.localdate)
    contact = SchoolForeignKey(
        "companies.CompanyContact", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    student = SchoolForeignKey("schools.Student", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    note = models.TextField(_("wat is er besproken"), max_length=2000)
    by = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(auto_now_add=True)
    objects = school_manager(LogQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.CheckConstraint(condition=Q(kind__in=ContactKind.values), name="contact_log_kind_known"),
        ]
        indexes = [models.Index(fields=["school", "company", "on"], name="contact_log_by_company")]

    def __str__(self):
        return f"#{self.pk} {self.kind} {self.on}"
