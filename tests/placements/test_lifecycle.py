"""The table of a wish's life: every move from every state by every role is allowed exactly where the table says."""

import datetime

import pytest

from core.house import moves
from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from placements.enums import RequestState as State
from placements.lifecycle import LIFE, buttons, may
from placements.models import PlacementRequest
from schools.enums import Role
from tests.factories import ContactFactory, MembershipFactory
from tests.placements.scene import offering

ROLES = [None, *Role]
NOW = datetime.datetime(2026, 11, 24, 9, 0, tzinfo=datetime.UTC)


def details(wish, name, others):
    """What each move needs to be told."""
    return {
        "give_back": {"note": "Vertel ook wat je al kunt."},
        "give_tip": {"note": "Vertel ook wat je al kunt."},
        "ask_colleague": {"contact": others["contact"]},
        "refuse": {"reason": "full"},
        "transfer": {"to": others["elsewhere"]},
        "decline": {"reason": "full", "text": "Er is geen plek meer."},
        "fall_through": {"text": "De stage gaat niet door."},
        "extend": {"note": "Het bedrijf is met vakantie."},
    }.get(name, {})


def put(wish, state, name, role):
    """Bring the wish in this state, with what the move looks at besides."""
    facts = {"state": state, "decline_reason": "full", "decline_text": "Vol", "released_at": None}
    PlacementRequest.objects.filter(pk=wish.pk).update(**facts)
    wish.refresh_from_db()
    if name == "undo":
        AuditEntry.objects.create(
            subject="placements.placementrequest", subject_id=wish.pk, action="propose", before="read",
            after=state, role=role or "",
        )  # fmt: skip


@pytest.mark.parametrize("name", LIFE)
def test_a_move_is_possible_exactly_where_the_table_says(name, school, wish):
    here, elsewhere = wish.invitation, offering(wish.group)
    with for_school(school):
        contact = ContactFactory(school=school, company=wish.invitation.company, is_first=False)
        others = {"elsewhere": elsewhere, "contact": contact}
        PlacementRequest.objects.filter(pk=wish.pk).update(transfer_to=elsewhere, submitted_at=NOW)
        members = {role: role and MembershipFactory(school=school, role=role) for role in ROLES}
        walked = 0
        for state in State:
            for role in ROLES:
                PlacementRequest.objects.filter(pk=wish.pk).update(
                    invitation=here, transfer_to=elsewhere, restored_at=None, pool_agreed_at=None, extensions=0
                )
                put(wish, state, name, role)
                row = LIFE[name]
                allowed = state in row.source if role is None else state in row.who.get(role, set())
                try:
                    getattr(wish, name)(by=members[role], **details(wish, name, others))
                    moved = True
                except MoveRefused:
                    moved = False
                assert moved == allowed, f"{name} from {state} by {role}"
                wish.refresh_from_db()
                target = row.to or ("read" if name == "undo" else state)
                assert wish.state == (target if moved else state)
                walked += 1
        assert walked == len(State) * len(ROLES)


def test_every_move_of_a_wish_is_in_the_table_and_the_map_shows_the_same():
    on_the_map = {name: (source, target) for model, name, source, target in moves() if model is PlacementRequest}

    assert on_the_map == {name: (sorted(row.source), row.to) for name, row in LIFE.items()}


def test_from_every_state_that_is_not_an_end_a_person_can_go_on():
    ends = {State.ACCEPTED, State.SUPERSEDED}
    for state in set(State) - ends:
        assert any(may(name, state, role) for name in LIFE for role in Role), state


def test_a_button_that_cannot_be_used_says_why(wish):
    wish.state = State.AGREED
    asked = buttons(wish, Role.COORDINATOR, ["accept", "release", "agree"])

    found = {name: why for name, _words, why in asked}

    assert found["accept"] == ""
    assert found["release"] == LIFE["release"].no
    assert found["agree"] == LIFE["agree"].no
    assert all(row.no for row in LIFE.values())


def test_every_move_leaves_who_when_and_why_in_the_record(school, wish, coordinator):
    with for_school(school):
        PlacementRequest.objects.filter(pk=wish.pk).update(extensions=1)
        wish.extend(by=coordinator, note="Het bedrijf is met vakantie.")

        line = AuditEntry.objects.about(wish).get()
        assert (line.action, line.actor, line.role) == ("extend", coordinator.user, "coordinator")
        assert line.note == "Het bedrijf is met vakantie."
