"""The company list of a school, and how a row becomes a company with its contact and its recognition."""

import re

from django import forms
from django.core.validators import URLValidator
from django.utils.translation import gettext as _

from companies.contacts import set_first_contact
from companies.models import Company, Recognition
from core.postcode import clean_postcode
from schools.importing import ListKind, RowDate, RowEmail, RowForm, RowNumber

ALIASES = {
    "name": ["Bedrijfsnaam", "Bedrijf", "Naam bedrijf", "Naam", "Organisatie", "Leerbedrijf"],
    "sector": ["Sector", "Branche"],
    "kvk": ["KvK-nummer", "KvK", "KvK nr"],
    "street": ["Straat en huisnummer", "Adres", "Straat", "Straat + nr"],
    "postcode": ["Postcode"],
    "city": ["Plaats", "Woonplaats", "Vestigingsplaats"],
    "phone": ["Telefoon", "Telefoonnummer", "Tel"],
    "website": ["Website", "Site", "Internet"],
    "contact": ["Contactpersoon", "Contact", "Naam contactpersoon"],
    "function": ["Functie", "Functie contactpersoon"],
    "email": ["E-mail", "E-mailadres", "Mailadres", "E-mail contactpersoon"],
    "description": ["Omschrijving", "Beschrijving", "Over het bedrijf"],
    "tasks": ["Wat doe je er", "Werkzaamheden", "Taken"],
    "clothing": ["Kleding", "Werkkleding"],
    "min_age": ["Minimumleeftijd", "Min. leeftijd", "Leeftijd vanaf", "Vanaf leeftijd", "Minimale leeftijd"],
    "lunch": ["Lunch", "Eten", "Pauze en lunch"],
    "sbb_id": ["SBB-leerbedrijf-id", "SBB", "Leerbedrijf-id", "Erkenning", "SBB-nummer"],
    "recognised_until": ["Erkend tot", "Erkenning tot", "Geldig tot", "Erkend t/m", "Erkenning geldig tot"],
}


class CompanyRow(RowForm):
    """One company of the list."""

    name = forms.CharField(max_length=120)
    sector = forms.CharField(max_length=60)
    kvk = forms.CharField(required=False)
    street = forms.CharField(max_length=100, required=False)
    postcode = forms.CharField(max_length=10, required=False)
    city = forms.CharField(max_length=60, required=False)
    phone = forms.CharField(max_length=20, required=False)
    website = forms.CharField(max_length=200, required=False)
    contact = forms.CharField(max_length=120, required=False)
    function = forms.CharField(max_length=60, required=False)
    email = RowEmail(required=False)
    description = forms.CharField(max_length=1500, required=False)
    tasks = forms.CharField(max_length=1500, required=False)
    clothing = forms.CharField(max_length=120, required=False)
    min_age = RowNumber(min_value=12, max_value=21, required=False)
    lunch = forms.CharField(max_length=120, required=False)
    sbb_id = forms.CharField(max_length=20, required=False)
    recognised_until = RowDate(required=False)

    def clean_kvk(self):
        digits = re.sub(r"\D", "", self.cleaned_data["kvk"])
        if digits and len(digits) != 8:
            raise forms.ValidationError(_("een KvK-nummer heeft acht cijfers"))
        return digits

    def clean_postcode(self):
        raw = self.cleaned_data["postcode"]
        if raw and not clean_postcode(raw):
            raise forms.ValidationError(_("een postcode is vier cijfers en twee letters"))
        return clean_postcode(raw) or ""

    def clean_website(self):
        site = self.cleaned_data["website"]
        site = f"https://{site}" if site and "://" not in site else site
        if site:
            try:
                URLValidator(schemes=["http", "https"])(site)
            except forms.ValidationError:
                raise forms.ValidationError(_("dit is geen webadres")) from None
        return site

    def clean_tasks(self):
        return "\n".join(task.strip() for task in re.split(r"[|\n]", self.cleaned_data["tasks"]) if task.strip())

    def clean(self):
        row = self.cleaned_data
        if row.get("email") and not row.get("contact"):
            self.add_error("contact", _("is leeg"))
        if row.get("sbb_id") and not row.get("recognised_until") and "recognised_until" not in self.errors:
            self.remarks.append(_("Erkend tot ontbreekt; de erkenning is niet overgenomen."))
        return row


def find(row):
    return Company.objects.filter(name__iexact=row["name"], postcode=row["postcode"]).first()


def facts(company):
    """What the report compares, as text."""
    first = company.contacts.filter(is_first=True).select_related("member__user").first()
    recognition = company.recognitions.order_by("-valid_until").first()
    return {
        _("Sector"): company.sector,
        _("KvK"): company.kvk,
        _("Adres"): " ".join(filter(None, [company.street, company.postcode, company.city])),
        _("Telefoon"): company.phone,
        _("Website"): company.website,
        _("Omschrijving"): company.description,
        _("Wat doe je er"): company.tasks,
        _("Kleding"): company.clothing,
        _("Lunch"): company.lunch,
        _("Minimumleeftijd"): str(company.min_age or ""),
        _("Contactpersoon"): f"{first.member.user.name}, {first.member.user.email}" if first else "",
        _("Erkenning"): str(recognition or ""),
    }


def write(school, row):
    """Put the company in, with its first contact. A cell that is empty leaves what we know as it is."""
    company = find(row) or Company(school=school, name=row["name"], postcode=row["postcode"])
    plain = ("sector", "kvk", "street", "city", "phone", "website", "description", "tasks", "clothing", "lunch")
    for name in (*plain, "min_age"):
        if row[name]:
            setattr(company, name, row[name])
    company.save()
    if row["email"]:
        set_first_contact(company, name=row["contact"], email=row["email"], function=row["function"])
    if row["sbb_id"] and row["recognised_until"]:
        Recognition.objects.update_or_create(
            school=school, company=company, sbb_id=row["sbb_id"], defaults={"valid_until": row["recognised_until"]}
        )
    return find(row)


COMPANIES = ListKind(
    key="companies",
    aliases=ALIASES,
    required=frozenset({"name", "sector"}),
    form=CompanyRow,
    key_of=lambda row: (row["name"].casefold(), row["postcode"]),
    name_of=lambda row: row.get("name", ""),
    find=find,
    facts=facts,
    write=write,
)
