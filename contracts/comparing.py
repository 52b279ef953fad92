"""What differs between two texts, clause by clause."""

from django.utils.translation import gettext as _


def differences(old, new):
    """[{what, heading, old, new}] in the order of the new text; what fell away comes last.

    Clauses are the same when they came from the same default, otherwise when they have the same heading.
    """
    before, found = {}, []
    for one in old:
        before.setdefault(_key(one), []).append(one)
    for one in new:
        known = before.get(_key(one), [])
        earlier = known.pop(0) if known else None
        if earlier is None:
            found.append({"what": _("nieuw"), "heading": one.heading, "old": "", "new": one.text})
        elif _said(earlier) != _said(one):
            found.append({"what": _("anders"), "heading": one.heading, "old": earlier.text, "new": one.text})
    left = [one for rest in before.values() for one in rest]
    return found + [{"what": _("weg"), "heading": one.heading, "old": one.text, "new": ""} for one in left]


def _key(clause):
    return clause.code or clause.heading


def _said(clause):
    return clause.heading, clause.text.replace("\r\n", "\n").strip(), sorted(clause.conditions), clause.by_law
