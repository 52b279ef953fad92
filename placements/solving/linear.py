"""The puzzle as a linear model in HiGHS: a column for each student at each host, whole; seats are lines."""

import math
from typing import NamedTuple


class Relaxed(NamedTuple):
    """The best if students could be cut in pieces: a limit to what whole ones can reach, and what each pair costs."""

    columns: object
    lowest: float
    prices: object


class LinearModel:
    """Built once; then aimed at one level after the other."""

    def __init__(self, model, must):
        import highspy  # noqa: PLC0415 - 70 MB, for the worker only
        import numpy  # noqa: PLC0415 - as above

        self.highspy, self.np, self.model = highspy, numpy, model
        self.pairs = [(seeker, host) for seeker, options in enumerate(model.options) for host in options]
        self.column = {pair: n for n, pair in enumerate(self.pairs)}
        hosts = sorted({host for _seeker, host in self.pairs})
        self.over = {host: len(self.pairs) + n for n, host in enumerate(hosts)}
        self.crowd = {host: len(self.pairs) + len(hosts) + n for n, host in enumerate(hosts)}
        self.width = len(self.pairs) + 2 * len(hosts)
        lines = list(self._lines(set(must)))
        self.lines = [line for line in lines if line[3] is None]
        self.loose = [line for line in lines if line[3] is not None]
        self.settled = set()
        self.engine = self._engine()

    @staticmethod
    def slack(number):
        return 1e-6 * max(1.0, abs(number))

    def _lines(self, must):
        """(lowest, highest, columns, the column that makes good what is too much or None)"""
        of_seeker, of_row, of_host = {}, {}, {}
        for column, (seeker, host) in enumerate(self.pairs):
            of_seeker.setdefault(seeker, []).append(column)
            of_host.setdefault(host, []).append(column)
            for row in self.model.rows_of[host][self.model.pattern[seeker]]:
                of_row.setdefault(row, []).append(column)
        for seeker, columns in of_seeker.items():
            yield float(seeker in must), 1.0, columns, None
        for row, columns in of_row.items():
            seats, willing, _patterns = self.model.rows[row]
            yield -math.inf, seats, columns, None
            if willing < min(seats, len(columns)):
                yield -math.inf, willing, columns, self.over[self.pairs[columns[0]][1]]
        for host, columns in of_host.items():
            if len(columns) > 1:
                yield -math.inf, 1.0, columns, self.crowd[host]

    def _engine(self):
        np, highspy = self.np, self.highspy
        engine, whole = highspy.Highs(), len(self.pairs)
        for name, value in (
            ("output_flag", False), ("threads", 1), ("random_seed", 0), ("mip_rel_gap", 0.0), ("mip_abs_gap", 0.5),
        ):  # fmt: skip
            engine.setOptionValue(name, value)
        lp = highspy.HighsLp()
        lp.num_col_, lp.num_row_ = self.width, len(self.lines)
        lp.col_cost_ = np.zeros(self.width)
        lp.col_lower_ = np.zeros(self.width)
        lp.col_upper_ = np.where(np.arange(self.width) < whole, 1.0, float(whole))
        lp.row_lower_ = np.array([line[0] for line in self.lines], float)
        lp.row_upper_ = np.array([line[1] for line in self.lines], float)
        columns = [line[2] for line in self.lines]
        lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        lp.a_matrix_.start_ = np.cumsum([0, *map(len, columns)])
        lp.a_matrix_.index_ = np.array([one for line in columns for one in line], np.int32)
        lp.a_matrix_.value_ = np.ones(sum(map(len, columns)))
        kinds = highspy.HighsVarType
        lp.integrality_ = [kinds.kInteger] * whole + [kinds.kContinuous] * (self.width - whole)
        engine.passModel(lp)
        return engine

    def _both(self, level):
        """The two parts of a level as a number per column."""
        found = []
        for name, per_pair in ((level.first, level.of_first), (level.second, level.of_second)):
            numbers = self.np.zeros(self.width)
            numbers[: len(per_pair)] = per_pair
            extra = {"reluctant": self.over, "crowd": self.crowd}.get(name, {})
            numbers[list(extra.values())] = 1.0
            found.append(numbers)
        return found

    def aim(self, level, step):
        """From now on this level is what counts; what is loose is tied on when it begins to."""
        if level.first == "reluctant":
            for low, most, columns, extra in self.loose:
                signs = self.np.append(self.np.ones(len(columns)), -1.0)
                self.engine.addRow(low, most, len(signs), self.np.array([*columns, extra], self.np.int32), signs)
        first, second = self._both(level)
        self.engine.changeColsCost(self.width, self.np.arange(self.width, dtype=self.np.int32), first * step + second)

    def relax(self, seconds):
        """The Relaxed model; None when the time is up."""
        if not self._run(seconds, solve_relaxation=True) or not self._is_best():
            return None
        found = self.engine.getSolution()
        lowest = self.engine.getInfo().objective_function_value
        return Relaxed(self.np.array(found.col_value), lowest, self.np.array(found.col_dual))

    def search(self, places, seconds, lowest):
        """(places or None, the lowest that may exist, whether that is proven) from these places on."""
        start = self.highspy.HighsSolution()
        start.col_value = self._columns(places)
        self.engine.setSolution(start)
        if not self._run(seconds, solve_relaxation=False):
            return None, lowest, False
        found = self.places(self.np.array(self.engine.getSolution().col_value))
        return found, max(lowest, self.engine.getInfo().mip_dual_bound), self._is_best()

    def hold(self, level, score, *, gap, prices):
        """What was reached stays; a pair that no equally good plan can have, or miss, is settled."""
        np = self.np
        for column, price in enumerate(prices[: len(self.pairs)]):
            if column not in self.settled and abs(price) > gap + self.slack(price):
                self.settled.add(column)
                self.engine.changeColBounds(column, *((0.0, 0.0) if price > 0 else (1.0, 1.0)))
        reached = getattr(score, level.first) - level.start, getattr(score, level.second)
        for numbers, most in zip(self._both(level), reached, strict=True):
            columns = np.nonzero(numbers)[0].astype(np.int32)
            if len(columns):
                self.engine.addRow(-math.inf, float(most), len(columns), columns, numbers[columns])

    def places(self, columns):
        """The columns as a list with the host of each seeker; None when somebody is cut in pieces."""
        pairs = columns[: len(self.pairs)]
        whole = self.np.rint(pairs)
        if self.np.abs(pairs - whole).max(initial=0.0) > 1e-6:  # noqa: PLR2004 - what HiGHS calls whole
            return None
        places = [None] * len(self.model.seekers)
        for column in self.np.nonzero(whole)[0]:
            seeker, host = self.pairs[column]
            places[seeker] = host
        return places

    def _columns(self, places):
        x = self.np.zeros(self.width)
        for pair in enumerate(places):
            if pair[1] is not None:
                x[self.column[pair]] = 1.0
        for _lowest, most, columns, extra in self.loose:
            x[extra] = max(x[extra], x[columns].sum() - most)
        return x

    def _run(self, seconds, *, solve_relaxation):
        """Let HiGHS work so long at most; whether it has something."""
        if seconds <= 0:
            return False
        self.engine.setOptionValue("solve_relaxation", solve_relaxation)
        self.engine.setOptionValue("time_limit", self.engine.getRunTime() + seconds)
        self.engine.run()
        return self.engine.getInfo().primal_solution_status == self.highspy.SolutionStatus.kSolutionStatusFeasible

    def _is_best(self):
        return self.engine.getModelStatus() == self.highspy.HighsModelStatus.kOptimal
