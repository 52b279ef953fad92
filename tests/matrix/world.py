"""Two schools with two groups each; in each group whole families of objects, and people who stand near or far."""

import datetime
from types import SimpleNamespace

from django.utils import timezone

from assessments.models import AspectVerdict, Assessment
from assessments.models.form import Aspect
from contracts.models import ContractVersion
from core import files
from core.models import AuditEntry, Job, OutgoingMail
from core.tenancy import for_school
from placements.models import AttendanceDay, LawReason, Placement, ReportReply, TakenSeat
from schools.enums import Purpose, Role
from schools.models import ClosedDays, DataRequest, Erasure, ImportRun, SchoolAccount, SignInService, User
from tests import factories as make
from tests.matrix.beside import add_beside, settle_beside
from tests.matrix.canaries import Canaries
from tests.matrix.extras import add_extras, add_spares, paper_with
from tests.matrix.lwt import add_lwt, settle_lwt
from tests.matrix.papers import add_papers
from tests.matrix.signers import add_signers, stands_in

MISSING = 999_999_999
FAMILIES = {"own": 0, "same": 0, "other": 1}  # which of the two groups


def days_on(number):
    """A day from today."""
    return timezone.localdate() + datetime.timedelta(days=number)


def yesterday():
    """A stage day on which reports can be written."""
    return timezone.localdate() - datetime.timedelta(days=1)


