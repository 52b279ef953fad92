"""A round that is well on its way: everybody placed, weeks of stage days, reports, contracts and assessments."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from contracts import tasks as printing
from contracts.models import Contract
from core import jobs
from core.moves import MoveRefused
from groups.enums import Reply
from placements import safety
from placements.choosing import begin_wish
from placements.enums import TaskFrom, TaskVerdict
from placements.gate import ALWAYS
from placements.matching import match
from placements.models import Placement
from schools.models import Student
from stagebureau.demo import guidance, judging, papers, stagedays
from stagebureau.demo.clock import as_if, monday, two_weekdays
from stagebureau.demo.rounds import make_group, put_question, some_companies
from stagebureau.demo.words import GOALS, LEARN, STRONG, TRAVEL, WHY, YES_NOTES

WEEKS_AGO, WEEKS_TO_GO, COMPANIES = 6, 4, 9


def play(coordinator, *, name, kind, classes):
    """Play the round from its first mail until today."""
    today = timezone.localdate()
    starts_on = monday(today, -WEEKS_AGO)
    with as_if(starts_on - timedelta(weeks=6)):
        group = make_group(
            coordinator,
            name=name,
            kind=kind,
            classes=classes,
            companies=some_companies(0, COMPANIES),
            starts_on=starts_on,
            ends_on=monday(today, WEEKS_TO_GO) + timedelta(days=4),
            weekdays=two_weekdays(today),
            answer_by=starts_on - timedelta(weeks=4),
            choose_by=starts_on - timedelta(weeks=3),
        )
        invitations = put_question(group, coordinator)
    with as_if(starts_on - timedelta(weeks=5)):
        offered = dict.fromkeys(group.stage_days(), 2)
        for number, invitation in enumerate(invitations):
            note = YES_NOTES[number % len(YES_NOTES)]
            invitation.answer(by=invitation.contact.member, reply=Reply.YES, places=2, days=offered, note=note)
        group.open_for_students(by=coordinator)
    with as_if(starts_on - timedelta(weeks=3)):
        place_everybody(group, invitations, coordinator)
    with as_if(starts_on - timedelta(weeks=2)):
        write_contracts(group, coordinator)
    with as_if(starts_on, 7):
        group.start(by=coordinator)
        for placement in Placement.objects.filter(group=group).order_by("pk"):
            placement.start(by=None)
        Placement.objects.filter(group=group).update(may_work_from=ALWAYS)  # it began before the gate was there
    stagedays.play(group, coordinator)
    judging.play(group)
    guidance.talk(group)


def place_everybody(group, invitations, coordinator):
    """Each student asks the next company with room and gets it; who is too young for one asks the next."""
    students = Student.objects.filter(group_students__group=group).select_related("member", "mentor").for_list()
    turn = 0
    for number, student in enumerate(students):
        for _attempt in invitations:
            invitation, turn = invitations[turn % len(invitations)], turn + 1
            try:
                wish = begin_wish(student, invitation, why=WHY[number % len(WHY)])
                wish.write(learn=LEARN[number % len(LEARN)], strong=STRONG[number % len(STRONG)])
                wish.submit(by=student.member)
                match(
                    wish,
                    by=coordinator,
                    mentor=student.mentor,
                    supervisor=invitation.contact,
                    weekdays=group.weekdays,
                    starts_on=group.starts_on,
                    ends_on=group.ends_on,
                    only_free=True,
                )
            except MoveRefused:
                continue
            break


def answer_contract(placement, number):
    """The student answers the questions of the contract."""
    contract = Contract.objects.of(placement)
    guardian = placement.student.guardianships.for_list().first()
    contract.keep_answers(
        {
            "phone": f"06-0771{number:02}10",
            "emergency_name": guardian.member.user.name if guardian else placement.school.name,
            "emergency_phone": (guardian and guardian.member.user.phone) or placement.school.phone,
            "travel": TRAVEL[number % len(TRAVEL)],
            "goals": GOALS[number % len(GOALS)],
        }
    )
    return contract


def check_safety(placement):
    """The mentor goes through the tasks: what the law wants watched is watched, what it forbids is not done."""
    rows = []
    for task in safety.proposed(placement):
        verdicts = {band: getattr(task, band) for band in safety.bands_of(placement)}
        starts = TaskFrom.NEVER if TaskVerdict.FORBIDDEN in verdicts.values() else TaskFrom.START
        watcher = placement.supervisor.member.user.name if TaskVerdict.WATCHED in verdicts.values() else ""
        rows.append({"text": task.text, "supervised_by": watcher, "starts": starts, **verdicts})
    if rows:
        safety.keep(placement, rows, by=placement.mentor)


def write_contracts(group, coordinator):
    """Students fill in their part; they are checked and go to the printer."""
    placements = list(Placement.objects.filter(group=group).select_related("student__member", "mentor").order_by("pk"))
    ready = []
    for number, placement in enumerate(placements):
        contract = answer_contract(placement, number)
        contract.submit(by=placement.student.member)
        if number % 3 != 2:
            check_safety(placement)
        contract.check_off(by=placement.mentor)
        ready.append(contract)
    jobs.start(
        printing.make_contracts,
        school=group.school,
        label=f"{len(ready)} contracten van {group.name}",
        by=coordinator,
        total=len(ready),
        contracts=[[one.pk, 1] for one in ready],
        member=coordinator.pk,
    )
    transaction.on_commit(lambda: papers.carry_papers.delay(group.school_id, group.pk, coordinator.pk), robust=True)
