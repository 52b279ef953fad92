"""The instant suggestion: nothing but Python, a few hundredths of a second for a school.

Seekers with the same days are dealt with together, and that part is exact (`paths`: shortest augmenting paths). Then
who is still nowhere pushes others along, and each pattern is solved again around the others, until nothing gains.
Every step is the same for the same puzzle: orders are those of the keys.
"""

from collections import deque

from placements.solving.paths import assign
from placements.solving.problem import Model

ROUNDS = 2
DEEP, PAIRS = 2, 6  # how far others are moved on, and how many pairs in the way are tried at one host


def suggest(problem, start=None):
    """A good Plan at once. `start` ({seeker: host}) is a plan to begin with: the answer is never worse than that."""
    return Suggestion(Model(problem), start).plan()


class Suggestion:
    """A plan in the making: who sits where, and what is left of each row. The trail lets a try be taken back."""

    def __init__(self, model, start=None):
        self.model = model
        self.places = [None] * len(model.seekers)
        self.left = [row.seats for row in model.rows]
        self.there = [set() for _ in model.hosts]
        self.trail = []
        self.order = [sorted(prices, key=prices.get) for prices in model.cost]
        number = {host.key: n for n, host in enumerate(model.hosts)}
        begun = {n: number.get((start or {}).get(one.key)) for n, one in enumerate(model.seekers)}
        for seeker, host in sorted(model.pins.items()) + sorted(begun.items()):
            if host in model.options[seeker] and self.places[seeker] is None and self._fits(seeker, host):
                self._put(seeker, host)
        self.free = [seeker for seeker in range(len(self.places)) if seeker not in model.pins]

    def plan(self):
        """Solve, and give the Plan."""
        days = self.model.days
        groups = {}
        for seeker in self.free:
            groups.setdefault(self.model.pattern[seeker], []).append(seeker)
        order = sorted(groups, key=lambda pattern: (len(days[pattern]), pattern))
        spent = None
        for _ in range(ROUNDS):
            for pattern in order:
                self._solve(groups[pattern])
            if self._spent() == spent:
                break
            self._push()
            self._make_way()
            self._eject()
            spent = self._spent()
        return self.model.plan(self.places)

    def _spent(self):
        return sum(map(self._price, self.free))

    def _price(self, seeker):
        host = self.places[seeker]
        return self.model.nowhere[seeker] if host is None else self.model.cost[seeker][host]

    def _rows(self, seeker, host):
        return self.model.rows_of[host][self.model.pattern[seeker]]

    def _fits(self, seeker, host):
        left = self.left
        return all(left[row] > 0 for row in self._rows(seeker, host))

    def _put(self, seeker, host):
        """Move a seeker to this host; None is nowhere."""
        old = self.places[seeker]
        self.trail.append((seeker, old))
        if old is not None:
            self.there[old].discard(seeker)
            for row in self._rows(seeker, old):
                self.left[row] += 1
        self.places[seeker] = host
        if host is not None:
            self.there[host].add(seeker)
            for row in self._rows(seeker, host):
                self.left[row] -= 1

    def _back_to(self, mark):
        """Undo everything since the trail was this long."""
        while len(self.trail) > mark:
            seeker, old = self.trail.pop()
            self._put(seeker, old)
            self.trail.pop()

    def _solve(self, group):
        """Place the seekers of one pattern anew, exactly, around all others."""
        for seeker in group:
            if self.places[seeker] is not None:
                self._put(seeker, None)
        pattern = self.model.pattern[group[0]]
        room = {}
        for host in sorted({host for seeker in group for host in self.model.options[seeker]}):
            rows = self.model.rows_of[host][pattern]
            free = min((self.left[row] for row in rows), default=len(group))
            if free > 0:
                room[host] = free
        for seeker, host in sorted(assign(group, room, self.model).items()):
            self._put(seeker, host)
        self.trail.clear()

    def _push(self):
        """Whoever is nowhere takes a seat, whose holder takes another, and so on until somebody finds a free one."""
        dead = set()
        for seeker in self.free:
            if self.places[seeker] is None and self._chain(seeker, dead):
                dead.clear()

    def _chain(self, root, dead):
        """Try one chain of any length. `dead` are doors, a host for one pattern, behind which nothing was found."""
        came, queue = {root: None}, deque([root])
        while queue:
            seeker = queue.popleft()
            pattern = self.model.pattern[seeker]
            for host in self.order[seeker]:
                if (host, pattern) in dead or host == self.places[seeker]:
                    continue
                dead.add((host, pattern))
                full = [row for row in self._rows(seeker, host) if self.left[row] <= 0]
                if not full and self._walk(seeker, host, came):
                    return True
                for other in sorted(self.there[host]) if full else []:
                    if other not in came and self._holds(other, host, full):
                        came[other] = seeker
                        queue.append(other)
        return False

    def _holds(self, seeker, host, full):
        """This one sits on all the full rows, and nobody decided that it must be here."""
        rows = self._rows(seeker, host)
        return seeker not in self.model.pins and all(row in rows for row in full)

    def _walk(self, seeker, host, came):
        """Carry the chain out from its end; undo it when two steps want the same seat."""
        mark = len(self.trail)
        while seeker is not None:
            if not self._fits(seeker, host):
                self._back_to(mark)
                return False
            old = self.places[seeker]
            self._put(seeker, host)
            seeker, host = came[seeker], old
        return True

    def _make_way(self):
        """Who needs several days may have several others in the way: let each of them go elsewhere."""
        failed = set()
        for seeker in self.free:
            if self.places[seeker] is None and self._settle(seeker, DEEP, frozenset([seeker]), failed):
                failed.clear()
        self.trail.clear()

    def _settle(self, seeker, deep, moving, failed):
        """Find this one a place, moving others on when needed. True, or everything is as it was."""
        if (seeker, deep) in failed:
            return False
        for host in self.order[seeker]:
            if self._fits(seeker, host):
                self._put(seeker, host)
                return True
        for host in self.order[seeker] if deep else []:
            for others in self._in_the_way(seeker, host, moving):
                if self._move_on(seeker, host, others, deep, moving, failed):
                    return True
        failed.add((seeker, deep))
        return False

    def _in_the_way(self, seeker, host, moving):
        """One student, or else two, who together hold the rows that are full."""
        full = {row for row in self._rows(seeker, host) if self.left[row] <= 0}
        there = [
            (full.intersection(self._rows(other, host)), other)
            for other in sorted(self.there[host])
            if other not in moving and other not in self.model.pins
        ]
        found = [[other] for held, other in there if held == full]
        pairs = [
            [one, other]
            for n, (held, one) in enumerate(there)
            for more, other in there[n + 1 :]
            if held != full and more != full and held | more == full
        ]
        return found + pairs[:PAIRS]

    def _move_on(self, seeker, host, others, deep, moving, failed):
        """Give this one the seats of the others, and settle these elsewhere; or take it all back."""
        mark = len(self.trail)
        for other in others:
            self._put(other, None)
        self._put(seeker, host)
        if all(self._settle(other, deep - 1, moving.union(others), failed) for other in others):
            return True
        self._back_to(mark)
        return False

    def _eject(self):
        """One student to a better place, and the one who sat there elsewhere, as long as together they gain."""
        for seeker in sorted(self.free, key=lambda n: (-self._price(n), n)):
            if best := self._best_move(seeker):
                host, other, elsewhere = best
                self._put(seeker, None)
                if other is not None:
                    self._put(other, elsewhere)
                self._put(seeker, host)
        self.trail.clear()

    def _best_move(self, seeker):
        """(host, who gives way there, where that one goes) with the highest gain; None when nothing gains."""
        cost, gain, best = self.model.cost, 0, None
        now, here = self._price(seeker), self.places[seeker]
        own = self._rows(seeker, here) if here is not None else ()
        for host in self.order[seeker]:
            saved = now - cost[seeker][host]
            if saved <= gain:
                break
            full = [row for row in self._rows(seeker, host) if self.left[row] <= 0]
            if not full:
                gain, best = saved, (host, None, None)
                continue
            for other in sorted(self.there[host]):
                if not self._holds(other, host, full):
                    continue
                had = saved + cost[other][host]
                for elsewhere in self.order[other]:
                    if had - cost[other][elsewhere] <= gain:
                        break
                    rows = self._rows(other, elsewhere)
                    if elsewhere != host and all(self.left[row] + (row in own) > 0 for row in rows):
                        gain, best = had - cost[other][elsewhere], (host, other, elsewhere)
                        break
        return best
