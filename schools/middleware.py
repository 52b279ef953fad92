"""One transaction around the whole handler, with the school of the address open in it."""

from contextlib import ExitStack

from django.db import connection, transaction
from django.http import Http404, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from core.tenancy import for_school
from schools import confirming, everywhere, glass, secondfactor, watch
from schools.enums import Role
from schools.letters import still_holds
from schools.models import Membership, School

# By code or letter nobody reaches an account.
FOR_ACCOUNTS = ("account_change", "account_set", "account_reauthenticate", "mfa_", "sessions", "session_")
FOR_MEMBERS = frozenset(Role)
METHODS = ("GET", "HEAD", "POST")  # a page knows no others; without this a PUT would be answered as a GET
OF_PACKAGES = ("allauth.", "django.contrib.admin", "django.contrib.staticfiles", "django.views.static")


class SchoolMiddleware:
    """Innermost of all: whatever a view does, it does whole or not at all, and only in the school of its address."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.school, request.member, request.memberships, request.glass = None, None, [], None
        request.rooms = ExitStack()
        request.failed = False
        with transaction.atomic(), request.rooms:
            response, may_be = self.get_response(request), True
            if request.glass is not None:
                response, may_be = glass.watched(request, response)
            if request.failed or not may_be or response.status_code >= 500:
                transaction.set_rollback(True)
            if request.user.is_authenticated or request.school is not None:
                response.headers.setdefault("Cache-Control", "no-store")
            watch.turned_away(request, response)
            return response

    def process_view(self, request, view, args, kwargs):
        """Deny by default: a page of ours without a door does not exist. Then open the school of the address."""
        if not hasattr(view, "open_to") and not view.__module__.startswith(OF_PACKAGES):
            raise Http404
        if hasattr(view, "open_to") and request.method not in METHODS:
            return HttpResponseNotAllowed(METHODS)
        here, is_admin = request.resolver_match, request.resolver_match.app_name == "admin"
        if "paper" in request.session and (is_admin or (here.url_name or "").startswith(FOR_ACCOUNTS)):
            raise Http404
        if is_admin and request.user.is_staff and not secondfactor.is_taken(request):
            return redirect(secondfactor.way_to(request))
        slug = kwargs.get("school")
        school_id = introduce(request.user.pk, slug)
        if slug is None:
            return None
        if school_id is None:
            raise Http404
        request.rooms.enter_context(for_school(school_id, told=True))
        if request.user.is_authenticated:
            request.memberships = members_of(request, school_id) or glass.look_along(request, school_id)
        if lacks_second_factor(request):
            request.memberships = []
            if view.open_to & FOR_MEMBERS and "paper" not in request.session:
                return confirming.go(request, secondfactor.way_to(request))
        if request.glass is not None and request.method == "POST":
            return glass.refuse_to_act(request)
        met = request.memberships[0].school if request.memberships else None
        request.school = met or SimpleLazyObject(lambda: School.objects.get(pk=school_id))
        return None

    def process_exception(self, request, exception):
        """A view that raised leaves nothing behind."""
        request.failed = True


def lacks_second_factor(request):
    """One of the visitor's roles here asks for a second step, which was not taken: then there is no role at all."""
    return any(map(secondfactor.is_asked_of, request.memberships)) and not secondfactor.is_taken(request)


def introduce(user_id, slug):
    """Tell the transaction who acts and which school is open; return that school's id, if there is one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('app.user_id', %s, true), set_config('app.school_id',"
            " COALESCE((SELECT id::text FROM schools_school WHERE slug = %s), ''), true)",
            [str(user_id or ""), slug or ""],
        )
        return int(cursor.fetchone()[1] or 0) or None


def members_of(request, school_id):
    """The visitor's valid roles at the open school, the one chosen last in front.

    Who came in by letter or code has just the role of that paper, as long as the paper holds; a company's letter
    reaches the other schools of the same person (`schools.everywhere`).
    """
    members = Membership.objects.current().filter(user=request.user, school=school_id)
    members = members.select_related("school", "deputy_for__user")
    if paper := request.session.get("paper"):
        held = list(members.filter(still_holds(paper, timezone.now())))
        members = held or [one for one in members if one in everywhere.places_of(request, only=school_id)]
    chosen = request.session.get("roles", {}).get(str(school_id))
    own_first = sorted(members, key=lambda member: (Role.values.index(member.role), member.deputy_for_id or 0))
    members = sorted(own_first, key=lambda member: member.key != chosen)
    for member in members:
        member.user = request.user
    return members
