"""What the tables of groups hold (vocabulary: core/privacy.py)."""

from core.privacy import Rows, Table, fact, key, link, of_nobody
from schools.terms import IDENTITY

TABLES = {
    "groups.GroupStudent": Table(
        {
            "id": key(), "school": key(), "student": key(), "group": link("stagegroep"),
            "weekdays": fact("eigen stagedagen"),
        },
        title="Stagegroepen", rows=Rows.BLANK, student="student", term=IDENTITY,
    ),
    "groups.Group": of_nobody(
        "about a round of the school",
        *("id", "school", "name", "kind", "starts_on", "ends_on", "weekdays", "starts_at", "ends_at"),
        *("break_minutes", "split_at", "answer_by", "choose_by", "intro", "coordinator", "state"),
        *("mentor_say", "softens_no"),
    ),
    "groups.Invitation": of_nobody(
        "about a company",
        *("id", "school", "group", "company", "contact", "state", "places", "note", "asked_at", "opened_at"),
        *("answered_at", "reminders", "reminded_on", "declined", "ask_again_on", "days_shown", "is_shared"),
    ),
    "groups.Answer": of_nobody(
        "about a company",
        *("id", "school", "invitation", "reply", "places", "days", "reluctant", "parts", "declined", "ask_again_on"),
        *("note", "via", "member", "given_at"),
    ),
    "groups.PhoneCall": of_nobody(
        "about a company", "id", "school", "invitation", "member", "called_at", "is_reached", "said", "again_on"
    ),
    "groups.Seat": of_nobody(
        "about a company", "id", "school", "invitation", "date", "number", "is_offered", "is_reluctant", "part"
    ),
    "groups.StageKind": of_nobody(
        "a setting", "id", "school", "code", "name", "min_age", "is_internal", "needs_recognition", "position"
    ),
}  # fmt: skip

JOBS = {"groups.tasks.ask_companies": None, "groups.tasks.remind_now": None}
