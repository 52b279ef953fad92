"""How the expectation of a page is written down, and who stands where."""

from dataclasses import dataclass
from typing import Any

from schools.enums import PLATFORM, Role

C, M, D = Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR
S, G, P = Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR  # P: the praktijkbegeleider of a company
OWN, SAME, OTHER = "own", "same", "other"  # own · another one in the same group · one in the other group
SMUGGLED, ELSEWHERE, CROSSED = "smuggled", "elsewhere", "crossed"  # foreign id, foreign school, half foreign
NOTHING = "-"
ALL = frozenset({OWN, SAME, OTHER})
JUST = frozenset({OWN})
J = Role.JOBCOACH
STAFF = (C, M, D)
READ, WRITE, BOTH = frozenset({"GET", "HEAD"}), frozenset({"POST"}), frozenset({"GET", "HEAD", "POST"})
ANYONE = "anyone"
LETTER = "letter"
SEALED_CODE = "code-van-echt-papier-1"  # of the sealed paper of the first family, at both schools


@dataclass(frozen=True)
class Page:
    """What one page is about (`kind`), who may reach which things, and how.

    `rest` stands behind the ids in the address. `data` is posted; with it an allowed POST must write something,
    unless `writers` is (). It may be a function of the world and the relation; "?" in it is the address's query.
    """

    kind: str | None
    allow: dict | str
    methods: frozenset = READ
    rest: tuple = ()
    data: Any = None
    not_for: tuple = ()  # actors who stay outside although their role comes in
    writers: tuple | None = None  # when not everybody who reads the page may post to it


def page(kind, methods, *rest, data=None, writers=None, not_for=(), **roles):
    """Page("student", READ, C=ALL, M=JUST): roles by their letter."""
    allow = {globals()[letter]: frozenset(where) for letter, where in roles.items()}
    return Page(kind, allow, methods, rest, data, not_for, writers)


def public(methods=READ, kind=None):
    """A page for everybody."""
    return Page(kind, ANYONE, methods)


def by_letter(kind, methods=READ, data=None):
    """A page for whoever holds the letter."""
    return Page(kind, LETTER, methods, (), data)


# {who asks: (the role it is asked in, what its own things are called)}
ACTORS = {
    "anonymous": (None, None),
    "coordinator": (C, OWN),
    "mentor": (M, OWN),
    "director": (D, OWN),
    "student": (S, OWN),
    "guardian": (G, OWN),
    "supervisor": (P, OWN),
    "jobcoach": (J, OWN),
    "consultant": (Role.CONSULTANT, None),
    "lwt_committee": (Role.LWT_COMMITTEE, None),
    "both": (M, None),  # mentor without students here, coordinator at the other school
    "ended": (None, None),
    "blind_guardian": (G, None),
    "guardian_of_18": (G, None),
    "other_supervisor": (P, SAME),
    "student_of_18": (S, SAME),
    "agreed_guardian": (G, SAME),  # the student of 18 agreed
    "no_authority": (G, OWN),  # does not sign, yet follows
    "ended_guardian": (G, None),
    "twin": (P, OWN),  # a company of both schools
    "platform": (PLATFORM, None),
}
LIKE_ANOTHER = {"student_of_18", "agreed_guardian", "no_authority", "ended_guardian", "twin"}  # fewer cells each
AT_THE_OTHER_SCHOOL = {"both": C, "twin": P}
OF_THE_SCHOOL = {None, "company"}  # kinds that are nobody's own: staff sees them whoever guides the student


def may(page, actor, relation):
    """Whether this page is this actor's, for a thing in this relation (from security.md §3.1)."""
    if page.allow == ANYONE:
        return relation != ELSEWHERE or page.kind is None
    if page.allow == LETTER:
        return relation in (OWN, SAME, OTHER, ELSEWHERE)
    if actor in page.not_for:
        return False
    if relation == ELSEWHERE:
        reach = page.allow.get(AT_THE_OTHER_SCHOOL.get(actor), frozenset())
        return NOTHING in reach if page.kind is None else OWN in reach
    if relation in (SMUGGLED, CROSSED):
        return False
    role, own = ACTORS[actor]
    reach = page.allow.get(role, frozenset())
    if page.kind in OF_THE_SCHOOL:
        return NOTHING in reach or relation in reach
    if own is None:
        return False
    if own == SAME:  # seen from there the own one is another of the group
        relation = {OWN: SAME, SAME: OWN}.get(relation, relation)
    return relation in reach
