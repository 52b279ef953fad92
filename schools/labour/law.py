"""Every rule as a row: what it measures, for which ages, how much, where it stands, and since when that text holds.

Source: Arbeidstijdenwet (ATW), Nadere regeling kinderarbeid (NRK), and the decrees on stages of vmbo, PrO and vso.
A new text of a law is a new row beside the old one, which gets a `valid_until`.
"""

from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

ATW, NRK = "Arbeidstijdenwet art.", "Nadere regeling kinderarbeid art."
ATW_SINCE, NRK_SINCE = date(2007, 4, 1), date(2024, 11, 18)
NRK_2019 = date(2019, 1, 1)  # articles that were read in the text of 2019
DECREES = date(2017, 1, 1)  # decrees that were read in the text of 2017
H = 60
CHILD, YOUNG, ADULT = (14, 15), (16, 17), (18, 199)


class Severity(StrEnum):
    BLOCK = "block"  # it may not be
    WARN = "warn"  # it may be, when somebody writes down why


BLOCK, WARN = Severity.BLOCK, Severity.WARN


class Rule(NamedTuple):
    """One row of the law. `limit` is in minutes, days or years, as the code says; `after`: from so many minutes on."""

    code: str
    article: str
    severity: Severity
    ages: tuple
    limit: int
    valid_from: date
    valid_until: date | None = None
    after: int = 0
    in_one: bool = False

    @property
    def key(self):
        """What stands with a reason that was written down: the code and the first age."""
        return f"{self.code}:{self.ages[0]}"

    def holds(self, age, day):
        """It speaks of somebody of this age on this date."""
        since = self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)
        return since and self.ages[0] <= age <= self.ages[1]


class Finding(NamedTuple):
    """Something the law does not allow, or asks about: on a date, or in what goes from `date` to `until`."""

    rule: Rule
    date: date
    age: int
    measured: int | None = None
    until: date | None = None

    @property
    def code(self):
        return self.rule.code

    @property
    def limit(self):
        return self.rule.limit

    @property
    def blocks(self):
        return self.rule.severity == Severity.BLOCK


RULES = (
    Rule("too_young", f"{ATW} 3:2 lid 2 onder c", BLOCK, (0, 13), 14, ATW_SINCE),
    Rule("community_day", f"{NRK} 3:2", BLOCK, (13, 13), 2 * H, NRK_2019),
    Rule("community_week", f"{NRK} 3:2", BLOCK, (13, 13), 12 * H, NRK_2019),
    Rule("cosigned", f"{NRK} 3:1 lid 1", BLOCK, CHILD, 16, NRK_SINCE),
    Rule("cosigned", "Inrichtingsbesluit WVO art. 35 lid 4", WARN, YOUNG, 18, DECREES),
    Rule("day", f"{NRK} 3:1 lid 2 onder c en lid 3", BLOCK, CHILD, 7 * H, NRK_SINCE),
    Rule("day", f"{ATW} 5:7 lid 1 onder a en 4:4 lid 2", BLOCK, YOUNG, 9 * H, ATW_SINCE),
    Rule("day", f"{ATW} 5:7 lid 2", BLOCK, ADULT, 12 * H, ATW_SINCE),
    Rule("week", f"{NRK} 3:1 lid 2 onder c en lid 3", BLOCK, CHILD, 35 * H, NRK_SINCE),
    Rule("week", f"{ATW} 5:7 lid 1 onder b en 4:4 lid 2", BLOCK, YOUNG, 45 * H, ATW_SINCE),
    Rule("week", f"{ATW} 5:7 lid 2", BLOCK, ADULT, 60 * H, ATW_SINCE),
    Rule("four_weeks", f"{ATW} 5:7 lid 1 onder c en 4:4 lid 2", BLOCK, YOUNG, 40 * H, ATW_SINCE),
    Rule("four_weeks", f"{ATW} 5:7 lid 3", BLOCK, ADULT, 55 * H, ATW_SINCE),
    Rule("sixteen_weeks", f"{ATW} 5:7 lid 2", BLOCK, ADULT, 48 * H, ATW_SINCE),
    Rule("too_early", f"{NRK} 3:1 lid 2 onder b", BLOCK, CHILD, 7 * H, NRK_SINCE),
    Rule("too_early", f"{ATW} 5:3 lid 1", BLOCK, YOUNG, 6 * H, ATW_SINCE),
    Rule("too_late", f"{NRK} 3:1 lid 2 onder b", BLOCK, CHILD, 19 * H, NRK_SINCE),
    Rule("too_late", f"{ATW} 5:3 lid 1", BLOCK, YOUNG, 23 * H, ATW_SINCE),
    Rule("span", f"{NRK} 3:1 lid 2 onder b", BLOCK, CHILD, 10 * H, NRK_SINCE),
    Rule("span", f"{ATW} 5:3 lid 1", BLOCK, YOUNG, 12 * H, ATW_SINCE),
    Rule("span", f"{ATW} 5:3 lid 2", BLOCK, ADULT, 16 * H, ATW_SINCE),
    Rule("rest", f"{NRK} 3:1 lid 2 onder b", BLOCK, CHILD, 14 * H, NRK_SINCE),
    Rule("rest", f"{ATW} 5:3 lid 1", BLOCK, YOUNG, 12 * H, ATW_SINCE),
    Rule("rest", f"{ATW} 5:3 lid 2", BLOCK, ADULT, 11 * H, ATW_SINCE, after=8 * H),  # 8 h once in 7 days
    Rule("week_rest", f"{ATW} 5:5 lid 1", BLOCK, YOUNG, 36 * H, ATW_SINCE),
    Rule("week_rest", f"{ATW} 5:5 lid 2", BLOCK, ADULT, 36 * H, ATW_SINCE, after=72 * H),  # or 72 h in 14 days
    Rule("sunday", f"{NRK} 3:1 lid 2 onder a", BLOCK, CHILD, 0, NRK_SINCE),
    Rule("sunday", f"{ATW} 5:6", WARN, YOUNG, 0, ATW_SINCE),
    Rule("free_sundays", f"{ATW} 5:6", BLOCK, YOUNG, 13, ATW_SINCE),
    Rule("break", f"{NRK} 3:1 lid 2 onder d", BLOCK, CHILD, 30, NRK_SINCE, after=270, in_one=True),
    Rule("break", f"{ATW} 5:4 lid 1", BLOCK, YOUNG, 30, ATW_SINCE, after=270),
    Rule("break", f"{ATW} 5:4 lid 2", BLOCK, ADULT, 30, ATW_SINCE, after=330),
    Rule("long_break", f"{ATW} 5:4 lid 2", BLOCK, ADULT, 45, ATW_SINCE, after=600),
    Rule("on_call", f"{ATW} 5:9 lid 1", BLOCK, (0, 17), 0, ATW_SINCE),
    Rule("four_days", "Onderwijskundig besluit WEC art. 17", BLOCK, (0, 199), 4, DECREES),
    Rule("side_job", f"{NRK} 12:1 lid 3", WARN, (14, 14), 35 * H, NRK_2019),
)
_BY_CODE = {}
for _row in RULES:
    _BY_CODE.setdefault(_row.code, []).append(_row)


@lru_cache(maxsize=65536)
def rule_for(code, age, day):
    """The row of this code that holds for this age on this date; None when the law says nothing."""
    return next((row for row in _BY_CODE[code] if row.holds(age, day)), None)
