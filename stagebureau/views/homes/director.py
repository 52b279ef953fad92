"""The director's page: how every group stands, and the way to the contracts."""

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contracts.models import Signatory
from placements.models import Placement
from schools.models import School
from stagebureau.counting import Task, count_of, first_of
from stagebureau.links import page_at
from stagebureau.views.homes.coordinator import MOST_GROUPS, counted_groups


def home(request):
    """Counts per group, and what is ready to be signed."""
    ready = Signatory.objects.visible_to(request.member).in_turn()
    school = School.objects.annotate(
        ready=count_of(ready, "school"),
        ready_due=first_of(ready, "school", "version__contract__placement__starts_on"),
        running=count_of(Placement.objects.live(), "school"),
    ).get(pk=request.school.pk)
    groups = list(counted_groups(request.member)[:MOST_GROUPS])
    for group in groups:
        group.placed = group.students - group.without
        group.url = page_at(school, "cockpit", group.pk)
    tasks = [
        Task(
            school.ready,
            ngettext("contract klaar om te tekenen", "contracten klaar om te tekenen", school.ready),
            page_at(school, "contracts:sign_many"),
            school.ready_due if school.ready else None,
            hint=_("In één keer.") if school.ready else "",
            icon="pen",
        ),
        Task(
            school.running,
            ngettext("stage gepland of bezig", "stages gepland of bezig", school.running),
            page_at(school, "placements:placements"),
            icon="briefcase",
        ),
    ]
    return render(request, "stagebureau/home_director.html", {"tasks": tasks, "groups": groups})
