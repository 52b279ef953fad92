"""The companies of a school, for its staff."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.contacts import set_first_contact
from companies.forms import CompanyForm, ContactForm
from companies.models import Company
from core.models import AuditEntry
from schools.access import open_to
from schools.enums import Role

PAGE = 50


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def index(request):
    """All companies, by name; filtered by words, sector and whether they take part."""
    asked, sector, after = (request.GET.get(name, "").strip() for name in ("q", "sector", "na"))
    companies = Company.objects.visible_to(request.member).for_list()
    sectors = list(companies.order_by("sector").values_list("sector", flat=True).distinct())
    if asked:
        companies = companies.filter(Q(name__icontains=asked) | Q(city__icontains=asked))
    if sector:
        companies = companies.filter(sector=sector)
    if after:
        companies = companies.filter(name__gt=after)
    rows = list(companies.prefetch_related("recognitions")[: PAGE + 1])
    context = {
        "companies": rows[:PAGE],
        "more": rows[PAGE - 1].name if len(rows) > PAGE else "",
        "q": asked,
        "sector": sector,
        "sectors": sectors,
    }
    return render(request, "companies/companies.html", context)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def detail(request, pk):
    """One company: what students read, contacts, recognition, and the school's notes."""
    company = get_object_or_404(Company.objects.visible_to(request.member), pk=pk)
    context = {
        "company": company,
        "contacts": company.contacts.for_list(),
        "recognitions": company.recognitions.order_by("-valid_until"),
        "history": AuditEntry.objects.about(company).for_list(),
    }
    return render(request, "companies/company.html", context)


def _write(request, company, heading):
    form = CompanyForm(request.POST or None, instance=company, school=request.school)
    if form.is_valid():
        company = form.save()
        AuditEntry.record(company, action="edit", by=request.member, note=", ".join(form.changed_data))
        messages.success(request, _("%s is opgeslagen.") % company.name)
        return redirect("companies:company", school=request.school.slug, pk=company.pk)
    return render(request, "companies/company_form.html", {"form": form, "company": company, "heading": heading})


@open_to(Role.COORDINATOR)
def new(request):
    """Add one company by hand."""
    return _write(request, None, _("Bedrijf toevoegen"))


@open_to(Role.COORDINATOR)
def edit(request, pk):
    """Change what the school knows of a company."""
    company = get_object_or_404(Company.objects.visible_to(request.member), pk=pk)
    return _write(request, company, company.name)


@open_to(Role.COORDINATOR)
def contact(request, pk):
    """Name the person who gets the mails of this company from now on."""
    company = get_object_or_404(Company.objects.visible_to(request.member), pk=pk)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        found = set_first_contact(company, **form.cleaned_data)
        AuditEntry.record(company, action="contact", by=request.member, note=found.member.user.name)
        messages.success(request, _("%s is nu de eerste contactpersoon.") % found.member.user.name)
        return redirect("companies:company", school=request.school.slug, pk=company.pk)
    return render(request, "companies/contact_form.html", {"form": form, "company": company})
