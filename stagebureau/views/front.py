"""The front door: which school, and then the first page of whoever comes in."""

from django.shortcuts import redirect, render

from schools.access import open_to, open_to_anyone
from schools.enums import Role
from schools.models import Membership


@open_to_anyone
def home(request):
    """Show visitors how to come in; bring a person to the own school, or let them choose one."""
    if not request.user.is_authenticated:
        return render(request, "stagebureau/welcome.html")
    if slug := request.session.get("only_at"):
        return redirect("school_home", school=slug)
    members = Membership.of_person.current().filter(user=request.user).select_related("school")
    members = members.order_by("school__name")
    schools = list({member.school_id: member.school for member in members}.values())
    if len(schools) == 1:
        return redirect("school_home", school=schools[0].slug)
    return render(request, "stagebureau/schools.html", {"schools": schools})


@open_to(*Role)
def school_home(request):
    """The first page at a school, by role."""
    return render(request, "stagebureau/home.html", {})
