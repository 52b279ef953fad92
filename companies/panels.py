"""Places on the page of a company where a room above this one shows what it knows.

`settings.COMPANY_PANELS` names functions `(member, company) -> Panel or None`: cards on the page, one question to the
database each at most. `settings.COMPANY_TIMELINE` names functions `(member, company) -> [dict]` with "at", "who",
"what" and "why": lines in the history across students, of what this member may see. Both are called with the school
open. To add one, write the function in the room that knows, e.g. `placements/at_company.py`, and name it in settings.
"""

from typing import NamedTuple

from django.conf import settings
from django.utils.module_loading import import_string


class Panel(NamedTuple):
    """One card: its heading, its icon, and the template that is drawn with `panel.about`."""

    title: str
    icon: str
    template: str
    about: object


def panels_of(member, company):
    """The cards of other rooms for this reader."""
    found = (import_string(name)(member, company) for name in settings.COMPANY_PANELS)
    return [panel for panel in found if panel]


def lines_of(member, company):
    """What other rooms know of the past, in no order."""
    return [line for name in settings.COMPANY_TIMELINE for line in import_string(name)(member, company)]
