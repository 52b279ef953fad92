"""Places that students found: one that waits for school in every family, and a draft of the classmate."""

from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, page

ANSWER = {"company": "nieuw", "sector": "Techniek", "email": "henk@found.example"}
EXPECT = {
    "placements:found_places": page(None, READ, C=NOTHING, M=NOTHING, S=NOTHING),
    "placements:found_new": page(None, BOTH, S=NOTHING),
    "placements:found_place": page("found", READ, C=ALL, M=JUST, S=JUST),
    "placements:found_step": page("found_draft", BOTH, 1, data={"name": "Anders"}, S=JUST),
    "placements:found_withdraw": page("found", WRITE, data={}, S=JUST),
    "placements:found_accept": page("found", BOTH, data=ANSWER, C=ALL),
    "placements:found_refuse": page("found", BOTH, data={"reason": "other", "text": "Jammer."}, C=ALL),
    "placements:found_share": page("found_yes", WRITE, data={}, C=ALL),
}