class SchoolWorld:
    """One school: `things[kind][relation]` are its objects, `people[name]` its members."""

    families = FAMILIES

    def __init__(self, slug, canaries):
        self.slug, self.canaries, self.labels = slug, canaries, {}
        self.school = make.SchoolFactory(slug=f"matrix-{slug}")
        self.here = {"school": self.school}
        self.people, self.things = {}, {}
        for role in (Role.COORDINATOR, Role.DIRECTOR, Role.JOBCOACH, Role.CONSULTANT, Role.LWT_COMMITTEE):
            self.member(role, f"staff.{role.value}")
        self.groups = [self._group(number) for number in (0, 1)]
        for relation, number in self.families.items():
            self._family(relation, self.groups[number])
            add_extras(self, relation, self.groups[number])
            add_beside(self, relation)
            add_lwt(self, relation)
        add_spares(self)
        self._house()
        self._settle()
        canaries.mark(self.school, slug, self.labels)
        canaries.mark_row(self.school, slug, "shared.school")
        settle_beside(self)
        settle_lwt(self)
        for name, member in self.people.items():
            canaries.mark_row(member.user, slug, f"{name.split('.')[0]}.{name.split('.')[1]}user")

    def _settle(self):
        """Nothing: a world in which time goes on changes things here."""

    def member(self, role, name, **more):
        """Somebody with a role; the name says near whom."""
        self.people[name] = self.label(make.MembershipFactory(role=role, **self.here, **more), name)
        return self.people[name]

    def mark(self, thing, field):
        """A marked text for what is no text field of a row."""
        return self.canaries.make(self.slug, thing, field)

    def label(self, row, name):
        """Remember whose row this is."""
        self.labels[type(row), row.pk] = name
        return row

    def put(self, kind, relation, row):
        """Remember a thing that pages are about."""
        self.things.setdefault(kind, {})[relation] = row
        return self.label(row, f"{relation}.{kind}")

    def _group(self, number):
        begin, relation = timezone.localdate() - datetime.timedelta(days=14), ("own", "other")[number]
        group = make.GroupFactory(
            coordinator=self.people["staff.coordinator"],
            state="choosing",
            starts_on=begin,
            ends_on=begin + datetime.timedelta(days=90),
            answer_by=timezone.localdate() + datetime.timedelta(days=5),
            weekdays=[0, 1, 2, 3, 4, 5, 6],
            **self.here,
        )
        self.put("kind", relation, group.kind)
        return self.put("group", relation, group)

    def _family(self, relation, group):
        """A student with mentor, guardian, company and everything that a stage brings."""
        of = lambda name: self.people[f"{relation}.{name}"]  # noqa: E731
        for role in (Role.MENTOR, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR):
            self.member(role, f"{relation}.{role.value}")
        born = datetime.date(timezone.localdate().year - (20 if relation == "same" else 17), 1, 2)
        student = make.StudentFactory(member=of("student"), mentor=of("mentor"), birth_date=born, **self.here)
        self.put("student", relation, student)
        self.put(
            "guardianship", relation, make.GuardianshipFactory(student=student, member=of("guardian"), **self.here)
        )
        with for_school(self.school):
            about = {"student": student, **self.here}
            self.put("erasure", relation, Erasure.objects.create(term="dossier", due_on=days_on(30), **about))
            self.put("data_request", relation, DataRequest.objects.create(asked_by=of("guardian"), **about))
        self.put("member", relation, of("mentor"))
        company = self.put("company", relation, make.CompanyFactory(**self.here))
        contact = make.ContactFactory(company=company, member=of("supervisor"), **self.here)
        self.label(contact, f"{relation}.contact")
        self.label(make.GroupStudentFactory(group=group, student=student, **self.here), f"{relation}.part")
        invitation = make.InvitationFactory(group=group, company=company, contact=contact, **self.here)
        days = [timezone.localdate() + datetime.timedelta(days=n) for n in (-1, 0, 7)]
        self.put("invitation", relation, make.give_seats(invitation, number=2, days=days))
        wish = make.RequestFactory(group=group, student=student, invitation=invitation, **self.here)
        self.put("request", relation, wish)
        placement = make.PlacementFactory(
            group=group, student=student, company=company, mentor=of("mentor"), supervisor=contact,
            jobcoach=self.people["staff.jobcoach"] if relation == "own" else None, **self.here
        )  # fmt: skip
        self.put("placement", relation, placement)
        self._letters(relation, of("supervisor"), invitation)
        with for_school(self.school):
            self._stage(relation, placement, of)

    def _letters(self, relation, member, invitation):
        """The two letters of a supervisor."""
        for purpose, about in ((Purpose.ENTRY, None), (Purpose.AVAILABILITY, invitation.pk)):
            letter = make.LetterFactory(member=member, purpose=purpose, about=about, **self.here)
            self.put(f"letter_{purpose.value}", relation, letter)

    def _stage(self, relation, placement, of):
        """Days, reports, assignments, contract and assessments of one stage."""
        Placement.objects.filter(pk=placement.pk).update(state="running")
        make.safe(placement)
        sunday = LawReason.objects.create(placement=placement, rule="sunday:16", reason="x", given_by=of("mentor"))
        self.label(sunday, f"{relation}.lawreason")
        seat = self.things["invitation"][relation].seats.order_by("date").first()
        TakenSeat.objects.create(placement=placement, seat=seat, student=placement.student, date=seat.date)
        times = {"starts_at": datetime.time(8, 30), "ends_at": datetime.time(15, 30)}
        self.put("day", relation, AttendanceDay.objects.create(placement=placement, date=yesterday(), **times))
        report = make.DayReportFactory(
            placement=placement, date=yesterday(), photo=self.file(relation, "photo"), **self.here
        )
        self.put("report", relation, report)
        self.label(ReportReply.objects.create(report=report, author=of("mentor"), text="x"), f"{relation}.reply")
        task = make.AssignmentFactory(group=placement.group, created_by=of("mentor"), **self.here)
        self.label(task, f"{relation}.assignment")
        work = make.SubmissionFactory(
            assignment=task, placement=placement, file=self.file(relation, "work"), state="handed_in", **self.here
        )
        self.put("submission", relation, work)
        contract = make.ContractFactory(placement=placement, state="submitted", **self.here)
        self.put("contract", relation, contract)
        note = self.canaries.make(self.slug, f"{relation}.contractaudit", "note")
        AuditEntry.record(contract, action="send_back", by=of("mentor"), note=note)
        version = ContractVersion.objects.create(
            contract=contract,
            number=1,
            snapshot={"goals": [self.mark(f"{relation}.version", "snapshot")]},
            file=self.file(relation, "paper"),
        )
        self.put("version", relation, version)
        add_papers(self, relation)
        add_signers(self, relation, version)
        self._assessments(relation, placement, of)

    def _assessments(self, relation, placement, of):
        """One that is planned and one that is fixed, each with the words of every voice."""
        for kind, on in (("assessment", 3), ("final", -3)):
            day = timezone.localdate() + datetime.timedelta(days=on)
            made = make.AssessmentFactory(placement=placement, planned_on=day, **self.here)
            if kind == "final":
                took_part = dict.fromkeys(("student_took_part", "company_took_part", "mentor_took_part"), True)
                Assessment.objects.filter(pk=made.pk).update(
                    state="final",
                    final_at=timezone.now(),
                    final_by=of("mentor"),
                    file=self.file(relation, "result"),
                    **took_part,
                )
            self.put(kind, relation, made)
            aspect = Aspect.objects.filter(form=made.form).order_by("pk").first()
            for voice in ("student", "company", "mentor", "agreed"):
                words = AspectVerdict.objects.create(assessment=made, aspect=aspect, voice=voice, remark="x")
                self.label(words, f"{relation}.{kind}_{voice}")

    def file(self, relation, what):
        """A stored file whose bytes are marked as well."""
        words = paper_with(self.mark(f"{relation}.{what}file", "bytes"))
        stored = files.keep(self.school, words, name="x.pdf", content_type="application/pdf")
        return self.label(stored, f"{relation}.{what}file")

    def _house(self):
        """What belongs to the school as a whole, with the long work of three people."""
        mark = self.mark
        coordinator = self.people["staff.coordinator"]
        with for_school(self.school):
            self.put("closed", "own", ClosedDays.objects.create(
                name="x", kind="study", starts_on=datetime.date(2027, 1, 5), ends_on=datetime.date(2027, 1, 5)
            ))  # fmt: skip
            SignInService.objects.create(kind="google", state="on", locked_secret="x")
            for relation in self.families:
                user = self.people[f"{relation}.mentor"].user
                account = SchoolAccount.objects.create(user=user, subject_hmac=f"{user.pk:064}", how="email")
                self.put("school_account", relation, account)
            mentor = next(self.people[f"{one}.mentor"] for one in self.families)
            for relation, asker in (("own", coordinator), ("same", mentor),
                                    ("other", self.people["staff.director"])):  # fmt: skip
                self.put("job", relation, Job.objects.create(
                    kind="test", label="x", state="failed", faults=[mark(f"{relation}.job", "faults")],
                    file=self.file("shared", "job"), created_by=asker.user,
                ))  # fmt: skip
            cells = [mark("own.import_run", "cell")]
            line = {
                "number": 1,
                "outcome": "faulty",
                "name": cells[0],
                "faults": [["naam", cells[0]]],
                "changes": [],
                "remarks": [],
            }
            self.put("import_run", "own", ImportRun.objects.create(
                kind="students", state="trial", source_name="x", created_by=coordinator, header=cells,
                rows=[[1, cells, []]], report={"counts": {"faulty": 1}, "lines": [line]},
            ))  # fmt: skip
            OutgoingMail.objects.create(
                school=self.school, key="x", kind="test", to="x@x.example", subject="x", text="x", message_id="<x@x>",
                state="failed",
            )  # fmt: skip


