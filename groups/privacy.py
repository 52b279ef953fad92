"""What the tables of groups hold (vocabulary: core/privacy.py)."""

from core.privacy import Rows, Table, key, link, of_nobody
from schools.terms import IDENTITY

TABLES = {
    "groups.GroupStudent": Table(
        {"id": key(), "school": key(), "student": key(), "group": link("stagegroep")},
        title="Stagegroepen", rows=Rows.BLANK, student="student", term=IDENTITY,
    ),
    "groups.Group": of_nobody(
        "about a round of the school",
        *("id", "school", "name", "kind", "starts_on", "ends_on", "weekdays", "starts_at", "ends_at"),
        *("break_minutes", "answer_by", "choose_by", "intro", "coordinator", "state"),
    ),
    "groups.Invitation": of_nobody(
        "about a company",
        *("id", "school", "group", "company", "contact", "state", "places", "note", "asked_at", "opened_at"),
        *("answered_at", "reminders", "reminded_on"),
    ),
    "groups.Answer": of_nobody(
        "about a company", "id", "school", "invitation", "reply", "places", "days", "note", "via", "member", "given_at"
    ),
    "groups.Seat": of_nobody("about a company", "id", "school", "invitation", "date", "number", "is_offered"),
    "groups.StageKind": of_nobody(
        "a setting", "id", "school", "code", "name", "min_age", "is_internal", "needs_recognition", "position"
    ),
}  # fmt: skip

JOBS = {"groups.tasks.ask_companies": None, "groups.tasks.remind_now": None}
