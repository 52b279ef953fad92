"""The puzzle: students who seek a place, companies that host, what a plan costs. Numbers only, nobody's name."""

from dataclasses import dataclass, field
from itertools import starmap
from typing import NamedTuple

BAND = 5  # kilometres: a quarter of an hour further by bicycle counts, a street further does not


class Weights(NamedTuple):
    """What a plan pays for a student in the 1st, 2nd, 3rd … wish, and for one outside the wishes."""

    ranks: tuple
    outside: int

    def of(self, rank):
        """The price of this wish; rank 0 is no wish."""
        return self.ranks[min(rank, len(self.ranks)) - 1] if rank else self.outside

    @property
    def nowhere(self):
        """How much it counts in the memory of a student to have no place at all."""
        return 2 * self.outside


TOGETHER = Weights((0, 1, 3, 6, 10), 20)
FIRST = Weights((0, 20, 21, 22, 23), 60)


class Option(NamedTuple):
    """A seeker may go to this host: as the wish of this rank (0: outside the wishes), so far from home."""

    host: int
    rank: int = 0
    km: int = 0


@dataclass(frozen=True)
class Seeker:
    """A student without a place: the days that all need a seat, where it may be, and what counts at equal cost."""

    key: int
    days: tuple
    options: tuple
    credit: int = 0  # how much the last round disappointed
    lot: int = 0


@dataclass(frozen=True)
class Host:
    """A company: free seats per day, and how many of these it gives gladly. On a day that is missing it is closed."""

    key: int
    seats: dict
    willing: dict = field(default_factory=dict)

    def willing_on(self, day):
        return min(self.willing.get(day, self.seats[day]), self.seats[day])


@dataclass(frozen=True)
class Problem:
    """Seekers in the order of their keys, hosts likewise. `pinned` is {seeker: host}: the coordinator decided."""

    seekers: tuple
    hosts: tuple
    weights: Weights = TOGETHER
    pinned: dict = field(default_factory=dict)


class Score(NamedTuple):
    """What a plan costs, in the order of what counts: compare two as tuples, the lower is the better plan."""

    unplaced: int
    wishes: int
    memory: int
    distance: int
    reluctant: int
    crowd: int
    lots: int


@dataclass(frozen=True)
class Plan:
    """{seeker: host} of those who get a place. `bound` is the best that can exist, as far as was proven."""

    places: dict
    score: Score
    proven: bool = False
    bound: tuple | None = None


class Row(NamedTuple):
    """Days of one host that the same kinds of seekers need: the scarcest of these days stands for all."""

    seats: int
    willing: int
    patterns: int  # a bit for each pattern of days


