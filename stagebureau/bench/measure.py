"""Two ways to do one thing, measured in turns, so that a busy machine troubles both alike."""

import gc
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass
class Figure:
    """One line of the table: our time as a multiple of the baseline's."""

    name: str
    ratio: float
    target: float
    ours: float
    baseline: float
    what: str
    with_prepare: float | None = None

    def __str__(self):
        more = "" if self.with_prepare is None else f"; {self.with_prepare:.2f} with the writing"
        return (
            f"FIGURE {self.name} = {self.ratio:.2f} (target <= {self.target:.2f}; "
            f"{self.ours * 1000:.1f} ms against {self.baseline * 1000:.1f} ms: {self.what}{more})"
        )


@dataclass
class Number:
    """One line of another kind: a number, its target with the sign, and what it was taken from."""

    name: str
    value: float
    target: str
    what: str

    def __str__(self):
        return f"FIGURE {self.name} = {self.value:.2f} (target {self.target}; {self.what})"


def compare(name, ours, baseline, *, target, what, rounds, clock=time.perf_counter, prepare=None):
    """Run both once to warm up and then in turns; the ratio is the median over the rounds.

    What `prepare` does before each of our turns is timed apart.
    """
    took = {"prepare": [], "ours": [], "baseline": []}
    steps = [[("prepare", prepare), ("ours", ours)] if prepare else [("ours", ours)], [("baseline", baseline)]]
    for number in range(rounds + 1):
        gc.collect()
        for turn in steps if number % 2 else reversed(steps):
            for step, work in turn:
                start = clock()
                work()
                took[step].append(clock() - start)
    mine, theirs = took["ours"][1:], took["baseline"][1:]
    figure = Figure(name, ratio(mine, theirs), target, median(mine), median(theirs), what)
    if prepare:
        whole = [a + b for a, b in zip(took["prepare"][1:], mine, strict=True)]
        figure.with_prepare = ratio(whole, theirs)
    return figure


def ratio(mine, theirs):
    """The median of the ratios of each turn."""
    return median(a / b for a, b in zip(mine, theirs, strict=True))


def heaviest_megabytes():
    """The most memory this process has held, in megabytes.

    Asked of the kernel's own page, because `ru_maxrss` of a process that was started by a large one
    begins at the size of the large one.
    """
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in told.splitlines() if line.startswith("VmHWM:")) / 1024
