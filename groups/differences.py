"""Two answers beside each other, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import nl_date
from groups.enums import Part, Reply
from groups.offer import offers_in, offers_of

NAMED = 10  # so many dates are named before the rest is counted


def in_words(offer):
    """2 leerlingen, liever niet, ochtend; or: nee"""
    if offer is None:
        return _("nee")
    said = [ngettext("%(n)s leerling", "%(n)s leerlingen", offer.number) % {"n": offer.number}]
    said += [_("liever niet")] if offer.is_reluctant else []
    said += [str(Part(offer.part).label)] if offer.part != Part.DAY else []
    return ", ".join(said)


def differences(theirs, mine):
    """[(what, theirs, mine)] between a stored answer and the arguments of a new one."""
    rows = []
    if theirs.reply != mine["reply"]:
        rows.append((_("Antwoord"), theirs.get_reply_display(), Reply(mine["reply"]).label))
    known, typed = offers_in(theirs), offers_of(mine["days"])
    other = [day for day in sorted(known.keys() | typed.keys()) if known.get(day) != typed.get(day)]
    for day in other[:NAMED]:
        rows.append((nl_date(day, weekday=True, year=False), in_words(known.get(day)), in_words(typed.get(day))))
    if rest := len(other) - NAMED:
        rows += [(_("En nog %(n)s andere dagen") % {"n": rest}, "", "")] if rest > 0 else []
    if theirs.note != mine["note"]:
        rows.append((_("Opmerking"), theirs.note or "–", mine["note"] or "–"))
    return rows

