"""The match: whole or not at all, never one seat for two."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from companies.models import Company
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import StageKind
from groups.seats import lay_seats
from placements.matching import call_off, end_early, match, place
from placements.models import AttendanceDay, Placement, PlacementRequest, Submission, TakenSeat
from schools.models import Letter
from tests.factories import AssignmentFactory, ContactFactory, GuardianshipFactory, RecognitionFactory, give_seats
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing

MONDAY, THURSDAY, FRIDAY = 0, 3, 4


def states(student):
    return list(PlacementRequest.objects.filter(student=student).order_by("rank").values_list("state", flat=True))


def demand(wish, *, kind, company=None, **rules):
    """The kind of stage and the company ask an age."""
    stage_kind = wish.invitation.group.kind
    StageKind.objects.filter(pk=stage_kind.pk).update(min_age=kind, **rules)
    Company.objects.filter(pk=wish.invitation.company_id).update(min_age=company)


def test_a_match_makes_the_stage_holds_the_seats_and_frees_the_other_wishes(school, group, wish, coordinator):
    wishing(wish.student, offering(group), rank=2)
    wishing(wish.student, offering(group), rank=3, state="draft")
    with for_school(school):
        AssignmentFactory(school=school, group=group)
        arranged = arrangement(wish.invitation)

        placement = match(wish, by=coordinator, **arranged)

        dates = group.stage_days()
        assert states(wish.student) == ["accepted", "superseded", "superseded"]
        assert list(TakenSeat.objects.order_by("date").values_list("date", "seat__date")) == [(d, d) for d in dates]
        assert list(AttendanceDay.objects.order_by("date").values_list("date", flat=True)) == dates
        assert (placement.request, placement.mentor, placement.state) == (wish, arranged["mentor"], "planned")
        assert placement.weekdays == [THURSDAY, FRIDAY]
        assert Submission.objects.count() == 1
        assert [one.action for one in AuditEntry.objects.about(placement)] == ["match"]


def test_company_student_mentor_and_guardians_are_told_once(school, wish, coordinator):
    guardian = GuardianshipFactory(school=school, student=wish.student)
    blind = GuardianshipFactory(school=school, student=wish.student, sees_progress=False)
    with for_school(school):
        arranged = arrangement(wish.invitation)
        placement = match(wish, by=coordinator, **arranged)

        told = dict(OutgoingMail.objects.values_list("to", "kind"))
        assert told == {
            arranged["supervisor"].member.user.email: "placements/mail/company_matched",
            wish.student.member.user.email: "placements/mail/student_placed",
            arranged["mentor"].user.email: "placements/mail/mentor_named",
            guardian.member.user.email: "placements/mail/guardian_told",
        }
        assert blind.member.user.email not in told
        ends = {letter.expires_at.date() for letter in Letter.objects.filter(purpose="entry")}
        assert ends == {placement.ends_on + datetime.timedelta(days=30)}
        about_child = OutgoingMail.objects.get(kind="placements/mail/guardian_told")
        assert wish.invitation.company.phone not in about_child.text


def test_a_stale_page_cannot_accept_twice(school, wish, coordinator):
    with for_school(school):
        arranged = arrangement(wish.invitation)
        stale = PlacementRequest.objects.get(pk=wish.pk)
        match(wish, by=coordinator, **arranged)

        with pytest.raises(MoveRefused, match="intussen “gelukt”"):
            match(stale, by=coordinator, **arranged)
        assert Placement.objects.count() == 1


def test_a_full_date_is_named_and_nothing_is_left_behind(school, group, wish, coordinator):
    with for_school(school):
        arranged = arrangement(wish.invitation)
        place(taking_part(group), wish.invitation, by=coordinator, **arranged | {"ends_on": group.stage_days()[1]})

        with pytest.raises(MoveRefused) as refused:
            match(wish, by=coordinator, **arranged)

        assert "geen plek op donderdag 4 februari en vrijdag 5 februari." in str(refused.value)
        assert states(wish.student) == ["submitted"]
        assert Placement.objects.filter(student=wish.student).count() == 0
        assert not OutgoingMail.objects.filter(to=wish.student.member.user.email).exists()


def test_many_full_dates_are_counted(school, group, student, coordinator):
    empty = offering(group, 0)
    with for_school(school), pytest.raises(MoveRefused, match="en 20 andere dagen"):
        place(student, empty, by=coordinator, **arrangement(empty))


def test_full_dates_are_left_out_when_the_coordinator_says_so(school, group, wish, coordinator):
    with for_school(school):
        arranged = arrangement(wish.invitation)
        place(taking_part(group), wish.invitation, by=coordinator, **arranged | {"weekdays": [FRIDAY]})

        placement = match(wish, by=coordinator, **arranged, only_free=True)

        assert placement.weekdays == [THURSDAY]
        assert {day.date.weekday() for day in placement.days.all()} == {THURSDAY}


def test_the_lowest_free_seat_is_taken(school, group, coordinator):
    big = offering(group, 3)
    with for_school(school):
        first = place(taking_part(group), big, by=coordinator, **arrangement(big))
        second = place(taking_part(group), big, by=coordinator, **arrangement(big))

        assert set(first.taken_seats.values_list("seat__number", flat=True)) == {1}
        assert set(second.taken_seats.values_list("seat__number", flat=True)) == {2}


def test_a_student_has_one_stage_a_day(school, group, wish, coordinator):
    other = choosing_group(school)
    elsewhere = offering(other)
    with for_school(school):
        place(wish.student, elsewhere, by=coordinator, **arrangement(elsewhere, weekdays=[FRIDAY]))

        with pytest.raises(MoveRefused, match="heeft al een stage op vrijdag 5 februari"):
            place(wish.student, wish.invitation, by=coordinator, **arrangement(wish.invitation))

        placement = place(
            wish.student, wish.invitation, by=coordinator, **arrangement(wish.invitation), only_free=True
        )
        assert placement.weekdays == [THURSDAY]


def test_the_database_has_the_last_word(school, group, wish, coordinator):
    with for_school(school):
        placement = match(wish, by=coordinator, **arrangement(wish.invitation))
        held = placement.taken_seats.first()
        other = taking_part(group)

        with pytest.raises(IntegrityError, match="one_holder_per_seat"), transaction.atomic():
            TakenSeat.objects.create(placement=placement, seat=held.seat, student=other, date=held.date)


def test_a_held_seat_cannot_be_taken_back_by_the_company(school, wish, coordinator):
    with for_school(school):
        match(wish, by=coordinator, **arrangement(wish.invitation))

        with pytest.raises(MoveRefused):
            lay_seats(wish.invitation, {})


@pytest.mark.parametrize(("kind", "company"), [(17, None), (14, 17)])
def test_a_student_who_is_too_young_is_refused(school, wish, coordinator, kind, company):
    with for_school(school):
        demand(wish, kind=kind, company=company)

        with pytest.raises(MoveRefused, match="is op 1 februari 2027 nog 16 jaar. Voor deze plek is 17 jaar nodig"):
            match(wish, by=coordinator, **arrangement(wish.invitation))


def test_a_stage_inside_the_school_asks_no_age(school, wish, coordinator):
    with for_school(school):
        demand(wish, kind=17, is_internal=True)

        assert match(wish, by=coordinator, **arrangement(wish.invitation)).pk


def test_recognition_must_hold_until_the_last_day(school, group, wish, coordinator):
    with for_school(school):
        demand(wish, kind=14, needs_recognition=True)
        short = RecognitionFactory(
            school=school, company=wish.invitation.company, valid_until=group.ends_on - datetime.timedelta(days=1)
        )

        with pytest.raises(MoveRefused, match="geen SBB-erkenning die geldig is tot en met 23 april 2027"):
            match(wish, by=coordinator, **arrangement(wish.invitation))

        short.valid_until = group.ends_on
        short.save()
        assert match(wish, by=coordinator, **arrangement(wish.invitation)).pk


def test_days_without_stage_are_refused(school, wish, coordinator):
    with for_school(school), pytest.raises(MoveRefused, match="geen stagedag"):
        match(wish, by=coordinator, **arrangement(wish.invitation, weekdays=[MONDAY]))


def test_what_is_called_off_is_free_again_and_the_student_wishes_anew(school, wish, coordinator):
    with for_school(school):
        placement = match(wish, by=coordinator, **arrangement(wish.invitation))

        call_off(placement, by=coordinator, note="Het bedrijf verhuist.")

        wish.refresh_from_db()
        assert (wish.state, wish.decline_text) == ("declined", "Het bedrijf verhuist.")
        assert not TakenSeat.objects.filter(released_at=None).exists()
        assert not AttendanceDay.objects.exists()
        again = wishing(wish.student, wish.invitation)
        assert match(again, by=coordinator, **arrangement(wish.invitation)).pk != placement.pk


def test_a_stage_that_stops_keeps_what_was_and_frees_what_was_to_come(school, group, invitation, student, coordinator):
    with for_school(school):
        placement = place(student, invitation, by=coordinator, **arrangement(invitation))
        Placement.objects.filter(pk=placement.pk).update(may_work_from=placement.starts_on)
        placement.start(by=None)
        first = placement.days.order_by("date").first()
        first.presence = "present"
        first.save()

        end_early(placement, by=coordinator, note="Het paste niet.")

        assert list(placement.days.all()) == [first]
        assert not TakenSeat.objects.filter(released_at=None).exists()


def test_a_second_contact_can_be_the_supervisor(school, wish, coordinator):
    second = ContactFactory(school=school, company=wish.invitation.company, is_first=False)
    with for_school(school):
        placement = match(wish, by=coordinator, **arrangement(wish.invitation, supervisor=second))

        assert placement.supervisor == second


def test_new_seats_can_be_given_after_a_match(school, group, wish, coordinator):
    with for_school(school):
        match(wish, by=coordinator, **arrangement(wish.invitation))
        lay_seats(wish.invitation, dict.fromkeys(group.stage_days(), 2))

        assert place(taking_part(group), wish.invitation, by=coordinator, **arrangement(wish.invitation)).pk


def test_a_company_that_offers_three_dates_gets_a_stage_of_three_days(school, group, student, coordinator):
    with for_school(school):
        some = group.stage_days()[:3]
        few = give_seats(offering(group, 0), 1, days=some)
        placement = place(student, few, by=coordinator, **arrangement(few), only_free=True)

        assert list(placement.days.order_by("date").values_list("date", flat=True)) == some
