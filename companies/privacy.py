"""What the tables of companies hold (vocabulary: core/privacy.py)."""

from core.privacy import Rows, Table, fact, file, key, link, of_nobody, school, words
from schools.terms import DOSSIER

ABOUT_A_COMPANY = "about a company"
TABLES = {
    "companies.ContactLog": Table(
        {
            "id": key(), "school": key(), "company": link("bedrijf"), "kind": fact("hoe"), "on": fact("datum"),
            "contact": link("gesproken met"), "student": key(), "note": words("gewist", "besproken"),
            "by": link("genoteerd door"), "written_at": fact("geschreven op"),
        },
        title="Gesprekken met het bedrijf", rows=Rows.BLANK, student="student", term=DOSSIER,
    ),
    "companies.Company": Table(
        {
            "id": key(), "school": key(), "photo": file("foto"), "logo": file("logo"),
            **dict.fromkeys(
                (
                    "name", "sector", "kvk", "size", "street", "postcode", "city", "phone", "website", "description",
                    "tasks", "likes", "clothing", "ppe", "lunch", "min_age", "by_bike", "by_bus", "wanted", "notes",
                    "is_active", "paused_until", "checked_on", "friend_since", "friend_agreed_by",
                ),
                school(),
            ),
        },
        why=ABOUT_A_COMPANY,
    ),
    "companies.CompanyContact": of_nobody(
        "about somebody at a company, whose name and address stand with the account",
        *("id", "school", "company", "member", "function", "is_first", "supervises", "signs", "since", "until"),
        "no_mail_since",
    ),
    "companies.StandIn": of_nobody(
        "who at a company reads the mails of a colleague", "id", "school", "contact", "substitute", "since", "until"
    ),
    "companies.CompanyFlag": of_nobody(
        "what happened at a company; its form refuses the names of students",
        *("id", "school", "company", "state", "reason", "raised_by", "raised_at", "lifted_by", "lifted_at"),
        "lifted_because",
    ),
    "companies.ProfileProposal": of_nobody(
        "what a company wants to tell of itself",
        *("id", "school", "company", "field", "old", "new", "state", "proposed_by", "proposed_at", "decided_by"),
        *("decided_at", "reason"),
    ),
    "companies.NetworkPage": of_nobody("a page on the internet", "id", "school", "is_open", "intro", "contact"),
    "companies.Recognition": of_nobody(
        ABOUT_A_COMPANY, "id", "school", "company", "sbb_id", "valid_until", "checked_on"
    ),
}  # fmt: skip
