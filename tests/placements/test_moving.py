"""A talk first, then another place: the old stage ends, the new one follows, and the student's work goes along."""

import datetime

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse

from contracts.models import Contract
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from placements import tasks
from placements.attendance import plan_days, summary
from placements.enums import MoveReason, TalkOutcome
from placements.line import hours_of, line_of
from placements.models import Assignment, Placement, StageTalk, Submission, TakenSeat
from placements.transfer import open_places, talk_about, why_not
from schools.enums import Role
from stagebureau.moving import move_student
from tests.factories import (
    AssessmentFactory,
    ContractFactory,
    DayReportFactory,
    GroupFactory,
    GuardianshipFactory,
    InvitationFactory,
    KindFactory,
    MembershipFactory,
    PlacementFactory,
    RequestFactory,
    SubmissionFactory,
    give_seats,
)
from tests.placements.scene import offering, taking_part
from tests.queries import count_queries

NOW = datetime.datetime(2027, 2, 22, 9, 0, tzinfo=datetime.UTC)  # a Monday in the fourth week
LAST, FIRST = datetime.date(2027, 2, 26), datetime.date(2027, 3, 4)
TALK = {
    "held_on": "2027-02-22", "with_student": "on", "said": "Het tempo ligt te hoog.", "tried": "Rustiger werk.",
}  # fmt: skip


@pytest.fixture
def clock():
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


@pytest.fixture
def old(school, group, clock):
    """A stage that runs, with a seat on each day."""
    student = taking_part(group)
    invitation = offering(group)
    made = PlacementFactory(
        school=school, group=group, student=student, company=invitation.company, supervisor=invitation.contact,
        mentor=student.mentor, state="running",
    )  # fmt: skip
    with for_school(school):
        TakenSeat.objects.bulk_create(
            TakenSeat(school=school, placement=made, seat=seat, student=student, date=seat.date)
            for seat in invitation.seats.all()
        )
        plan_days(made)
    return made


@pytest.fixture
def there(group):
    return offering(group)


@pytest.fixture
def talk(old):
    with for_school(old.school):
        return talked(old)


def talked(placement, **facts):
    facts = {"outcome": TalkOutcome.MOVE, "reason": MoveReason.TOO_HARD} | facts
    words = {"said": "Te snel.", "tried": "Ander werk.", "created_by": placement.mentor}
    return StageTalk.objects.create(placement=placement, held_on=NOW.date(), **words, **facts)


def arranged(old, there, **changes):
    return {
        "last_day": LAST, "starts_on": FIRST, "ends_on": old.group.ends_on, "weekdays": [3, 4], "mentor": old.mentor,
        "supervisor": there.contact, **changes,
    }  # fmt: skip


def move(old, there, by, **changes):
    with for_school(old.school):
        old = Placement.objects.select_related("student", "group").get(pk=old.pk)
        return move_student(old, type(there).objects.get(pk=there.pk), by=by, **arranged(old, there, **changes))


def page(name, placement, *more):
    return reverse(name, args=[placement.school.slug, placement.pk, *more])


def fresh(placement):
    with for_school(placement.school):
        people = ("student__member__user", "mentor__user", "supervisor__member__user", "company", "group", "school")
        return Placement.objects.select_related(*people).get(pk=placement.pk)


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


def test_on_the_day_after_the_old_stage_is_passed_on_and_not_just_over(old, there, talk, coordinator, clock):
    new = move(old, there, coordinator)
    clock.move_to(datetime.datetime(2027, 3, 5, 8, 0, tzinfo=datetime.UTC))

    tasks.turn_the_day()

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
    ContractFactory(school=old.school, placement=old, state="printed", goals="Ik leer lassen.", remarks="Dag", **words)

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


