from tests.matrix.changing import a_change, a_mended_change, another_time
from tests.matrix.lwt import PLAN, SIGNED, STOPPED, an_agreement
from tests.matrix.paper_posts import a_copy, a_scan, a_stand_in, on_the_scan
from tests.matrix.table import ALL, ANYONE, BOTH, JUST, NOTHING, READ, SEALED_CODE, WRITE, Page, page, public

CONCERNED = {"C": ALL, "M": JUST, "D": ALL, "S": JUST, "G": JUST, "P": JUST}
CHECKED = {"name": "Kop", "signer": "Wie", "supervisor": "Wie", "times": "ma", "other": "Nog iets"}


def all_stages(world, relation):
    """Every stage of both families is chosen; who may see none of them starts nothing."""
    stages = [one.pk for kind in ("placement", "past") for one in world.a.things[kind].values()]
    return {"stage": stages, "act": "make"}


EXPECT = {
    "contracts:contracts": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "contracts:make_many": page(None, WRITE, data={}, C=NOTHING, M=NOTHING),
    "contracts:together": page(None, WRITE, data=all_stages, C=NOTHING, M=NOTHING),
    "contracts:work": page(None, READ, C=NOTHING, M=NOTHING),
    "contracts:contract": page("placement", READ, **CONCERNED),
    "contracts:fill_in": page("placement", READ, S=JUST),
    "contracts:question": page("planned", BOTH, "phone", data={"phone": "06 12345678"}, S=JUST),
    "contracts:submit": page("planned", WRITE, data={}, S=JUST),
    "contracts:check_off": page("placement", WRITE, data={}, C=ALL, M=JUST),
    "contracts:send_back": page("placement", BOTH, data={"note": "Nog een doel."}, C=ALL, M=JUST),
    "contracts:missing": page("placement", READ, C=ALL, M=JUST, D=ALL),
    "contracts:blanks": page("placement", READ, C=ALL, M=JUST),
    "contracts:company_ask": page("placement", WRITE, data={}, C=ALL, M=JUST),
    "contracts:company_check": page("placement", BOTH, data=CHECKED, P=JUST),
    "contracts:details": page("placement", BOTH, data={"allowance": "€ 5"}, C=ALL, M=JUST),
    "contracts:remark": page("remark", WRITE, data={}, C=ALL, M=JUST),
    "contracts:texts": page(None, READ, C=NOTHING, D=NOTHING),
    "contracts:text_new": page(None, BOTH, data={"document": "letter", "kind": ""}, C=NOTHING),
    "contracts:text": page("text", READ, C=ALL, D=ALL),
    "contracts:text_draft": page("text", WRITE, data={}, writers=(), C=ALL),  # the draft is there already
    "contracts:text_publish": page("text", WRITE, data={"valid_from": "2100-01-01"}, C=ALL),
    "contracts:text_preview": page("text", WRITE, data={}, C=ALL, D=ALL),
    "contracts:clause_new": page("text", BOTH, data={"heading": "Kop", "text": "Tekst"}, C=ALL),
    "contracts:clause": page("clause", BOTH, data={"heading": "Kop", "text": "Tekst"}, C=ALL),
    "contracts:clause_remove": page("clause", WRITE, data={}, C=ALL),
    "contracts:clause_place": page("clause", WRITE, data={"plaats": "1"}, C=ALL),
    "contracts:lwt_plan": page("lwt", BOTH, data=PLAN, C=ALL, M=JUST),
    "contracts:lwt_rules": page("lwt", BOTH, data={"reason": ""}, writers=(), C=ALL, M=JUST, D=ALL),
    "contracts:agreements": page(None, READ, C=NOTHING, D=NOTHING),
    "contracts:agreement_new": page(None, BOTH, data=an_agreement, C=NOTHING),
    "contracts:agreement": page("agreement", BOTH, data=SIGNED, C=ALL),
    "contracts:agreement_end": page("agreement", BOTH, data=STOPPED, C=ALL),
    "contracts:agreement_file": page("agreement", READ, C=ALL, D=ALL),
    "contracts:make": page("past", WRITE, data={}, C=ALL, M=JUST),
    "contracts:rearrange": page("placement", BOTH, data=another_time, C=ALL, M=JUST),
    "contracts:addendum_new": page("signed", BOTH, data=a_change, C=ALL, M=JUST),
    "contracts:addendum": page("change", READ, **CONCERNED),
    "contracts:addendum_edit": page("drafted", BOTH, data=a_mended_change, C=ALL, M=JUST),
    "contracts:addendum_make": page("drafted", WRITE, data={}, C=ALL, M=JUST),
    "contracts:addendum_withdraw": page("change", WRITE, data={"note": "Toch niet."}, C=ALL, M=JUST),
    "contracts:addendum_hold": page("change", WRITE, data={"from_date": "2027-12-01"}, C=ALL, M=JUST),
    "contracts:download": page("version", READ, **CONCERNED),
    "contracts:starts": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "contracts:start_early": page("planned", BOTH, data={"reason": "De vader tekent."}, writers=(), C=ALL),
    "contracts:remind": page("signatory", WRITE, data={}, writers=(), C=ALL, M=JUST),  # asked today already
    "contracts:ask_letter": page("signatory", WRITE, data={}, C=ALL, M=JUST),
    "contracts:stand_in": page("company_signs", BOTH, data=a_stand_in, C=ALL),
    "contracts:paper": page("version", READ, C=ALL, M=JUST, D=ALL),
    "contracts:hand_out": page("version", WRITE, data=a_copy, C=ALL, M=JUST),
    "contracts:scan_new": page("version", BOTH, data=a_scan, C=ALL, M=JUST, S=JUST, G=JUST),
    "contracts:scan": page("scan", BOTH, data=on_the_scan, C=ALL, M=JUST),
    "contracts:scan_reject": page("scan", WRITE, data={"note": "Te donker."}, C=ALL, M=JUST),
    "contracts:scan_file": page("scan", READ, C=ALL, M=JUST, D=ALL),
    "contracts:scan_page": page("scan", READ, 1, C=ALL, M=JUST),
    "contracts:sealed": page("sealed", READ, **CONCERNED),
    "contracts:genuine": Page(None, ANYONE, READ, (SEALED_CODE,)),
    "contracts:genuine_file": public(BOTH),
}
