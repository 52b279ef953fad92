"""One school with one of everything, each member standing in the right relation to it."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from companies.models import Company, ContactLog, ProfileProposal
from core import files
from core.models import Job
from core.tenancy import for_school
from placements.models import AttendanceDay, HelpCall, PlanLine, StageTalk, TakenSeat
from placements.planning import make_plan
from schools.enums import Purpose, Role
from schools.models import ImportRun
from tests.factories import (
    AssessmentFactory,
    AssignmentFactory,
    CompanyFactory,
    ContactFactory,
    ContractFactory,
    DayReportFactory,
    GroupFactory,
    GroupStudentFactory,
    GuardianshipFactory,
    InvitationFactory,
    LetterFactory,
    MembershipFactory,
    PlacementFactory,
    ReasonFactory,
    RequestFactory,
    SchoolFactory,
    StudentFactory,
    SubmissionFactory,
    give_seats,
)


def build(**school):
    """Make the school. `members[role]` own or guide the one student, company and stage that are in it."""
    world = SimpleNamespace(school=SchoolFactory(**school))
    here = {"school": world.school}
    world.members = {role: MembershipFactory(role=role, **here) for role in Role}
    of = world.members.__getitem__
    world.student = StudentFactory(member=of(Role.STUDENT), mentor=of(Role.MENTOR), **here)
    world.guardianship = GuardianshipFactory(student=world.student, member=of(Role.GUARDIAN), **here)
    world.company = CompanyFactory(**here)
    world.contact = ContactFactory(company=world.company, member=of(Role.SUPERVISOR), **here)
    world.group = GroupFactory(coordinator=of(Role.COORDINATOR), state="choosing", **here)
    world.kind = world.group.kind
    world.group_student = GroupStudentFactory(group=world.group, student=world.student, **here)
    world.invitation = give_seats(
        InvitationFactory(group=world.group, company=world.company, contact=world.contact, **here)
    )
    world.request = RequestFactory(
        group=world.group, student=world.student, invitation=world.invitation, state="read",
        released_at=timezone.now(), **here,
    )  # fmt: skip
    world.reason = ReasonFactory(**here)
    world.placement = PlacementFactory(
        group=world.group,
        student=world.student,
        company=world.company,
        mentor=of(Role.MENTOR),
        supervisor=world.contact,
        jobcoach=of(Role.JOBCOACH),
        **here,
    )
    with for_school(world.school):
        plan = make_plan(world.group, by=of(Role.COORDINATOR))
        PlanLine.objects.create(plan=plan, student=world.student)
    world.letter = LetterFactory(member=of(Role.SUPERVISOR), purpose=Purpose.ENTRY, **here)
    world.availability = LetterFactory(
        member=of(Role.SUPERVISOR), purpose=Purpose.AVAILABILITY, about=world.invitation.pk, **here
    )
    _the_days(world, here)
    _the_company(world)
    return world


def _the_company(world):
    by = world.members[Role.SUPERVISOR]
    with for_school(world.school):
        Company.objects.filter(pk=world.company.pk).update(photo=world.file)
        world.proposal = ProfileProposal.objects.create(
            company=world.company, field="lunch", new="Kantine", proposed_by=by
        )
        ContactLog.objects.create(
            company=world.company, kind="visit", student=world.student, note="Bezocht", by=world.members[Role.MENTOR]
        )


def _the_days(world, here):
    of = world.members.__getitem__
    world.report = DayReportFactory(placement=world.placement, **here)
    world.assignment = AssignmentFactory(group=world.group, created_by=of(Role.MENTOR), **here)
    world.submission = SubmissionFactory(assignment=world.assignment, placement=world.placement, **here)
    world.contract = ContractFactory(placement=world.placement, **here)
    world.assessment = AssessmentFactory(placement=world.placement, **here)
    with for_school(world.school):
        world.help_call = HelpCall.objects.create(
            group=world.group, student=world.student, to_name="SBB", to_email="sbb@x.example", sector="Groen",
            weekdays=[3], region="Steenwijk", asked_by=of(Role.COORDINATOR),
        )  # fmt: skip
        StageTalk.objects.create(
            placement=world.placement, held_on=world.placement.starts_on, said="Te snel.", tried="Rustiger werk.",
            outcome="move", reason="too_hard", created_by=of(Role.MENTOR),
        )  # fmt: skip
        seat = world.invitation.seats.order_by("date").first()
        TakenSeat.objects.create(placement=world.placement, seat=seat, student=world.student, date=seat.date)
        world.day = AttendanceDay.objects.create(
            placement=world.placement, date=seat.date, starts_at=datetime.time(8, 30), ends_at=datetime.time(15, 30)
        )
        world.file = files.keep(world.school, b"%PDF-1.7", name="x.pdf", content_type="application/pdf")
        world.job = Job.objects.create(
            kind="test",
            label="Brieven",
            state=Job.State.DONE,
            file=world.file,
            created_by=of(Role.COORDINATOR).user,
        )
        world.import_run = ImportRun.objects.create(
            kind=ImportRun.Kind.STUDENTS,
            state=ImportRun.State.TRIAL,
            source_name="klas.csv",
            created_by=of(Role.COORDINATOR),
        )
