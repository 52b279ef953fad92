"""One person at a company, several schools (docs/decisions/0010): each is opened in turn, no question spans two.

Who works for more schools at once reads and writes like this; `work` runs with that member's school open:

    for member, students in gather(request, lambda member: list(Placement.objects.visible_to(member))): ...
"""

from django.utils import timezone

from core.tenancy import for_school
from schools.enums import Purpose, Role
from schools.letters import still_holds
from schools.models import Letter, Membership, School


def places_of(request, *, only=None):
    """Where this visitor guides students for a company now: memberships with their school, by its name.

    A password shows all of them. The letter of one school shows the others too, because the code in the mailbox
    proves the same person; but nothing when that letter ended, and never a school that withdrew its own letter.
    `only` is the id of the one school that matters.
    """
    paper = request.session.get("paper")
    if not request.user.is_authenticated or (paper and not _holds(request, paper)):
        return []
    own = Membership.of_person.current().filter(user=request.user, role=Role.SUPERVISOR).select_related("school")
    own = own.filter(school=only) if only else own
    members = list(own.order_by("school__name", "pk"))
    for member in members:
        member.user = request.user
    return [one for one in members if not is_withdrawn(one)] if paper else members


def gather(request, work):
    """[(member, work(member))] for every school of this visitor, each opened apart. What `work` gives is a value:
    a list and no question, for its school is closed again when it is read.
    """
    found = []
    for member in places_of(request):
        with for_school(member.school):
            found.append((member, work(member)))
    return found


def is_withdrawn(member):
    """The school took back the last letter to the own page that it wrote to this person, and wrote no other."""
    with for_school(member.school):
        last = Letter.objects.filter(member=member, purpose=Purpose.ENTRY).order_by("-pk").first()
    return bool(last and last.revoked_at)


def _holds(request, paper):
    """The letter with which this session began still opens a company's page at the school that wrote it."""
    origin = paper[0] == "letter" and School.objects.filter(slug=request.session.get("only_at")).first()
    if not origin:
        return False
    with for_school(origin):
        own = Membership.objects.current().filter(user=request.user, role=Role.SUPERVISOR)
        return own.filter(still_holds(paper, timezone.now())).exists()
