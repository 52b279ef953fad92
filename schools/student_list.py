"""The class list: what schools export about students and their guardians, and how a row becomes a student."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from core.postcode import clean_postcode
from schools.enums import Role
from schools.importing import ListKind, RowDate, RowEmail, RowForm, RowNumber
from schools.models import Guardianship, Membership, Student
from schools.people import is_free, save_guardian, save_student

ALIASES = {
    "number": ["Leerlingnummer", "Stamnummer", "Leerlingnr", "Stamnr", "Nummer"],
    "first_name": ["Roepnaam", "Voornaam"],
    "prefix": ["Tussenvoegsel", "Voorvoegsel", "Tussenv"],
    "last_name": ["Achternaam", "Geslachtsnaam"],
    "birth_date": ["Geboortedatum", "Geb.datum", "Geboren"],
    "class_name": ["Klas", "Stamgroep", "Stamklas", "Groep"],
    "year": ["Leerjaar", "Jaar"],
    "email": ["E-mail", "E-mailadres", "Mailadres", "E-mail leerling", "E-mailadres leerling", "E-mail school"],
    "street": ["Adres", "Straat", "Straat en huisnummer"],
    "house_number": ["Huisnummer", "Huisnr", "Nr"],
    "postcode": ["Postcode"],
    "city": ["Woonplaats", "Plaats"],
    "phone": ["Telefoon", "Mobiel", "Telefoon leerling"],
    "mentor_email": ["Mentor (e-mail)", "E-mail mentor", "Mentor", "Mentor e-mail", "Stagebegeleider"],
    **{
        f"guardian{n}_{what}": [
            heading
            for word in words
            for who in ("Ouder", "Verzorger", "Ouder/verzorger")
            for heading in (f"{who} {n} {word}", f"{word} {who} {n}", f"{who}{n} {word}")
        ]
        for n in (1, 2)
        for what, words in (("name", ["naam"]), ("email", ["e-mail", "e-mailadres"]), ("phone", ["telefoon"]))
    },
}


class StudentRow(RowForm):
    """One student of the list."""

    number = forms.CharField(max_length=20)
    first_name = forms.CharField(max_length=60)
    prefix = forms.CharField(max_length=20, required=False)
    last_name = forms.CharField(max_length=80)
    birth_date = RowDate()
    class_name = forms.CharField(max_length=20)
    year = RowNumber(min_value=1, max_value=6, required=False)
    email = RowEmail(required=False)
    street = forms.CharField(max_length=90, required=False)
    house_number = forms.CharField(max_length=10, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    city = forms.CharField(max_length=60, required=False)
    phone = forms.CharField(max_length=20, required=False)
    mentor_email = RowEmail(required=False)
    guardian1_name = forms.CharField(max_length=120, required=False)
    guardian1_email = RowEmail(required=False)
    guardian1_phone = forms.CharField(max_length=20, required=False)
    guardian2_name = forms.CharField(max_length=120, required=False)
    guardian2_email = RowEmail(required=False)
    guardian2_phone = forms.CharField(max_length=20, required=False)

    def clean_birth_date(self):
        day = self.cleaned_data["birth_date"]
        age = timezone.localdate().year - day.year
        if not 8 <= age <= 30:
            raise forms.ValidationError(_("klopt dit jaar wel?"))
        return day

    def clean_postcode(self):
        raw = self.cleaned_data["postcode"]
        if raw and not clean_postcode(raw):
            raise forms.ValidationError(_("een postcode is vier cijfers en twee letters"))
        return clean_postcode(raw) or ""

    def clean_number(self):
        """Look up whom we know by this number, once for everything that asks."""
        known = Student.objects.filter(number=self.cleaned_data["number"])
        self.known = known.select_related("member__user", "mentor__user").first()
        return self.cleaned_data["number"]

    def clean_email(self):
        email, known = self.cleaned_data["email"], self.cleaned_data.get("number") and self.known
        if email and not is_free(email, known and known.member.user):
            raise forms.ValidationError(_("dit adres is al van iemand anders"))
        return email

    def clean_mentor_email(self):
        """An unknown mentor is no reason to keep the student out."""
        email = self.cleaned_data["mentor_email"]
        mentors = Membership.objects.current().filter(role=Role.MENTOR, user__email=email).select_related("user")
        mentor = mentors.first() if email else None
        if email and mentor is None:
            self.remarks.append(_("Begeleider %s kennen we nog niet.") % email)
        return mentor

    def clean(self):
        for n in (1, 2):
            email, name = (self.cleaned_data.get(f"guardian{n}_{what}") for what in ("email", "name"))
            if email and not name:
                self.add_error(f"guardian{n}_name", _("is leeg"))
        return self.cleaned_data | {"known": getattr(self, "known", None)}


def find(row):
    return row["known"]


def facts(student):
    """What the report compares, as text."""
    guardians = Guardianship.objects.filter(student=student, until=None).for_list()
    people = (link.member.user for link in guardians)
    return {
        _("Naam"): student.name,
        _("Geboortedatum"): student.birth_date.strftime("%d-%m-%Y"),
        _("Klas"): student.class_name,
        _("Leerjaar"): str(student.year or ""),
        _("E-mail"): student.member.user.email or "",
        _("Adres"): " ".join(filter(None, [student.street, student.postcode, student.city])),
        _("Telefoon"): student.phone,
        _("Begeleider"): student.mentor.user.name if student.mentor else "",
        _("Ouders"): "; ".join(sorted(" ".join(filter(None, [p.name, p.email, p.phone])) for p in people)),
    }


def write(school, row):
    """Put the student and the guardians in. A cell that is empty leaves what we know as it is."""
    details = {name: row[name] for name in ("prefix", "birth_date", "class_name")}
    details |= {name: row[name] for name in ("year", "postcode", "city", "phone") if row[name]}
    if street := " ".join(filter(None, [row["street"], row["house_number"]])):
        details["street"] = street
    if row["mentor_email"]:
        details["mentor"] = row["mentor_email"]
    student, is_new = save_student(
        school,
        number=row["number"],
        first_name=row["first_name"],
        last_name=row["last_name"],
        email=row["email"],
        known=row["known"],
        **details,
    )
    for n in (1, 2):
        if row[f"guardian{n}_name"]:
            save_guardian(
                student,
                name=row[f"guardian{n}_name"],
                email=row[f"guardian{n}_email"],
                phone=row[f"guardian{n}_phone"],
                is_first=is_new and n == 1,
            )
    return student


STUDENTS = ListKind(
    key="students",
    aliases=ALIASES,
    required=frozenset({"number", "first_name", "last_name", "birth_date", "class_name"}),
    form=StudentRow,
    key_of=lambda row: row["number"],
    name_of=lambda row: " ".join(filter(None, [row.get("first_name"), row.get("prefix"), row.get("last_name")])),
    find=find,
    facts=facts,
    write=write,
)
