"""The closed days of a school, filled in per region."""

from core.calendar import public_holidays, school_holidays
from schools.models import ClosedDays

SUNDAY = 6


def fill_in(school, first, last):
    """Write the holidays of the school's region in this period; what the school wrote or changed itself stays.

    Returns how many were found missing. Filling in twice adds nothing, also when two pages do it at the same moment.
    """
    known = list(ClosedDays.objects.between(first, last))
    holidays = school_holidays(school.region, first, last)
    free = [day for day in public_holidays(first, last) if day.start.weekday() != SUNDAY]
    free = [day for day in free if not any(run.start <= day.start <= run.end for run in holidays)]
    rows = [(ClosedDays.Kind.HOLIDAY, run) for run in holidays] + [(ClosedDays.Kind.PUBLIC, day) for day in free]
    new = [
        ClosedDays(school_id=school.pk, kind=kind, name=run.name, starts_on=run.start, ends_on=run.end)
        for kind, run in rows
        if not any(has.name == run.name and has.starts_on <= run.end and has.ends_on >= run.start for has in known)
    ]
    ClosedDays.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)
