"""What is on a paper in plain lines, from its snapshot; and what differs between two of them."""

from itertools import zip_longest

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import in_one_phrase

EMERGENCY, GUARDIANS = gettext_lazy("Bellen bij nood"), gettext_lazy("Ouders of verzorgers")
FAMILY = (EMERGENCY, GUARDIANS)  # no guardian reads these where an address is secret
OF_A_VERSION = ("version", "made_on", "template")  # what differs without anything being agreed differently


def lines(snapshot):
    """[(what, words)] of who, where, when and what for; what is not on the paper is left out."""
    found = [*_who(snapshot), *_when(snapshot), *_what_for(snapshot)]
    return [(str(what), words) for what, words in found if words]


def _who(snapshot):
    stage, company, part = (_part(snapshot, name) for name in ("stage", "company", "part"))
    yield _("Leerling"), _part(snapshot, "student").get("name")
    yield EMERGENCY, _joined(part.get("emergency_name"), part.get("emergency_phone"))
    yield GUARDIANS, ", ".join(one.get("name", "") for one in snapshot.get("guardians") or [])
    yield _("Begeleider van school"), _part(snapshot, "mentor").get("name")
    if not stage.get("is_internal"):
        yield _("Bedrijf"), _joined(company.get("name"), company.get("address"))
        yield _("KvK-nummer"), company.get("kvk")
    yield _("Begeleider op het werk"), _part(snapshot, "supervisor").get("name")
    if not stage.get("is_internal"):
        yield _("Tekent voor het bedrijf"), snapshot.get("signs_for_company")


def _when(snapshot):
    stage = _part(snapshot, "stage")
    yield _("Soort stage"), stage.get("kind")
    yield _("Eerste dag"), stage.get("starts_on")
    yield _("Laatste dag"), stage.get("ends_on")
    yield _("Dagen en tijden"), _days(stage.get("rows") or [])
    yield _("Uren in een week"), stage.get("hours_a_week")
    yield _("Samen"), _total(stage)
    yield _("Les op school"), _part(snapshot, "part").get("lessons")


def _what_for(snapshot):
    part, study = _part(snapshot, "part"), _part(snapshot, "study")
    work = [_joined(one.get("task"), one.get("rule")) for one in snapshot.get("work") or []]
    yield _("Werk"), " ".join(_sentence(task) for task in work)
    yield _("Kleding en veiligheid"), "; ".join(_part(snapshot, "company").get("safety") or [])
    yield _("Leerdoelen"), " ".join(_sentence(goal) for goal in snapshot.get("goals") or [])
    yield _("Opleiding"), _joined(study.get("name"), study.get("crebo") and _("crebo %s") % study["crebo"])
    yield _("Vergoeding"), snapshot.get("allowance")
    yield _("Reizen"), part.get("travel")
    yield _("Bijbaan"), part.get("side_job")
    yield _("Wat de leerling nog wil zeggen"), snapshot.get("remarks")


def changed(old, new):
    """[{what, old, new}] of the lines that are not the same any more, and of the clauses."""
    before, after = dict(lines(old)), dict(lines(new))
    rows = [
        {"what": what, "old": before.get(what, ""), "new": after.get(what, "")}
        for what in {**before, **after}
        if before.get(what) != after.get(what)
    ]
    return rows + _clauses(old.get("clauses") or [], new.get("clauses") or [])


def without_family(rows):
    """These changes as a guardian reads them where an address is secret."""
    return [row for row in rows if row["what"] not in FAMILY]


def for_mail(rows):
    """These changes as a mail tells them: a number to call in an emergency is read on the paper alone."""
    told = {"old": "", "new": _("zie het papier")}
    return [row | told if row["what"] == EMERGENCY else row for row in rows]


def is_same(old, new):
    """Everything that is agreed is the same on both papers, also what `lines` does not tell."""
    before, after = ({name: one[name] for name in one if name not in OF_A_VERSION} for one in (old, new))
    return before == after


def agreed_changes(snapshot):
    """[{what, old, new}] of an addendum; nothing for another paper."""
    return _part(snapshot, "addendum").get("rows") or []


def title_of(version):
    """What the paper is called, also to somebody who reads it in a mail."""
    return version.snapshot.get("title") or str(version.get_document_display())


def _clauses(old, new):
    before, after = _by_heading(old), _by_heading(new)
    if not before:
        return []
    return [
        {"what": _("Afspraak “%s”") % heading, "old": was, "new": now}
        for heading in {**before, **after}
        for was, now in _different(before.get(heading, []), after.get(heading, []))
    ]


def _by_heading(clauses):
    """{heading: [text]}; more clauses may have the same heading."""
    found = {}
    for one in clauses:
        if isinstance(one, dict):
            found.setdefault(one["heading"], []).append(one["text"])
    return found


def _different(old, new):
    """The texts that are only in one of the two, side by side."""
    gone, come = [one for one in old if one not in new], [one for one in new if one not in old]
    return zip_longest(gone, come, fillvalue="")


def _part(snapshot, name):
    return snapshot.get(name) or {}


def _joined(*words):
    return ", ".join(filter(None, words))


def _days(rows):
    """Monday and Tuesday with their times; days with the same times stand together."""
    by_time = {}
    for row in rows:
        day = " ".join(filter(None, [row.get("day", "").lower(), row.get("on")]))
        by_time.setdefault(row.get("times", ""), []).append(day)
    return "; ".join(_joined(in_one_phrase(days), times) for times, days in by_time.items())


def _sentence(goal):
    return goal if goal.endswith((".", "!", "?")) else f"{goal}."


def _total(stage):
    if not stage.get("days"):
        return ""
    return _("%(days)s dagen, %(hours)s") % {"days": stage["days"], "hours": stage.get("hours_total", "")}
