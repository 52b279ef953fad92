from datetime import date

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from core.tenancy import SchoolForeignKey, SchoolModel, school_manager, walls
from schools.enums import Role


def eighteen_years_before(day):
    """The last birth date of somebody who is 18 on this day; 29 February counts as 1 March."""
    return date(day.year - 18, day.month, day.day) if (day.month, day.day) != (2, 29) else date(day.year - 18, 2, 28)


class StudentQuerySet(models.QuerySet):
    def visible_to(self, member):
        """Who sees which student. Companies see students only through their placements."""
        match member.role:
            case Role.COORDINATOR | Role.DIRECTOR:
                return self
            case Role.MENTOR:
                return self.filter(mentor=member.place_id)
            case Role.STUDENT:
                return self.filter(member=member)
            case Role.GUARDIAN:
                link = Guardianship.objects.filter(student=OuterRef("pk"), member=member).seeing()
                return self.filter(Exists(link))
            case _:
                return self.none()

    def enrolled(self):
        """Students who have not left the school."""
        return self.filter(Q(left_on=None) | Q(left_on__gt=timezone.localdate()))

    def for_list(self):
        return self.order_by("class_name", "last_name", "first_name", "pk")

    def after(self, student):
        """The students that come after this one in the list."""
        place = ("class_name", "last_name", "first_name", "pk")
        here = tuple(getattr(student, name) for name in place)
        return self.filter(TupleGreaterThan(Tuple(*(F(name) for name in place)), here))


class Student(SchoolModel):
    """A pupil of the school. The birth date is needed for the law on work and age; nothing about health is kept."""

    member = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="students")
    number = models.CharField(_("leerlingnummer"), max_length=20)
    first_name = models.CharField(_("roepnaam"), max_length=60)
    prefix = models.CharField(_("tussenvoegsel"), max_length=20, blank=True)
    last_name = models.CharField(_("achternaam"), max_length=80)
    birth_date = models.DateField(_("geboortedatum"))
    class_name = models.CharField(_("klas"), max_length=20)
    year = models.PositiveSmallIntegerField(_("leerjaar"), null=True, blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postcode = models.CharField(_("postcode"), max_length=7, blank=True)
    city = models.CharField(_("plaats"), max_length=60, blank=True)
    phone = models.CharField(_("telefoon"), max_length=20, blank=True)
    mentor = SchoolForeignKey(
        "schools.Membership",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="mentees",
        verbose_name=_("begeleider van school"),
    )
    left_on = models.DateField(_("van school sinds"), null=True, blank=True)
    dossier_erased_on = models.DateField(_("dossier gewist op"), null=True, blank=True, editable=False)
    erased_on = models.DateField(_("gewist op"), null=True, blank=True, editable=False)
    objects = school_manager(StudentQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "number"], name="student_number_once"),
            models.UniqueConstraint(fields=["school", "member"], name="student_member_once"),
        ]
        indexes = [
            models.Index(fields=["school", "class_name", "last_name", "first_name", "id"], name="student_by_class"),
            models.Index(fields=["school", "mentor"], name="student_by_mentor"),
        ]

    def __str__(self):
        return self.name

    @property
    def name(self):
        """Roepnaam, tussenvoegsel and achternaam."""
        return " ".join(filter(None, [self.first_name, self.prefix, self.last_name]))

    def age_on(self, day):
        """Age in whole years on a date; the law asks it of the day itself."""
        had_birthday = (day.month, day.day) >= (self.birth_date.month, self.birth_date.day)
        return day.year - self.birth_date.year - (not had_birthday)

    def age_band(self, day=None):
        """What a company may know of the age: under 16, 16–17 or 18 and over."""
        age = self.age_on(day or timezone.localdate())
        return _("jonger dan 16") if age < 16 else _("16 of 17") if age < 18 else _("18 of ouder")


class GuardianshipQuerySet(models.QuerySet):
    def seeing(self):
        """Guardians who may follow the stage: with sight, and they may know anything at all."""
        return self.may_know().filter(sees_progress=True)

    def may_know(self):
        """Not ended, and the student is under 18 or agreed (BW 1:233)."""
        grown_up = eighteen_years_before(timezone.localdate())
        return self.current().filter(Q(student__birth_date__gt=grown_up) | Q(student_agreed_on__isnull=False))

    def current(self):
        """Guardians who have not ended."""
        return self.filter(Q(until=None) | Q(until__gte=timezone.localdate()))

    def with_authority(self):
        """Guardians who sign for the student."""
        return self.filter(has_authority=True)

    def for_list(self):
        return self.select_related("member__user").order_by(F("pk"))


class Guardianship(SchoolModel):
    """One guardian of one student: with authority or without, seeing progress or not (source 001; UAVG art. 5)."""

    student = SchoolForeignKey(Student, on_delete=models.CASCADE, related_name="guardianships")
    member = SchoolForeignKey("schools.Membership", on_delete=models.PROTECT, related_name="guardianships")
    has_authority = models.BooleanField(_("heeft gezag"), default=True)
    sees_progress = models.BooleanField(_("ziet hoe het gaat"), default=True)
    is_address_shielded = models.BooleanField(_("adres afgeschermd"), default=False)
    student_agreed_on = models.DateField(_("leerling van 18 ging akkoord op"), null=True, blank=True)
    until = models.DateField(_("tot en met"), null=True, blank=True)
    objects = school_manager(GuardianshipQuerySet)

    class Meta(SchoolModel.Meta):
        constraints = [
            *walls,
            models.UniqueConstraint(fields=["school", "student", "member"], name="guardianship_once"),
        ]
        indexes = [models.Index(fields=["school", "member"], name="guardianship_by_member")]

    def __str__(self):
        return f"#{self.pk} {self.member} ↔ {self.student}"

    @property
    def is_over(self):
        return self.until is not None and self.until < timezone.localdate()
