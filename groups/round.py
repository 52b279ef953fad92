"""The five steps from a new group to stages: which are done, and which comes now."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from groups.enums import GroupState

BEFORE_CHOOSING = {GroupState.DRAFT, GroupState.ASKING}


def steps_of(group, placed=None):
    """The steps of a group that was asked for with_counts(); `placed` is how many students have a stage.

    None once the stage runs: then there is nothing to follow any more.
    """
    if group.state not in {*BEFORE_CHOOSING, GroupState.CHOOSING}:
        return None
    asked = group.company_count - group.new_count
    steps = [
        _step(_("Leerlingen"), "groups:group_students", chosen(group.student_count), group.student_count),
        _step(_("Bedrijven"), "groups:group_companies", chosen(group.company_count), group.company_count),
        _step(_("Vragen"), *question(group, asked), done=asked and not group.new_count and has_answers(group)),
        _step(_("Kiezen"), "groups:group", choosing(group), group.state == GroupState.CHOOSING),
        _step(
            _("Koppelen"),
            "placements:board",
            matched(group, placed),
            group.student_count and placed == group.student_count,
        ),
    ]
    for step in steps:
        step["now"] = step is next((one for one in steps if not one["done"]), None)
    return steps


def _step(title, page, text, done):
    return {"title": title, "page": page, "text": text, "done": bool(done)}


def has_answers(group):
    """A company has a place, or all have answered: asking is done for now."""
    return group.yes_count or not group.silent_count or group.state == GroupState.CHOOSING


def chosen(number):
    """How many take part."""
    return _("%(n)s gekozen") % {"n": number} if number else _("nog niemand")


def question(group, asked):
    """The page of the question to the companies, and how far it is."""
    if group.new_count or not asked:
        return "groups:group_ask", _("%(n)s nog te vragen") % {"n": group.new_count}
    words = {"n": asked - group.silent_count, "all": asked}
    return "groups:group_answers", _("%(n)s van %(all)s antwoordden") % words


def choosing(group):
    """May the students choose, or is there something to choose from?"""
    if group.state == GroupState.CHOOSING:
        return _("leerlingen kiezen nu")
    if not group.yes_count:
        return _("nog geen bedrijf met plek")
    return ngettext("%(n)s bedrijf met plek", "%(n)s bedrijven met plek", group.yes_count) % {"n": group.yes_count}


def matched(group, placed):
    """How many students have a stage, for a page that knows."""
    if placed is None:
        return _("wie gaat waarheen?")
    return _("%(n)s van %(all)s met stage") % {"n": placed, "all": group.student_count}
