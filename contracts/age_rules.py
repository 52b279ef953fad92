"""The clearest rules on work and age, as sentences for whoever checks a contract (Arbeidstijdenwet, Nadere regeling
kinderarbeid art. 3:1). They warn; the full check of every date comes with the signatures."""

from datetime import time

from django.utils.translation import gettext as _

SUNDAY = 6
SEVEN_HOURS, NINE_HOURS, FOUR_AND_A_HALF, FIVE_AND_A_HALF, HALF_AN_HOUR = 420, 540, 270, 330, 30


def warnings(placement, dates):
    """Dutch sentences about what the law on work and age does not allow in this stage; [] when nothing stands out."""
    student, kind = placement.student, placement.group.kind
    ages = [student.age_on(day) for day in dates] or [student.age_on(placement.starts_on)]
    youngest = min(ages)
    found = []
    if youngest < kind.min_age and not kind.is_internal:
        found.append(
            _("De leerling is %(age)s jaar op de eerste stagedag. Deze stage mag vanaf %(least)s jaar.")
            % {"age": youngest, "least": kind.min_age}
        )
    if placement.company.min_age and youngest < placement.company.min_age:
        found.append(
            _("Het bedrijf vraagt leerlingen vanaf %(least)s jaar; deze leerling is %(age)s.")
            % {"least": placement.company.min_age, "age": youngest}
        )
    return found + _hours(placement, youngest) + _breaks(placement, youngest)


def _hours(placement, age):
    found, minutes = [], placement.day_minutes
    if age < 16:
        if placement.starts_at < time(7) or placement.ends_at > time(19):
            found.append(_("Onder de 16 jaar mag werken alleen tussen 07:00 en 19:00."))
        if minutes > SEVEN_HOURS:
            found.append(_("Onder de 16 jaar mag werken hoogstens 7 uur op een dag, met school erbij."))
        if SUNDAY in placement.weekdays:
            found.append(_("Onder de 16 jaar mag werken nooit op zondag."))
    elif age < 18:
        if placement.starts_at < time(6) or placement.ends_at > time(23):
            found.append(_("Onder de 18 jaar mag werken niet tussen 23:00 en 06:00."))
        if minutes > NINE_HOURS:
            found.append(_("Onder de 18 jaar mag werken hoogstens 9 uur op een dag, met school erbij."))
    return found


def _breaks(placement, age):
    present = placement.day_minutes + placement.break_minutes
    limit = FOUR_AND_A_HALF if age < 18 else FIVE_AND_A_HALF
    if present > limit and placement.break_minutes < HALF_AN_HOUR:
        return [
            _("Bij meer dan %(hours)s uur op een dag hoort een pauze van minstens 30 minuten.")
            % {"hours": "4,5" if age < 18 else "5,5"}
        ]
    return []
