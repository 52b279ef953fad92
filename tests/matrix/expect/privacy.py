from tests.matrix.table import ALL, BOTH, NOTHING, READ, WRITE, page

TERMS = {
    "dossier": "18", "identity": "60", "wishes": "12", "photos": "6", "letters": "3", "mail": "12", "lists": "3",
    "audit": "24",
}  # fmt: skip
HOLD = {"doen": "hold", "reason": "Er loopt een bezwaar."}
EXPECT = {
    "schools:retention": page(None, BOTH, data=TERMS, C=NOTHING),
    "schools:erasures": page(None, READ, C=NOTHING),
    "schools:erasure": page("erasure", BOTH, data=HOLD, C=ALL),
    "schools:student_erase": page("student", BOTH, C=ALL),
    "schools:student_export": page("student", WRITE, data={}, C=ALL),
    "schools:data_requests": page(None, READ, C=NOTHING),
    "schools:data_request": page("data_request", BOTH, data={}, C=ALL),
    "schools:own_data": page(None, BOTH, S=NOTHING, G=NOTHING),
}
