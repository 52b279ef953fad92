"""How large an LWT may be: days and hours of practice over leerjaar 3 and 4 together. Plain sums, no database.

Source: Wvo 2020 art. 2.38 lid 9: at least 640 hours in 80 days, at most 1280 hours in 160 days.
"""

from typing import NamedTuple

LEAST_DAYS, MOST_DAYS = 80, 160
LEAST_HOURS, MOST_HOURS = 640, 1280
HOUR = 60


class Size(NamedTuple):
    """So many days, with so many minutes of work in them."""

    days: int = 0
    minutes: int = 0

    def plus(self, other):
        """Both together."""
        return Size(self.days + other.days, self.minutes + other.minutes)

    def most(self, other):
        """The larger of both, in days and in minutes."""
        return Size(max(self.days, other.days), max(self.minutes, other.minutes))

    @property
    def whole_hours(self):
        """The hours a budget must have for these minutes: a part of an hour counts as one."""
        return -(-self.minutes // HOUR)


def too_small(size):
    """It does not reach the least that the law asks, in days or in hours."""
    return size.days < LEAST_DAYS or size.minutes < LEAST_HOURS * HOUR


def too_large(size):
    """It goes over the most that the law allows, in days or in hours."""
    return size.days > MOST_DAYS or size.minutes > MOST_HOURS * HOUR


def fits(planned, agreed):
    """What is planned stays within what was agreed."""
    return planned.days <= agreed.days and planned.minutes <= agreed.minutes