def build():
    """Both schools, and `actors`: {name: the user that asks, None for a visitor}."""
    canaries = Canaries()
    world = SimpleNamespace(canaries=canaries, a=SchoolWorld("a", canaries), b=SchoolWorld("b", canaries))
    here = {"school": world.a.school}
    people = world.a.people
    actors = {role.value: people[f"staff.{role.value}"].user for role in Role if f"staff.{role.value}" in people}
    actors |= {name: people[f"own.{name}"].user for name in ("mentor", "student", "guardian", "supervisor")}
    both, ended, twin, agreed, loose = (make.UserFactory() for _ in range(5))
    make.MembershipFactory(user=both, role=Role.MENTOR, **here)
    make.MembershipFactory(user=both, role=Role.COORDINATOR, school=world.b.school)
    make.MembershipFactory(user=ended, role=Role.COORDINATOR, until=yesterday(), **here)
    blind = make.MembershipFactory(role=Role.GUARDIAN, **here)
    make.GuardianshipFactory(student=world.a.things["student"]["own"], member=blind, sees_progress=False, **here)
    for side in (world.a, world.b):  # a company that works with both schools
        works = make.MembershipFactory(user=twin, role=Role.SUPERVISOR, school=side.school)
        make.ContactFactory(company=side.things["company"]["own"], member=works, is_first=False, school=side.school)
        stands_in(side, works)
    _more_guardians(world.a, agreed, loose)
    actors |= {
        "anonymous": None,
        "both": both,
        "ended": ended,
        "blind_guardian": blind.user,
        "guardian_of_18": people["same.guardian"].user,
        "other_supervisor": people["same.supervisor"].user,
        "student_of_18": people["same.student"].user,
        "agreed_guardian": agreed,
        "no_authority": loose,
        "ended_guardian": people["own.ended_guardian"].user,
        "twin": twin,
        "platform": User.objects.create_superuser(email="platform@x.example", password="x", name="Platform"),
    }
    world.actors = actors
    world.newest_mail = max(newest_mail(side.school) for side in (world.a, world.b))
    return world


def _more_guardians(side, agreed, loose):
    """One whose child of 18 agreed, one who does not sign for the own student, and one whose time is over."""
    for user, relation, more in (
        (agreed, "same", {"student_agreed_on": yesterday()}),
        (loose, "own", {"has_authority": False}),
    ):
        member = make.MembershipFactory(user=user, role=Role.GUARDIAN, **side.here)
        make.GuardianshipFactory(student=side.things["student"][relation], member=member, **side.here, **more)
    gone = side.people["own.ended_guardian"] = make.MembershipFactory(role=Role.GUARDIAN, **side.here)
    make.GuardianshipFactory(student=side.things["student"]["own"], member=gone, until=yesterday(), **side.here)


def newest_mail(school):
    """The number of the newest mail of a school; what a request writes comes after it."""
    with for_school(school):
        return OutgoingMail.objects.order_by("-pk").values_list("pk", flat=True).first()
