"""What the tables of companies hold (vocabulary: core/privacy.py)."""

from core.privacy import of_nobody

TABLES = {
    "companies.Company": of_nobody(
        "about a company",
        *("id", "school", "name", "sector", "kvk", "street", "postcode", "city", "phone", "website", "description"),
        *("tasks", "clothing", "lunch", "min_age", "notes", "is_active"),
    ),
    "companies.CompanyContact": of_nobody(
        "about somebody at a company, whose name and address stand with the account",
        *("id", "school", "company", "member", "function", "is_first"),
    ),
    "companies.Recognition": of_nobody(
        "about a company", "id", "school", "company", "sbb_id", "valid_until", "checked_on"
    ),
}
