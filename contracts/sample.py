"""A made-up stage, to see how a text reads on paper before anybody signs it."""

from django.utils import timezone

from contracts.enums import Paper
from contracts.wording import composed
from core.templatetags.ui_words import nl_date

ROW = {"times": "08:30 – 15:30", "break": "30 minuten", "hours": "6,5 uur"}
TEMPLATES = {Paper.ADDENDUM: "contracts/print/addendum.html", Paper.LETTER: "contracts/print/letter.html"}

CODES = {Paper.LWT: "lwt", Paper.POK: "bpv"}
LWT = {
    "content": "Banden en remmen.", "measures": "Elke zes weken een gesprek.", "guidance": "Elke maand een bezoek.",
    "dissolution": "Na een gesprek met iedereen.", "trainer": "Jan Voorbeeld", "days": "80", "hours": "640 uur",
    "subjects": "Nederlandse taal, beroepsgericht programma", "partner": "ROC Voorbeeld",
}  # fmt: skip


def sample_facts(school, paper, kind=None):
    """Facts of a student of 15 who does not exist, at this school, for this kind of stage."""
    is_internal = paper == Paper.INTERNAL or bool(kind and kind.is_internal)
    return {
        "document": str(paper), "title": str(Paper(paper).label), "number": "2027-000", "version": 1,
        "made_on": nl_date(timezone.localdate()), "template": "voorbeeld",
        "school_facts": {
            "name": school.name, "brin": school.brin, "phone": school.phone, "kind": school.kind, "city": school.city,
            "address": ", ".join(filter(None, [school.street, f"{school.postcode} {school.city}".strip()])),
            "director": "Naam van de directeur",
        },
        "student": {
            "name": "Noor Voorbeeld", "birth_date": "14 maart 2012", "class_name": "P4", "address": "Dorpsstraat 1",
            "age_at_start": 15, "age_at_end": 16, "is_minor": True,
        },
        "guardians": [{"name": "Ouder Voorbeeld"}],
        "company": {
            "name": "Bedrijf Voorbeeld", "kvk": "12345678", "address": "Kerkstraat 2", "phone": "0512 123456",
            "safety": [], "recognition": "SBB 100000001, geldig tot en met 1 januari 2030",
        },
        "supervisor": {"name": "Jan Voorbeeld", "phone": "", "function": ""},
        "mentor": {"name": "Begeleider Voorbeeld", "phone": "06 87654321"},
        "jobcoach": {}, "signs_for_company": "Jan Voorbeeld",
        "stage": {
            "kind": kind.name if kind else "Oriënterende stage",
            "code": kind.code if kind else CODES.get(paper, "orienterend"),
            "weekdays": "donderdag en vrijdag", "times": ROW["times"], "break": ROW["break"],
            "is_internal": is_internal, "starts_on": "1 februari 2027", "ends_on": "23 april 2027",
            "rows": [{"day": day, "on": "", **ROW} for day in ("Donderdag", "Vrijdag")],
            "hours_a_week": "13 uur", "days": 24, "hours_total": "156 uur", "closed": [],
            "years": [{"year": "2026-2027", "days": 24, "hours": "156 uur"}],
        },
        "part": {"phone": "06 11223344", "emergency_name": "Ouder Voorbeeld", "emergency_phone": "06 12345678"},
        "goals": ["Ik leer samenwerken"], "remarks": "", "allowance": "", "work": [{"task": "Opruimen", "rule": ""}],
        "study": {"name": "Entreeopleiding", "crebo": "25251"} if paper == Paper.POK else {"name": "", "crebo": ""},
        "lwt": LWT if paper == Paper.LWT else {}, "host": "de school" if is_internal else "het bedrijf",
        "signers": [
            {"place": place, "who": who, "name": "", "for": ""}
            for place, who in enumerate(("De directeur", "De leerling", "Ouder of verzorger", "Het stagebedrijf"), 1)
            if not (is_internal and place == 4)  # noqa: PLR2004 - nobody signs for a company
        ],
    } | _beside(paper)  # fmt: skip


def _beside(paper):
    if paper == Paper.ADDENDUM:
        row = {"what": "Stagedagen", "old": "donderdag en vrijdag", "new": "woensdag en donderdag"}
        change = {"number": 1, "effective_from": "1 maart 2027", "reason": "", "of": "Stageovereenkomst"}
        return {"addendum": change | {"rows": [row]}}
    return {"to": {"name": "Ouder Voorbeeld", "lines": ["Dorpsstraat 1"]}} if paper == Paper.LETTER else {}


def preview(clauses, paper, facts):
    """(template, facts) to print these clauses with these facts as an example."""
    facts = facts | {"document": str(paper), "title": str(Paper(paper).label)} | _beside(paper)
    more = {"clauses": composed(clauses, facts), "copy_label": "Voorbeeld, niet om te tekenen"}
    return TEMPLATES.get(paper, "contracts/print/contract.html"), facts | more
