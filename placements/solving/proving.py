"""The best plan there is, with its proof: HiGHS solves the puzzle level by level. Only the worker comes here."""

import math
import time
from typing import NamedTuple

from placements.solving.linear import LinearModel
from placements.solving.problem import BAND, Model
from placements.solving.suggesting import Suggestion

LEVELS = 4  # placed and wishes; memory and distance; reluctant seats and crowds; lots


class Level(NamedTuple):
    """Two parts of the Score that are solved together: per pair a number each, and what a plan without pairs costs."""

    first: str
    of_first: list
    start: int
    second: str
    of_second: list


def prove(problem, seconds=30, tell=None):
    """The best Plan, proven when there was time enough, and never worse than the suggestion.

    `tell(done)` hears how many of the LEVELS are behind us.
    """
    until = time.monotonic() + seconds
    model = Model(problem)
    suggestion = Suggestion(model)
    suggestion.plan()
    return Search(model, suggestion.places, until).plan(tell or (lambda done: None))


class Search:
    """The levels in turn on one linear model; what a level reached holds for the next."""

    def __init__(self, model, places, until):
        self.model, self.places, self.until = model, places, until
        self.score = model.score(places)
        self.linear = LinearModel(model, [n for n in model.pins if places[n] is not None])

    def plan(self, tell):
        """Solve as far as time allows. A level that is not proven in time is the last."""
        if not self.linear.pairs:
            return self.model.plan(self.places, proven=True, bound=self.score[:2])
        bound, proven = None, False
        for number, level in enumerate(self._levels(), start=1):
            proven, low = self._solve(level)
            bound = bound or self._bound(level, low)
            if not proven:
                break
            tell(number)
        return self.model.plan(self.places, proven=proven, bound=bound)

    def _levels(self):
        model, price, nowhere = self.model, self.model.weights.of, self.model.weights.nowhere
        pairs = [(model.seekers[seeker], model.options[seeker][host]) for seeker, host in self.linear.pairs]
        credit = sum(one.credit for one in model.seekers) * nowhere
        lots = sum(one.lot for one in model.seekers) * nowhere
        far, none = [to.km // BAND for _one, to in pairs], [0] * len(pairs)
        prices = [price(to.rank) for _one, to in pairs]
        felt = [one.credit * (price(to.rank) - nowhere) for one, to in pairs]
        lot = [one.lot * (price(to.rank) - nowhere) for one, to in pairs]
        return [
            Level("unplaced", [-1] * len(pairs), len(model.seekers), "wishes", prices),
            Level("memory", felt, credit, "distance", far),
            Level("reluctant", none, 0, "crowd", none),
            Level("lots", lot, lots, "unplaced", none),
        ]

    def _step(self, level):
        """How much one of the first outweighs: more than all of the second together."""
        return len(self.places) * max(1, *level.of_second, 1) + 1

    def _value(self, level, score):
        """What a plan costs on this level, as the linear model counts it."""
        if level.first == "lots":
            return (score.lots - level.start) * self._step(level)
        return (getattr(score, level.first) - level.start) * self._step(level) + getattr(score, level.second)

    def _solve(self, level):
        """(whether the places are proven best on this level, the lowest that may exist)."""
        linear = self.linear
        linear.aim(level, self._step(level))
        relaxed = linear.relax(self.until - time.monotonic())
        if relaxed is None:
            return False, -math.inf
        self._take(linear.places(relaxed.columns), level)
        low = relaxed.lowest
        proven = self._value(level, self.score) < low + 1 - linear.slack(low)
        if not proven:
            found, low, proven = linear.search(self.places, self.until - time.monotonic(), low)
            self._take(found, level)
        if proven:
            linear.hold(level, self.score, gap=self._value(level, self.score) - relaxed.lowest, prices=relaxed.prices)
        return proven, low

    def _take(self, places, level):
        """Keep these places when they are no worse on this level."""
        if places is None or not self.model.fits(places):
            return
        score = self.model.score(places)
        if self._value(level, score) <= self._value(level, self.score):
            self.places, self.score = places, score

    def _bound(self, level, low):
        """(fewest without a place, lowest price of the wishes when as many are placed as here) that may exist."""
        step = self._step(level)
        low = max(0, math.ceil(low + step * level.start - 0.01)) if low > -math.inf else 0
        unplaced = max(0, math.ceil((low - step + 1) / step))
        return unplaced, max(0, low - self.score.unplaced * step)
