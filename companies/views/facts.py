"""Single facts of a company: pictures, recognition, pause, the yearly check, the flag, and what was said with it."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies import checking
from companies.enums import FlagState
from companies.forms.company import PauseForm, PicturesForm, RecognitionForm
from companies.forms.contact import FlagForm, LogForm
from companies.history import timeline
from companies.models import Company, CompanyFlag, ContactLog, Recognition
from companies.views.companies import find, to_company
from core import files
from core.models import AuditEntry
from core.moves import MoveRefused
from core.twice import just_written
from schools.access import open_to
from schools.enums import Role
from schools.models import Student


@open_to(Role.COORDINATOR)
def pictures(request, pk):
    """Put a photo or a logo there, or take it away."""
    company = find(request, pk)
    form = PicturesForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        for kind in ("photo", "logo"):
            hang(company, kind, form.cleaned_data[kind], drop=form.cleaned_data[f"drop_{kind}"], by=request.member)
        AuditEntry.record(company, action="pictures", by=request.member)
        messages.success(request, _("Opgeslagen."))
        return to_company(company)
    page = {"form": form, "company": company}
    return render(request, "companies/pictures.html", page, status=422 if form.is_bound else 200)


def hang(company, kind, upload, *, drop, by):
    """Put a clean picture in place of the one that was there."""
    old = getattr(company, kind)
    if not upload and not (drop and old):
        return
    name = f"{kind}.jpg"
    kept = upload and files.keep(
        company.school, upload.content, name=name, content_type=upload.content_type, by=by, of_stranger=True
    )
    setattr(company, kind, kept)
    company.save(update_fields=[kind])
    if old:
        files.drop(old)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def picture(request, pk, kind):
    """The photo or the logo itself."""
    stored = getattr(find(request, pk), {"foto": "photo", "logo": "logo"}.get(kind, ""), None)
    if stored is None:
        raise Http404
    return files.hand_out(request, stored, inline=True)


@open_to(Role.COORDINATOR)
def recognition(request, pk):
    """Write down that SBB recognises the company, until when, seen today."""
    company = find(request, pk)
    form = RecognitionForm(request.POST or None)
    if form.is_valid():
        found = form.cleaned_data
        Recognition.objects.update_or_create(
            school=request.school,
            company=company,
            sbb_id=found["sbb_id"],
            defaults={"valid_until": found["valid_until"], "checked_on": timezone.localdate()},
        )
        words = {"id": found["sbb_id"], "day": date_format(found["valid_until"], "j F Y")}
        note = _("%(id)s, tot en met %(day)s") % words
        AuditEntry.record(company, action="recognition", by=request.member, note=note)
        messages.success(request, _("De erkenning is opgeslagen."))
        return to_company(company)
    heading = _("Erkenning (SBB)")
    return form_page(request, company, form, heading)


def form_page(request, company, form, heading, hint=""):
    """A page with one form about a company."""
    page = {"form": form, "company": company, "heading": heading, "hint": hint}
    return render(request, "companies/one_form.html", page, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
def pause(request, pk):
    """Leave the company alone until a day, or no longer."""
    company = find(request, pk)
    form = PauseForm(request.POST or None, initial={"until": company.paused_until})
    if form.is_valid():
        set_pause(company, form.cleaned_data["until"], by=request.member)
        messages.success(request, _("Opgeslagen."))
        return to_company(company)
    return form_page(request, company, form, _("Pauze"))


def set_pause(company, until, *, by):
    """No question and not to be chosen up to this day; without a day the pause is over."""
    company.paused_until = until
    company.save(update_fields=["paused_until"])
    note = _("tot en met %(day)s") % {"day": date_format(until, "j F Y")} if until else ""
    AuditEntry.record(company, action="pause" if until else "pause_ended", by=by, note=note)


@open_to(Role.COORDINATOR)
@require_POST
def check(request, pk):
    """The coordinator looked: what we know is right."""
    company = find(request, pk)
    checking.confirm(company, by=request.member)
    messages.success(request, _("Opgeslagen: de gegevens kloppen."))
    return to_company(company)


@open_to(Role.COORDINATOR)
@require_POST
def check_ask(request, pk):
    """Ask this company whether what we know is right."""
    company = find(request, pk)
    if fault := checking.ask(company, by=request.member):
        messages.error(request, fault)
    else:
        messages.success(request, _("De vraag is gemaild."))
    return to_company(company)


@open_to(Role.COORDINATOR)
@require_POST
def check_ask_all(request):
    """Ask the companies that were not checked for a year, those that waited longest first."""
    rows = Company.objects.unchecked().exclude(pk__in=Company.objects.paused())
    faults, asked = [], 0
    for company in rows.order_by("checked_on", "name", "pk")[: checking.AT_ONCE]:
        fault = checking.ask(company, by=request.member)
        asked += not fault
        faults += [fault] if fault else []
    done = ngettext("%(n)s bedrijf gevraagd.", "%(n)s bedrijven gevraagd.", asked) % {"n": asked}
    messages.success(request, done)
    for fault in faults:
        messages.warning(request, fault)
    return redirect("companies:companies", school=request.school.slug)


@open_to(Role.COORDINATOR)
def flag(request, pk):
    """Raise a flag with what happened, or lift the one that is there."""
    company = find(request, pk)
    raised = CompanyFlag.objects.raised().filter(company=company).select_related("raised_by__user").first()
    form = FlagForm(request.POST or None)
    if raised:
        form.fields["reason"].label = _("Waarom is het opgelost?")
    if form.is_valid():
        try:
            if bool(raised) != ("opgelost" in request.POST):
                raise MoveRefused(_("Hier is intussen iets veranderd. Kijk nog eens."))
            write_flag(company, raised, form.cleaned_data["reason"], by=request.member)
        except MoveRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Opgeslagen."))
            return redirect("companies:flag", school=request.school.slug, pk=pk)
    lifted = CompanyFlag.objects.filter(company=company, state=FlagState.LIFTED).for_list()
    page = {"form": form, "company": company, "raised": raised, "lifted": lifted}
    return render(request, "companies/flag.html", page, status=422 if form.errors else 200)


def write_flag(company, raised, reason, *, by):
    """Lift the flag that is raised, or raise one."""
    if raised:
        raised.lift(by=by, note=reason)
    else:
        made = CompanyFlag.objects.create(school_id=company.school_id, company=company, reason=reason, raised_by=by)
        AuditEntry.record(made, action="raise", by=by, note=reason)


@open_to(Role.COORDINATOR, Role.MENTOR)
def log_new(request, pk):
    """Write down a call, mail, visit or talk."""
    company = find(request, pk)
    students = Student.objects.visible_to(request.member).enrolled().for_list()
    form = LogForm(request.POST or None, company=company, students=students)
    if form.is_valid():
        form.instance.by = request.member
        if not sent_twice(form.instance):
            form.save()
        messages.success(request, _("Opgeslagen."))
        return to_company(company)
    return form_page(request, company, form, _("Contact noteren"))


def sent_twice(log):
    """The same note was written down moments ago."""
    same = ("company_id", "kind", "on", "contact_id", "student_id", "note", "by_id")
    return just_written(ContactLog.objects.filter(**{name: getattr(log, name) for name in same}), "written_at")


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)
def history(request, pk):
    """Everything that happened with this company, over all students, newest first."""
    company = find(request, pk)
    context = {
        "company": company,
        "lines": timeline(request, company),
        "may_write": request.member.role in (Role.COORDINATOR, Role.MENTOR),
    }
    return render(request, "companies/history.html", context)
