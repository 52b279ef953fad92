"""The agreements of school with an mbo, without which there is no leer-werktraject: kept, watched and ended."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from contracts.forms.lwt import AgreementForm, EndAgreementForm
from contracts.models import PartnerAgreement
from core import files
from core.models import AuditEntry
from core.moves import MoveRefused
from core.twice import just_written
from schools.access import open_to
from schools.enums import Role

READERS = (Role.COORDINATOR, Role.DIRECTOR)


@open_to(*READERS)
def agreements(request):
    """All of them: those that hold first, with which nearly end."""
    rows = list(PartnerAgreement.objects.for_list())
    context = {"rows": rows, "may_write": request.member.role == Role.COORDINATOR}
    return render(request, "contracts/agreements.html", context)


def shown(pk):
    return get_object_or_404(PartnerAgreement.objects.for_list(), pk=pk)


@open_to(Role.COORDINATOR)
def agreement_new(request):
    """Record an agreement that both signed."""
    form = AgreementForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        said = {name: form.cleaned_data[name] for name in form.Meta.fields}
        if not just_written(PartnerAgreement.objects.filter(**said), "made_at"):
            made = form.save(commit=False)
            made.school, made.made_by = request.school, request.member
            pdf = form.cleaned_data["pdf"]
            made.file = files.keep(
                request.school, pdf.content, name="samenwerkingsovereenkomst.pdf", content_type=pdf.content_type,
                by=request.member, of_stranger=True,
            )  # fmt: skip
            made.save()
            AuditEntry.record(made, action="recorded", by=request.member, note=made.partner)
        messages.success(request, _("De overeenkomst is bewaard."))
        return redirect("contracts:agreements", request.school.slug)
    return form_page(request, form, _("Overeenkomst met een mbo-school"))


@open_to(Role.COORDINATOR)
def agreement(request, pk):
    """Mend what was typed; the paper itself stays."""
    found = shown(pk)
    form = AgreementForm(request.POST or None, instance=found)
    if form.is_valid():
        if found.state == "ended":
            form.add_error(None, _("Deze overeenkomst is beëindigd. Er verandert niets meer."))
        else:
            form.save()
            AuditEntry.record(found, action="edited", by=request.member, note=", ".join(form.changed_data))
            messages.success(request, _("Bewaard."))
            return redirect("contracts:agreements", request.school.slug)
    return form_page(request, form, found.partner, agreement=found)


@open_to(Role.COORDINATOR)
def agreement_end(request, pk):
    """School and mbo stop before the last day, or the agreement was not the right one."""
    found = shown(pk)
    form = EndAgreementForm(request.POST or None, agreement=found)
    if form.is_valid():
        try:
            found.end(by=request.member, **form.cleaned_data)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Beëindigd. De overeenkomst blijft te lezen."))
            return redirect("contracts:agreements", request.school.slug)
    return form_page(request, form, _("Beëindig: %s") % found.partner)


@open_to(*READERS)
def agreement_file(request, pk):
    """The signed paper itself."""
    return files.hand_out(request, shown(pk).file, inline=True)


def form_page(request, form, heading, agreement=None):
    page = {"form": form, "heading": heading, "agreement": agreement}
    return render(request, "contracts/agreement_form.html", page, status=422 if form.errors else 200)
