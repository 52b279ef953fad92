"""A group knows the holidays of its period."""

from core.calendar import school_year
from schools.calendar import fill_in
from schools.models import ClosedDays


def know_holidays(group):
    """Fill in the holidays of the school years of this group, for years of which the school wrote down nothing yet.

    A holiday that the school took away in a year it looked after itself does not come back.
    """
    for first, last in sorted({school_year(group.starts_on), school_year(group.ends_on)}):
        if not ClosedDays.objects.between(first, last).exists():
            fill_in(group.school, first, last)
