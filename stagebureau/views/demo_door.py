"""The demo's ways in: choose who you want to be. On a server these pages do not exist."""

from functools import wraps
from itertools import groupby

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render

from core.tenancy import for_school
from schools.access import open_to_anyone
from schools.secondfactor import DEMO, note_taken
from stagebureau.demo import keys

BACKEND = "django.contrib.auth.backends.ModelBackend"  # Django wants to know; there is just this one


def only_in_the_demo(view):
    """A server has no such page, not even for its staff."""

    @open_to_anyone
    @wraps(view)
    def door(request, *args, **kwargs):
        if not settings.DEBUG:
            raise Http404
        return view(request, *args, **kwargs)

    return door


@only_in_the_demo
def doors(request):
    """Everybody a visitor may be, by school."""
    schools = [(school, list(rows)) for school, rows in groupby(keys.doors(), key=lambda row: row["school"])]
    return render(request, "stagebureau/demo_doors.html", {"schools": schools})


@only_in_the_demo
def door(request, key):
    """Say who one will be; only the button signs in."""
    member = keys.member_of(key)
    if member is None:
        raise Http404
    if request.method == "POST":
        with for_school(member.school_id):
            login(request, member.user, backend=BACKEND)
        note_taken(request, member.user, DEMO)
        UserSession.objects.create_from_request(request)
        request.session["roles"] = {str(member.school_id): member.role}
        return redirect("school_home", school=member.school.slug)
    return render(request, "stagebureau/demo_door.html", {"who": member})
