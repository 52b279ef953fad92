"""The texts a school starts with, per kind of paper (domain §6). A school jurist reads them before release."""

from contracts.defaults import agreement, changing, internal, pok, traject
from contracts.enums import Paper

CODE = "2026-4"  # goes up with every change in the words
CLAUSES = {
    Paper.AGREEMENT: agreement.CLAUSES,
    Paper.INTERNAL: internal.CLAUSES,
    Paper.LWT: traject.CLAUSES,
    Paper.POK: pok.CLAUSES,
    Paper.ADDENDUM: changing.ADDENDUM,
    Paper.LETTER: changing.LETTER,
}
