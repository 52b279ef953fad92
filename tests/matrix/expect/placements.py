from tests.matrix.posts import a_line, a_match, a_no, a_rule, a_talk, a_transfer, first_words, one_seen
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, C, J, M, P, S, page
from tests.matrix.world import days_on, yesterday

CONCERNED = {"C": ALL, "M": JUST, "D": ALL, "S": JUST, "G": JUST, "P": JUST}
LOOKERS = {"C": ALL, "M": JUST, "S": JUST, "P": JUST}  # and guardians, but never the photos
GROWN_UP = ("agreed_guardian",)  # day reports are for guardians of minors
A_REASON = {"label": "Geen begeleider", "text": "Hoi {naam}.", "position": "9"}
REPORT = {"did": "Banden gewisseld.", "mood": "3"}
WORK = {"text": "Mijn foto", "answer": "approve", "feedback": "Goed"}
RATING = {"work": "3", "people": "2", "learning": "3", "sentence": "Fijn."}
REVIEW = {"misjudged": "Het tempo.", "next_time": "Kleinere ploeg."}
HELP = {
    "to_name": "Kim", "to_email": "kim@sbb.example", "sector": "Groen", "weekdays": ["3"], "region": "Steenwijk",
}  # fmt: skip
EXPECT = {
    "placements:guidance": page("placement", READ, C=ALL, M=JUST),
    "placements:talk": page("placement", BOTH, data=a_talk, C=ALL, M=JUST),
    "placements:transfer": page("placement", READ, C=ALL, M=JUST),
    "transfer_to": page("placement_and_second", BOTH, data=a_transfer, C=ALL, M=JUST),
    "placements:review": page("placement", BOTH, data=REVIEW, C=ALL, M=JUST),
    "placements:rating": page("past", BOTH, data=RATING, S=JUST),
    "placements:help_calls": page(None, READ, C=NOTHING),
    "placements:help_new": page("group_and_idle", BOTH, data=HELP, C=ALL),
    "placements:help_call": page("help_call", BOTH, data={"doen": "note_answer", "note": "Ja."}, C=ALL),
    "placements:placements": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "placements:placement": page("placement", READ, J=JUST, **CONCERNED),
    "placements:lawful": page("placement", BOTH, data={"reason": ""}, writers=(), C=ALL, M=JUST, D=ALL),
    "placements:safety": page("placement", BOTH, data={"text_0": "Vegen"}, C=ALL, M=JUST),
    "placement_cancel": page("planned", BOTH, data={"note": "Vol"}, C=ALL),
    "placement_end": page("placement", BOTH, data={"note": "Verhuisd"}, C=ALL, M=JUST),
    "placements:choose": page(None, READ, S=NOTHING),
    "placements:offer": page("offer", READ, S=JUST | {"same"}),
    "placements:request_new": page("second", BOTH, data=first_words, S=JUST | {"same"}),
    "placements:requests": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING, S=NOTHING),
    "placements:request": page("request", READ, C=ALL, M=JUST, D=ALL, S=JUST),
    "placements:request_step": page("draft", BOTH, 1, data={"why": "Ik wil graag."}, S=JUST),
    "placements:request_withdraw": page("request", BOTH, data={}, S=JUST),
    "placements:board": page("group", READ, C=ALL),
    "placements:request_accept": page("waiting", BOTH, data=a_match, C=ALL),
    "placements:plan": page("group", READ, C=ALL),
    "placements:plan_make": page("group", WRITE, data={"aim": "first"}, C=ALL),
    "placements:plan_what_if": page("group", READ, C=ALL),
    "placements:plan_confirm": page("group", WRITE, data=a_line, C=ALL),
    "placements:plan_student": page("group_and_idle", BOTH, data=a_rule, C=ALL),
    "placements:request_decline": page("request", BOTH, data=a_no, C=ALL),
    "placements:requests_together": page(None, WRITE, data=one_seen, C=NOTHING),
    "placements:request_move": page("asked_wish", BOTH, "extend", data={"note": "Vakantie"}, C=ALL),
    "placements:request_answer": page("asked_wish", BOTH, data={"zeg": "graag"}, P=JUST),
    "placements:reasons": page(None, BOTH, data={}, C=NOTHING),
    "placements:reason_new": page(None, BOTH, data=A_REASON, C=NOTHING),
    "placements:reason_edit": page("reason", BOTH, data=A_REASON, C=ALL),
    "placements:place": page("group_and_student", READ, C=ALL),
    "placements:place_at": page("idle_and_invitation", BOTH, data=a_match, C=ALL),
    "placements:today": page(None, READ, C=NOTHING, M=NOTHING),
    "placements:days": page("placement", READ, G=JUST, J=JUST, **LOOKERS),
    "placements:check_in": page("placement", WRITE, data={"date": yesterday(), "presence": "present"}, S=JUST),
    "placements:day": page("placement", BOTH, yesterday(), data={"presence": "present"}, C=ALL, M=JUST, P=JUST),
    "placements:confirm_week": page("placement", WRITE, days_on(-2), data={}, P=JUST),
    "placements:reports": page("placement", READ, not_for=GROWN_UP, G=JUST, J=JUST, **LOOKERS),
    "placements:report": page(
        "placement",
        BOTH,
        yesterday(),
        data={"text": "Goed zo."},
        writers=(C, M, P, J),
        not_for=GROWN_UP,
        G=JUST,
        J=JUST,
        **LOOKERS,
    ),
    "placements:report_write": page("placement", BOTH, days_on(-2), data=REPORT, S=JUST),
    "placements:report_photo": page("placement", READ, yesterday(), **LOOKERS),
    "placements:assignments": page("placement", READ, G=JUST, **LOOKERS),
    "placements:submission": page("submission", BOTH, data=WORK, writers=(C, M, S), G=JUST, **LOOKERS),
    "placements:submission_file": page("submission", READ, **LOOKERS),
    "placements:group_assignments": page("group", READ, C=ALL, M=JUST | {"same"}),
    "placements:assignment_new": page("group", BOTH, data={"title": "Foto", "text": "Maak"}, C=ALL, M=JUST),
}
