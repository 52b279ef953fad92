"""A signature that does not come: remind, print a letter, or let somebody else of the same party sign."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import reminding, standing_in, tasks
from contracts.forms.standing_in import StandInForm
from contracts.models import ContractVersion, Signatory
from contracts.views.paper import CHECKERS
from core import jobs
from core.moves import MoveRefused
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at


def shown_signatory(request, pk):
    """Somebody who signs, with the paper and the stage."""
    found = Signatory.objects.filter(version__in=ContractVersion.objects.visible_to(request.member)).select_related(
        "member__user", "stand_in__user", "version__contract__placement__student",
        "version__contract__placement__company",
    )  # fmt: skip
    return get_object_or_404(found, pk=pk)


@open_to(*CHECKERS)
@require_POST
def remind(request, pk):
    """Send one reminder, when the last mail was three school days ago."""
    signatory = shown_signatory(request, pk)
    stand = reminding.stands([signatory.version_id]).get(signatory.pk)
    why = stand.why_not if stand else _("Hier hoeft niemand meer te tekenen.")
    if why:
        messages.error(request, why)
    else:
        reminding.send(stand, by=request.member)
        messages.success(request, _("Herinnering verstuurd aan %s.") % stand.reader.user.name)
    return redirect("contracts:paper", request.school.slug, signatory.version_id)


@open_to(*CHECKERS)
@require_POST
def letter(request, pk):
    """Have the letter printed for who has no mail."""
    signatory = shown_signatory(request, pk)
    who = signatory.name or signatory.get_role_display()
    job = jobs.start(
        tasks.make_ask_letter, school=request.school, label=_("Brief voor %s") % who, by=request.member, total=1,
        signatory=signatory.pk,
    )  # fmt: skip
    return redirect("schools:job", request.school.slug, job.pk)


@open_to(Role.COORDINATOR)
def stand_in(request, pk):
    """Let somebody else of the same party sign, with a reason; or take that back."""
    signatory = shown_signatory(request, pk)
    looked_at(request, Looked.CONTRACT, signatory.version.contract.placement.student_id)
    why, posted = standing_in.why_nobody(signatory), request.method == "POST"
    form = StandInForm(request.POST if posted else None, signatory=signatory)
    if posted and form.is_valid():
        try:
            standing_in.let_stand_in(
                signatory, form.cleaned_data["member"], by=request.member, note=form.cleaned_data["note"]
            )
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Vastgelegd. Dit staat bij de handtekening."))
            return redirect("contracts:paper", request.school.slug, signatory.version_id)
    context = {"signatory": signatory, "placement": signatory.version.contract.placement, "form": form, "why": why}
    return render(request, "contracts/stand_in.html", context, status=422 if posted else 200)
