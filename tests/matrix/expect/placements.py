from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, C, M, P, page
from tests.matrix.world import yesterday

CONCERNED = {"C": ALL, "M": JUST, "D": ALL, "S": JUST, "G": JUST, "P": JUST}
LOOKERS = {"C": ALL, "M": JUST, "S": JUST, "P": JUST}  # and guardians, but never the photos
REPORT = {"did": "Banden gewisseld.", "mood": "3"}
EXPECT = {
    "placements:placements": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "placements:placement": page("placement", READ, **CONCERNED),
    "placements:placement_cancel": page("placement", BOTH, C=ALL),
    "placements:placement_end": page("placement", BOTH, data={"note": "Verhuisd"}, C=ALL, M=JUST),
    "placements:choose": page(None, READ, S=NOTHING),
    "placements:offer": page("offer", READ, S=JUST | {"same"}),
    "placements:request_new": page("offer", BOTH, S=JUST | {"same"}),
    "placements:requests": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING, S=NOTHING),
    "placements:request": page("request", READ, C=ALL, M=JUST, D=ALL, S=JUST),
    "placements:request_step": page("request", BOTH, 1, S=JUST),
    "placements:request_withdraw": page("request", BOTH, data={}, S=JUST),
    "placements:board": page("group", READ, C=ALL),
    "placements:request_accept": page("request", BOTH, C=ALL),
    "placements:request_decline": page("request", BOTH, data={"reason": "full", "text": "Jammer."}, C=ALL),
    "placements:place": page("group_and_student", READ, C=ALL),
    "placements:place_at": page("student_and_invitation", BOTH, C=ALL),
    "placements:today": page(None, READ, C=NOTHING, M=NOTHING),
    "placements:days": page("placement", READ, G=JUST, **LOOKERS),
    "placements:check_in": page("placement", WRITE, data={"date": yesterday(), "presence": "present"}, S=JUST),
    "placements:day": page("placement", BOTH, yesterday(), data={"presence": "present"}, C=ALL, M=JUST, P=JUST),
    "placements:confirm_week": page("placement", WRITE, yesterday(), P=JUST),
    "placements:reports": page("placement", READ, G=JUST, **LOOKERS),
    "placements:report": page(
        "placement", BOTH, yesterday(), data={"text": "Goed zo."}, writers=(C, M, P), G=JUST, **LOOKERS
    ),
    "placements:report_write": page("placement", BOTH, yesterday(), S=JUST),
    "placements:report_photo": page("placement", READ, yesterday(), **LOOKERS),
    "placements:assignments": page("placement", READ, G=JUST, **LOOKERS),
    "placements:submission": page("submission", BOTH, G=JUST, **LOOKERS),
    "placements:submission_file": page("submission", READ, **LOOKERS),
    "placements:group_assignments": page("group", READ, C=ALL, M=JUST | {"same"}),
    "placements:assignment_new": page("group", BOTH, data={"title": "Foto", "text": "Maak"}, C=ALL, M=JUST),
}
