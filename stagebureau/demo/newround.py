"""A round that a visitor plays on: companies were asked, some answered, some are silent; students are choosing."""

from datetime import timedelta
from itertools import cycle

from django.utils import timezone

from core.calendar import nl_month
from core.moves import MoveRefused
from groups.enums import Declined, InvitationState, Part, Reply
from groups.models import PhoneCall
from groups.offer import Offer
from placements import answering
from placements.choosing import begin_wish
from placements.matching import match
from placements.models import PlacementRequest
from schools.models import Student
from stagebureau.demo import guidance
from stagebureau.demo.clock import as_if, monday
from stagebureau.demo.rounds import make_group, put_question, some_companies
from stagebureau.demo.runninground import answer_contract
from stagebureau.demo.words import CALL_NOTE, LEARN, NO_NOTE, NO_WORDS, STRONG, TIP, WHY, YES_NOTES

COMPANIES = 14
THURSDAY, FRIDAY = 3, 4
ANSWERS = ["yes", "yes", "yes", "silent", "yes", "no", "yes", "call", "silent", "yes", "silent"]
WISHES = (2, 0, 2, 1, 2, 0, 1)  # how many wishes each student sent; the next one only began, or did nothing yet


def play(coordinator, *, name, kind, classes):
    """Ask six days ago; the answers and the first wishes came in since."""
    today = timezone.localdate()
    starts_on = monday(today, 9)
    with as_if(today - timedelta(days=6)):
        group = make_group(
            coordinator,
            name=f"{name} ({nl_month(starts_on)})",
            kind=kind,
            classes=classes,
            companies=some_companies(8, COMPANIES),
            starts_on=starts_on,
            ends_on=starts_on + timedelta(weeks=11, days=4),
            weekdays=[THURSDAY, FRIDAY],
            answer_by=today + timedelta(days=5),
            choose_by=today + timedelta(days=12),
        )
        invitations = put_question(group, coordinator)
    with as_if(today - timedelta(days=4), 10, 20):
        hear(group, invitations)
    with as_if(today - timedelta(days=3)):
        group.open_for_students(by=coordinator)
        wish(group)
    with as_if(today - timedelta(days=1), 15):
        match_two(group, coordinator)
        answer_some(group, coordinator)
    guidance.ask_help(group, coordinator)


def match_two(group, coordinator):
    """Two first wishes are met already; one of these students has filled in the contract."""
    wishes = PlacementRequest.objects.waiting().filter(group=group, rank=1)
    wishes = wishes.select_related("student__member", "student__mentor", "invitation__contact", "invitation__company")
    for number, one in enumerate(list(wishes.order_by("pk"))[-2:]):
        placement = match(
            one, by=coordinator, mentor=one.student.mentor, supervisor=one.invitation.contact,
            weekdays=group.weekdays, starts_on=group.starts_on, ends_on=group.ends_on, only_free=True,
            reason="Gevraagd: een krantenwijk van 2 uur in een week.",
        )
        if number == 0:
            answer_contract(placement, number).submit(by=one.student.member)


def answer_some(group, coordinator):
    """The wishes that are left stand in every stage: seen, at the company, gladly, yes on both sides, a no."""
    wishes = PlacementRequest.objects.filter(group=group, state="submitted").for_mail().order_by("-pk")
    for number, one in enumerate(wishes[:7]):
        company = one.answerer.member
        if number == 0:
            one.mark_read(by=coordinator)
            continue
        if number == 1:
            answering.give_tip(one, by=one.student.mentor, note=TIP)
            continue
        answering.release(one, by=coordinator)
        if number == 3:
            answering.company_says_no(one, by=company, reason="company", words=NO_WORDS)
        elif number in (4, 5):
            answering.propose(one, by=company)
        if number == 5:
            one.agree(by=one.student.member)


def hear(group, invitations):
    """Some say yes for some days, one no, one wants a call, the others are silent; one of those did open the mail."""
    days = group.stage_days()
    for number, (invitation, answer) in enumerate(zip(invitations, cycle(ANSWERS), strict=False)):
        by, note = invitation.contact.member, YES_NOTES[number % len(YES_NOTES)]
        if answer == "yes":
            places = 1 + number % 2
            kept = [day for day in days if number % 3 or day.weekday() == THURSDAY]
            offered = {day: offer_on(day, number, places) for day in kept[number % 4 :]}
            invitation.answer(by=by, reply=Reply.YES, places=places, days=offered, note=note)
        elif answer == "call":
            invitation.answer(by=by, reply=Reply.CALL, note=CALL_NOTE)
            PhoneCall.objects.create(
                school_id=group.school_id, invitation=invitation, member=group.coordinator, is_reached=False,
                again_on=timezone.localdate() + timedelta(days=5),
            )  # fmt: skip
        elif answer == "no":
            later = timezone.localdate() + timedelta(days=150)
            invitation.answer(
                by=by, reply=Reply.NO, note=NO_NOTE, declined=Declined.NO_GUIDE, ask_again_on=later
            )
        elif number % 2:
            group.invitations.filter(pk=invitation.pk).update(opened_at=timezone.now())


def offer_on(day, number, places):
    """Every second company would rather not on Fridays; one of them has work in the morning only."""
    if day.weekday() != FRIDAY or number % 2:
        return Offer(places)
    return Offer(places, is_reluctant=True, part=Part.MORNING if number % 4 == 0 else Part.DAY)


def wish(group):
    """Students send one or two wishes, begin one, or have not started yet."""
    places = list(group.invitations.filter(state=InvitationState.YES).select_related("company", "group__kind"))
    students = Student.objects.filter(group_students__group=group).select_related("member").for_list()
    for number, student in enumerate(students[1:], start=1):  # the first one is for the visitor
        wanted, made = WISHES[number % len(WISHES)], 0
        for turn in range(len(places)):
            if made == max(wanted, number % 2):
                break
            try:
                begun = begin_wish(student, places[(number * 2 + turn) % len(places)], why=WHY[number % len(WHY)])
            except MoveRefused:
                continue  # too young for this company, as the student would read
            if made < wanted:
                begun.write(learn=LEARN[number % len(LEARN)], strong=STRONG[(number + turn) % len(STRONG)])
                begun.submit(by=student.member)
            made += 1
