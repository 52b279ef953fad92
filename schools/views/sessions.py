"""Where somebody is signed in, and signing out there."""

from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.asked import whole_number
from schools import sessions as stays
from schools.access import open_to_person


@open_to_person
def sessions(request):
    """The devices on which I am signed in; sign out on one of them, or on all but this one."""
    mine = UserSession.objects.filter(user=request.user)
    if request.method == "POST":
        return sign_out(request, mine.exclude(session_key=request.session.session_key))
    return render(request, "schools/sessions.html", {"sessions": stays.living(mine, request.session.session_key)})


def sign_out(request, others):
    """End one other session, or all of them."""
    asked = request.POST.get("apparaat", "")
    if asked != "alle":
        others = others.filter(pk=whole_number(asked))
    ended = list(others)
    for session in ended:
        session.end()
    said = ngettext(
        "U bent op %(number)s apparaat uitgelogd.", "U bent op %(number)s apparaten uitgelogd.", len(ended)
    )
    messages.success(request, said % {"number": len(ended)} if ended else _("Daar was u al uitgelogd."))
    return redirect("sessions")
