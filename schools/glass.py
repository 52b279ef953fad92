"""The platform's staff see no school. In need one looks along: for a reason, for an hour, in sight of the school.

docs/decisions/0005: who looks through the glass reads pages as a coordinator would; no file is given.
"""

from dataclasses import dataclass

from django.db.models import F
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from schools import emails
from schools.enums import PLATFORM, Role
from schools.models import BreakGlass, GlassPage, Membership, User
from schools.models.glass import LASTS


@dataclass
class Acting:
    """Somebody of the platform's staff, for the record of acts."""

    user_id: int
    role: str = PLATFORM
    deputy_for_id: int | None = None


def glass_of(user):
    """The glass through which this person looks now, if any."""
    return BreakGlass.of_person.open().filter(user=user).select_related("school").first()


def begin(user, *, school, reason):
    """Open the glass for an hour and tell the school. One at a time: a second one is refused."""
    User.objects.select_for_update().get(pk=user.pk)
    if known := glass_of(user):
        where = {"school": known.school.name, "until": f"{timezone.localtime(known.ends_at):%H:%M}"}
        raise MoveRefused(_("U kijkt al mee bij %(school)s, tot %(until)s. Stop daar eerst.") % where)
    with for_school(school):
        BreakGlass.objects.filter(user=user, ended_at=None).update(ended_at=F("ends_at"))
        glass = BreakGlass.objects.create(user=user, school=school, reason=reason, ends_at=timezone.now() + LASTS)
        AuditEntry.record(glass, action="opened", by=Acting(user.pk), note=reason)
        emails.tell_glass_opened(glass, Membership.objects.staff(Role.COORDINATOR, Role.DIRECTOR))
    return glass


def stop(glass):
    """Close it before the hour is over."""
    with for_school(glass.school_id):
        if BreakGlass.objects.open().filter(pk=glass.pk).update(ended_at=timezone.now()):
            AuditEntry.record(glass, action="stopped", by=Acting(glass.user_id))


def look_along(request, school_id):
    """Whom the page takes this visitor for: a coordinator who can write nothing. Empty without an open glass."""
    if not request.user.is_staff or "paper" in request.session:
        return []
    request.glass = BreakGlass.objects.open().filter(user=request.user).select_related("school").first()
    if request.glass is None:
        return []
    return [Membership(pk=0, school=request.glass.school, user=request.user, role=Role.COORDINATOR)]


def refuse_to_act(request):
    """The answer to whatever is more than looking; it is the same for every address."""
    return render(request, "schools/glass_refused.html", {"is_file": False}, status=405)


def watched(request, response):
    """(answer, whether it may be): what was seen is written down; a file is not given."""
    if request.member is None or response.status_code != 200:
        return response, True
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return render(request, "schools/glass_refused.html", {"is_file": True}, status=404), False
    GlassPage.objects.create(school_id=request.glass.school_id, glass=request.glass, path=request.path[:200])
    return response, True
