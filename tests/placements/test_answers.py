"""A wish on its way: the mentor, the company, the student and the coordinator each answer; every no is kind."""

import datetime

import pytest

from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Group, GroupStudent
from placements import answering, undoing
from placements.matching import match, place
from placements.models import PlacementRequest
from schools.enums import Role
from schools.models import ReadTrace
from tests.factories import ContactFactory, MembershipFactory
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing
from tests.placements.test_board import page

LATER = datetime.datetime(2026, 12, 2, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _open(school):
    """One school is open, so that a test can follow a wish to its company and its student."""
    with for_school(school):
        yield


def now(wish):
    """The wish as it stands in the database."""
    with for_school(wish.school):
        return PlacementRequest.objects.get(pk=wish.pk)


def set_group(wish, **facts):
    with for_school(wish.school):
        Group.objects.filter(pk=wish.group_id).update(**facts)
    wish.refresh_from_db()


def mails(wish):
    with for_school(wish.school):
        return list(OutgoingMail.objects.order_by("pk").values_list("kind", flat=True))


@pytest.fixture
def released(school, wish):
    """The coordinator put the wish before the company."""
    with for_school(school):
        answering.release(wish, by=None)
    return wish


@pytest.fixture
def company(wish):
    """The contact who answers for the company."""
    return wish.invitation.contact.member


@pytest.mark.parametrize(("say", "state"), [("free", "submitted"), ("reads", "submitted"), ("approves", "feedback")])
def test_the_group_says_what_the_mentor_does(group, student, invitation, sign_in, say, state):
    draft = wishing(student, invitation, state="draft")
    set_group(draft, mentor_say=say)

    answer = sign_in(student.member).post(page(draft, "request_step", draft.pk, 4), {"rank": "1"}, follow=True)

    assert now(draft).state == state
    assert ("bij je mentor" in answer.text) == (say == "approves")
    assert ("placements/mail/request_to_mentor" in mails(draft)) == (say == "approves")


def test_without_a_mentor_the_wish_goes_on_to_the_coordinator(school, group, student, invitation):
    draft = wishing(student, invitation, state="draft")
    set_group(draft, mentor_say="approves")
    with for_school(school):
        type(student).objects.filter(pk=student.pk).update(mentor=None)
        answering.hand_in(PlacementRequest.objects.get(pk=draft.pk), by=student.member)

    assert now(draft).state == "submitted"


def test_the_mentor_gives_it_back_and_the_student_reads_the_tip_and_sends_again(wish, sign_in):
    set_group(wish, mentor_say="approves")
    with for_school(wish.school):
        PlacementRequest.objects.filter(pk=wish.pk).update(state="feedback")
    mentor, student = sign_in(wish.student.mentor), sign_in(wish.student.member)

    assert wish.student.name in mentor.get(page(wish, "requests"), {"toon": "mentor"}).text
    empty = mentor.post(page(wish, "request_move", wish.pk, "give_back"), {"note": ""})
    assert (empty.status_code, "Dit is nog leeg." in empty.text) == (422, True)
    mentor.post(page(wish, "request_move", wish.pk, "give_back"), {"note": "Vertel wat je al kunt."})

    assert now(wish).state == "draft"
    assert "Vertel wat je al kunt." in student.get(page(wish, "requests")).text
    student.post(page(wish, "request_step", wish.pk, 4), {"rank": "1"})
    mentor.post(page(wish, "request_move", wish.pk, "approve"), {})
    assert (now(wish).state, now(wish).waits_since) == ("submitted", datetime.date(2026, 12, 1))


def test_a_mentor_who_reads_along_gives_a_tip_and_the_wish_goes_on(wish, sign_in):
    sign_in(wish.student.mentor).post(page(wish, "request_move", wish.pk, "give_tip"), {"note": "Neem je boek mee."})

    assert (now(wish).state, now(wish).tip) == ("submitted", "Neem je boek mee.")


def test_before_release_the_company_sees_nothing_and_after_it_what_is_allowed(wish, company, coordinator, sign_in):
    browser, here = sign_in(company), page(wish, "request_answer", wish.pk)
    assert browser.get(here).status_code == 404

    sign_in(coordinator).post(page(wish, "request_move", wish.pk, "release"), {})

    text = browser.get(here).text
    who = wish.student
    for shown in (who.first_name, who.class_name, "donderdag en vrijdag", str(who.age_band())):
        assert shown in text
    for hidden in (wish.student.last_name, wish.student.number, wish.student.mentor.user.name):
        assert hidden not in text
    with for_school(wish.school):
        mail = OutgoingMail.objects.get(kind="placements/mail/request_released")
        assert mail.to == company.user.email
        assert wish.student.last_name not in mail.text + mail.subject
        assert ReadTrace.objects.filter(user=company.user, what="request").exists()


def test_a_company_without_an_address_is_called_instead(school, group, student, coordinator):
    invitation = offering(group, contact=None)
    wish = wishing(student, invitation)
    with for_school(school), pytest.raises(MoveRefused, match="geen contactpersoon met een e-mailadres"):
        answering.release(wish, by=coordinator)

    with for_school(school):
        answering.propose(wish, by=coordinator, note="telefonisch")
        assert AuditEntry.objects.about(wish).get().note == "telefonisch"


def test_the_company_says_gladly_the_student_says_yes_and_the_coordinator_matches(
    released, company, coordinator, sign_in
):
    wish, student = released, sign_in(released.student.member)

    said = sign_in(company).post(page(wish, "request_answer", wish.pk), {"zeg": "graag"}, follow=True)
    assert "We vragen de leerling" in said.text
    for reader, name in ((company, "request_answer"), (coordinator, "request")):
        assert page(wish, "meeting_new", wish.pk) in sign_in(reader).get(page(wish, name, wish.pk)).text
    assert "dit bedrijf wil jou graag" in student.get(page(wish, "requests")).text
    student.post(page(wish, "request_move", wish.pk, "agree"))
    assert now(wish).state == "agreed"
    with for_school(wish.school):
        match(wish, by=coordinator, **arrangement(wish.invitation))

    assert now(wish).state == "accepted"


def test_a_company_s_no_goes_first_to_the_coordinator_and_the_student_sees_nothing_of_it(
    released, company, coordinator, sign_in
):
    wish, student, browser = released, sign_in(released.student.member), sign_in(company)
    nothing = browser.post(page(wish, "request_answer", wish.pk), {"zeg": "nee", "words": "Te stil."})
    assert (nothing.status_code, "Kies een reden." in nothing.text, "Te stil." in nothing.text) == (422, True, True)

    browser.post(page(wish, "request_answer", wish.pk), {"zeg": "nee", "reason": "company", "words": "Te stil."})

    assert now(wish).state == "refused"
    for address in (page(wish, "requests"), page(wish, "request", wish.pk)):
        text = student.get(address).text
        assert "Te stil" not in text
        assert "zegt nee" not in text
        assert "zei nee" not in text
    office = sign_in(coordinator)
    assert "Te stil." in office.get(page(wish, "request", wish.pk)).text
    form = office.get(page(wish, "request_decline", wish.pk)).context["form"]
    assert form["text"].value().startswith(f"Hoi {wish.student.first_name}, ")
    assert "placements/mail/request_declined" not in mails(wish)


def test_without_the_switch_a_company_s_no_reaches_the_student_in_the_kind_words(released, company, sign_in):
    set_group(released, softens_no=False)

    sign_in(company).post(page(released, "request_answer", released.pk), {"zeg": "nee", "reason": "full"}, follow=True)

    done = now(released)
    assert done.state == "declined"
    assert done.decline_text.startswith(f"Hoi {released.student.first_name}, ")
    assert "placements/mail/request_declined" in mails(released)


def test_the_company_takes_back_a_wrong_tap_as_long_as_nobody_went_on(released, company, sign_in):
    browser, here = sign_in(company), page(released, "request_answer", released.pk)
    browser.post(here, {"zeg": "nee", "reason": "full"})

    browser.post(here, {"zeg": "terug"})
    assert (now(released).state, now(released).decline_reason) == ("read", "")
    browser.post(here, {"zeg": "graag"})
    with for_school(released.school):
        PlacementRequest.objects.get(pk=released.pk).agree(by=released.student.member)
    late = browser.post(here, {"zeg": "terug"})

    assert "Er gebeurde al iets anders: De leerling zei ja" in late.text
    assert now(released).state == "agreed"


def test_a_colleague_can_answer_and_a_stranger_cannot(released, company, sign_in):
    with for_school(released.school):
        colleague = ContactFactory(school=released.school, company=released.invitation.company, is_first=False)
    stranger = ContactFactory(school=released.school)
    browser, here = sign_in(company), page(released, "request_answer", released.pk)

    wrong = browser.post(here, {"zeg": "collega", "contact": stranger.pk})
    assert (wrong.status_code, "Kies een collega uit de lijst." in wrong.text) == (422, True)
    browser.post(here, {"zeg": "collega", "contact": colleague.pk})

    assert now(released).contact == colleague
    with for_school(released.school):
        assert OutgoingMail.objects.filter(to=colleague.member.user.email).count() == 1


def test_passing_on_to_a_sister_branch_asks_the_student_first(released, group, company, sign_in):
    sister = offering(group)
    with for_school(group.school):
        ContactFactory(school=group.school, company=sister.company, member=company, is_first=False)
    student = sign_in(released.student.member)

    sign_in(company).post(page(released, "request_answer", released.pk), {"zeg": "ander", "to": sister.pk})

    assert (now(released).state, now(released).transfer_to) == ("transferred", sister)
    assert sister.company.name in student.get(page(released, "requests")).text
    student.post(page(released, "request_move", released.pk, "follow"))
    moved = now(released)
    assert (moved.state, moved.invitation, moved.released_at) == ("submitted", sister, None)
    with for_school(group.school):
        assert not PlacementRequest.objects.visible_to(company).exists()


def test_the_waiting_list_needs_the_student_s_yes(wish, coordinator, sign_in):
    student = sign_in(wish.student.member)
    sign_in(coordinator).post(page(wish, "request_move", wish.pk, "pool"), {"note": ""})
    assert now(wish).pool_agreed_at is None
    assert "Wil je op de wachtlijst?" in student.get(page(wish, "requests")).text

    student.post(page(wish, "request_move", wish.pk, "join_pool"))

    assert now(wish).pool_agreed_at is not None
    with for_school(wish.school), pytest.raises(MoveRefused, match="De leerling wacht op de wachtlijst"):
        undoing.undo(wish, by=coordinator)


def test_a_place_ends_only_wishes_on_the_same_days_and_tells_the_company_neutrally(school, group, wish, coordinator):
    tuesdays = choosing_group(school, weekdays=[1])
    later = choosing_group(school, starts_on=datetime.date(2027, 5, 10), ends_on=datetime.date(2027, 6, 30))
    elsewhere = offering(group)
    on_tuesday = wishing(wish.student, offering(tuesdays), rank=1)
    in_may = wishing(wish.student, offering(later), rank=1)
    with for_school(school):
        answering.release(wish, by=coordinator)

        place(wish.student, elsewhere, by=coordinator, **arrangement(elsewhere))

        told = OutgoingMail.objects.get(kind="placements/mail/request_not_needed")
    assert [now(one).state for one in (wish, on_tuesday, in_may)] == ["superseded", "submitted", "submitted"]
    assert told.to == wish.invitation.contact.member.user.email
    assert elsewhere.company.name not in told.text + told.subject + told.html


def test_a_withdrawn_wish_is_not_needed_any_more_at_the_company(released):
    with for_school(released.school):
        answering.withdraw(released, by=released.student.member)

    assert mails(released)[-1] == "placements/mail/request_not_needed"


def test_after_a_no_the_student_sees_companies_with_room(group, wish, coordinator, sign_in):
    room, full = offering(group), offering(group, seats=1)
    with for_school(group.school):
        place(taking_part(group), full, by=coordinator, **arrangement(full))
        answering.decline(wish, by=coordinator, reason="full", text="Helaas.")

    answer = sign_in(wish.student.member).get(page(wish, "requests"))

    assert [offer.pk for offer, _days in answer.context["next"]] == [room.pk]
    assert page(wish, "offer", room.pk) in answer.text


def test_a_move_that_is_not_in_the_table_or_not_yours_is_not_there(wish, sign_in):
    student = sign_in(wish.student.member)
    for move in ("release", "decline", "expire", "bestaat-niet"):
        assert student.post(page(wish, "request_move", wish.pk, move)).status_code == 404


def test_a_button_that_cannot_be_used_says_why_on_the_page(wish, coordinator, sign_in):
    why = "Deze aanvraag wacht niet op goedkeuring van de mentor."
    text = sign_in(coordinator).get(page(wish, "request", wish.pk)).text

    assert "Wat nu niet kan" in text
    assert why in text
    assert why in sign_in(coordinator).get(page(wish, "request_move", wish.pk, "approve")).text


def test_the_story_of_a_wish_is_told_to_staff_with_names_and_to_the_student_without(wish, coordinator, sign_in):
    with for_school(wish.school):
        wish.mark_read(by=coordinator)
        wish.extend(by=coordinator, note="Het bedrijf is met vakantie.")

    staff = sign_in(coordinator).get(page(wish, "request", wish.pk)).text
    own = sign_in(wish.student.member).get(page(wish, "request", wish.pk)).text

    assert "De school heeft de aanvraag gezien" in staff
    assert coordinator.user.name in staff
    assert "Het bedrijf is met vakantie." in staff
    assert "De school heeft de aanvraag gezien" in own
    assert coordinator.user.name not in own
    assert "vakantie" not in own


def test_another_company_finds_no_released_wish(released, sign_in):
    other = MembershipFactory(school=released.school, role=Role.SUPERVISOR)
    ContactFactory(school=released.school, member=other)

    assert sign_in(other).get(page(released, "request_answer", released.pk)).status_code == 404


def test_the_own_stage_days_decide_which_wish_ends(school, group, wish, coordinator):
    """The group has Thursday and Friday, this student only Thursday: a place on Friday leaves the wish."""
    elsewhere = offering(choosing_group(school))
    GroupStudent.objects.filter(group=group, student=wish.student).update(weekdays=[3])

    place(wish.student, elsewhere, by=coordinator, **arrangement(elsewhere, weekdays=[4]))

    assert now(wish).state == "submitted"
