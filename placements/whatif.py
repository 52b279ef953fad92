"""What a change would cost: another place for one student, or one seat more. Only looked at, never kept."""

from dataclasses import replace
from typing import NamedTuple

from placements.puzzle import read
from placements.solving.suggesting import suggest

SHOWN = 5  # so many companies besides the wishes are looked at for one student


class Change(NamedTuple):
    """What a change does to the proposal: how many more placed and in a first wish, and who moves where."""

    placed: int
    first: int
    moves: list

    @property
    def fewer_placed(self):
        return -self.placed

    @property
    def fewer_first(self):
        return -self.first


def after(puzzle, places, problem, *, but=None):
    """The Change when the proposal goes on from these places in this problem; None when `but` finds no place then."""
    found = suggest(problem, places).places
    if but is not None and found.get(but[0]) != but[1]:
        return None
    moves = [
        {
            "student": part.student,
            "before": puzzle.invitations.get(places.get(student)),
            "after": puzzle.invitations.get(found.get(student)),
            "rank": puzzle.rank(student, found.get(student)),
        }
        for student, part in sorted(puzzle.parts.items())
        if places.get(student) != found.get(student)
    ]
    return Change(len(found) - len(places), firsts(puzzle, found) - firsts(puzzle, places), moves)


def firsts(puzzle, places):
    return sum(puzzle.rank(student, invitation) == 1 for student, invitation in places.items())


def alternatives(puzzle, places, student):
    """[(invitation, rank, the limit that bars it or None, Change or None)]: the wishes, then what is nearest."""
    seeker = next(one for one in puzzle.problem.seekers if one.key == student)
    wishes = sorted(puzzle.wishes.get(student, {}), key=lambda pk: (puzzle.rank(student, pk) or 9, pk))
    known = {option.host for option in seeker.options}
    others = [option.host for option in seeker.options if option.host not in wishes][:SHOWN]
    found = []
    for pk in [*wishes, *others]:
        change = None
        if pk in known and pk != places.get(student):
            pinned = replace(puzzle.problem, pinned=puzzle.problem.pinned | {student: pk})
            change = after(puzzle, places, pinned, but=(student, pk))
        found.append((puzzle.invitations[pk], puzzle.rank(student, pk), puzzle.barred.get((student, pk)), change))
    return found


def one_more(group, aim, places, invitation, weekday):
    """The Change when this company had one seat more on this weekday."""
    puzzle = read(group, aim, extra={(invitation, weekday): 1})
    return after(puzzle, places, puzzle.problem)
