"""Every page that names something of a student leaves a trace of who looked, or stands here with a reason."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from assessments.models import Assessment
from contracts.models import Addendum, Contract, ContractVersion
from core import files, privacy
from core.house import pages
from core.models import Job
from core.tenancy import for_school
from placements.models import Placement
from schools.enums import Looked, Role
from schools.models import ReadTrace
from schools.reading import FILES, looked_at
from tests.house.test_doors import OPEN_TO, Side
from tests.house.world import build

C, S = Role.COORDINATOR, Role.STUDENT
TRACED = {  # route: what stands in the trace
    "child": "child",
    "companies:history": "dossier",
    "cockpit_sheet": "export",
    "schools:student": "dossier",
    "schools:student_edit": "dossier",
    "schools:lessons_student": "dossier",
    "schools:job_file": "letter",
    "placements:placement": "placement",
    "placements:request": "request",
    "placements:request_accept": "request",
    "placements:request_decline": "request",
    **dict.fromkeys(
        [
            "placements:safety", "placements:lawful", "placements:guidance", "placements:talk", "placements:transfer",
            "placements:review", "transfer_to",
        ],
        "placement",
    ),
    "placements:help_call": "request",
    "placements:plan_student": "request",
    "placements:request_move": "request",
    "placements:request_answer": "request",
    "placements:days": "days",
    "placements:day": "days",
    "placements:reports": "reports",
    "placements:report": "reports",
    "placements:report_photo": "reports",
    "placements:assignments": "tasks",
    "placements:submission": "tasks",
    "placements:submission_file": "tasks",
    **dict.fromkeys(["contracts:start_early", "contracts:stand_in"], "contract"),
    **dict.fromkeys(["contracts:paper", "contracts:scan_new", "contracts:scan"], "contract"),
    **dict.fromkeys(["contracts:download", "contracts:scan_file", "contracts:scan_page"], "paper"),
    "contracts:addendum": "contract",
    "contracts:addendum_new": "contract",
    "contracts:rearrange": "contract",
    "contracts:addendum_edit": "contract",
    "contracts:sealed": "paper",
    **dict.fromkeys(["contracts:contract", "contracts:missing", "contracts:company_check"], "contract"),
    "contracts:blanks": "contract",
    **dict.fromkeys(["contracts:lwt_plan", "contracts:lwt_rules"], "contract"),
    "contracts:sign": "contract",
    "contracts:sign_paper": "paper",
    "contracts:sign_refuse": "contract",
    "assessments:assessments": "assessment",
    "assessments:plan": "assessment",
    "assessments:assessment": "assessment",
    "assessments:replan": "assessment",
    "assessments:cancel": "assessment",
    "assessments:fill": "assessment",
    "assessments:agree": "assessment",
    "assessments:conclude": "assessment",
    "assessments:reopen": "assessment",
    "assessments:document": "verdict",
}
LIST = "a list of names and states; the line leads to a page that is traced"
ACT = "only acts, and the act itself is recorded"
NAME = "asks one question; shows no more than the name"
OWN = "only the student's own"
NONE = "about companies, groups or the school"
UNTRACED = {
    **dict.fromkeys(
        [
            "companies:company", "companies:log_new",
            "school_home", "cockpit", "schools:students", "schools:login_letters", "schools:login_letters_of",
            "groups:group", "groups:group_students", "placements:placements", "placements:requests",
            "placements:board", "placements:help_calls", "placements:today", "placements:group_assignments",
            "placements:plan", "placements:plan_confirm", "placements:plan_what_if", "placements:requests_together",
            "contracts:contracts", "contracts:starts", "contracts:sign_many", "contracts:work",
            "contracts:text",
            "assessments:due", "schools:job", "failed_mail", "schools:erasures",
            "schools:lessons", "schools:data_requests",
        ],
        LIST,
    ),
    **dict.fromkeys(
        [
            "schools:guardian_end", "schools:guardian_mail", "schools:member_end", "groups:group_students_remove",
            "placements:plan_make",
            "contracts:hand_out", "contracts:scan_reject", "contracts:remind", "contracts:ask_letter",
            "contracts:choose",
            "placements:confirm_week", "contracts:addendum_make", "contracts:addendum_withdraw",
            "contracts:addendum_hold", "contracts:check_off", "contracts:make", "contracts:make_many",
            "contracts:company_ask", "contracts:remark", "contracts:text_preview",
            "contracts:together",
            "assessments:ask_company", "assessments:discuss", "assessments:finalise",
            "schools:student_export",
        ],
        ACT,
    ),
    **dict.fromkeys(
        [
            "schools:guardian_new", "schools:student_new", "placement_cancel", "placement_end",
            "placements:place", "placements:place_at", "placements:help_new", "contracts:send_back",
            "contracts:details",
            "groups:group_student_days", "groups:group_lawful",
            "schools:erasure", "schools:data_request", "schools:student_erase",
        ],
        NAME,
    ),
    **dict.fromkeys(
        [
            "schools:own_data", "looked_at_me", "placements:offer_photo",
            "placements:choose", "placements:offer", "placements:request_new",
            "placements:request_step", "placements:request_withdraw", "placements:check_in",
            "placements:report_write", "placements:rating", "contracts:fill_in", "contracts:question",
            "contracts:submit", "contracts:at_company",
        ],
        OWN,
    ),
    "who_looked": "shows who looked, not what they saw",
    "import": "a list that this person brought along, before anything of it is in the books",
    "import_faults": "the same list, handed back",
    "seen_by_school": "shows what the platform's staff opened, not what they saw",
    "companies:flag": "what happened at a company; its form refuses the names of students",
    "schools:role": "one's own roles",
    **dict.fromkeys(
        ["schools:members", "schools:member", "schools:deputy_new", "schools:second_factor_lost"], "colleagues"
    ),
    "schools:guardian": "a form about the guardian; of the student no more than the name",
    **dict.fromkeys(
        [
            "schools:sign_in_service", "schools:sign_in_test", "schools:sign_in_switch", "schools:school_account_end",
            "schools:school_account_link",
        ],
        "how people of the school sign in",
    ),
    "schools:retention": "how long the school keeps what",
    "schools:security": "how colleagues sign in",
    **dict.fromkeys(
        [
            "imports", "import_new", "import_carry_out", "import_drop", "schools:calendar", "schools:calendar_fill",
            "schools:lessons_class",
            "schools:closed_days_new", "schools:closed_days", "companies:companies", "companies:company_new",
            "companies:company_edit", "companies:contact_new", "companies:contacts", "companies:contact",
            "companies:contact_stand_in", "companies:contact_end", "companies:pictures", "companies:picture",
            "companies:recognition", "companies:pause", "companies:check", "companies:check_ask",
            "companies:check_ask_all", "companies:friend", "companies:network", "companies:proposals",
            "companies:proposal", "companies:own_profile", "companies:own_check", "companies:own_pause",
            "companies:own_stand_in", "companies:own_mail", "companies:own_friend", "groups:groups",
            "groups:group_new", "groups:group_sum", "groups:kinds", "groups:kinds_fill", "groups:kind_new",
            "groups:kind_edit", "groups:group_edit", "groups:group_step", "groups:group_companies",
            "groups:group_companies_remove", "groups:group_ask", "groups:group_answers", "groups:group_remind",
            "groups:call_list", "groups:invitation_call",
            "groups:invitation", "groups:invitation_answer", "groups:invitation_address",
            "groups:invitation_resend", "groups:divide", "placements:assignment_new",
            "contracts:order", "placements:reasons", "placements:reason_new", "placements:reason_edit",
            "contracts:texts", "contracts:text_new", "contracts:text_draft", "contracts:text_publish",
            "contracts:clause_new", "contracts:clause", "contracts:clause_remove", "contracts:clause_place",
            *(f"contracts:agreement{name}" for name in ("s", "", "_new", "_end", "_file")),
        ],
        NONE,
    ),
}  # fmt: skip

TRACED |= {
    "placements:engagement": "request",
    "placements:engagement_decide": "request",
    "placements:engagement_feedback": "request",
    "placements:found_place": "request",
    "placements:found_accept": "request",
    "placements:found_refuse": "request",
    **{f"placements:meeting{name}": "request" for name in ("", "_new", "_again", "_sheet", "_result", "_off", "_ics")},
}
UNTRACED |= {
    "placements:engagements": LIST,
    "placements:found_places": LIST,
    "placements:meetings": LIST,
    **{f"placements:meeting_{name}": OWN for name in ("choose", "prepare", "back")},
    "placements:found_share": ACT,
    **dict.fromkeys(["placements:found_new", "placements:found_step", "placements:found_withdraw"], OWN),
    "placements:engagement_finish": NAME,
    **dict.fromkeys(["placements:sign_up", "placements:sign_off", "placements:engagement_report"], OWN),
    **dict.fromkeys(
        [
            "placements:engagement_new", "placements:engagement_edit", "placements:engagement_open",
            "placements:engagement_close", "placements:engagement_off",
        ],
        NONE,
    ),
}  # fmt: skip


# Pages that show something only while the assessment is there.
STATES = {"assessments:fill": "planned", "assessments:agree": "discussed", "assessments:conclude": "discussed"}
CHANGING = {"contracts:addendum_new": "agreed", "contracts:addendum_edit": "draft"}
RUNNING = {"placements:talk", "transfer_to", "contracts:addendum_new"}  # there only while the stage runs


def test_every_page_of_members_is_traced_or_stands_on_the_list_with_a_reason():
    of_members = {name for name, _route, view in pages() if set(view.open_to) <= set(Role)}

    assert TRACED.keys() & UNTRACED.keys() == set()
    assert TRACED.keys() | UNTRACED.keys() == of_members


@pytest.fixture(scope="module")
def side(django_db_setup, django_db_blocker):
    """A school in which every page has something to show, and the work of the worker is about the one student."""
    with django_db_blocker.unblock(), transaction.atomic():
        world = build()
        with for_school(world.school):
            Job.objects.filter(pk=world.job.pk).update(
                kind="schools.tasks.make_login_letters", arguments={"students": [world.student.pk]}
            )
            Assessment.objects.filter(pk=world.assessment.pk).update(file=world.file)
            world.report.photo = world.submission.file = world.file
            world.report.save()
            world.submission.save()
            kept = files.keep(world.school, b"%PDF-1.7", name="x.pdf", content_type="application/pdf")
            ContractVersion.objects.filter(contract=world.contract).delete()
            ContractVersion.objects.create(contract=world.contract, number=1, snapshot={}, file=kept)
        yield Side(world)
        transaction.set_rollback(True)


def traces_of(side, name, role):
    """What a visit by this role leaves, as (status, [(user, role, student, what)])."""
    with for_school(side.world.school):
        last = ReadTrace.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    with transaction.atomic():
        if name in STATES:
            with for_school(side.world.school):
                Assessment.objects.filter(pk=side.world.assessment.pk).update(state=STATES[name], final_at=None)
        if name in CHANGING:
            with for_school(side.world.school):
                Contract.objects.filter(pk=side.world.contract.pk).update(state="complete")
                Addendum.objects.filter(contract=side.world.contract.pk, number=1).update(state=CHANGING[name])
        if name in RUNNING:
            with for_school(side.world.school):
                Placement.objects.filter(pk=side.world.placement.pk).update(state="running")
        answer = side.browser(role).get(side.address(name))
        with for_school(side.world.school):
            left = list(ReadTrace.objects.filter(pk__gt=last).values_list("user", "role", "student", "what"))
        transaction.set_rollback(True)
    return answer.status_code, left


@pytest.mark.parametrize("name", sorted(TRACED))
def test_a_look_leaves_a_trace_of_who_saw_what_of_whom(side, name, figure):
    came = 0
    for role in sorted(OPEN_TO[name] - {S}):
        status, left = traces_of(side, name, role)
        if status == 200:
            came += 1
            user = side.world.members[role].user_id
            assert left == [(user, role, side.world.student.pk, TRACED[name])], role
    figure(f"walls.traced_routes[{name.split(':')[-1]}]", 1 if came else 0, f"{len(TRACED)}")
    assert came


@pytest.mark.parametrize("name", sorted(name for name, roles in OPEN_TO.items() if S in roles and name in TRACED))
def test_one_s_own_reading_is_nobody_s_business(side, name):
    status, left = traces_of(side, name, S)

    assert left == []
    assert status in (200, 302, 404)


def test_looking_again_within_the_hour_is_the_same_line_and_the_next_hour_another(side):
    address, browser = side.address("schools:student"), side.browser(C)
    hour = timezone.now().replace(minute=0, second=0)
    with transaction.atomic():
        for minutes in (5, 55, 61):
            with time_machine.travel(hour + timedelta(minutes=minutes), tick=False):
                assert browser.get(address).status_code == 200
        with for_school(side.world.school):
            assert ReadTrace.objects.filter(what="dossier").count() == 2
        transaction.set_rollback(True)


def test_a_list_of_many_students_is_one_statement(side):
    school, member = side.world.school, side.world.members[C]
    request = SimpleNamespace(member=member, user=member.user)
    with transaction.atomic(), for_school(school):
        with CaptureQueriesContext(connection) as seen:
            looked_at(request, Looked.EXPORT, *range(1, 1001))
        assert [one["sql"].split()[0] for one in seen.captured_queries] == ["INSERT"]
        assert ReadTrace.objects.filter(what="export").count() == 1000
        transaction.set_rollback(True)


GIVES_NO_FILE = {"contracts.tasks.ask_many", "contracts.tasks.remind_many"}


def test_the_file_of_all_work_about_students_is_traced():
    about_students = {kind for kind, what in privacy.job_subjects().items() if what}
    assert FILES.keys() == about_students - GIVES_NO_FILE


def changed(world):
    """A change of the contract of this world."""
    return Addendum.objects.filter(contract=world.contract.pk).first()


@pytest.mark.parametrize(
    ("kind", "arguments", "what"),
    [
        ("schools.tasks.export_student", lambda world: {"student": world.student.pk}, "all"),
        ("contracts.tasks.make_contracts", lambda world: {"contracts": [[world.contract.pk, 1]]}, "paper"),
        ("contracts.tasks.print_addendum", lambda world: {"addendum": changed(world).pk}, "paper"),
    ],
)
def test_the_files_of_the_worker_are_traced_by_what_is_in_them(side, kind, arguments, what):
    with transaction.atomic():
        with for_school(side.world.school):
            Job.objects.filter(pk=side.world.job.pk).update(kind=kind, arguments=arguments(side.world))
        status, left = traces_of(side, "schools:job_file", C)
        transaction.set_rollback(True)

    assert (status, [line[2:] for line in left]) == (200, [(side.world.student.pk, what)])


def test_a_page_that_is_not_there_leaves_no_trace(side):
    with transaction.atomic():
        for role in Role:
            side.browser(role).get(side.address("schools:student").replace(str(side.world.student.pk), "999999"))
        with for_school(side.world.school):
            assert not ReadTrace.objects.exists()
        transaction.set_rollback(True)
