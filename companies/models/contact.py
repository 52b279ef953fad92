from django.db import models
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls


class ContactQuerySet(models.QuerySet):
    def for_list(self):
        return self.select_related("member__user").order_by("-is_first", "pk")


class CompanyContact(SchoolModel):
    """A person at a company: gets the question for availability, guides students, or both."""

    company = SchoolForeignKey("companies.Company", on_delete=models.CASCADE, related_name="contacts")
    member = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="contacts")
    function = models.CharField(_("functie"), max_length=60, blank=True)
    is_first = models.BooleanField(_("eerste contact"), default=True)
    objects = school_manager(ContactQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "company", "member"], name="contact_once"),
            models.UniqueConstraint(
                fields=["school", "company"], condition=models.Q(is_first=True), name="one_first_contact"
            ),
        ]
        indexes = [models.Index(fields=["school", "member"], name="contact_by_member")]

    def __str__(self):
        return f"{self.member.user.name}, {self.company}"
