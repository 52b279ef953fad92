"""Who is where today?"""

from django.core.paginator import Paginator
from django.db.models import Count
from django.shortcuts import render

from placements.enums import PlacementState, Presence
from placements.forms.days import TodayForm
from placements.models import AttendanceDay
from schools.access import open_to
from schools.enums import Role

PAGE = 100


@open_to(Role.COORDINATOR, Role.MENTOR)
def today(request):
    """Every stage day of one date: who, where, is everybody there, and whom to call."""
    form = TodayForm(request.GET, member=request.member)
    asked = form.asked()
    found = AttendanceDay.objects.visible_to(request.member).filter(date=asked["dag"])
    found = found.exclude(placement__state=PlacementState.CANCELLED)
    if asked["groep"]:
        found = found.filter(placement__group=asked["groep"])
    counted = dict(found.order_by().values_list("presence").annotate(Count("pk")))
    if asked["stand"]:
        found = found.filter(presence=asked["stand"])
    rows = found.select_related(
        "placement__student", "placement__company", "placement__mentor__user", "reported_by"
    ).order_by("placement__company__name", "placement__student__last_name", "pk")
    page = Paginator(rows, PAGE).get_page(request.GET.get("bladzijde"))
    context = {"form": form, "day": asked["dag"], "page": page, "counts": _in_words(counted, request)}
    return render(request, "placements/today.html", context | {"total": sum(counted.values())})


def _in_words(counted, request):
    """[(number, label, address)] of the presences that occur on this day."""
    answer = []
    for presence in Presence:
        if counted.get(presence):
            query = request.GET.copy()
            query["stand"] = presence.value
            query.pop("bladzijde", None)
            label = "nog niet ingevuld" if presence == Presence.EXPECTED else presence.label
            answer.append((counted[presence], label, f"?{query.urlencode()}"))
    return answer
