"""What is wrong with a cell: whether this may be reached, shown, written; in sentences of a kind."""

from dataclasses import dataclass, field

from tests.matrix.asking import posted
from tests.matrix.cells import METHODS
from tests.matrix.headers import header_faults, outside_hosts
from tests.matrix.sees import may_see
from tests.matrix.table import ACTORS, ANYONE, AT_THE_OTHER_SCHOOL, ELSEWHERE, LETTER, NOTHING, may

WITHOUT_A_REASON = {"both", "student_of_18"}  # no students here; no draft at another's place
OVER_SCHOOLS = {"our_company", "groups:divide"}  # whose person works with both (docs/decisions/0010)
FOREIGN, WRITES, DIFFERS, OTHER = "foreign", "writes", "differs", "other"
HEADERS, HOSTS = "headers", "hosts"


@dataclass
class Tally:
    """What a run of cells counted."""

    cells: int = 0
    marks: int = 0
    denied: int = 0
    wrong: list = field(default_factory=list)

    def of(self, kind):
        """How many faults of this kind."""
        return sum(found == kind for found, _sentence in self.wrong)


def faults(asker, cell, tally=None):
    """Everything that is wrong with a cell, as (kind, sentence)."""
    tally = tally or Tally()
    world, outcome = asker.world, asker.run(cell)
    allowed = may(cell.page, cell.actor, cell.relation) and cell.method in cell.page.methods
    found = [(OTHER, f"answered {outcome.status}")] if outcome.status >= 500 else []
    found += _marks(world, cell, outcome, tally)
    if asker.mode == "normal":
        found += _headers(cell, outcome)
    if allowed:
        return found + _allowed(cell, outcome, posted(world, cell))
    if outcome.writes or outcome.tasks:
        found.append((WRITES, f"denied, yet wrote {outcome.writes[:1]} and queued {outcome.tasks}"))
    return found + _denial(asker, cell, outcome, tally)


def _allowed(cell, outcome, data):
    found = []
    if outcome.status in (403, 404, 405) or (outcome.asks_to_sign_in and cell.page.allow != ANYONE):
        found.append((OTHER, f"wrongly denied with {outcome.status}"))
    if cell.method != "POST" and (outcome.writes or outcome.tasks):
        found.append((WRITES, f"{cell.method} writes: {outcome.writes[:1]} {outcome.tasks} tasks"))
    if cell.method == "POST" and data is not None:
        found += _deed(cell, outcome)
    return found


def _deed(cell, outcome):
    """Posted data writes, or the cell would prove nothing; but not for those who only read the page."""
    writers = cell.page.writers
    may_write = writers is None or ACTORS[cell.actor][0] in writers
    if may_write and not outcome.writes and cell.actor not in WITHOUT_A_REASON:
        return [(OTHER, "the posted data wrote nothing, so this cell proves nothing")]
    if outcome.writes and not may_write:
        return [(WRITES, f"only reads this page, yet wrote {outcome.writes[:1]}")]
    return []


def _denial(asker, cell, outcome, tally):
    """A denial says nothing: 404, or 405 for a method nobody may use; visitors are asked to sign in."""
    reached = may(cell.page, cell.actor, cell.relation)
    if cell.method not in cell.page.methods and outcome.status == 405:
        return [] if reached else _equal(asker, cell, outcome, tally)
    if cell.actor == "anonymous" and outcome.asks_to_sign_in:
        return []
    if reached and cell.method in METHODS[:3] and outcome.status < 400:
        return []  # a page that only shows answers a POST by showing; that nothing was written is seen above
    if outcome.status != 404:
        return [(OTHER, f"reached with {outcome.status}")]
    return _equal(asker, cell, outcome, tally)


def _equal(asker, cell, outcome, tally):
    if cell.actor == "anonymous" or cell.relation == NOTHING:
        return []  # visitors are asked to sign in; a page without a thing has no missing one
    tally.denied += 1
    missing = asker.run_missing(cell, like=outcome)
    return [] if outcome.told == missing.told else [(DIFFERS, f"differs from a missing one ({missing.status})")]


def _marks(world, cell, outcome, tally):
    """Marks of the other school anywhere, and of this school what this person may not see."""
    shown = world.canaries.found_in(outcome.headers + outcome.body + outcome.cookies)
    shown -= world.canaries.found_in(outcome.asked)
    seen = shown | world.canaries.found_in(outcome.mails)
    tally.marks += len(seen)
    home = "b" if cell.relation == ELSEWHERE and may(cell.page, cell.actor, cell.relation) else "a"
    foreign = sorted(what for school, what in seen if school != home)
    foreign = [what for what in foreign if not (what.startswith("shared.school") and _own_or_public(cell))]
    if cell.name in OVER_SCHOOLS and cell.actor in AT_THE_OTHER_SCHOOL:
        foreign = [what for what in foreign if not may_see(cell.actor, what)]
    if cell.page.allow == LETTER:  # whoever is signed in sees the own name, on pages of others' letters as well
        foreign = [what for what in foreign if what not in ("staff.coordinatoruser.name", "own.studentuser.name")]
    found = [(FOREIGN, f"shows of the other school {foreign[:4]}")] if foreign else []
    if cell.page.allow == LETTER or home == "b":
        return found
    too_much = sorted(what for school, what in shown if school == home and not may_see(cell.actor, what))
    return found + ([(OTHER, f"shows too much: {too_much[:6]}")] if too_much else [])


def _headers(cell, outcome):
    """Missing headers, code inside a page, and hosts of others."""
    owed = header_faults(outcome.said, outcome.body, is_signed_in=cell.actor != "anonymous")
    hosts = outside_hosts(outcome.said, outcome.body)
    return [(HEADERS, sentence) for sentence in owed] + [(HOSTS, f"sends to {host}") for host in hosts]


def _own_or_public(cell):
    """The names of schools are public, and somebody of two schools sees both names."""
    return cell.actor in AT_THE_OTHER_SCHOOL or cell.actor == "platform" or cell.page.allow == ANYONE
