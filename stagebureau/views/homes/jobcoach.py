"""The jobcoach's page: the students who practise with this jobcoach. Nobody yet is as for others from outside."""

from django.shortcuts import render

from placements.models import Placement
from stagebureau.views.homes import outside

MOST = 60


def home(request):
    """The own stages, those that go on first."""
    seen = Placement.objects.visible_to(request.member).for_list()
    placements = list(seen.live()[:MOST])
    if not placements:
        return outside.home(request)
    return render(request, "stagebureau/home_jobcoach.html", {"placements": placements})
