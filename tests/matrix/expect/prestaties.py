"""Pieces of work that organisations ask for. Each family has one that takes sign-ups and one that is past."""

from tests.matrix.posts import thing
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, page
from tests.matrix.world import days_on

ASKED = {
    "title": "Kerstmarkt", "what": "Kramen opbouwen", "place": "Markt 1", "date": days_on(9), "starts_at": "09:00",
    "ends_at": "15:00", "seats": "2",
}  # fmt: skip
OPENED = {"closes_on": days_on(1)}
JOINED = {
    "why": "Leuk", "learn": "Koffie", "show": "Netjes", "has_time": "on", "parents_know": "on", "has_transport": "on",
}  # fmt: skip


def a_post(world, relation):
    """For the own company; the coordinator names one."""
    return ASKED | {"company": thing(world, relation, "company").pk}


def an_opening(world, relation):
    found = thing(world, relation, "new_engagement")
    return OPENED | {"classes": found.classes, "companion": thing(world, relation, "placement").mentor_id}


def per_sign_up(kind, **fields):
    """The same posted for the one sign-up that the engagement of this family has."""
    return lambda world, relation: {
        f"{name}-{thing(world, relation, kind).pk}": value for name, value in fields.items()
    }


EXPECT = {
    "placements:engagements": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING, S=NOTHING, P=NOTHING),
    "placements:engagement_new": page(None, BOTH, data=a_post, C=NOTHING, P=NOTHING),
    "placements:engagement": page("engagement", READ, C=ALL, M=JUST, D=ALL, S=JUST, P=JUST),
    "placements:engagement_edit": page("new_engagement", BOTH, data=a_post, C=ALL, P=JUST),
    "placements:engagement_open": page("new_engagement", BOTH, data=an_opening, C=ALL),
    "placements:engagement_close": page("engagement", WRITE, data={}, C=ALL),
    "placements:engagement_decide": page(
        "engagement", BOTH, data=per_sign_up("sign_up", keuze="ja", tekst="Goed"), C=ALL
    ),
    "placements:engagement_off": page("engagement", BOTH, data={"note": "Te koud"}, C=ALL),
    "placements:engagement_finish": page("past_engagement", BOTH, data=per_sign_up("chosen", uren="5"), C=ALL),
    "placements:sign_up": page("free_engagement", BOTH, data=JOINED, S=JUST),
    "placements:sign_off": page("engagement", WRITE, data={}, S=JUST),
    "placements:engagement_report": page("past_engagement", BOTH, data={"report": "Koffie"}, S=JUST),
    "placements:engagement_feedback": page(
        "past_engagement", BOTH, data=per_sign_up("chosen", tekst="Netjes"), C=ALL, P=JUST
    ),
}
