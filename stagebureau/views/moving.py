"""The last step of a transfer: from when, on which days, with whom."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from core.moves import MoveRefused
from groups.models import Invitation
from placements.board import days_of
from placements.forms.moving import TransferForm
from placements.lawful import ReasonWanted
from placements.places import free_places
from placements.transfer import talk_about, why_not
from placements.views.moving import GUIDES, guided
from schools.access import open_to
from stagebureau.moving import move_student


@open_to(*GUIDES)
def transfer_to(request, pk, invitation):
    """Arrange the new place; the old stage ends and the new one begins in one go."""
    old = guided(request, pk)
    found = Invitation.objects.visible_to(request.member).select_related("company", "group__kind")
    chosen = get_object_or_404(found, pk=invitation)
    talk = talk_about(old)
    if fault := why_not(old, talk):
        messages.info(request, fault)
        return redirect("placements:transfer", request.school.slug, pk)
    places = free_places([chosen.pk]).get(chosen.pk, {})
    form = TransferForm(request.POST or None, old=old, invitation=chosen, places=places)
    if form.is_valid():
        try:
            new = move_student(old, chosen, by=request.member, **form.cleaned_data)
        except ReasonWanted as wanted:
            form.ask_reason(wanted)
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            words = {"student": new.student.name, "company": new.company.name}
            messages.success(request, _("%(student)s gaat verder bij %(company)s. Iedereen krijgt bericht.") % words)
            return redirect("placements:placement", request.school.slug, new.pk)
    context = {
        "placement": old, "invitation": chosen, "form": form, "talk": talk, "days": days_of(chosen.group, places),
    }
    return render(request, "stagebureau/transfer_to.html", context, status=422 if form.errors else 200)
