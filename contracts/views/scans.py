"""Signed paper that comes back: bring it, look at it, say which signatures are on it or why it cannot be used."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import paper_emails, paperwork
from contracts.enums import ScanState
from contracts.forms.paper import ConfirmForm, RejectForm, ScanForm
from contracts.models import Scan
from contracts.views.paper import CHECKERS, shown_version
from core import files, scan_pages
from core.models import AuditEntry
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at


@open_to(*CHECKERS, Role.STUDENT, Role.GUARDIAN)
def bring(request, pk):
    """Bring photos or a scan of the signed paper."""
    version, role = shown_version(request, pk), request.member.role
    why = paperwork.why_closed(version)
    given = (request.POST, request.FILES) if request.method == "POST" else ()
    form = ScanForm(*given) if not why else None
    if given and form and form.is_valid():
        try:
            scan = paperwork.bring(version, form.cleaned_data["pages"], by=request.member)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            return brought(request, scan)
    context = {"version": version, "placement": version.contract.placement, "form": form, "why_closed": why}
    context |= {"role": role, "is_staff": role in CHECKERS}
    return render(request, "contracts/scan_new.html", context, status=422 if given else 200)


def brought(request, scan):
    """Staff looks at it right away; the others hear that school will."""
    if request.member.role in CHECKERS:
        return redirect("contracts:scan", request.school.slug, scan.pk)
    mine = request.member.role == Role.STUDENT
    messages.success(
        request,
        _("Gelukt! Je begeleider kijkt of alles erop staat.") if mine
        else _("Dank u. De school kijkt of alles erop staat."),
    )  # fmt: skip
    return redirect("contracts:contract", request.school.slug, scan.version.contract.placement_id)


def shown_scan(request, pk, what=Looked.CONTRACT):
    """A scan with its version and its file; `what` is given of it."""
    placement = "version__contract__placement"
    found = Scan.objects.visible_to(request.member).select_related(
        "school", "file", "brought_by__user", "version__file", f"{placement}__student", f"{placement}__company",
        f"{placement}__mentor__user", f"{placement}__school",
    )  # fmt: skip
    scan = get_object_or_404(found, pk=pk)
    looked_at(request, what, scan.version.contract.placement.student_id)
    return scan


@open_to(*CHECKERS)
def scan(request, pk):
    """The scan beside the list of who signs: say which signatures are on it."""
    found = shown_scan(request, pk)
    signatories = list(found.version.signatories.for_list())
    form = None
    if paperwork.may_confirm(found, signatories):
        form = ConfirmForm(request.POST or None, version=found.version, signatories=signatories)
    if request.method == "POST" and form and not found.file.withheld and form.is_valid():
        try:
            paperwork.confirm(found, by=request.member, signed=form.cleaned_data["signed"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. De handtekeningen staan erbij."))
            return redirect("contracts:paper", request.school.slug, found.version_id)
    return show(request, found, form, RejectForm(), signatories)


@open_to(*CHECKERS)
@require_POST
def reject(request, pk):
    """This scan cannot be used; whoever brought it reads why."""
    found = shown_scan(request, pk)
    form = RejectForm(request.POST)
    if form.is_valid():
        try:
            with transaction.atomic():
                found.reject(by=request.member, **form.cleaned_data)
                paper_emails.scan_rejected(found, form.cleaned_data["note"])
        except MoveRefused as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Afgekeurd. Wie de scan bracht leest waarom."))
        return redirect("contracts:paper", request.school.slug, found.version_id)
    signatories = list(found.version.signatories.for_list())
    may_confirm = paperwork.may_confirm(found, signatories)
    confirming = ConfirmForm(version=found.version, signatories=signatories) if may_confirm else None
    return show(request, found, confirming, form, signatories)


def show(request, found, form, rejecting, signatories):
    """The page of one scan."""
    context = {
        "scan": found,
        "version": found.version,
        "placement": found.version.contract.placement,
        "form": form,
        "rejecting": rejecting,
        "signatories": signatories,
        "pages": range(1, found.pages + 1) if not found.file.withheld else (),
        "why": why_rejected([found]).get(found.pk, ""),
    }
    bad = (form and form.errors) or rejecting.errors or (request.method == "POST" and found.file.withheld)
    return render(request, "contracts/scan.html", context, status=422 if bad else 200)


def why_rejected(found):
    """{scan id: why it cannot be used}"""
    acts = AuditEntry.objects.filter(
        subject=Scan._meta.label_lower, subject_id__in=[one.pk for one in found], action="reject"
    )
    return dict(acts.values_list("subject_id", "note"))


def brought_by(member, versions):
    """The scans of these versions that this person brought, each with why it cannot be used."""
    found = list(Scan.objects.filter(version__in=versions, brought_by=member).for_list())
    reasons = why_rejected(found) if any(one.state == ScanState.REJECTED for one in found) else {}
    for one in found:
        one.why = reasons.get(one.pk, "")
    return found


@open_to(*STAFF)
def scan_file(request, pk):
    """The scan as one PDF."""
    return files.hand_out(request, shown_scan(request, pk, Looked.PAPER).file)


@open_to(*CHECKERS)
def scan_page(request, pk, number):
    """One page of a scan as a picture, to look at beside the list."""
    found = shown_scan(request, pk, Looked.PAPER)
    if found.file.withheld:
        raise Http404
    content = scan_pages.picture(files.read(found.file), number)
    if content is None:
        raise Http404
    response = HttpResponse(content, content_type="image/jpeg")
    response["Cache-Control"] = "no-store"
    return response
