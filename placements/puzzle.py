"""A round as a puzzle: who still seeks a place, which seats there are per date, and what is not allowed."""

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from companies.models import Recognition
from core.postcode import distance_km
from groups.enums import InvitationState, Part
from groups.models import GroupStudent, Invitation, Seat
from placements.enums import Aim, Limit, RequestState, RuleKind
from placements.lifecycle import ON_THE_WAY
from placements.matching import needed_age
from placements.models import MatchRule, Placement, PlacementRequest, TakenSeat
from placements.solving.problem import FIRST, TOGETHER, Host, Option, Problem, Seeker

WEIGHTS = {Aim.TOGETHER: TOGETHER, Aim.FIRST: FIRST}
LEAST_OUTSIDE, PAIRS = 12, 9000  # companies besides the wishes: the nearest, as many as keep the puzzle small


@dataclass
class Puzzle:
    """The problem, and the rows of the database that it was made from."""

    group: object
    problem: Problem = None
    parts: dict = field(default_factory=dict)  # student id: GroupStudent with its student
    invitations: dict = field(default_factory=dict)  # id: Invitation with its company
    wishes: dict = field(default_factory=dict)  # student id: {invitation id: the open wish}
    needs: dict = field(default_factory=dict)  # student id: the dates that need a seat
    free: dict = field(default_factory=dict)  # invitation id: {date: free seats}
    glad: dict = field(default_factory=dict)  # the same, of the seats that are given gladly for the whole day
    credit: dict = field(default_factory=dict)  # student id: how much the last round disappointed
    barred: dict = field(default_factory=dict)  # (student id, invitation id): (Limit, weekdays, MatchRule or None)

    def rank(self, student, invitation):
        """Which wish of the student this is; 0 when it is none."""
        wish = self.wishes.get(student, {}).get(invitation)
        return (wish.rank or 0) if wish else 0

    def dates_at(self, student, invitation):
        """The dates on which this student takes a seat there: those the company is open."""
        return [day for day in self.needs[student] if day in self.free.get(invitation, {})]


def read(group, aim=Aim.TOGETHER, extra=None):
    """The Puzzle of a group as it stands now. `extra` is {(invitation id, weekday): more seats}, for what-if."""
    puzzle = Puzzle(group)
    days = [day for day in group.stage_days() if day >= timezone.localdate()]
    placed = Placement.objects.live().filter(group=group, student=OuterRef("student"))
    for part in GroupStudent.objects.filter(~Exists(placed), group=group).select_related("student"):
        puzzle.parts[part.student_id] = part
    _read_companies(puzzle, days, extra or {})
    _read_wishes(puzzle)
    _read_needs(puzzle, days)
    rules = {}
    for rule in MatchRule.objects.filter(Q(group=group) | Q(group=None), student__in=puzzle.parts):
        rules.setdefault((rule.student_id, rule.company_id), []).append(rule)
    _bar(puzzle, rules)
    puzzle.problem = _problem(puzzle, rules, WEIGHTS[Aim(aim)])
    return puzzle


def _read_companies(puzzle, days, extra):
    group = puzzle.group
    proof = Recognition.objects.valid_on(group.ends_on).filter(company=OuterRef("company"))
    asked = Invitation.objects.filter(group=group).select_related("company")
    for invitation in asked.annotate(is_recognised=Exists(proof)):
        invitation.group = group
        puzzle.invitations[invitation.pk] = invitation
    held = Exists(TakenSeat.objects.filter(seat=OuterRef("pk"), released_at=None))
    glad = Q(is_held=False, is_reluctant=False, part=Part.DAY)
    rows = Seat.objects.offered().filter(invitation__group=group, date__in=days).annotate(is_held=held)
    rows = rows.values("invitation_id", "date").annotate(
        free=Count("pk", filter=Q(is_held=False)), glad=Count("pk", filter=glad)
    )
    for row in rows.order_by("invitation_id", "date"):
        more = extra.get((row["invitation_id"], row["date"].weekday()), 0)
        puzzle.free.setdefault(row["invitation_id"], {})[row["date"]] = row["free"] + more
        puzzle.glad.setdefault(row["invitation_id"], {})[row["date"]] = row["glad"] + more
    for (invitation, weekday), more in extra.items():
        for day in days:
            if day.weekday() == weekday and day not in puzzle.free.setdefault(invitation, {}):
                puzzle.free[invitation][day] = more
                puzzle.glad.setdefault(invitation, {})[day] = more


