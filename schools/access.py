"""Every page has a door: who may enter stands above the view. For anybody else the page does not exist."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse

from schools import confirming, secondfactor
from schools.enums import PLATFORM, Role

ANYONE = "anyone"


def open_to(*roles):
    """Open a page of a school to members with one of these roles, as `request.member`.

    A visitor is asked to sign in; a member with none of the roles finds nothing (404, never 403).
    """
    allowed = frozenset(Role(role) for role in roles)

    def decorate(view):
        @wraps(view)
        def door(request, *args, **kwargs):
            kwargs.pop("school")
            if not request.user.is_authenticated:
                return ask_to_sign_in(request)
            request.member = next((m for m in request.memberships if m.role in allowed), None)
            if request.member is None:
                raise Http404
            return view(request, *args, **kwargs)

        door.open_to = allowed
        return door

    return decorate


def ask_to_sign_in(request):
    """Bring a visitor to the own way in: students who came in by code on this device go to the page for codes."""
    if request.COOKIES.get("ingang") == request.school.slug:
        return redirect("schools:code_entry", school=request.school.slug)
    return redirect_to_login(request.get_full_path(), reverse("account_login"))


def open_to_anyone(view):
    """A page that shows nothing of anybody: sign-in, help, statements. Says so above the view."""
    view.open_to = frozenset({ANYONE})
    return view


def open_to_person(view):
    """A page about one's own account, in no school."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        return view(request, *args, **kwargs)

    door.open_to = frozenset({"person"})
    return door


def open_to_platform(view):
    """A page for the platform's own staff, in no school, after the second step."""

    @wraps(view)
    def door(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("account_login"))
        if not request.user.is_staff or "paper" in request.session:
            raise Http404
        if not secondfactor.is_taken(request):
            return confirming.go(request, secondfactor.way_to(request))
        return view(request, *args, **kwargs)

    door.open_to = frozenset({PLATFORM})
    return door


def confirm_first(view=None, *, only=None):
    """Let somebody show once more who they are when that was over ten minutes ago; stands under the door.

    For exports, signing and changes of roles (security.md §4). Where a page shows a form, `only="POST"` asks when it
    is sent: what was typed is kept, and sent again with one button.
    """
    if view is None:
        return lambda view: confirm_first(view, only=only)

    @wraps(view)
    def sure(request, *args, **kwargs):
        if not request.user.is_authenticated or (only and request.method != only):
            return view(request, *args, **kwargs)
        if not confirming.is_fresh(request):
            return confirming.ask(request)
        confirming.let_go(request)
        return view(request, *args, **kwargs)

    return sure
