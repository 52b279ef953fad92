"""What the tables of schools hold, and those of the packages around accounts (vocabulary: core/privacy.py)."""

from datetime import date

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Concat

from core.privacy import Early, Field, Holds, Rows, Table, fact, key, link, of_nobody, person, school, secret, words
from schools.terms import AUDIT, DOSSIER, IDENTITY, LETTERS, LISTS

A_LOCK = "part of a lock; opens nothing for whoever reads it"
A_COPY = "a copy of what the export holds already"
STAYS_EMPTY = "stays empty: sign-in services and school accounts are kept per school, behind the wall"
OF_THE_PLATFORM = "the work of the platform's staff"
NOBODY_BORN = date(1900, 1, 1)
FREED_NUMBER = Concat(Value("gewist-"), Cast("pk", CharField()))
DROPPED = Case(When(state="trial", then=Value("dropped")), default=F("state"))
EMPTY_REPORT = {"counts": {"new": 0, "changed": 0, "same": 0, "faulty": 0}, "lines": [], "unknown": []}

WHY = Field(Holds.SCHOOL, stays="why the school erased or kept it; the form refuses names", label="waarom")

OURS = {
    "schools.LoginCode": Table(
        {
            "id": key(), "school": key(), "student": key(), "code_hmac": secret(), "state": fact(),
            "expires_on": fact(), "created_at": fact(), "first_used_at": fact(), "last_used_at": fact(),
        },
        rows=Rows.DELETE, student="student", term=DOSSIER, early=(Early(LETTERS, "expires_on"),), why=A_LOCK,
    ),
    "schools.EntryCode": Table(
        {
            "id": key(), "school": key(), "letter": key(), "code_hmac": secret(), "created_at": fact(),
            "expires_at": fact(), "tries": fact(), "used_at": fact(),
        },
        rows=Rows.DELETE, member="letter__member", term=DOSSIER, early=(Early(LETTERS, "expires_at"),), why=A_LOCK,
    ),
    "schools.Letter": Table(
        {
            "id": key(), "school": key(), "member": key(), "purpose": fact(), "about": key(), "secret": secret(),
            "token_sha256": secret(), "expires_at": fact(), "revoked_at": fact(), "renewed_from": key(),
            "created_at": fact(),
        },
        rows=Rows.DELETE, member="member", term=DOSSIER, early=(Early(LETTERS, "expires_at"),), why=A_LOCK,
    ),
    "schools.Guardianship": Table(
        {
            "id": key(), "school": key(), "student": key(), "member": link("naam"), "has_authority": fact(),
            "sees_progress": fact(), "is_address_shielded": fact(), "student_agreed_on": fact(), "until": fact(),
        },
        title="Ouders en verzorgers", rows=Rows.DELETE, student="student", term=DOSSIER,
    ),
    "schools.Student": Table(
        {
            "id": key(), "school": key(), "member": key(),
            "number": person(FREED_NUMBER, term=IDENTITY), "first_name": person("gewiste", term=IDENTITY),
            "prefix": person(term=IDENTITY), "last_name": person("leerling", term=IDENTITY),
            "birth_date": person(NOBODY_BORN, term=IDENTITY), "class_name": person(term=IDENTITY),
            "year": fact(blank=None, term=IDENTITY), "street": person(), "postcode": person(label="postcode"),
            "city": person(), "phone": person(), "mentor": link("begeleider van school", blank=None),
            "left_on": fact(), "dossier_erased_on": fact(), "erased_on": fact(),
        },
        title="Gegevens van de leerling", rows=Rows.BLANK, student="pk", term=DOSSIER,
    ),
    "schools.LessonDay": Table(
        {
            "id": key(), "school": key(), "plan": key(), "weekday": fact("dag"), "starts_at": fact(),
            "ends_at": fact(),
        },
        title="Eigen lesuren, per dag", rows=Rows.DELETE, student="plan__student", term=DOSSIER,
    ),
    "schools.LessonPlan": Table(
        {
            "id": key(), "school": key(), "class_name": school(), "student": key(), "valid_from": fact(),
            "follows_class": fact(),
        },
        title="Eigen lesuren", rows=Rows.DELETE, student="student", term=DOSSIER,
    ),
    "schools.Erasure": Table(
        {
            "id": key(), "school": key(), "student": key(), "term": fact("wat"), "state": fact(), "due_on": fact(),
            "reason": WHY, "rows": fact(), "announced_at": fact("aangekondigd op"), "asked_by": link("gevraagd door"),
            "created_at": fact("gemaakt op"), "done_at": fact("gewist op"),
        },
        title="Wissen", rows=Rows.BLANK, student="student", term=IDENTITY,
    ),
    "schools.DataRequest": Table(
        {
            "id": key(), "school": key(), "student": key(), "asked_by": link("gevraagd door"), "state": fact(),
            "asked_at": fact("gevraagd op"), "answered_at": fact("gegeven op"),
        },
        title="Vragen om gegevens", rows=Rows.BLANK, student="student", term=DOSSIER,
    ),
    "schools.RetentionRule": of_nobody("a setting", "id", "school", "term", "months", "changed_at"),
    "schools.Membership": Table(
        {"id": key(), "school": key(), "user": key(), "role": fact(), "since": fact(), "until": fact(),
         "deputy_for": link("namens wie")},
        title="Rol op school", rows=Rows.BLANK, member="pk", term=IDENTITY,
    ),
    "schools.User": Table(
        {
            "id": key(), "public_id": key(), "is_superuser": key(), "is_staff": key(), "groups": key(),
            "user_permissions": key(), "password": secret("!"), "last_login": fact("laatst ingelogd", blank=None),
            "email": person(None), "name": person("gewist"), "phone": person(),
            "is_active": fact(blank=False), "date_joined": fact("account gemaakt op"),
        },
        title="Account", rows=Rows.BLANK, user="pk", term=IDENTITY,
    ),
    "schools.ImportRun": Table(
        {
            "id": key(), "school": key(), "kind": key(), "created_by": link(), "created_at": fact(),
            "finished_at": fact(), "state": fact(blank=DROPPED), "source_name": person("gewiste lijst"),
            "header": words([]), "rows": words([]), "report": words(EMPTY_REPORT),
        },
        rows=Rows.BLANK, of=lambda subject: subject.naming("schools.ImportRun", "source_name", "rows", "report"),
        term=DOSSIER,
        early=(Early(LISTS, "created_at", ~Q(source_name="gewiste lijst")),), why=A_COPY,
    ),
    "schools.SchoolAccount": Table(
        {
            "id": key(), "school": key(), "user": key(), "subject_hmac": secret(), "how": fact(), "linked_at": fact(),
            "used_at": fact(), "ended_at": fact(),
        },
        rows=Rows.DELETE, user="user", term=IDENTITY, why=A_LOCK,
    ),
    "schools.SignInService": of_nobody(
        "where the people of the school sign in", "id", "school", "kind", "state", "issuer", "tenant", "domains",
        "client_id", "demands_second_step", "changed_at", secrets=("locked_secret",),
    ),
    "schools.ReadTrace": Table(
        {
            "id": key(), "school": key(), "at": fact("wanneer"), "hour": key(), "user": link("wie"),
            "role": fact("rol"), "student": key(), "what": fact("wat"),
        },
        title="Wie heeft er gekeken", rows=Rows.BLANK, student="student", term=AUDIT,
    ),
    "schools.BreakGlass": of_nobody(
        "the platform's staff looked along; the reason names no student",
        "id", "school", "user", "reason", "opened_at", "ends_at", "ended_at",
    ),
    "schools.GlassPage": of_nobody("addresses of pages", "id", "school", "glass", "at", "path"),
    "schools.FailedEntry": of_nobody(
        "a count that cannot be traced back, gone after two hours", "id", "school", "at",
        secrets=("address_hmac", "device_hmac"),
    ),
    "schools.School": of_nobody(
        "the school itself", "id", "name", "slug", "kind", "brin", "region", "street", "postcode", "city", "phone",
        "email", "mentors_second_factor",
    ),
    "schools.ClosedDays": of_nobody(
        "the calendar of the school", "id", "school", "kind", "name", "starts_on", "ends_on", "stage_goes_on"
    ),
}  # fmt: skip