def _read_wishes(puzzle):
    """The open wishes of this round, and from the last earlier one how it disappointed."""
    group, last = puzzle.group, {}
    sent = PlacementRequest.objects.filter(student__in=puzzle.parts).exclude(state=RequestState.DRAFT)
    for wish in sent.select_related("group").order_by("pk"):
        if wish.group_id == group.pk:
            if wish.state in ON_THE_WAY:
                puzzle.wishes.setdefault(wish.student_id, {})[wish.invitation_id] = wish
        elif wish.group.starts_on < group.starts_on and wish.state != RequestState.WITHDRAWN:
            rounds = last.setdefault(wish.student_id, {})
            rounds.setdefault((wish.group.starts_on, wish.group_id), []).append(wish)
    for student, rounds in last.items():
        met = [wish.rank for wish in rounds[max(rounds)] if wish.state == RequestState.ACCEPTED]
        puzzle.credit[student] = 0 if 1 in met else 1 if met else 2


def _read_needs(puzzle, days):
    """The dates of the own weekdays on which the student has no other stage."""
    busy = defaultdict(set)
    taken = TakenSeat.objects.filter(student__in=puzzle.parts, released_at=None, date__in=days)
    for student, day in taken.values_list("student_id", "date"):
        busy[student].add(day)
    for student, part in puzzle.parts.items():
        own = part.days_in(puzzle.group)
        puzzle.needs[student] = tuple(day for day in days if day.weekday() in own and day not in busy[student])


def _bar(puzzle, rules):
    """Per student and company the first limit that stands in the way, whatever the others do."""
    known = {}
    first = max(puzzle.group.starts_on, timezone.localdate())
    for student, part in puzzle.parts.items():
        for pk, invitation in puzzle.invitations.items():
            found = _closed(puzzle, invitation)
            if not found and (age := needed_age(part.student, invitation, first)):
                found = Limit.AGE, [], age
            for rule in rules.get((student, invitation.company_id), []):
                if not found and rule.kind != RuleKind.MUST:
                    found = Limit.RULE, [], rule
            if not found:
                same = (puzzle.needs[student], pk)
                if same not in known:
                    known[same] = _no_days(puzzle, *same)
                found = known[same]
            if found:
                puzzle.barred[student, pk] = found


def _closed(puzzle, invitation):
    if invitation.state != InvitationState.YES:
        return Limit.CLOSED, [], None
    if not invitation.company.is_active or invitation.company.is_paused:
        return Limit.PAUSED, [], None
    if puzzle.group.kind.needs_recognition and not invitation.is_recognised:
        return Limit.RECOGNITION, [], None
    return None


def _no_days(puzzle, needs, invitation):
    """No day left to need, weekdays the company is not open on at least half of the dates, or all seats are taken."""
    if not needs:
        return Limit.BUSY, [], None
    free, dates = puzzle.free.get(invitation, {}), defaultdict(list)
    for day in needs:
        dates[day.weekday()].append(day in free)
    if missing := sorted(weekday for weekday, there in dates.items() if 2 * sum(there) < len(there)):
        return Limit.DAYS, missing, None
    if full := sorted({day.weekday() for day in needs if free.get(day) == 0}):
        return Limit.TAKEN, full, None
    return None


def _problem(puzzle, rules, weights):
    most, far = max(LEAST_OUTSIDE, PAIRS // max(1, len(puzzle.parts))), {}
    must = {
        (student, company): True
        for (student, company), found in rules.items()
        if any(rule.kind == RuleKind.MUST for rule in found)
    }
    seekers, pinned = [], {}
    for student, part in sorted(puzzle.parts.items()):
        options, others = [], []
        for pk, invitation in sorted(puzzle.invitations.items()):
            if (student, invitation.company_id) in must:
                pinned[student] = pk
            if (student, pk) in puzzle.barred:
                continue
            pair = part.student.postcode, invitation.company.postcode
            if pair not in far:
                far[pair] = int(distance_km(*pair) or 0)
            rank = puzzle.rank(student, pk)
            (options if rank or pinned.get(student) == pk else others).append(Option(pk, rank, far[pair]))
        others.sort(key=lambda option: (option.km, option.host))
        lot = hashlib.sha256(f"{puzzle.group.pk}:{student}".encode()).digest()[0] % 10
        seekers.append(
            Seeker(student, puzzle.needs[student], (*options, *others[:most]), puzzle.credit.get(student, 0), lot)
        )
    hosts = tuple(Host(pk, free, puzzle.glad[pk]) for pk, free in sorted(puzzle.free.items()))
    return Problem(tuple(seekers), hosts, weights, pinned)
