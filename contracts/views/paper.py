"""The paper: the stored bytes, the page that leads along the road of paper, and the three copies."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import paperwork
from contracts.copies import copy_label
from contracts.enums import CopyFor, SignatoryState, SignerRole, VersionState
from contracts.forms.paper import CopyForm
from contracts.models import ContractVersion
from contracts.reminding import stands
from core import files
from core.calendar import in_one_phrase
from schools.access import open_to
from schools.enums import STAFF, Looked, Role
from schools.reading import looked_at

CHECKERS = (Role.COORDINATOR, Role.MENTOR)


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def download(request, pk):
    """Give a version of a contract: any version to staff, the latest one to the others concerned."""
    shown = ContractVersion.objects.visible_to(request.member).select_related("file", "contract__placement")
    version = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.PAPER, version.contract.placement.student_id)
    return files.hand_out(request, version.file)


def shown_version(request, pk):
    """A version with the stage that it is about."""
    shown = ContractVersion.objects.visible_to(request.member).select_related(
        "file", "addendum", "contract__placement__student", "contract__placement__company"
    )
    version = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.CONTRACT, version.contract.placement.student_id)
    return version


@open_to(*STAFF)
def paper(request, pk):
    """One version on paper: print, sign in order, hand out the copies, bring it back."""
    return show(request, shown_version(request, pk))


@open_to(*CHECKERS)
@require_POST
def hand_out(request, pk):
    """A copy was handed out: to whom and when."""
    version = shown_version(request, pk)
    form = CopyForm(request.POST, version=version)
    if not form.is_valid():
        return show(request, version, form)
    noted = paperwork.hand_out(version, by=request.member, **form.cleaned_data)
    messages.success(request, _("Genoteerd: %s.") % copy_label(noted.of, version.snapshot))
    return redirect("contracts:paper", request.school.slug, version.pk)


def show(request, version, bad=None):
    """The page; `bad` is the form of a copy that was not right."""
    signatories, copies = list(version.signatories.for_list()), list(version.copies.select_related("noted_by__user"))
    asked = stands([version]) if version.state == VersionState.OPEN else {}
    for one in signatories:
        one.stand = asked.get(one.pk)
    needed = paperwork.copies_to_hand_out(version, signatories)
    given = {copy.of: copy for copy in copies}
    rows = [
        {
            "of": of, "label": copy_label(of, version.snapshot), "copy": given.get(of),
            "form": None if of in given else copy_form(version, of, signatories, bad),
        }
        for of in CopyFor
        if of in needed or of in given
    ]
    context = {
        "version": version,
        "placement": version.contract.placement,
        "signatories": signatories,
        "turn": turn_of(signatories),
        "rows": rows,
        "missing": paperwork.missing(version, signatories, copies),
        "why_closed": paperwork.why_closed(version),
        "scans": list(version.scans.for_list()),
        "may_act": request.member.role in CHECKERS,
    }
    return render(request, "contracts/paper.html", context, status=422 if bad else 200)


def turn_of(signatories):
    """Those whose turn it is: everybody with the lowest place who did not sign."""
    waiting = [one for one in signatories if one.state == SignatoryState.WAITING]
    return [one for one in waiting if one.position == waiting[0].position]


def copy_form(version, of, signatories, bad):
    """The form for one copy, with who usually gets it."""
    if bad and bad["of"].value() == of:
        return bad
    company = version.contract.placement.company.name
    parents = in_one_phrase([one.name for one in signatories if one.role == SignerRole.GUARDIAN and one.name])
    usual = {
        CopyFor.COMPANY: company,
        CopyFor.GUARDIANS: parents or version.contract.placement.student.name,
        CopyFor.DOSSIER: _("Dossier op school"),
    }
    start = {"of": of, "given_to": usual[of], "given_on": timezone.localdate()}
    return CopyForm(version=version, initial=start, auto_id=f"id_{of}_%s")


@open_to(Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR)
def sealed(request, pk):
    """Give the sealed paper of a version that everybody signed: the same bytes to everybody, every time."""
    shown = ContractVersion.objects.visible_to(request.member).exclude(sealed_file=None)
    version = get_object_or_404(shown.select_related("sealed_file", "contract__placement"), pk=pk)
    looked_at(request, Looked.PAPER, version.contract.placement.student_id)
    return files.hand_out(request, version.sealed_file)
