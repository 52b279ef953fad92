"""What companies propose to change in their profile; the coordinator decides, one by one."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.models import ProfileProposal
from companies.profile import as_text, in_words, label_of
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import Role

MOST = 100


@open_to(Role.COORDINATOR)
def proposals(request):
    """What waits: what the books say now beside what the company wants."""
    rows = list(ProfileProposal.objects.visible_to(request.member).open().for_list()[:MOST])
    for row in rows:
        put_in_words(row)
    return render(request, "companies/proposals.html", {"proposals": rows})


def put_in_words(row):
    """The field, what stands there now and what is asked, for reading."""
    row.seen = as_text(row.field, getattr(row.company, row.field))
    row.label, row.now, row.wish = label_of(row.field), in_words(row.field, row.seen), in_words(row.field, row.new)
    return row


@open_to(Role.COORDINATOR)
def proposal(request, pk):
    """Take one over, or leave it with a reason."""
    row = get_object_or_404(ProfileProposal.objects.visible_to(request.member).open().for_list(), pk=pk)
    reason = request.POST.get("reason", "").strip()[:500]
    fault = ""
    if request.method == "POST":
        try:
            if "overnemen" in request.POST:
                row.accept(by=request.member, seen=request.POST.get("seen", ""))
                messages.success(request, _("Overgenomen."))
                return redirect("companies:proposals", school=request.school.slug)
            if reason:
                row.refuse(by=request.member, note=reason)
                messages.success(request, _("Niet overgenomen. Het bedrijf leest uw reden."))
                return redirect("companies:proposals", school=request.school.slug)
            fault = _("Schrijf op waarom niet. Het bedrijf leest dit.")
        except MoveRefused as refusal:
            fault = str(refusal)
    page = {"proposal": put_in_words(row), "fault": fault, "reason": reason}
    return render(request, "companies/proposal.html", page, status=422 if fault else 200)
