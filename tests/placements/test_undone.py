"""A no that is taken back, and a wish that comes back: what is in the way is named."""

import datetime

import pytest
import time_machine

from core.models import OutgoingMail
from core.moves import MoveRefused
from core.tenancy import for_school
from groups.models import Group
from placements import answering, undoing
from placements.matching import place
from placements.models import PlacementRequest
from tests.placements.scene import arrangement, choosing_group, offering, taking_part, wishing

LATER = datetime.datetime(2026, 12, 2, 10, 0, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def _open(school):
    """One school is open, so that a test can follow a wish to its company and its student."""
    with for_school(school):
        yield


def test_a_no_is_undone_until_the_student_went_on(school, group, wish, coordinator):
    with for_school(school):
        answering.decline(wish, by=coordinator, reason="full", text="Vol.")
        undoing.undo(wish, by=coordinator)
        assert (wish.state, wish.decline_text) == ("submitted", "")
        answering.decline(wish, by=coordinator, reason="full", text="Vol.")
    with time_machine.travel(LATER):
        other = wishing(wish.student, offering(group), rank=1)

        with for_school(school), pytest.raises(MoveRefused, match="vroeg intussen") as refusal:
            undoing.undo(wish, by=coordinator)

    assert other.invitation.company.name in str(refusal.value)
    with for_school(school):
        assert OutgoingMail.objects.filter(kind="placements/mail/request_declined").count() == 2


@pytest.mark.parametrize("what", ["full", "stage", "closed", "left", "erased", "asked", "gone"])
def test_asking_again_names_what_is_in_the_way(school, group, wish, coordinator, what):
    with for_school(school):
        answering.withdraw(wish, by=wish.student.member)
        PlacementRequest.objects.filter(pk=wish.pk).update(submitted_at=LATER)
    sentence = in_the_way(school, group, wish, coordinator, what)

    with for_school(school):
        fresh = PlacementRequest.objects.get(pk=wish.pk)
        with pytest.raises(MoveRefused, match=sentence):
            undoing.restore(fresh, by=fresh.student.member)


def in_the_way(school, group, wish, coordinator, what):
    """Put it there; returns the words that name it."""
    with for_school(school):
        match what:
            case "full":
                place(taking_part(group), wish.invitation, by=coordinator, **arrangement(wish.invitation))
                return "Alle plekken bij .* zijn bezet"
            case "stage":
                elsewhere = offering(choosing_group(school))
                place(wish.student, elsewhere, by=coordinator, **arrangement(elsewhere, weekdays=[4]))
                return f"Op vrijdag is er al een stage bij {elsewhere.company.name}"
            case "closed":
                Group.objects.filter(pk=group.pk).update(state="running")
                return "Kiezen in deze groep is voorbij"
            case "left":
                type(wish.student).objects.filter(pk=wish.student_id).update(left_on=datetime.date(2026, 11, 1))
                return "niet meer op school"
            case "erased":
                type(wish.student).objects.filter(pk=wish.student_id).update(erased_on=datetime.date(2026, 11, 1))
                return "gewist"
            case "asked":
                wishing(wish.student, wish.invitation)
                return "intussen opnieuw gevraagd"
            case "gone":
                type(wish.invitation).objects.filter(pk=wish.invitation_id).update(state="no")
                return "heeft geen plek meer"


def test_a_withdrawn_wish_comes_back_once_with_a_free_rank(school, group, wish):
    student = wish.student.member
    with for_school(school):
        PlacementRequest.objects.filter(pk=wish.pk).update(submitted_at=LATER)
        answering.withdraw(wish, by=student)
    wishing(wish.student, offering(group), rank=1)

    with for_school(school):
        undoing.restore(wish, by=student)
        assert (wish.state, wish.rank) == ("submitted", 2)
        answering.withdraw(wish, by=student)
        with pytest.raises(MoveRefused, match="kwam al een keer terug"):
            undoing.restore(wish, by=student)
