"""Things in the state that a button asks for: what can still be sent, matched, printed, discussed or called off."""

import datetime
import io
import zlib

from django.utils import timezone

from assessments.models import AspectVerdict, Assessment, IndicatorScore
from assessments.models.form import Indicator
from companies.models import Company, CompanyFlag, ContactLog, NetworkPage, ProfileProposal
from contracts.models import (
    Addendum,
    Clause,
    CompanyRemark,
    Contract,
    ContractTemplate,
    ContractVersion,
    TemplateVersion,
)
from core.tenancy import for_school
from groups.models import Answer, Invitation
from placements.models import AttendanceDay, HelpCall, MatchReview, Placement, StageRating, StageTalk
from placements.planning import make_plan
from schools.enums import Role
from tests import factories as make
from tests.matrix.changing import signed_contracts
from tests.matrix.table import SEALED_CODE


def add_extras(side, relation, group):
    """Beside each family: a classmate without a stage, companies in earlier states, and a second stage before and
    after the running one.
    """
    _classmate(side, relation, group)
    _asker(side, relation, group)
    _companies(side, relation, group)
    _earlier_and_later(side, relation, group)
    signed_contracts(side, relation, group)
    _about_the_company(side, relation)
    with for_school(side.school):
        _guidance(side, relation, group)
        make_plan(group, by=side.people["staff.coordinator"])
        _talk(side, relation)
        _own_text(side, relation, group)
        _second_day(side, relation)
        _sealed(side, relation)
        invitation = side.things["invitation"][relation]
        answer = Answer.objects.create(
            invitation=invitation,
            reply="yes",
            via="phone",
            days={side.mark(f"{relation}.answer", "days"): 1},
            note="x",
        )
        side.label(answer, f"{relation}.answer")


def add_spares(side):
    """What is in no group yet, and a group that has just been made."""
    spare = make.StudentFactory(member=side.member(Role.STUDENT, "spare.pupil"), **side.here)
    side.put("spare", "own", spare)
    side.put("spare_company", "own", make.CompanyFactory(**side.here))
    young = make.GroupFactory(coordinator=side.people["staff.coordinator"], kind=side.groups[0].kind, **side.here)
    side.put("young_group", "own", young)
    side.things["reason"] = {"own": side.label(make.ReasonFactory(**side.here), "shared.reason")}


def _classmate(side, relation, group):
    member = side.member(Role.STUDENT, f"{relation}.idle")
    student = make.StudentFactory(
        member=member, mentor=side.people[f"{relation}.mentor"], birth_date=datetime.date(2009, 1, 2), **side.here
    )
    side.put("idle", relation, student)
    side.put("idle_part", relation, make.GroupStudentFactory(group=group, student=student, **side.here))
    wish = make.RequestFactory(
        group=group, student=student, invitation=side.things["invitation"][relation], **side.here
    )
    side.put("waiting", relation, wish)
    free = make.StudentFactory(
        member=side.member(Role.STUDENT, f"{relation}.loose"), mentor=side.people[f"{relation}.mentor"], **side.here
    )
    side.label(free, f"{relation}.idle")
    side.put("loose_part", relation, make.GroupStudentFactory(group=group, student=free, **side.here))


def _asker(side, relation, group):
    """Somebody of whom the company sees what the coordinator put before it, and no more."""
    student = make.StudentFactory(
        member=side.member(Role.STUDENT, f"{relation}.asker"), mentor=side.people[f"{relation}.mentor"],
        birth_date=datetime.date(2009, 1, 2), **side.here,
    )  # fmt: skip
    side.put("asker", relation, student)
    side.put("asker_part", relation, make.GroupStudentFactory(group=group, student=student, **side.here))
    wish = make.RequestFactory(
        group=group, student=student, invitation=side.things["invitation"][relation], state="read",
        released_at=timezone.now(), **side.here,
    )  # fmt: skip
    side.put("asked_wish", relation, wish)


