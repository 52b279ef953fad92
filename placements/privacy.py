"""What the tables of placements hold (vocabulary: core/privacy.py)."""

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from core.privacy import Early, Rows, Table, fact, file, key, link, of_nobody, person, words, work
from placements.enums import RequestState, SignUpState
from placements.models import Placement
from schools.terms import DOSSIER, IDENTITY, PHOTOS, WISHES


def erased(name):
    """Something stood here, and the rules of the table ask that something does."""
    return Case(When(Q(**{name: ""}), then=Value("")), default=Value("gewist"))


PLACE = {
    "starts_at": fact(), "ends_at": fact(), "break_minutes": fact(),
}  # fmt: skip
TABLES = {
    "placements.PlanLine": Table(
        {
            "id": key(), "school": key(), "plan": key(), "student": key(), "invitation": link("voorstel"),
            "rank": fact("keuze"), "limits": key("days and numbers of seats, no words"),
        },
        title="Voorstel van de verdeling", rows=Rows.DELETE, student="student", term=WISHES,
        early=(Early(WISHES, "plan__made_at"),),
    ),
    "placements.MatchPlan": of_nobody(
        "the proposal of a group as a whole", "id", "school", "group", "aim", "version", "seen", "is_proven", "bound",
        "made_at", "made_by",
    ),
    "placements.MatchRule": Table(
        {
            "id": key(), "school": key(), "student": key(), "company": link("bedrijf"), "group": link("stagegroep"),
            "kind": fact("afspraak"), "reason": words(), "made_by": link("vastgelegd door"),
            "made_at": fact("vastgelegd op"),
        },
        title="Afspraken over bedrijven", rows=Rows.DELETE, student="student", term=DOSSIER,
    ),
    "placements.ReportReply": Table(
        {
            "id": key(), "school": key(), "report": link("dagverslag van"), "author": link("van"),
            "text": words(), "created_at": fact("op"),
        },
        title="Reacties op dagverslagen", rows=Rows.DELETE, student="report__placement__student", term=DOSSIER,
    ),
    "placements.DayReport": Table(
        {
            "id": key(), "school": key(), "placement": key(), "date": fact(), "did": work(), "mood": fact(),
            "learned": work(), "photo": file("foto"), "created_at": fact("geschreven op"),
            "changed_at": fact("aangepast op"),
        },
        title="Dagverslagen", rows=Rows.DELETE, student="placement__student", term=DOSSIER,
        early=(Early(PHOTOS, "placement__ends_on", Q(photo__isnull=False), ("photo",)),),
    ),
    "placements.Submission": Table(
        {
            "id": key(), "school": key(), "placement": key(), "assignment": link("opdracht"), "text": work(),
            "file": file("bestand"), "state": fact(), "feedback": words(), "handed_in_at": fact("ingeleverd op"),
        },
        title="Opdrachten", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
    "placements.AttendanceDay": Table(
        {
            "id": key(), "school": key(), "placement": key(), "may_work_from": fact("mag werken vanaf"),
            "date": fact(), **PLACE, "presence": fact(), "minutes_late": fact(),
            "reported_by": link("ingevuld door"), "reported_at": fact("ingevuld op"),
            "confirmed_by": link("bevestigd door"), "confirmed_at": fact("bevestigd op"),
        },
        title="Aanwezigheid", rows=Rows.BLANK, student="placement__student", term=IDENTITY,
    ),
    "placements.TakenSeat": Table(
        {
            "id": key(), "school": key(), "placement": key(), "student": key(), "seat": key(),
            "date": fact("datum"), "taken_at": fact("bezet op"), "released_at": fact("vrijgegeven op"),
        },
        title="Bezette plekken", rows=Rows.BLANK, student="student", term=IDENTITY,
    ),
    "placements.Placement": Table(
        {
            "id": key(), "school": key(), "student": key(), "request": key(), "group": link("stagegroep"),
            "company": link("bedrijf"), "mentor": link("begeleider van school"),
            "supervisor": link("praktijkbegeleider"), "starts_on": fact(), "ends_on": fact(), "weekdays": fact(),
            "jobcoach": link("jobcoach"), "predecessor": key(), "predecessor_ended_on": key(), "is_changed": key(),
            "may_work_from": fact("mag werken vanaf"), "unlawful_from": fact("past niet bij de regels vanaf"), **PLACE,
            "state": fact(), "end_reason": words(erased("end_reason")), "created_at": fact("gemaakt op"),
        },
        title="Stages", rows=Rows.BLANK, student="student", term=DOSSIER,
    ),
    "placements.PlacementTerm": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "stage_starts_on": key(), "stage_ends_on": key(),
            "is_first": key(), "from_date": fact(), "weekdays": fact(), **PLACE,
            "supervisor": link("praktijkbegeleider"), "mentor": link("begeleider van school"), "ends_on": fact(),
            "cause": fact(), "made_by": link("vastgelegd door"), "made_at": fact("vastgelegd op"),
            "applied_at": fact("ingegaan op"), "cancelled_at": fact("vervallen op"),
            "cancel_reason": words(erased("cancel_reason"), label="reden"),
        },
        title="Afspraken van een stage", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
    "placements.StageTalk": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "held_on": fact(), "with_student": fact(),
            "with_company": fact(), "with_guardians": fact(), "said": words(), "tried": words(), "outcome": fact(),
            "agreed": words(), "look_again_on": fact(), "reason": fact(), "created_by": link("opgeschreven door"),
            "created_at": fact("opgeschreven op"),
        },
        title="Gesprekken over een stage", rows=Rows.DELETE, student="placement__student", term=DOSSIER,
    ),
    "placements.MatchReview": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "misjudged": words(), "next_time": words(),
            "created_by": link("opgeschreven door"), "created_at": fact("opgeschreven op"),
        },
        title="Terugblikken op een match", rows=Rows.DELETE, student="placement__student", term=DOSSIER,
    ),
    "placements.LawReason": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "rule": fact("regel"), "reason": words(),
            "given_by": link("gegeven door"), "given_at": fact("gegeven op"),
        },
        title="Redenen bij de regels voor werk en leeftijd", rows=Rows.DELETE, student="placement__student",
        term=DOSSIER,
    ),
    "placements.SafetyCheck": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "done_by": link("gedaan door"),
            "done_at": fact("gedaan op"),
        },
        title="Werk- en veiligheidschecks", rows=Rows.DELETE, student="placement__student", term=DOSSIER,
    ),
    "placements.SafetyTask": Table(
        {
            "id": key(), "school": key(), "check_of": key(), "position": key(), "text": words(), "child": fact(),
            "young": fact(), "adult": fact(), "supervised_by": person(), "starts": fact(),
        },
        title="Taken op de stage", rows=Rows.DELETE, student="check_of__placement__student", term=DOSSIER,
    ),
    "placements.StageRating": Table(
        {
            "id": key(), "school": key(), "placement": link("stage"), "work": fact(), "people": fact(),
            "learning": fact(), "sentence": work(), "given_at": fact("gegeven op"),
        },
        title="Hoe de leerling de stage vond", rows=Rows.BLANK, student="placement__student", term=DOSSIER,
    ),
    "placements.HelpCall": Table(
        {
            "id": key(), "school": key(), "student": key(), "group": link("stagegroep"),
            "to_name": person(hidden="somebody at another organisation"),
            "to_email": person(hidden="somebody at another organisation"), "sector": words(), "weekdays": fact(),
            "region": words(), "text": words(), "state": fact(), "answer": words(erased("answer")),
            "asked_by": link("gevraagd door"), "asked_at": fact("gevraagd op"),
        },
        title="Hulpvragen", rows=Rows.BLANK, student="student", term=DOSSIER,
    ),
    "placements.PlacementRequest": Table(
        {
            "id": key(), "school": key(), "student": key(), "group": link("stagegroep"),
            "invitation": link("bedrijf"), "rank": fact(), "why": work(), "learn": work(), "strong": work(),
            "state": fact(), "decline_reason": words(erased("decline_reason")),
            "decline_text": words(erased("decline_text")),
            "submitted_at": fact("verstuurd op"), "created_at": fact("gemaakt op"),
            "tip": words(label="tip van de mentor"), "released_at": fact("voorgelegd op"), "contact": key(),
            "company_words": words(), "transfer_to": link("doorgegeven aan"),
            "pool_agreed_at": fact("op de wachtlijst sinds"), "waits_since": fact("wacht sinds"),
            "warned_on": fact("gewaarschuwd op"), "extensions": fact("keren meer tijd"),
            "restored_at": fact("teruggekomen op"), "is_self_found": fact(),
        },
        title="Aanvragen", rows=Rows.BLANK, student="student", term=DOSSIER,
        early=(Early(WISHES, "group__ends_on", ~Q(state=RequestState.ACCEPTED) & ~Q(why="", learn="", strong="")),),
    ),
    "placements.RefusalReason": of_nobody(
        "a setting", "id", "school", "code", "label", "text", "for_company", "is_active", "position"
    ),
    "placements.SignUp": Table(
        {
            "id": key(), "school": key(), "student": key(), "engagement": link("prestatie"), "why": work(),
            "learn": work(), "show": work(), "state": fact(), "answer": words(erased("answer")), "minutes": fact(),
            "report": work(), "proud": work(), "feedback": words(), "posted_at": fact(),
        },
        title="Aanmeldingen voor prestaties", rows=Rows.BLANK, student="student", term=DOSSIER,
        early=(
            Early(
                WISHES, "engagement__date", ~Q(state=SignUpState.CHOSEN) & ~Q(why="", learn="", show=""),
                ("why", "learn", "show"),
            ),
        ),
    ),
    "placements.IntroMeeting": Table(
        {
            "id": key(), "school": key(), "request": link("aanvraag"), "kind": fact(), "first_at": fact(),
            "second_at": fact(), "at": fact(), "place": words(), "host": person(), "state": fact(), "words": work(),
            "off_reason": words(erased("off_reason")), "result": fact(), "result_words": words(erased("result_words")),
            "experience": work(), "skills": work(), "interests": work(), "ready": work(), "questions": work(),
            "mood": fact(), "proud": work(), "otherwise": work(), "changes": key(), "created_at": fact("gemaakt op"),
        },
        title="Gesprekken voor een stage", rows=Rows.BLANK, student="request__student", term=DOSSIER,
    ),
    "placements.FoundPlace": Table(
        {
            "id": key(), "school": key(), "student": key(), "wish": key(), "group": link("stagegroep"),
            "name": person("gewist"), "street": person(), "postcode": person(label="postcode"),
            "city": person(), "tasks": work(),
            "why": work(), "guide": person(), "phone": person(), "email": person(), "weekdays": fact(),
            "state": fact(), "reason": fact(), "answer": words(erased("answer")), "posted_at": fact(),
            "created_at": fact("gemaakt op"),
        },
        title="Zelf gevonden plekken", rows=Rows.BLANK, student="student", term=DOSSIER,
    ),
    "placements.Engagement": of_nobody(
        "about work that an organisation asks for",
        "id", "school", "company", "contact", "kind", "title", "what", "skills", "clothing", "place", "date",
        "starts_at", "ends_at", "seats", "classes", "companion", "closes_on", "state", "off_reason", "created_at",
    ),
    "placements.Assignment": of_nobody(
        "the same for all students of a group", "id", "school", "group", "title", "text", "due_on", "created_by",
        "created_at",
    ),
}  # fmt: skip

JOBS = {"placements.tasks.prove_plan": None}


def obstacle(student):
    """A stage that still goes on cannot lose its student."""
    if Placement.objects.live().filter(student=student).exists():
        return _("Deze leerling heeft nog een stage die komt of loopt. Laat die stage eerst stoppen.")
    return ""
