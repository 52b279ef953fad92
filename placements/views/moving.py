"""Before and after a transfer: the talk, the search for another place, and what was learned."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from placements.enums import PlacementState, TalkOutcome
from placements.forms.moving import ReviewForm, TalkForm
from placements.line import line_of
from placements.models import MatchReview, Placement, StageRating, StageTalk
from placements.transfer import open_places, talk_about, why_not
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

GUIDES = (Role.COORDINATOR, Role.MENTOR)


@open_to(*GUIDES)
def guidance(request, pk):
    """What school knows of the guidance of this stage and the places before it: talks, reviews, how it was found."""
    placement = guided(request, pk)
    here = [one.pk for one in line_of(placement, request.member)]
    context = {
        "placement": placement,
        "talks": StageTalk.objects.visible_to(request.member).filter(placement__in=here).for_list(),
        "reviews": MatchReview.objects.visible_to(request.member).filter(placement__in=here).for_list(),
        "ratings": StageRating.objects.visible_to(request.member).filter(placement__in=here).for_list(),
    }
    return render(request, "placements/guidance.html", context)


@open_to(*GUIDES)
def talk(request, pk):
    """Write down a talk; it ends in an agreement, or in the search for another place."""
    placement = guided(request, pk)
    form = TalkForm(request.POST or None, placement=placement)
    if placement.state != PlacementState.RUNNING:
        state = {"state": placement.get_state_display()}
        messages.error(request, _("Een gesprek legt u vast als de stage loopt. De stand is nu: %(state)s.") % state)
        return redirect("placements:placement", request.school.slug, pk)
    if form.is_valid():
        held, _is_new = StageTalk.objects.get_or_create(
            placement=placement, created_by=request.member, **form.cleaned_data
        )
        if held.outcome == TalkOutcome.MOVE:
            return redirect("placements:transfer", request.school.slug, pk)
        messages.success(request, _("Vastgelegd. De leerling ziet de afspraak op de eigen pagina."))
        return redirect("placements:placement", request.school.slug, pk)
    context = {"placement": placement, "form": form}
    return render(request, "placements/talk.html", context, status=422 if form.errors else 200)


@open_to(*GUIDES)
def transfer(request, pk):
    """Where the student could go: companies with room, in the own group first; arbeidstraining is one of the kinds."""
    placement = guided(request, pk)
    talked = talk_about(placement)
    fault = why_not(placement, talked)
    rows = [] if fault else open_places(placement)
    own = [row for row in rows if row[0].group_id == placement.group_id]
    context = {
        "placement": placement, "fault": fault, "talk": talked,
        "parts": [(_("In dezelfde groep"), own), (_("In een andere groep"), rows[len(own):])],
        "needs_talk": placement.state == PlacementState.RUNNING and not talked,
    }
    return render(request, "placements/transfer.html", context)


@open_to(*GUIDES)
def review(request, pk):
    """Look back on a match: what was misjudged, and what to look at next time."""
    placement = guided(request, pk)
    known = MatchReview.objects.filter(placement=placement).first()
    start = known and {"misjudged": known.misjudged, "next_time": known.next_time}
    form = ReviewForm(request.POST or None, initial=start)
    if form.is_valid():
        MatchReview.objects.update_or_create(
            placement=placement, defaults=form.cleaned_data | {"created_by": request.member}
        )
        messages.success(request, _("Vastgelegd. U ziet dit terug als u opnieuw een plek zoekt voor deze leerling."))
        return redirect("placements:placement", request.school.slug, pk)
    context = {"placement": placement, "form": form}
    return render(request, "placements/review.html", context, status=422 if form.errors else 200)


def guided(request, pk):
    """The stage whose student this member guides."""
    shown = Placement.objects.visible_to(request.member).for_list().select_related("group__kind")
    found = get_object_or_404(shown, pk=pk)
    looked_at(request, Looked.PLACEMENT, found.student_id)
    return found