def _companies(side, relation, group):
    for kind, state in (("new_invitation", "new"), ("silent", "asked"), ("second", "yes")):
        company = side.label(make.CompanyFactory(**side.here), f"{relation}.company2")
        person = side.member(Role.SUPERVISOR, f"{relation}.{kind}")
        contact = make.ContactFactory(company=company, member=person, **side.here)
        invitation = make.InvitationFactory(group=group, company=company, contact=contact, **side.here)
        side.put(kind, relation, invitation)
        with for_school(side.school):
            asked = timezone.now() - datetime.timedelta(days=3)
            Invitation.objects.filter(pk=invitation.pk).update(state=state, asked_at=asked)
    days = [timezone.localdate() + datetime.timedelta(days=n) for n in (1, 8)]
    make.give_seats(invitation, days=days)
    draft = make.RequestFactory(
        group=group,
        student=side.things["student"][relation],
        invitation=invitation,
        rank=2,
        state="draft",
        **side.here,
    )
    side.put("draft", relation, draft)


def _about_the_company(side, relation):
    """A photo, a flag, a wish for the profile, a visit about the student, and a colleague who stands in."""
    company = side.things["company"][relation]
    coordinator, own = side.people["staff.coordinator"], side.people[f"{relation}.supervisor"]
    colleague = side.member(Role.SUPERVISOR, f"{relation}.colleague")
    there = make.ContactFactory(company=company, member=colleague, is_first=False, **side.here)
    side.put("colleague", relation, there)
    with for_school(side.school):
        photo = side.file(relation, "picture")
        Company.objects.filter(pk=company.pk).update(
            photo=photo, friend_since=timezone.localdate(), friend_agreed_by="x"
        )
        flag = CompanyFlag.objects.create(company=company, reason="x", raised_by=coordinator)
        side.label(flag, f"{relation}.flag")
        wish = ProfileProposal.objects.create(company=company, field="clothing", new="x", proposed_by=own)
        side.put("proposal", relation, wish)
        student = side.things["student"][relation]
        visit = ContactLog.objects.create(
            company=company, kind="visit", student=student, note="x", by=side.people[f"{relation}.mentor"]
        )
        side.label(visit, f"{relation}.log")
        if not NetworkPage.objects.exists():
            NetworkPage.objects.create(is_open=True, contact=coordinator)


def _earlier_and_later(side, relation, group):
    """A planned stage with a contract to fill in, and one that is over with a contract to print."""
    today, running = timezone.localdate(), side.things["placement"][relation]
    for kind, first, last, state, paper in (
        ("planned", 20, 60, "planned", "draft"),
        ("past", -40, -3, "completed", "checked"),
    ):
        placement = make.PlacementFactory(
            group=group,
            student=running.student,
            company=running.company,
            mentor=running.mentor,
            supervisor=running.supervisor,
            starts_on=today + datetime.timedelta(days=first),
            ends_on=today + datetime.timedelta(days=last),
            **side.here,
        )
        side.put(kind, relation, placement)
        with for_school(side.school):
            Placement.objects.filter(pk=placement.pk).update(state=state)
        words = dict.fromkeys(("phone", "emergency_name", "emergency_phone", "goals", "travel", "remarks"), "x")
        contract = make.ContractFactory(placement=placement, state=paper, **words, **side.here)
        side.label(contract, f"{relation}.contract")


def _guidance(side, relation, group):
    """What school wrote of the running stage, how the student found it, and a call for help that still stands."""
    placement, mentor = side.things["placement"][relation], side.people[f"{relation}.mentor"]
    by = {"placement": placement, "created_by": mentor}
    talked = StageTalk.objects.create(
        held_on=timezone.localdate(), said="x", tried="x", outcome="move", agreed="x", reason="work", **by
    )
    side.label(talked, f"{relation}.talked")
    side.label(MatchReview.objects.create(misjudged="x", next_time="x", **by), f"{relation}.review")
    smileys = dict.fromkeys(("work", "people", "learning"), 3)
    side.label(StageRating.objects.create(placement=placement, sentence="x", **smileys), f"{relation}.rating")
    side.put("help_call", relation, HelpCall.objects.create(
        group=group, student=placement.student, to_name="x", to_email="x@x.example",
        sector="x", weekdays=[3], region="x", text="x", asked_by=side.people["staff.coordinator"],
    ))  # fmt: skip


