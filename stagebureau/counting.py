"""Columns and tasks for the home pages, counted in the database."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.calendar import nl_date


def count_of(rows, by):
    """How many of these rows belong to the row outside, as a column: count_of(Placement.objects.live(), "group")."""
    per = rows.filter(**{by: OuterRef("pk")}).order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(per), 0)


def first_of(rows, by, column):
    """The lowest value of a column among these rows of the row outside, or None."""
    return Subquery(rows.filter(**{by: OuterRef("pk")}).order_by(column).values(column)[:1])


@dataclass
class Task:
    """Something to do: how many, what, where, before when."""

    number: int
    label: str
    url: str
    due: Any = None
    hint: str = ""
    icon: str = ""

    @property
    def days_late(self):
        return (timezone.localdate() - self.due).days if self.due else 0

    @property
    def when(self):
        """The deadline in words; empty without one."""
        if self.due is None:
            return ""
        if self.days_late > 0:
            return ngettext("%d dag te laat", "%d dagen te laat", self.days_late) % self.days_late
        if self.days_late == 0:
            return _("vandaag")
        return _("vóór %s") % nl_date(self.due, year=False)

    @property
    def hints(self):
        """Whose task it is and when it is due, for the second line of the card."""
        return " · ".join(filter(None, [self.hint, self.when]))


def oldest_first(tasks):
    """The tasks with something to do, the oldest deadline first, those without one at the end."""
    return sorted((task for task in tasks if task.number), key=lambda task: task.due or date.max)
