"""What a company offered in an earlier group, as an answer to a new one: "klopt dit nog?"."""

from collections import Counter, defaultdict
from typing import NamedTuple

from core.calendar import nl_weekdays
from groups.enums import Reply
from groups.models import Answer
from groups.offer import offers_in


class Earlier(NamedTuple):
    """An earlier answer and what it comes down to on the dates of the new group."""

    answer: Answer
    days: dict

    @property
    def weekday_words(self):
        """donderdag en vrijdag"""
        return nl_weekdays({day.weekday() for day in self.days})


def earlier_of(invitation, open_days):
    """The newest answer of this company in another group, laid on these dates; None when no weekday of it is in use.

    A weekday counts when the company offered most of its dates; then it gets what it mostly got.
    """
    answers = Answer.objects.filter(invitation__company=invitation.company_id).exclude(invitation=invitation)
    newest = answers.select_related("invitation__group").order_by("-pk").first()
    if newest is None or newest.reply != Reply.YES:
        return None
    of_weekday = defaultdict(list)
    for day, offer in offers_in(newest).items():
        of_weekday[day.weekday()].append(offer)
    most = max((len(offers) for offers in of_weekday.values()), default=0)
    usual = {
        weekday: Counter(offers).most_common(1)[0][0]
        for weekday, offers in of_weekday.items()
        if 2 * len(offers) >= most
    }
    days = {day: usual[day.weekday()] for day in open_days if day.weekday() in usual}
    return Earlier(newest, days) if days else None


def as_said(earlier, open_days):
    """The arguments of `Invitation.answer` when the company says that it is still right."""
    return {
        "reply": Reply.YES, "places": earlier.answer.places, "days": earlier.days, "note": "", "shown": open_days,
    }  # fmt: skip
