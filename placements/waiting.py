"""How long a request may wait: ten school days, with a warning two school days before the end."""

from datetime import timedelta
from functools import cached_property

from django.utils import timezone

from groups.reminders import closed_days, next_school_day

TERM = 10  # school days, and as many for each extension
WARN = 2  # so many school days before the last one
FAR = timedelta(days=150)  # three terms with the longest holiday in between
DAY = timedelta(days=1)


class Clock:
    """Counts school days for the open school. Asks the database once, when it first counts."""

    def __init__(self, today=None):
        self.today = today or timezone.localdate()

    @cached_property
    def closed(self):
        """The dates without school, long before and after today."""
        return closed_days(self.today - FAR, self.today + FAR)

    @property
    def is_school_day(self):
        return next_school_day(self.today, self.closed) == self.today

    def after(self, day, number):
        """The school day that comes so many school days after this one."""
        for _n in range(number):
            day = next_school_day(day + DAY, self.closed)
        return day

    def between(self, first, last):
        """How many school days come after `first`, up to and with `last`."""
        days = (first + n * DAY for n in range(1, (last - first).days + 1))
        return sum(next_school_day(day, self.closed) == day for day in days)

    def last_day(self, wish):
        """The last day on which an answer is in time; None when no time runs."""
        if wish.waits_since is None:
            return None
        return self.after(wish.waits_since, TERM * (1 + wish.extensions))

    def left(self, wish):
        """School days from today until the last day; negative when it is past, None when no time runs."""
        last = self.last_day(wish)
        if last is None:
            return None
        return self.between(self.today, last) if last >= self.today else -self.between(last, self.today) or -1

    def age(self, wish):
        """For how many school days it waits."""
        return self.between(wish.waits_since, self.today) if wish.waits_since else 0


def nearly(wishes, clock):
    """Of these, the ones whose time is (nearly) over: [(wish, school days left)], the shortest first."""
    early = clock.today - timedelta(days=TERM - WARN)  # nobody can be nearly over sooner
    rows = [(one, clock.left(one)) for one in wishes.filter(waits_since__lte=early)]
    return sorted([(one, left) for one, left in rows if left <= WARN], key=lambda row: (row[1], row[0].pk))