class Model:
    """The puzzle made small for both engines: equal days are one row, seekers with equal days one pattern."""

    def __init__(self, problem):
        self.problem, self.weights = problem, problem.weights
        self.seekers = sorted(problem.seekers, key=lambda one: one.key)
        self.hosts = sorted(problem.hosts, key=lambda one: one.key)
        number = {host.key: n for n, host in enumerate(self.hosts)}
        patterns = {}
        self.pattern = [patterns.setdefault(one.days, len(patterns)) for one in self.seekers]
        self.days = list(patterns)
        self.ranks = [
            {number[option.host]: option for option in one.options if option.host in number} for one in self.seekers
        ]
        pinned = {one.key: number.get(problem.pinned[one.key]) for one in self.seekers if one.key in problem.pinned}
        self._compress()
        self.pins = {n: pinned[one.key] for n, one in enumerate(self.seekers) if pinned.get(one.key) is not None}
        self.options = [self._possible(n) for n in range(len(self.seekers))]
        self._price()

    def _compress(self):
        """Write the rows; a row that can never bind, or that a scarcer one covers, is left out."""
        self.rows, self.rows_of = [], []
        users = [[0] * len(self.days) for _ in self.hosts]
        for pattern, options in zip(self.pattern, self.ranks, strict=True):
            for host in options:
                users[host][pattern] += 1
        bits = {}
        for pattern, days in enumerate(self.days):
            for day in days:
                bits[day] = bits.get(day, 0) | 1 << pattern
        for host, used in zip(self.hosts, users, strict=True):
            mine = sum(1 << pattern for pattern, number in enumerate(used) if number)
            scarce = {}
            for day, seats in host.seats.items():
                if mask := bits.get(day, 0) & mine:
                    had, glad = scarce.get(mask, (seats, seats))
                    scarce[mask] = min(had, seats), min(glad, host.willing_on(day))
            kept = [Row(*has, mask) for mask, has in sorted(scarce.items()) if not _covered(mask, *has, scarce)]
            first = len(self.rows)
            self.rows += kept
            self.rows_of.append(
                [
                    tuple(first + n for n, row in enumerate(kept) if row.patterns >> pattern & 1)
                    for pattern in range(len(self.days))
                ]
            )

    def _possible(self, seeker):
        """{host: Option} with room on every day, and only the pinned one when there is one."""
        pattern, found = self.pattern[seeker], {}
        for host, option in sorted(self.ranks[seeker].items()):
            rows = self.rows_of[host][pattern]
            meets = any(day in self.hosts[host].seats for day in self.days[pattern])
            if meets and all(self.rows[row].seats > 0 for row in rows):
                found[host] = option
        if seeker in self.pins:
            found = {host: option for host, option in found.items() if host == self.pins[seeker]}
        return found

    def _price(self):
        """One number for what counts per student: placed before wishes, wishes before memory, and so on."""
        many, dearest = len(self.seekers), max(self.weights.nowhere, *self.weights.ranks, 1)
        credits, lots = sum(one.credit for one in self.seekers), sum(one.lot for one in self.seekers)
        bands = sum(max((option.km // BAND for option in options.values()), default=0) for options in self.options)
        self.steps = (many * dearest + 1, credits * dearest + 1, bands + 1, many + 1, lots * dearest + 1)
        self.nowhere = [self._number(1, 0, one, self.weights.nowhere) for one in self.seekers]
        self.cost = [
            {host: self._price_at(seeker, host, option) for host, option in options.items()}
            for seeker, options in enumerate(self.options)
        ]

    def _price_at(self, seeker, host, option):
        price = self.weights.of(option.rank)
        unwilling = any(not self.rows[row].willing for row in self.rows_of[host][self.pattern[seeker]])
        return self._number(0, price, self.seekers[seeker], price, option.km, unwilling)

    def _number(self, unplaced, price, one, felt, km=0, unwilling=False):
        wishes, memory, distance, reluctant, lots = self.steps
        high = (unplaced * wishes + price) * memory + one.credit * felt
        return ((high * distance + km // BAND) * reluctant + unwilling) * lots + one.lot * felt

    def score(self, places):
        """The Score of a list with the host of each seeker, None for nowhere."""
        where = [None if host is None else self.options[n][host] for n, host in enumerate(places)]
        prices = [self.weights.nowhere if one is None else self.weights.of(one.rank) for one in where]
        reluctant, crowd = self._together(places)
        return Score(
            unplaced=sum(one is None for one in where),
            wishes=sum(price for price, one in zip(prices, where, strict=True) if one is not None),
            memory=sum(one.credit * price for one, price in zip(self.seekers, prices, strict=True)),
            distance=sum(one.km // BAND for one in where if one is not None),
            reluctant=reluctant,
            crowd=crowd,
            lots=sum(one.lot * price for one, price in zip(self.seekers, prices, strict=True)),
        )

    def _together(self, places):
        """Over all hosts: seats that are given reluctantly, and students beyond the first."""
        load, there = [0] * len(self.rows), [0] * len(self.hosts)
        for seeker, host in enumerate(places):
            if host is not None:
                there[host] += 1
                for row in self.rows_of[host][self.pattern[seeker]]:
                    load[row] += 1
        over = {}
        for host, rows in enumerate(self.rows_of):
            for row in {row for rows_ in rows for row in rows_}:
                over[host] = max(over.get(host, 0), load[row] - self.rows[row].willing)
        return sum(over.values()), sum(max(0, number - 1) for number in there)

    def fits(self, places):
        """Nobody sits on a seat that is not there."""
        load = [0] * len(self.rows)
        for seeker, host in enumerate(places):
            if host is not None:
                for row in self.rows_of[host][self.pattern[seeker]]:
                    load[row] += 1
        return all(starmap(lambda used, row: used <= row.seats, zip(load, self.rows, strict=True)))

    def plan(self, places, **proof):
        """The list as a Plan with the keys of the problem."""
        found = {
            self.seekers[n].key: self.hosts[host].key for n, host in enumerate(places) if host is not None
        }
        return Plan(found, self.score(places), **proof)


def _covered(mask, seats, willing, rows):
    """Another row holds the same seekers and more, and is as scarce."""
    return any(
        other != mask and other & mask == mask and has <= seats and glad <= willing
        for other, (has, glad) in rows.items()
    )
