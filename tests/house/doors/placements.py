"""Who may open which page of the placements room."""

from schools.enums import STAFF, Role

EVERYBODY_CONCERNED = {*STAFF, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR}
GUIDES = {Role.COORDINATOR, Role.MENTOR}
MATCHING = {Role.COORDINATOR}

OPEN_TO = {
    "placements:placements": set(STAFF),
    "placements:placement": EVERYBODY_CONCERNED | {Role.JOBCOACH},
    "placements:guidance": GUIDES,
    "placements:talk": GUIDES,
    "placements:transfer": GUIDES,
    "transfer_to": GUIDES,
    "placements:review": GUIDES,
    "placements:rating": {Role.STUDENT},
    "placements:help_calls": MATCHING,
    "placements:help_new": MATCHING,
    "placements:help_call": MATCHING,
    "placements:safety": GUIDES,
    "placements:lawful": STAFF,
    "placement_cancel": MATCHING,
    "placement_end": {Role.COORDINATOR, Role.MENTOR},
    "placements:choose": {Role.STUDENT},
    "placements:offer": {Role.STUDENT},
    "placements:request_new": {Role.STUDENT},
    "placements:requests": {*STAFF, Role.STUDENT},
    "placements:request": {*STAFF, Role.STUDENT},
    "placements:request_step": {Role.STUDENT},
    "placements:request_withdraw": {Role.STUDENT},
    "placements:board": MATCHING,
    "placements:request_accept": MATCHING,
    "placements:request_decline": MATCHING,
    "placements:plan": MATCHING,
    "placements:plan_make": MATCHING,
    "placements:plan_what_if": MATCHING,
    "placements:plan_confirm": MATCHING,
    "placements:plan_student": MATCHING,
    "placements:place": MATCHING,
    "placements:place_at": MATCHING,
    "placements:requests_together": MATCHING,
    "placements:request_move": {Role.STUDENT, Role.MENTOR, Role.COORDINATOR},
    "placements:request_answer": {Role.SUPERVISOR},
    "placements:reasons": MATCHING,
    "placements:reason_new": MATCHING,
    "placements:reason_edit": MATCHING,
}
NOT_THEIRS = {"placements:request_move": {Role.MENTOR}}  # the tried move is not the mentor's



def arguments(world):
    """What each page needs in its address."""
    placement, request = [world.placement.pk], [world.request.pk]
    return {
        "placements:placements": [],
        "placements:placement": placement,
        **{f"placements:{one}": placement for one in ("guidance", "talk", "transfer", "review", "rating")},
        "transfer_to": [*placement, world.invitation.pk],
        "placements:help_calls": [],
        "placements:help_new": [world.group.pk, world.student.pk],
        "placements:help_call": [world.help_call.pk],
        "placements:safety": placement,
        "placements:lawful": placement,
        "placement_cancel": placement,
        "placement_end": placement,
        "placements:choose": [],
        "placements:offer": [world.invitation.pk],
        "placements:request_new": [world.invitation.pk],
        "placements:requests": [],
        "placements:request": request,
        "placements:request_step": [*request, 1],
        "placements:request_withdraw": request,
        "placements:board": [world.group.pk],
        "placements:request_accept": request,
        "placements:request_decline": request,
        **{f"placements:plan{name}": [world.group.pk] for name in ("", "_make", "_what_if", "_confirm")},
        "placements:plan_student": [world.group.pk, world.student.pk],
        "placements:place": [world.group.pk, world.student.pk],
        "placements:place_at": [world.student.pk, world.invitation.pk],
        "placements:requests_together": [],
        "placements:request_move": [*request, "agree"],
        "placements:request_answer": request,
        "placements:reasons": [],
        "placements:reason_new": [],
        "placements:reason_edit": [world.reason.pk],
    }
