"""What the law says about young people's work on one day (ATW 5:3, 5:7; Nadere regeling kinderarbeid 3:1)."""

from datetime import datetime, time

from django.utils.translation import gettext as _

from core.calendar import nl_date

LONG_DAY, BREAK = 270, 30  # over four and a half hours there is half an hour of break, which is no work
BELOW_16 = (time(7), time(19), 7 * 60)
BELOW_18 = (time(6), time(23), 9 * 60)
SUNDAY = 6


def why_not_work(age, day, starts_at, ends_at):
    """The sentence that says why somebody of this age may not work these hours; "" when it is allowed."""
    if age >= 18:
        return ""
    first, last, most = BELOW_16 if age < 16 else BELOW_18
    until = 16 if age < 16 else 18
    if age < 16 and day.weekday() == SUNDAY:
        return _("Je bent nog geen 16. Dan mag je niet werken op zondag.")
    if starts_at < first or ends_at > last:
        words = {"age": until, "first": f"{first:%H:%M}", "last": f"{last:%H:%M}"}
        return _("Je bent nog geen %(age)s. Dan werk je tussen %(first)s en %(last)s.") % words
    span = (datetime.combine(day, ends_at) - datetime.combine(day, starts_at)).total_seconds() / 60
    if span - (BREAK if span > LONG_DAY else 0) > most:
        return _("Je bent nog geen %(age)s. Dan mag je niet zo lang werken.") % {"age": until}
    return ""


def too_young(age, asked, day):
    """The sentence for a student who is younger than the work asks on that day; "" when old enough."""
    if not asked or age >= asked:
        return ""
    return _("Je moet %(age)s zijn op %(day)s. Dat ben je dan nog niet.") % {"age": asked, "day": nl_date(day)}
