"""The law on working hours of young people, as plain rules: days and a birth date in, findings out. No database."""

from .checking import findings
from .day import UNASKED, Day
from .law import RULES, Finding, Rule, Severity
from .words import gathered, sentence, sentence_for_student

__all__ = [
    "RULES",
    "UNASKED",
    "Day",
    "Finding",
    "Rule",
    "Severity",
    "findings",
    "gathered",
    "sentence",
    "sentence_for_student",
]
