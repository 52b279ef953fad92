"""The front door: which school, and then the first page of whoever comes in."""

from django.conf import settings
from django.shortcuts import redirect, render

from schools.access import open_to, open_to_anyone
from schools.enums import Role
from schools.models import Membership, School
from stagebureau.views.homes import HOMES


@open_to_anyone
def home(request):
    """Show visitors how to come in; bring a person to the own school, or let them choose one."""
    if not request.user.is_authenticated:
        return render(request, "stagebureau/welcome.html", {"is_demo": settings.DEBUG})
    if slug := request.session.get("only_at"):
        return redirect("school_home", school=slug)
    members = Membership.of_person.current().filter(user=request.user).select_related("school")
    schools = {}
    for member in members.order_by("school__name", "pk"):
        schools.setdefault(member.school, []).append(member.get_role_display())
    if len(schools) > 1:
        request.session["more_schools"] = True  # the menu then leads back here
    if len(schools) == 1:
        return redirect("school_home", school=next(iter(schools)).slug)
    return render(request, "stagebureau/schools.html", {"schools": schools.items()})


@open_to_anyone
def choose_school(request):
    """Students find the page of their own school, where they fill in the code of their letter."""
    schools = School.objects.order_by("name")
    wanted = request.GET.get("zoek", "").strip()
    if wanted:
        schools = schools.filter(name__icontains=wanted) | schools.filter(city__icontains=wanted)
    return render(request, "stagebureau/choose_school.html", {"schools": schools[:100], "wanted": wanted})


@open_to(*Role)
def school_home(request):
    """The first page at a school, by role."""
    return HOMES[request.member.role](request)
