"""The proposal in words: what stands in the way of each wish, who sits there, what a student may read."""

from core.calendar import nl_weekdays
from placements.enums import Limit
from placements.limits import NEXT, kind_words, loads, reason_for, sentence
from placements.models import MatchRule, PlacementRequest, PlanLine
from placements.puzzle import read
from placements.reasons import choices


def with_words(group, lines):
    """Give each line its open wishes, and what stood in the way of each in words. One question."""
    wishes = {}
    open_ones = PlacementRequest.objects.filter(group=group, student__in=[line.student_id for line in lines]).waiting()
    for wish in open_ones.select_related("invitation__company").order_by("rank", "pk"):
        wishes.setdefault(wish.student_id, {})[wish.pk] = wish
    for line in lines:
        own = wishes.get(line.student_id, {})
        line.wishes = list(own.values())
        line.why = [
            (own[limit["wish"]].invitation.company.name, sentence(limit), limit["code"] == Limit.OTHERS, limit)
            for limit in line.limits
            if limit["wish"] in own
        ]


def named_limits(puzzle, line, lines):
    """The limits of one student with the names of who sits there: for staff only."""
    wishes = {wish.pk: wish for wish in puzzle.wishes.get(line.student_id, {}).values()}
    found = []
    for limit in line.limits:
        if wish := wishes.get(limit["wish"]):
            holders = [
                one
                for one in lines
                if one.invitation_id == wish.invitation_id
                and one.student_id in puzzle.parts
                and {day.weekday() for day in puzzle.dates_at(one.student_id, wish.invitation_id)} & set(limit["days"])
            ]
            for one in holders:
                one.credit = puzzle.credit.get(one.student_id, 0)
            barred = puzzle.barred.get((line.student_id, wish.invitation_id))
            rule = barred[2] if barred and barred[0] == Limit.RULE else None
            company = puzzle.invitations[wish.invitation_id].company
            found.append({
                "company": company, "wish": wish, "words": sentence(limit), "rule": rule,
                "holders": holders if limit["code"] == Limit.OTHERS else [], "days": nl_weekdays(limit["days"]),
            })  # fmt: skip
    return found


def rules_of(group, line):
    known = MatchRule.objects.filter(student=line.student_id).select_related("company")
    return [rule for rule in known.order_by("pk") if rule.group_id in (None, group.pk)]


def refusals_of(group, aim, lines, typed):
    """[{wish, reason, text}] for each open wish of students without a place; what was typed goes first."""
    if not lines:
        return []
    reasons, puzzle = choices(group.school_id), read(group, aim)
    places = PlanLine.objects.filter(plan__group=group, student__in=puzzle.parts).exclude(invitation=None)
    load = loads(puzzle, dict(places.values_list("student_id", "invitation_id")))
    found = []
    for line in lines:
        wishes = {wish.pk: wish for wish in puzzle.wishes.get(line.student_id, {}).values()}
        left = [option.host for one in puzzle.problem.seekers if one.key == line.student_id for option in one.options]
        free = [
            puzzle.invitations[pk].company.name
            for pk in left
            if all(puzzle.free[pk][day] > load[pk][day] for day in puzzle.dates_at(line.student_id, pk))
        ][:NEXT]
        for limit in line.limits:
            if wish := wishes.get(limit["wish"]):
                wish.student, wish.invitation = line.student, puzzle.invitations[wish.invitation_id]
                text = typed.get(f"tekst-{wish.pk}", kind_words(wish, limit, reasons, free))
                reason = reason_for(limit)
                found.append({"wish": wish, "reason": str(reason), "text": text[:800], "why": sentence(limit)})
    return found
