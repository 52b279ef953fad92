"""The phone: which companies to call, and what a call brought."""

from datetime import timedelta

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.twice import just_written
from groups.enums import InvitationState as State
from groups.forms.calls import SPOKE, CallForm
from groups.models import Group, Invitation, PhoneCall
from schools.access import open_to
from schools.enums import Role


@open_to(Role.COORDINATOR)
def call_list(request, pk):
    """Who to phone: who wants to be called, and who stayed silent after the deadline. Tried in vain comes last."""
    group = get_object_or_404(Group.objects.visible_to(request.member), pk=pk)
    today = timezone.localdate()
    late = group.answer_by < today
    wanted = Q(state=State.CALL) | Q(state=State.ASKED) if late else Q(state=State.CALL)
    rows = group.invitations.filter(wanted).for_list().with_mail().select_related("contact__member__user")
    rows = rows.prefetch_related(Prefetch("calls", PhoneCall.objects.for_list(), to_attr="known_calls"))
    rows = list(rows.order_by("state", "company__name", "pk"))
    for one in rows:
        one.last_call = next(iter(one.known_calls), None)
        one.rests = bool(one.last_call and one.last_call.again_on and one.last_call.again_on > today)
    context = {
        "group": group,
        "rows": sorted(rows, key=lambda one: (one.rests, one.last_call.again_on if one.rests else today)),
        "late": late,
        "from_day": group.answer_by + timedelta(days=1),
    }
    return render(request, "groups/call_list.html", context)


@open_to(Role.COORDINATOR)
def invitation_call(request, pk):
    """Note a call that gave no answer: nobody there, or somebody who will think about it."""
    shown = Invitation.objects.visible_to(request.member).select_related("company", "contact__member__user", "group")
    found = get_object_or_404(shown, pk=pk)
    form = CallForm(request.POST or None)
    if form.is_valid():
        said = form.cleaned_data
        facts = {"is_reached": said["hoe"] == SPOKE, "said": said["gezegd"], "again_on": said["weer_op"]}
        facts |= {"school_id": found.school_id, "invitation": found, "member": request.member}
        if not just_written(PhoneCall.objects.filter(**facts), "called_at"):
            PhoneCall.objects.create(**facts)
        messages.success(request, _("Het telefoontje met %(name)s is genoteerd.") % {"name": found.company.name})
        return redirect("groups:call_list", school=request.school.slug, pk=found.group_id)
    context = {"invitation": found, "form": form, "calls": found.calls.for_list()[:5]}
    return render(request, "groups/invitation_call.html", context, status=422 if form.is_bound else 200)
