"""What the tables of assessments hold (vocabulary: core/privacy.py)."""

from core.privacy import Rows, Table, fact, file, key, link, of_nobody, words
from schools.terms import DOSSIER

TABLES = {
    "assessments.IndicatorScore": Table(
        {
            "id": key(), "school": key(), "assessment": link("beoordeling"), "indicator": link("waar het over gaat"),
            "voice": fact("wie"), "value": fact("score"), "changed_at": fact("ingevuld op"),
            "changed_by": link("ingevuld door"),
        },
        title="Scores", rows=Rows.DELETE, student="assessment__placement__student", term=DOSSIER,
    ),
    "assessments.AspectVerdict": Table(
        {
            "id": key(), "school": key(), "assessment": link("beoordeling"), "aspect": link("waar het over gaat"),
            "voice": fact("wie"), "derived": fact("berekende score"), "value": fact("score"), "reason": words(),
            "remark": words(),
        },
        title="Opmerkingen en scores per aspect", rows=Rows.DELETE, student="assessment__placement__student",
        term=DOSSIER,
    ),
    "assessments.Assessment": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "form": link("formulier"),
            "moment": fact("moment"), "planned_on": fact(), "state": fact(), "student_took_part": fact(),
            "company_took_part": fact(),
            "mentor_took_part": fact(), "remarks": words(), "final_at": fact("vastgesteld op"),
            "final_by": link("vastgesteld door"), "file": file("bestand"),
        },
        title="Stagebeoordelingen", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
    "assessments.AssessmentForm": of_nobody("a form", "id", "school", "name", "version", "is_current"),
    "assessments.Area": of_nobody("a form", "id", "school", "form", "position", "name"),
    "assessments.Aspect": of_nobody(
        "a form", "id", "school", "form", "position", "code", "name", "question", "self_question"
    ),
    "assessments.Indicator": of_nobody(
        "a form", "id", "school", "area", "aspect", "position", "text", "self_text"
    ),
}  # fmt: skip
