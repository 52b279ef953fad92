"""Findings in Dutch: a sentence for staff, and one for the student where the student can do something with it."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import in_one_phrase, iso_week_label, nl_date

NAMED = 3  # so many dates are named before the rest is counted


def sentence(found):
    """What school reads: when, what was measured, and what the law allows. Names nobody."""
    return _WORDS[found.code](found, _words(found))


def sentence_for_student(found):
    """What the student reads, in short words; "" where only school can do something."""
    words = _words(found)
    match found.code:
        case "too_young":
            return _("Je moet %(limit)s zijn op %(day)s. Dat ben je dan nog niet.") % words
        case "sunday" if found.blocks:
            return _("Je bent nog geen 16. Dan mag je niet werken op zondag.")
        case "too_early" | "too_late":
            hours = ("07:00", "19:00") if found.age < 16 else ("06:00", "23:00")
            words |= {"first": hours[0], "last": hours[1]}
            return _("Je bent nog geen %(until)s. Dan werk je tussen %(first)s en %(last)s.") % words
        case "day" | "span" | "week" | "four_weeks" | "community_day" | "community_week" if found.age < 18:
            return _("Je bent nog geen %(until)s. Dan mag je niet zo lang werken.") % words
        case "day" | "span" | "week" | "four_weeks" | "sixteen_weeks":
            return _("Zo lang mag je niet werken.")
        case "break" | "long_break":
            return _("Je werkt lang. Dan moet je minstens %(limit)s minuten pauze hebben.") % words
        case "rest":
            return _("Tussen twee werkdagen moet je minstens %(hours_limit)s vrij zijn.") % words
    return ""


def gathered(findings):
    """One sentence per rule: the first time in words, and on which other days. [(Finding, sentence)], what blocks
    first."""
    of_rule = {}
    for one in findings:
        of_rule.setdefault(one.rule, []).append(one)
    told = [(same[0], sentence(same[0]) + _also(same)) for same in of_rule.values()]
    return sorted(told, key=lambda pair: not pair[0].blocks)


def _also(same):
    number = len(same) - 1
    if not number:
        return ""
    if number <= NAMED:
        days = [nl_date(one.date, year=False) for one in same[1:]]
        return " " + _("Ook op %(days)s.") % {"days": in_one_phrase(days)}
    return " " + ngettext("Ook nog %(n)s keer.", "Ook nog %(n)s keer.", number) % {"n": number}


def _words(found):
    return {
        "day": nl_date(found.date, weekday=True),
        "week": iso_week_label(found.date),
        "limit": found.limit,
        "hours_limit": hours(found.limit),
        "measured": found.measured,
        "hours": hours(found.measured or 0),
        "age": found.age,
        "until": 16 if found.age < 16 else 18,
        "clock": f"{(found.measured or 0) // 60 % 24:02}:{(found.measured or 0) % 60:02}",
        "edge": f"{found.limit // 60:02}:{found.limit % 60:02}",
    }


def hours(minutes):
    """7 uur, 7,5 uur, or 7 uur en 1 minuut."""
    whole, rest = divmod(minutes, 60)
    if rest % 15 == 0:
        return _("%(n)s uur") % {"n": f"{minutes / 60:g}".replace(".", ",")}
    part = ngettext("%(n)s minuut", "%(n)s minuten", rest) % {"n": rest}
    return _("%(whole)s uur en %(part)s") % {"whole": whole, "part": part} if whole else part


def _day(found, words):
    if found.age < 18:
        said = _("Op %(day)s zijn het %(hours)s, met school erbij. Op %(age)s jaar mag hoogstens %(hours_limit)s.")
        return said % words
    return _("Op %(day)s zijn het %(hours)s. Dat mag hoogstens %(hours_limit)s zijn.") % words


def _week(found, words):
    if found.age < 18:
        said = _("In %(week)s zijn het %(hours)s, met school erbij. Op %(age)s jaar mag hoogstens %(hours_limit)s.")
        return said % words
    return _("In %(week)s zijn het %(hours)s. Dat mag hoogstens %(hours_limit)s zijn.") % words


def _sunday(found, words):
    if found.blocks:
        return _upper(_("%(day)s is een zondag. Onder de 16 jaar mag werken dan nooit.") % words)
    said = _("%(day)s is een zondag. Dat mag alleen als het bij dit werk hoort en is afgesproken.")
    return _upper(said % words)


def _break(found, words):
    if found.rule.in_one:
        said = _("Op %(day)s hoort bij meer dan 4,5 uur werk minstens %(limit)s minuten pauze in één keer.")
        return said % words
    words |= {"after": hours(found.rule.after)}
    return _("Op %(day)s hoort bij meer dan %(after)s werk minstens %(limit)s minuten pauze.") % words


def _week_rest(found, words):
    said = _("Rond %(day)s ontbreekt de lange rust van %(hours_limit)s achter elkaar. Die hoort er elke week te zijn.")
    return said % words


def _side_job(found, words):
    if found.measured is None:
        return _("De leerling is 14. Vraag naar een bijbaan: met stage en school samen is het hoogstens 35 uur.")
    said = _("In %(week)s zijn stage, school en bijbaan samen %(hours)s. Op 14 jaar mag 7 uur per dag, 35 per week.")
    return said % words


def _cosigned(found, words):
    if found.blocks:
        return _("Onder de 16 jaar tekent een ouder vóór de eerste dag. Dat is op %(day)s nog niet gebeurd.") % words
    return _("Een ouder tekent mee tot 18 jaar. Dat is op %(day)s nog niet gebeurd.") % words


def _upper(words):
    return words[:1].upper() + words[1:]


def _plain(text):
    return lambda found, words: _(text) % words


_WORDS = {
    "too_young": _plain("Op %(day)s is de leerling %(age)s jaar. Buiten school werken mag vanaf %(limit)s jaar."),
    "community_day": _plain("Op %(day)s zijn het %(hours)s. Op 13 jaar mag op een schooldag hoogstens 2 uur."),
    "community_week": _plain("In %(week)s zijn het %(hours)s. Op 13 jaar mag dat hoogstens 12 uur zijn."),
    "cosigned": _cosigned,
    "day": _day,
    "week": _week,
    "four_weeks": _plain(
        "Vanaf %(week)s is het in vier weken gemiddeld %(hours)s per week. Het mag hoogstens %(hours_limit)s zijn."
    ),
    "sixteen_weeks": _plain(
        "Vanaf %(week)s is het gemiddeld %(hours)s per week (16 weken). Het mag hoogstens %(hours_limit)s zijn."
    ),
    "too_early": _plain("Op %(day)s begint het werk om %(clock)s. Op %(age)s jaar mag het niet vóór %(edge)s."),
    "too_late": _plain("Op %(day)s eindigt het werk om %(clock)s. Op %(age)s jaar mag het niet na %(edge)s."),
    "span": _plain(
        "Op %(day)s zit %(hours)s tussen begin en einde, met school erbij. Het mag hoogstens %(hours_limit)s zijn."
    ),
    "rest": _plain("Vóór %(day)s is er %(hours)s rust. Op %(age)s jaar hoort dat %(hours_limit)s te zijn."),
    "week_rest": _week_rest,
    "sunday": _sunday,
    "free_sundays": _plain("Op %(day)s blijven er %(measured)s vrije zondagen per jaar over. Er horen er 13 te zijn."),
    "break": _break,
    "long_break": _break,
    "on_call": _plain("Op %(day)s staat een oproepdienst. Die is er niet onder de 18 jaar."),
    "four_days": _plain("In %(week)s zijn het %(measured)s stagedagen. In het vso mogen het er hoogstens 4 zijn."),
    "side_job": _side_job,
}