def _own_text(side, relation, group):
    """A text of the school's own that is still being written, with one clause."""
    paper = ("agreement", "lwt", "pok", "letter")[list(side.families).index(relation)]
    template = ContractTemplate.objects.create(document=paper, kind=group.kind)
    version = TemplateVersion.objects.create(template=template, number=1)
    side.put("text", relation, version)
    clause = Clause.objects.create(version=version, position=1, heading="x", text="x")
    side.put("clause", relation, clause)
    said_by = side.people[f"{relation}.mentor"]
    contract = Contract.objects.get(placement=side.things["placement"][relation])
    remark = CompanyRemark.objects.create(contract=contract, field="other", new="x", said_by=said_by)
    side.put("remark", relation, remark)


def _talk(side, relation):
    """An assessment in the middle of the talk, with a first agreed score."""
    made = make.AssessmentFactory(
        placement=side.things["placement"][relation], planned_on=timezone.localdate(), **side.here
    )
    all_there = dict.fromkeys(("student_took_part", "company_took_part", "mentor_took_part"), True)
    Assessment.objects.filter(pk=made.pk).update(state="discussed", **all_there)
    side.put("talk", relation, made)
    first = Indicator.objects.filter(area__form=made.form).order_by("area__position", "pk").first()
    for voice in ("student", "company", "mentor", "agreed"):
        IndicatorScore.objects.create(assessment=made, indicator=first, voice=voice, value=3)
        words = AspectVerdict.objects.create(assessment=made, aspect=first.aspect, voice=voice, remark="x")
        side.label(words, f"{relation}.talk_{voice}")


def _second_day(side, relation):
    """A day that the student reported and the company did not confirm, without a report yet."""
    placement, day = side.things["placement"][relation], timezone.localdate() - datetime.timedelta(days=2)
    times = {"starts_at": datetime.time(8, 30), "ends_at": datetime.time(15, 30)}
    by = {"reported_by": side.people[f"{relation}.student"], "reported_at": timezone.now()}
    known = AttendanceDay.objects.create(placement=placement, date=day, presence="present", **times, **by)
    side.label(known, f"{relation}.day")


def paper_with(words):
    """A small real PDF that shows these words; they are packed, so that only a reader of PDFs finds them."""
    drawn = zlib.compress(f"BT /F1 9 Tf 20 700 Td ({words}) Tj ET".encode())
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(drawn), drawn),
    ]
    made, places = io.BytesIO(b"%PDF-1.7\n"), []
    made.seek(0, io.SEEK_END)
    for number, part in enumerate(parts, start=1):
        places.append(made.tell())
        made.write(b"%d 0 obj\n%s\nendobj\n" % (number, part))
    begin = made.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    made.write(b"xref\n0 5\n0000000000 65535 f \n%strailer\n<< /Size 5 /Root 1 0 R >>\n" % rows)
    made.write(b"startxref\n%d\n%%%%EOF\n" % begin)
    return made.getvalue()


def _sealed(side, relation):
    """A change of the contract that everybody signed, with its sealed paper."""
    contract, now = side.things["contract"][relation], timezone.now()
    addendum = Addendum.objects.create(
        contract=contract, number=9, effective_from=timezone.localdate(), reason="x", state="agreed"
    )
    side.label(addendum, f"{relation}.contractaudit")
    code = {"code": SEALED_CODE} if relation == "own" else {}
    version = ContractVersion.objects.create(
        contract=contract, addendum=addendum, document="addendum", number=1, state="complete", completed_at=now,
        snapshot={"goals": [side.mark(f"{relation}.version", "snapshot")]}, file=side.file(relation, "paper"),
        sealed_file=side.file(relation, "paper"), sealed_at=now, **code,
    )  # fmt: skip
    side.put("sealed", relation, version)
    side.label(version, f"{relation}.version")
