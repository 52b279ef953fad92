"""A talk first, then another place: the old stage ends, the new one follows, and the student's work goes along."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from contracts.models import Contract
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.enums import TalkOutcome
from placements.models import Assignment, Placement, Submission, TakenSeat
from placements.transfer import talk_about, why_not
from schools.enums import Role
from stagebureau.tasks import turn_the_day
from tests.factories import (
    AssessmentFactory,
    ContractFactory,
    GroupFactory,
    GuardianshipFactory,
    InvitationFactory,
    KindFactory,
    MembershipFactory,
    RequestFactory,
    SubmissionFactory,
    give_seats,
)
from tests.placements.moving import FIRST, LAST, NOW, fresh, move, page, talked


def test_the_old_stage_ends_on_its_last_day_and_the_new_one_follows(old, there, talk, coordinator):
    new = move(old, there, coordinator)
    before = fresh(old)

    assert (before.ends_on, before.state) == (LAST, "running")
    assert (new.predecessor_id, new.predecessor_ended_on, new.starts_on, new.state) == (old.pk, LAST, FIRST, "planned")
    with for_school(old.school):
        assert max(old.days.values_list("date", flat=True)) == LAST
        held = TakenSeat.objects.filter(released_at=None)
        assert not held.filter(placement=old, date__gt=LAST).exists()
        assert held.filter(placement=new).count() == new.days.count() > 10


def test_on_the_day_after_the_old_stage_is_passed_on_and_not_just_over(old, there, talk, coordinator, monday):
    new = move(old, there, coordinator)
    monday.move_to(datetime.datetime(2027, 3, 5, 8, 0, tzinfo=datetime.UTC))

    turn_the_day()

    assert (fresh(old).state, fresh(new).state) == ("transferred", "running")


def test_a_last_day_that_is_past_ends_it_at_once(old, there, talk, coordinator):
    new = move(old, there, coordinator, last_day=datetime.date(2027, 2, 19))

    assert fresh(old).state == "transferred"
    assert new.predecessor_ended_on == datetime.date(2027, 2, 19)


def test_without_a_talk_there_is_no_other_place(old, there, coordinator):
    with for_school(old.school), pytest.raises(MoveRefused, match="Leg eerst het gesprek vast"):
        move(old, there, coordinator)
    with for_school(old.school):
        talked(old, outcome=TalkOutcome.GO_ON, reason="", agreed="Je vraagt hulp.", look_again_on=LAST)
        assert "Leg eerst het gesprek vast" in why_not(old, talk_about(old))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"starts_on": LAST}, "na de laatste dag op de oude plek"),
        ({"last_day": datetime.date(2027, 1, 5)}, "moet tussen"),
        ({"last_day": datetime.date(2027, 2, 5)}, "is de leerling hier nog geweest"),
    ],
)
def test_days_that_cannot_be_are_refused_in_words(old, there, talk, coordinator, changes, words):
    with for_school(old.school):
        old.days.filter(date=datetime.date(2027, 2, 11)).update(presence="present", reported_at=NOW)

    with pytest.raises(MoveRefused, match=words):
        move(old, there, coordinator, **changes)
    assert fresh(old).ends_on == old.group.ends_on


def test_when_the_new_place_is_full_the_old_stage_stays_as_it_was(old, there, talk, coordinator):
    with for_school(old.school):
        there.seats.filter(date=FIRST).delete()

    with pytest.raises(MoveRefused, match="heeft geen plek op"):
        move(old, there, coordinator)

    assert (fresh(old).ends_on, fresh(old).end_reason) == (old.group.ends_on, "")
    with for_school(old.school):
        assert not OutgoingMail.objects.filter(kind__startswith="placements/").exists()


def test_a_second_successor_and_a_step_back_in_time_are_refused_by_the_database(old, there, talk, coordinator):
    new = move(old, there, coordinator)
    with for_school(old.school):
        facts = {
            "school": old.school, "group": old.group, "student": old.student, "company": old.company, "weekdays": [3],
            "mentor": old.mentor, "supervisor": old.supervisor, "starts_at": old.starts_at, "ends_at": old.ends_at,
            "ends_on": old.group.ends_on,
        }  # fmt: skip
        for wrong in (
            {"predecessor": old, "predecessor_ended_on": LAST, "starts_on": FIRST},  # a second one
            {"predecessor": new, "predecessor_ended_on": new.ends_on, "starts_on": new.ends_on},  # not after it
            {"predecessor": new, "predecessor_ended_on": LAST, "starts_on": FIRST},  # not when it ended
            {"predecessor": None, "predecessor_ended_on": LAST, "starts_on": FIRST},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Placement.objects.create(**facts, **wrong)
        with pytest.raises(IntegrityError), transaction.atomic():  # round in a circle
            Placement.objects.filter(pk=old.pk).update(predecessor=new, predecessor_ended_on=new.ends_on)
        Placement.objects.filter(pk=new.pk).update(state="cancelled", end_reason="x")
        assert Placement.objects.create(**facts, predecessor=old, predecessor_ended_on=LAST, starts_on=FIRST).pk


def test_what_was_still_to_do_goes_along_and_what_was_done_is_done(old, there, talk, coordinator):
    with for_school(old.school):
        for title, state in (("Open", "open"), ("Nog eens", "again"), ("Klaar", "approved"), ("Wacht", "handed_in")):
            task = Assignment.objects.create(group=old.group, title=title, text="x", created_by=old.mentor)
            SubmissionFactory(school=old.school, assignment=task, placement=old, state=state, text=f"{title} bij oud")

    new = move(old, there, coordinator)

    with for_school(old.school):
        here = dict(Submission.objects.filter(placement=new).values_list("assignment__title", "text"))
        left = set(Submission.objects.filter(placement=old).values_list("assignment__title", flat=True))
    assert here == {"Open": "Open bij oud", "Nog eens": ""}
    assert left == {"Nog eens", "Klaar", "Wacht"}


def test_the_old_contract_closes_and_the_new_one_starts_with_what_was_filled_in(old, there, talk, coordinator):
    words = {"phone": "06 12345678", "emergency_name": "Oma", "emergency_phone": "06 87654321", "travel": "fiets"}
    ContractFactory(school=old.school, placement=old, state="signing", goals="Ik leer lassen.", remarks="Dag", **words)

    new = move(old, there, coordinator)

    with for_school(old.school):
        closed, begun = Contract.objects.get(placement=old), Contract.objects.get(placement=new)
        assert closed.state == "closed"
        assert AuditEntry.objects.about(closed).get().note == "Laatste dag: 26 februari 2027"
    assert begun.state == "draft"
    assert {name: getattr(begun, name) for name in words} == words
    assert (begun.goals, begun.remarks) == ("Ik leer lassen.", "")


def test_talks_that_were_planned_for_later_at_the_old_place_are_called_off(old, there, talk, coordinator):
    before = AssessmentFactory(school=old.school, placement=old, planned_on=datetime.date(2027, 2, 25))
    later = AssessmentFactory(school=old.school, placement=old, planned_on=datetime.date(2027, 3, 25))

    move(old, there, coordinator)

    with for_school(old.school):
        before.refresh_from_db()
        later.refresh_from_db()
    assert (before.state, later.state) == ("planned", "cancelled")


def test_everybody_is_told_and_the_old_company_not_where_to_or_why(old, there, talk, coordinator):
    GuardianshipFactory(school=old.school, student=old.student)

    new = move(old, there, coordinator)

    with for_school(old.school):
        sent = {mail.kind.rpartition("/")[2]: mail for mail in OutgoingMail.objects.all()}
    assert set(sent) == {"company_matched", "student_placed", "mentor_named", "guardian_told", "company_thanked"}
    thanked, matched = sent["company_thanked"], sent["company_matched"]
    assert thanked.to == old.supervisor.member.user.email
    assert "26 februari 2027" in thanked.text
    for secret in (new.company.name, "tempo", "moeilijk", "Te snel"):
        assert secret not in thanked.text
    assert old.company.name not in matched.text
    assert f"Je laatste dag bij {old.company.name} is 26 februari 2027" in sent["student_placed"].text


def test_arbeidstraining_with_a_jobcoach_is_the_same_flow(school, old, talk, coordinator, sign_in):
    kind = KindFactory(school=school, code="arbeidstraining", name="Arbeidstraining")
    training = GroupFactory(school=school, kind=kind, state="running", weekdays=[0, 1, 2, 3, 4])
    there = give_seats(InvitationFactory(school=school, group=training))
    coach = MembershipFactory(school=school, role=Role.JOBCOACH)

    new = move(old, there, coordinator, jobcoach=coach, weekdays=[0, 3])

    assert (new.group_id, new.jobcoach_id, new.weekdays) == (training.pk, coach.pk, [0, 3])
    browser = sign_in(coach)
    assert new.student.name in browser.get(reverse("school_home", args=[school.slug])).text
    assert browser.get(page("placements:placement", new)).status_code == 200
    assert browser.get(page("placements:reports", new)).status_code == 200
    assert browser.get(page("placements:placement", old)).status_code == 404
    with for_school(school):
        assert OutgoingMail.objects.filter(to=coach.user.email).count() == 1


def test_requests_stay_as_they_are(old, there, talk, coordinator):
    wish = RequestFactory(
        school=old.school, group=old.group, student=old.student, invitation=there, state="declined",
        decline_reason="full", decline_text="Vol.",
    )  # fmt: skip

    move(old, there, coordinator)

    with for_school(old.school):
        wish.refresh_from_db()
    assert wish.state == "declined"
