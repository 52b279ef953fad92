"""What the tables of contracts hold (vocabulary: core/privacy.py)."""

from django.db.models import Case, Value, When

from core.privacy import Rows, Table, fact, file, key, link, of_nobody, person, school, words, work
from schools.terms import DOSSIER

OPTIONAL_WHY = Case(When(why_not="", then=Value("")), default=Value("gewist"))
OPTIONAL_END = Case(When(end_reason="", then=Value("")), default=Value("gewist"))
TABLES = {
    "contracts.Signature": Table(
        {
            "id": key(), "school": key(), "signatory": key(), "method": fact("hoe"), "proof": fact("hoe bleek wie"),
            "name": person(), "drawing": words("", label="handtekening"), "statement": fact("verklaring"),
            "document_sha256": key(), "signed_on": fact("datum"), "signed_at": fact("vastgelegd op"),
            "signed_by": link("getekend door"), "ip": person(label="netwerkadres"), "device": person(label="apparaat"),
            "scan": key(), "confirmed_by": link("nagekeken door"),
        },
        title="Handtekeningen", rows=Rows.DELETE, student="signatory__version__contract__placement__student",
        term=DOSSIER,
    ),
    "contracts.Signatory": Table(
        {
            "id": key(), "school": key(), "version": key(), "role": fact("rol"), "position": fact(),
            "member": link("wie"), "name": person(), "party": fact("namens"), "state": fact("stand"),
            "route": fact("tekent"), "stand_in": link("vervanger"), "asked_at": fact("gevraagd op"),
            "reminded_at": fact("herinnerd op"), "reminders": fact(), "refusal": words("", label="waarom niet"),
        },
        title="Wie het contract tekent", rows=Rows.DELETE, student="version__contract__placement__student",
        term=DOSSIER,
    ),
    "contracts.Copy": Table(
        {
            "id": key(), "school": key(), "version": key(), "of": fact("exemplaar"), "given_to": person(),
            "given_on": fact("gegeven op"), "noted_by": link("genoteerd door"), "noted_at": fact("genoteerd op"),
        },
        title="Uitgedeelde exemplaren", rows=Rows.DELETE, student="version__contract__placement__student",
        term=DOSSIER,
    ),
    "contracts.Scan": Table(
        {
            "id": key(), "school": key(), "version": key(), "file": file("bestand"), "pages": fact(),
            "state": fact("stand"), "brought_by": link("gebracht door"), "brought_at": fact("gebracht op"),
        },
        title="Getekend papier", rows=Rows.DELETE, student="version__contract__placement__student", term=DOSSIER,
    ),
    "contracts.ContractVersion": Table(
        {
            "id": key(), "school": key(), "contract": key(), "addendum": key(), "document": fact("soort"),
            "number": fact(), "state": fact("stand"), "code": key(), "completed_at": fact("volledig getekend op"),
            "sealed_file": file("verzegeld papier"), "sealed_at": fact("verzegeld op"),
            "snapshot": words({}, label="wat op het papier staat"), "file": file("bestand"),
            "made_at": fact("gemaakt op"), "made_by": link("gemaakt door"),
        },
        title="Geprinte contracten", rows=Rows.DELETE, student="contract__placement__student", term=DOSSIER,
    ),
    "contracts.Addendum": Table(
        {
            "id": key(), "school": key(), "contract": key(), "number": fact("nummer"), "state": fact("stand"),
            "effective_from": fact("gaat in op"), "changes": words({}, label="wat verandert"),
            "reason": words("gewist", label="reden"), "why_not": words(OPTIONAL_WHY, label="waarom niet"),
            "term": key(), "made_by": link("gemaakt door"),
            "created_at": fact("gemaakt op"),
        },
        title="Wijzigingen van het contract", rows=Rows.BLANK, student="contract__placement__student", term=DOSSIER,
    ),
    "contracts.EarlyStart": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "birth_date": person(label="geboortedatum"),
            "from_date": fact("mag werken vanaf"), "reason": words("", label="waarom"),
            "made_by": link("besloten door"), "made_at": fact("besloten op"),
        },
        title="Begonnen zonder contract", rows=Rows.DELETE, student="placement__student", term=DOSSIER,
    ),
    "contracts.PaperRules": of_nobody(
        "how a school has its contracts signed", "id", "school", "order", "lwt_partner", "lwt_subjects",
        "closes_from_16",
    ),
    "contracts.PartnerAgreement": Table(
        {
            "id": key(), "school": key(), "file": file("overeenkomst"),
            **dict.fromkeys(
                (
                    "partner", "brin", "study", "crebo", "valid_from", "valid_until", "school_signer",
                    "school_signed_on", "partner_signer", "partner_signed_on", "state", "ended_on", "end_reason",
                    "made_by", "made_at",
                ),
                school(),
            ),
        },
        why="what school and an mbo agreed, and who signed it for them",
    ),
    "contracts.LwtPlan": Table(
        {
            "id": key(), "school": key(), "contract": key(), "right_year": fact("leerjaar 3 of 4"),
            "content": work(label="inhoud"), "measures": work(label="maatstaven"),
            "guidance": work(label="begeleiding"), "dissolution": work(label="eerder stoppen"), "trainer": person(),
            "days": fact("dagen"), "hours": fact("uren"), "subjects": fact("examenvakken"),
            "changed_at": fact("aangepast op"), "changed_by": link("aangepast door"),
        },
        title="Leerwerkplannen", rows=Rows.DELETE, student="contract__placement__student", term=DOSSIER,
    ),
    "contracts.CompanyRemark": Table(
        {
            "id": key(), "school": key(), "contract": key(), "field": fact("wat"), "old": words(), "new": words(),
            "state": fact("stand"), "said_by": link("wie zei het"), "said_at": fact("gezegd op"),
        },
        title="Wat het bedrijf anders wilde op het contract", rows=Rows.DELETE, student="contract__placement__student",
        term=DOSSIER,
    ),
    "contracts.ContractTemplate": of_nobody(
        "for which paper a school has its own text", "id", "school", "document", "kind", "created_at"
    ),
    "contracts.TemplateVersion": of_nobody(
        "the school's own text of a paper", "id", "school", "template", "number", "state", "valid_from", "made_at",
        "made_by", "published_at", "published_by",
    ),
    "contracts.Clause": of_nobody(
        "a clause of the school's own text, the same for everybody", "id", "school", "version", "code", "position",
        "heading", "text", "conditions", "by_law",
    ),
    "contracts.Contract": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "state": fact(), "phone": person(),
            "emergency_name": person(), "emergency_phone": person(), "travel": work(), "goals": work(),
            "remarks": work(), "lessons": work(), "side_job": work(), "allowance": work(),
            "study": work(label="opleiding"), "crebo": work(), "company_signer": link("wie tekent voor het bedrijf"),
            "company_asked_at": fact("bedrijf gevraagd op"), "company_checked_at": fact("bedrijf keek na op"),
            "company_checked_by": link("wie bij het bedrijf nakeek"),
            "created_at": fact("gemaakt op"), "changed_at": fact("aangepast op"),
            "ended_on": fact("beëindigd op"), "end_reason": words(OPTIONAL_END, label="reden van het einde"),
        },
        title="Stagecontracten", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
}  # fmt: skip

JOBS = {
    "contracts.tasks.make_contracts": ("contracts", "contracts.Contract"),
    "contracts.tasks.print_set": ("contracts", "contracts.Contract"),
    "contracts.tasks.ask_many": ("contracts", "contracts.Contract"),
    "contracts.tasks.remind_many": ("contracts", "contracts.Contract"),
    "contracts.tasks.print_addendum": ("addendum", "contracts.Addendum"),
    "contracts.tasks.make_ask_letter": ("signatory", "contracts.Signatory"),
    "contracts.tasks.print_example": ("placements", "placements.Placement"),
}