@pytest.fixture
def line(old, there, talk, coordinator, clock):
    """Two places one after the other, with a report and hours at each; guided by somebody else at the second."""
    with for_school(old.school):
        old.days.filter(date__lte=NOW.date()).update(presence="present", reported_at=NOW)
    DayReportFactory(school=old.school, placement=old, date=datetime.date(2027, 2, 11), did="Gelast in de garage.")
    new = move(old, there, coordinator, mentor=MembershipFactory(school=old.school, role=Role.MENTOR))
    clock.move_to(datetime.datetime(2027, 3, 5, 9, 0, tzinfo=datetime.UTC))
    tasks.turn_the_day()
    with for_school(old.school):
        new.days.filter(date=FIRST).update(presence="present", reported_at=NOW)
    DayReportFactory(school=old.school, placement=new, date=FIRST, did="Gesnoeid in het park.")
    return fresh(old), fresh(new)


def people(old, new, coordinator):
    return {
        "student": old.student.member, "coordinator": coordinator, "new mentor": new.mentor,
        "guardian": GuardianshipFactory(school=old.school, student=old.student).member,
    }  # fmt: skip


@pytest.mark.parametrize("who", ["student", "coordinator", "new mentor", "guardian"])
def test_reports_and_hours_run_on_in_one_line(line, coordinator, sign_in, who):
    old, new = line
    browser = sign_in(people(old, new, coordinator)[who])

    reports = browser.get(page("placements:reports", new)).text
    days = browser.get(page("placements:days", new)).text

    assert "Gelast in de garage." in reports
    assert "Gesnoeid in het park." in reports
    assert "Alle 2 plekken samen" in days
    assert old.company.name in browser.get(page("placements:placement", new)).text
    assert browser.get(page("placements:report", old, datetime.date(2027, 2, 11))).status_code == 200


def test_the_hours_of_a_line_are_those_of_its_places_together(line, coordinator):
    old, new = line
    with for_school(old.school):
        found = line_of(new, coordinator)
        hours = hours_of(summary([one.pk for one in found]))
    assert [one.pk for one in found] == [old.pk, new.pk]
    assert hours.made_minutes == 390 * (6 + 1)
    assert hours.planned_minutes > hours.made_minutes


def test_the_new_company_sees_nothing_of_the_old_place(line, sign_in):
    old, new = line
    browser = sign_in(new.supervisor.member)

    for name in ("placements:placement", "placements:reports", "placements:days", "placements:assignments",
                 "assessments:assessments", "contracts:contract"):  # fmt: skip
        text = browser.get(page(name, new)).text
        assert old.company.name not in text
        assert "garage" not in text
        assert browser.get(page(name, old)).status_code == 404


def test_the_old_company_keeps_its_part_for_a_while_and_loses_the_rest(line, sign_in, clock):
    old, new = line
    browser = sign_in(old.supervisor.member)

    assert "Gelast in de garage." in browser.get(page("placements:reports", old)).text
    assert "Gesnoeid" not in browser.get(page("placements:reports", old)).text
    assert new.company.name not in browser.get(page("placements:placement", old)).text
    assert browser.get(page("placements:placement", new)).status_code == 404
    clock.move_to(datetime.datetime(2027, 3, 8, 9, 0, tzinfo=datetime.UTC))
    browser = sign_in(old.supervisor.member)
    assert browser.get(page("placements:reports", old)).status_code == 404
    assert browser.get(page("placements:placement", old)).status_code == 200
    clock.move_to(datetime.datetime(2027, 4, 1, 9, 0, tzinfo=datetime.UTC))
    browser = sign_in(old.supervisor.member)
    assert browser.get(page("placements:placement", old)).status_code == 404


