from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, page

CONCERNED = {"C": ALL, "M": JUST, "D": ALL, "S": JUST, "G": JUST, "P": JUST}
EXPECT = {
    "contracts:contracts": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "contracts:make_many": page(None, WRITE, data={}, C=NOTHING, M=NOTHING),
    "contracts:contract": page("placement", READ, **CONCERNED),
    "contracts:fill_in": page("placement", READ, S=JUST),
    "contracts:question": page("planned", BOTH, "phone", data={"phone": "06 12345678"}, S=JUST),
    "contracts:submit": page("planned", WRITE, data={}, S=JUST),
    "contracts:check_off": page("placement", WRITE, data={}, C=ALL, M=JUST),
    "contracts:send_back": page("placement", BOTH, data={"note": "Nog een doel."}, C=ALL, M=JUST),
    "contracts:make": page("past", WRITE, data={}, C=ALL, M=JUST),
    "contracts:download": page("version", READ, **CONCERNED),
}
