"""The people at a company: who is for what, who stands in, who left."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.contacts import add_contact, end_contact, give_tasks, stand_in_by
from companies.enums import Task
from companies.forms.contact import ContactForm, StandInForm, TasksForm
from companies.models import CompanyContact
from companies.views.companies import contacts_of, find, to_company
from core.models import AuditEntry
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def contacts(request, pk):
    """Everybody, now and before, with what they are for and who stands in."""
    company = find(request, pk)
    context = {
        "company": company,
        "contacts": contacts_of(company),
        "ended": company.contacts.ended().for_list(),
        "may_change": request.member.role == Role.COORDINATOR,
    }
    return render(request, "companies/contacts.html", context)


@open_to(Role.COORDINATOR)
def contact_new(request, pk):
    """Add somebody; the first task goes over from whoever had it."""
    company = find(request, pk)
    form = ContactForm(request.POST or None, initial={"tasks": [Task.AVAILABILITY, Task.SUPERVISION]})
    if form.is_valid():
        try:
            with transaction.atomic():
                found = add_contact(company, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("tasks", str(refusal))
        else:
            AuditEntry.record(company, action="contact", by=request.member, note=found.member.user.name)
            messages.success(request, _("%s is opgeslagen.") % found.member.user.name)
            return to_company(company)
    page = {"form": form, "company": company}
    return render(request, "companies/contact_form.html", page, status=422 if form.is_bound else 200)


def find_contact(request, pk, number):
    """Somebody at this company, with the company."""
    company = find(request, pk)
    found = get_object_or_404(CompanyContact.objects.for_list(), company=company, pk=number)
    found.company = company
    return found


@open_to(Role.COORDINATOR)
def contact(request, pk, number):
    """What somebody is for."""
    found = find_contact(request, pk, number)
    initial = {"function": found.function, "tasks": found.tasks}
    form = TasksForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            with transaction.atomic():
                found.function = form.cleaned_data["function"]
                give_tasks(found, form.cleaned_data["tasks"])
        except MoveRefused as refusal:
            form.add_error("tasks", str(refusal))
        else:
            AuditEntry.record(found.company, action="contact", by=request.member, note=found.member.user.name)
            messages.success(request, _("Opgeslagen."))
            return redirect("companies:contacts", school=request.school.slug, pk=pk)
    return contact_page(request, found, form=form)


@open_to(Role.COORDINATOR)
@require_POST
def contact_stand_in(request, pk, number):
    """Somebody else gets the mails of this contact for a while."""
    found = find_contact(request, pk, number)
    form = StandInForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                made = stand_in_by(found, **form.cleaned_data)
        except MoveRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            record_stand_in(made, by=request.member)
            messages.success(request, _("De vervanger is opgeslagen."))
            return redirect("companies:contacts", school=request.school.slug, pk=pk)
    return contact_page(request, found, stand_in=form)


def record_stand_in(made, *, by):
    """Write down who stands in for whom, and when."""
    words = {
        "who": made.substitute.member.user.name,
        "for": made.contact.member.user.name,
        "since": date_format(made.since, "j F Y"),
        "until": date_format(made.until, "j F Y"),
    }
    note = _("%(who)s voor %(for)s, %(since)s tot en met %(until)s") % words
    AuditEntry.record(made.contact.company, action="stand_in", by=by, note=note)


@open_to(Role.COORDINATOR)
@require_POST
def contact_end(request, pk, number):
    """Somebody left the company; the name stays in the history."""
    found = find_contact(request, pk, number)
    try:
        with transaction.atomic():
            end_contact(found)
    except MoveRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("companies:contact", school=request.school.slug, pk=pk, number=number)
    AuditEntry.record(found.company, action="contact_ended", by=request.member, note=found.member.user.name)
    messages.success(request, _("%s krijgt geen mail meer en ziet geen leerlingen meer.") % found.member.user.name)
    return redirect("companies:contacts", school=request.school.slug, pk=pk)


def contact_page(request, found, *, form=None, stand_in=None):
    """Draw the page of one contact, with the form that was sent."""
    page = {
        "contact": found,
        "company": found.company,
        "form": form or TasksForm(initial={"function": found.function, "tasks": found.tasks}),
        "stand_in": stand_in or StandInForm(),
        "stand_ins": found.stand_ins.select_related("substitute__member__user").order_by("-since"),
    }
    is_wrong = page["form"].errors or page["stand_in"].errors
    return render(request, "companies/contact.html", page, status=422 if is_wrong else 200)