def test_a_mentor_of_something_else_sees_no_earlier_place(line, sign_in):
    old, _new = line
    stranger = MembershipFactory(school=old.school, role=Role.MENTOR)
    PlacementFactory(school=old.school, mentor=stranger)

    assert sign_in(stranger).get(page("placements:placement", old)).status_code == 404


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.MENTOR])
def test_the_whole_flow_on_the_page(old, there, coordinator, sign_in, role):
    browser = sign_in(coordinator if role == Role.COORDINATOR else old.mentor)
    slug = old.school.slug

    half = browser.post(page("placements:talk", old), TALK | {"outcome": "move"})
    assert half.status_code == 422
    assert "Kies waarom een andere plek beter is." in half.text
    assert "Het tempo ligt te hoog." in half.text
    held = browser.post(page("placements:talk", old), TALK | {"outcome": "move", "reason": "too_hard"})
    assert held.url == page("placements:transfer", old)
    assert there.company.name in browser.get(held.url).text
    last = page("transfer_to", old, there.pk)
    assert browser.get(last).status_code == 200
    data = {
        "last_day": LAST, "starts_on": FIRST, "ends_on": old.group.ends_on, "weekdays": [3, 4],
        "mentor": old.mentor_id, "supervisor": there.contact_id,
    }  # fmt: skip
    wrong = browser.post(last, data | {"starts_on": LAST})
    assert wrong.status_code == 422
    done = browser.post(last, data, follow=True)
    with for_school(old.school):
        new = Placement.objects.get(predecessor=old.pk)
    assert done.redirect_chain[-1][0] == reverse("placements:placement", args=[slug, new.pk])
    assert "gaat verder bij" in done.text
    again = browser.post(last, data, follow=True)
    assert "Er is al een nieuwe plek na deze stage." in again.text


def test_going_on_needs_an_agreement_that_the_student_reads(old, sign_in):
    browser = sign_in(old.mentor)

    empty = browser.post(page("placements:talk", old), TALK | {"outcome": "go_on"})
    assert empty.status_code == 422
    assert "Schrijf op wat jullie afspreken." in empty.text
    assert "Kies een dag om terug te kijken." in empty.text
    kept = {"outcome": "go_on", "agreed": "Je vraagt elke ochtend wat je gaat doen.", "look_again_on": "2027-03-08"}
    assert browser.post(page("placements:talk", old), TALK | kept).url == page("placements:placement", old)
    read = sign_in(old.student.member).get(page("placements:placement", old)).text
    assert "Je vraagt elke ochtend wat je gaat doen." in read
    assert "Het tempo ligt te hoog." not in read
    assert "Het tempo ligt te hoog." in browser.get(page("placements:guidance", old)).text
    assert "Het tempo" not in sign_in(old.supervisor.member).get(page("placements:placement", old)).text


def test_what_was_learned_of_a_match_stands_beside_the_next_one(old, there, coordinator, sign_in):
    wish = RequestFactory(school=old.school, group=old.group, student=old.student, invitation=there)
    browser = sign_in(old.mentor)

    browser.post(page("placements:review", old), {"misjudged": "Het tempo.", "next_time": "Kleinere ploeg."})
    browser.post(page("placements:review", old), {"misjudged": "Het tempo.", "next_time": "Rustige ploeg."})

    accept = reverse("placements:request_accept", args=[old.school.slug, wish.pk])
    assert "Rustige ploeg." in sign_in(coordinator).get(accept).text
    assert "Rustige ploeg." in browser.get(page("placements:guidance", old)).text
    assert "Rustige ploeg." not in sign_in(old.student.member).get(page("placements:placement", old)).text


@pytest.mark.parametrize("rows", [1, 6])
def test_the_list_of_other_places_asks_the_same_number_of_queries(old, talk, coordinator, sign_in, rows):
    for _row in range(rows):
        offering(old.group)

    assert count_queries(sign_in(coordinator), page("placements:transfer", old)) <= 8


def test_other_places_are_those_with_room_and_the_right_days_first(school, old, coordinator):
    full = offering(old.group)
    fitting, friday = offering(old.group), offering(old.group)
    closed = offering(GroupFactory(school=school, state="finished"))
    with for_school(school):
        friday.seats.filter(date__week_day=5).delete()
        other = PlacementFactory(school=school, group=old.group)
        for seat in full.seats.all():
            TakenSeat.objects.create(placement=other, seat=seat, student=other.student, date=seat.date)
        found = [invitation.pk for invitation, _days in open_places(old)]
    assert found == [fitting.pk, friday.pk]
    assert closed.pk not in found


@pytest.mark.parametrize(
    "name",
    [*(f"placements:{one}" for one in ("placement", "reports", "days", "assignments", "guidance")),
     "assessments:assessments"],
)  # fmt: skip
def test_pages_of_a_line_ask_few_queries(line, coordinator, sign_in, name):
    _old, new = line

    assert count_queries(sign_in(coordinator), page(name, new)) <= 8