OF_PACKAGES = {
    "mfa.Authenticator": Table(
        {"id": key(), "user": key(), "type": fact(), "data": secret(), "created_at": fact(), "last_used_at": fact()},
        rows=Rows.DELETE, user="user", term=IDENTITY, why=A_LOCK,
    ),
    "usersessions.UserSession": Table(
        {
            "id": key(), "user": key(), "created_at": fact(), "ip": person(), "last_seen_at": fact(),
            "session_key": secret(), "user_agent": person(), "data": secret(),
        },
        rows=Rows.DELETE, user="user", term=IDENTITY, why=A_LOCK,
    ),
    "sessions.Session": Table(
        {"session_key": secret(), "session_data": secret(), "expire_date": fact()},
        rows=Rows.DELETE, of=lambda subject: subject.sessions(), term=IDENTITY, why=A_LOCK,
    ),
    "account.EmailConfirmation": Table(
        {"id": key(), "email_address": key(), "created": fact(), "sent": fact(), "key": secret()},
        rows=Rows.DELETE, user="email_address__user", term=IDENTITY, why=A_LOCK,
    ),
    "account.EmailAddress": Table(
        {"id": key(), "user": key(), "email": person(), "verified": fact(), "primary": fact()},
        rows=Rows.DELETE, user="user", term=IDENTITY, why="the same address as in the account",
    ),
    "socialaccount.SocialApp": of_nobody(
        STAYS_EMPTY, "id", "provider", "provider_id", "name", "client_id", "key", "settings", secrets=("secret",)
    ),
    "socialaccount.SocialAccount": of_nobody(
        STAYS_EMPTY, "id", "user", "provider", "uid", "last_login", "date_joined", "extra_data"
    ),
    "socialaccount.SocialToken": of_nobody(
        STAYS_EMPTY, "id", "app", "account", "expires_at", secrets=("token", "token_secret")
    ),
    "admin.LogEntry": Table(
        {
            "id": key(), "action_time": fact(), "user": link(), "content_type": key(), "object_id": key(),
            "object_repr": person(), "action_flag": key(), "change_message": words(),
        },
        rows=Rows.BLANK, of=lambda subject: subject.admin_acts(), term=IDENTITY, why=OF_THE_PLATFORM,
    ),
    "schools.User_groups": Table(
        {"id": key(), "user": key(), "group": key()},
        rows=Rows.DELETE, user="user", term=IDENTITY, why=OF_THE_PLATFORM,
    ),
    "schools.User_user_permissions": Table(
        {"id": key(), "user": key(), "permission": key()},
        rows=Rows.DELETE, user="user", term=IDENTITY, why=OF_THE_PLATFORM,
    ),
    "auth.Permission": of_nobody("a list of the framework", "id", "name", "content_type", "codename"),
    "auth.Group": of_nobody("a list of the framework", "id", "name", "permissions"),
    "auth.Group_permissions": of_nobody("a list of the framework", "id", "group", "permission"),
    "contenttypes.ContentType": of_nobody("a list of the framework", "id", "app_label", "model"),
}  # fmt: skip

TABLES = OF_PACKAGES | OURS
JOBS = {
    "schools.tasks.make_login_letters": ("students", "schools.Student"),
    "schools.tasks.export_student": ("student", "schools.Student"),
    "schools.tasks.erase_student": None,  # holds the number of an announcement, and outlives its student
}
