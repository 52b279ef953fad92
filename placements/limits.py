"""Why a wish is not met: the limit that binds, for the coordinator; and kind words without others, for the student."""

from collections import defaultdict

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import nl_weekdays
from placements.enums import DeclineReason, Limit

REASON = {  # the reason of the school whose kind text fits best
    Limit.AGE: DeclineReason.AGE,
    Limit.DAYS: DeclineReason.DAYS,
    Limit.BUSY: DeclineReason.DAYS,
    Limit.TAKEN: DeclineReason.FULL,
    Limit.OTHERS: DeclineReason.FULL,
    Limit.CLOSED: DeclineReason.FULL,
    Limit.PAUSED: DeclineReason.FULL,
}
NEXT = 3  # so many companies a kind text names


def limits_of(puzzle, places):
    """{student: [limit]} for every wish that these places ({student: invitation}) do not meet and that was better."""
    load = loads(puzzle, places)
    found = {}
    for student in puzzle.parts:
        given = places.get(student)
        best = puzzle.rank(student, given) or 99 if given else 99
        wishes = sorted(puzzle.wishes.get(student, {}).values(), key=lambda wish: (wish.rank or 9, wish.pk))
        found[student] = [
            {"wish": wish.pk, **_limit(puzzle, student, wish.invitation_id, load)}
            for wish in wishes
            if wish.invitation_id != given and (wish.rank or 9) < best
        ]
    return found


def loads(puzzle, places):
    """{invitation: {date: students}}"""
    load = defaultdict(lambda: defaultdict(int))
    for student, invitation in places.items():
        for day in puzzle.dates_at(student, invitation):
            load[invitation][day] += 1
    return load


def _limit(puzzle, student, invitation, load):
    if barred := puzzle.barred.get((student, invitation)):
        code, days, detail = barred
        return {"code": code, "days": days, "seats": detail if code == Limit.AGE else 0}
    free = puzzle.free.get(invitation, {})
    tight = [day for day in puzzle.dates_at(student, invitation) if free[day] <= load[invitation][day]]
    if not tight:
        return {"code": Limit.CHOICE, "days": [], "seats": 0}
    seats = min(free[day] for day in tight)
    return {"code": Limit.OTHERS, "days": sorted({day.weekday() for day in tight}), "seats": seats}


def sentence(limit):
    """What the coordinator reads after the name of the company: donderdag 1 plek, die is voor een andere leerling."""
    code, days = limit["code"], nl_weekdays(limit["days"])
    if code == Limit.OTHERS:
        one, more = "%(n)s plek, die is voor een andere leerling", "%(n)s plekken, die zijn voor andere leerlingen"
        return f"{days} {ngettext(one, more, limit['seats']) % {'n': limit['seats']}}"
    if code == Limit.TAKEN:
        return _("%(days)s is alles al vergeven") % {"days": days}
    if code == Limit.DAYS:
        return _("kan niet op %(days)s") % {"days": days}
    if code == Limit.AGE:
        return _("daar moet je %(age)s zijn") % {"age": limit["seats"]}
    return Limit(code).label


def reason_for(limit):
    """The code of the school's reason for a no that fits this limit."""
    return REASON.get(limit["code"], DeclineReason.OTHER)


def kind_words(wish, limit, reasons, elsewhere):
    """What the student reads: the school's own words for this reason, and what next. Names nobody else."""
    reason = reasons.get(reason_for(limit))
    text = reason.text_for(wish) if reason else ""
    if not text:
        names = {"name": wish.student.first_name, "company": wish.invitation.company.name}
        text = _("Hoi %(name)s, bij %(company)s lukt het deze keer niet. Dat ligt niet aan jou.") % names
    if elsewhere:
        text += " " + _("Op jouw dagen is nog plek bij %(names)s.") % {"names": " of ".join(elsewhere)}
    return text


def words_when_placed(wish, placed_at, rank):
    """What a student who goes elsewhere reads at the better wish."""
    names = {"name": wish.student.first_name, "company": wish.invitation.company.name}
    names |= {"other": placed_at, "rank": rank}
    text = _("Hoi %(name)s, bij %(company)s was geen plek meer op jouw dagen.") % names
    if rank:
        return text + " " + _("Je gaat naar %(other)s, je %(rank)se keuze.") % names
    return text + " " + _("We vonden een plek voor je bij %(other)s.") % names
