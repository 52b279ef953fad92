"""What the tables of contracts hold (vocabulary: core/privacy.py)."""

from core.privacy import Rows, Table, fact, file, key, link, person, words, work
from schools.terms import DOSSIER

TABLES = {
    "contracts.ContractVersion": Table(
        {
            "id": key(), "school": key(), "contract": key(), "number": fact(),
            "snapshot": words({}, label="wat op het papier staat"), "file": file("bestand"),
            "made_at": fact("gemaakt op"), "made_by": link("gemaakt door"),
        },
        title="Geprinte contracten", rows=Rows.DELETE, student="contract__placement__student", term=DOSSIER,
    ),
    "contracts.Contract": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "state": fact(), "phone": person(),
            "emergency_name": person(), "emergency_phone": person(), "travel": work(), "goals": work(),
            "remarks": work(), "created_at": fact("gemaakt op"), "changed_at": fact("aangepast op"),
        },
        title="Stagecontracten", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
}  # fmt: skip

JOBS = {"contracts.tasks.make_contracts": ("contracts", "contracts.Contract")}
