"""Talks before a stage: one to choose, one that is past, and a wish with which none was planned yet."""

from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, page
from tests.matrix.world import days_on

TALK = {
    "kind": "intro", "first_at": f"{days_on(5)}T10:00", "second_at": f"{days_on(6)}T10:00", "place": "Kade 1",
    "host": "Joke",
}  # fmt: skip
RESULT = {"result": "suitable", "words": "Netjes."}
BACK = {"mood": "3", "proud": "Ik durfde.", "otherwise": "Meer vragen."}
EXPECT = {
    "placements:meetings": page(None, READ, C=NOTHING, M=NOTHING, S=NOTHING, P=NOTHING),
    "placements:meeting_new": page("to_meet", BOTH, data=TALK, C=ALL, M=JUST, P=JUST),
    "placements:meeting": page("meeting", READ, C=ALL, M=JUST, S=JUST, P=JUST),
    "placements:meeting_choose": page("meeting", BOTH, data={"moment": "1"}, S=JUST),
    "placements:meeting_again": page("meeting", BOTH, data=TALK, C=ALL, M=(), P=JUST),
    "placements:meeting_prepare": page("meeting", BOTH, data={"skills": "Tillen"}, S=JUST),
    "placements:meeting_sheet": page("meeting", READ, M=JUST, S=JUST),
    "placements:meeting_result": page("past_meeting", BOTH, data=RESULT, C=ALL, M=(), P=JUST),
    "placements:meeting_back": page("past_meeting", BOTH, data=BACK, S=JUST),
    "placements:meeting_off": page("meeting", BOTH, data={"note": "Ziek"}, C=ALL, M=(), P=JUST),
    "placements:meeting_ics": page("past_meeting", READ, C=ALL, M=JUST, S=JUST, P=JUST),
}
