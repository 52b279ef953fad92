"""What is on a paper in plain lines, from its snapshot; and what differs between two of them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.calendar import in_one_phrase

GUARDIANS = gettext_lazy("Ouders of verzorgers")


def lines(snapshot):
    """[(what, words)] of who, where, when and what for; what is not on the paper is left out."""
    stage, company = _part(snapshot, "stage"), _part(snapshot, "company")
    part, student = _part(snapshot, "part"), _part(snapshot, "student")
    found = [
        (_("Leerling"), student.get("name")),
        (_("Bedrijf"), "" if stage.get("is_internal") else _joined(company.get("name"), company.get("address"))),
        (_("Begeleider op het werk"), _part(snapshot, "supervisor").get("name")),
        (_("Begeleider van school"), _part(snapshot, "mentor").get("name")),
        (GUARDIANS, ", ".join(one.get("name", "") for one in snapshot.get("guardians") or [])),
        (_("Soort stage"), stage.get("kind")),
        (_("Eerste dag"), stage.get("starts_on")),
        (_("Laatste dag"), stage.get("ends_on")),
        (_("Dagen en tijden"), _days(stage.get("rows") or [])),
        (_("Uren in een week"), stage.get("hours_a_week")),
        (_("Samen"), _total(stage)),
        (_("Leerdoelen"), " ".join(_sentence(goal) for goal in snapshot.get("goals") or [])),
        (_("Vergoeding"), snapshot.get("allowance")),
        (_("Reizen"), part.get("travel")),
    ]
    return [(str(what), words) for what, words in found if words]


def changed(old, new):
    """[{what, old, new}] of the lines that are not the same any more, and of the clauses."""
    before, after = dict(lines(old)), dict(lines(new))
    rows = [
        {"what": what, "old": before.get(what, ""), "new": after.get(what, "")}
        for what in {**before, **after}
        if before.get(what) != after.get(what)
    ]
    return rows + _clauses(old.get("clauses") or [], new.get("clauses") or [])


def agreed_changes(snapshot):
    """[{what, old, new}] of an addendum; nothing for another paper."""
    return _part(snapshot, "addendum").get("rows") or []


def title_of(version):
    """What the paper is called, also to somebody who reads it in a mail."""
    return version.snapshot.get("title") or str(version.get_document_display())


def _clauses(old, new):
    before = {one["heading"]: one["text"] for one in old if isinstance(one, dict)}
    after = {one["heading"]: one["text"] for one in new if isinstance(one, dict)}
    return [
        {"what": _("Afspraak “%s”") % heading, "old": before.get(heading, ""), "new": after.get(heading, "")}
        for heading in {**before, **after}
        if before and before.get(heading) != after.get(heading)
    ]


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
