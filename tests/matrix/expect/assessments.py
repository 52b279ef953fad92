from tests.matrix.posts import CONCLUSION, scores
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, page
from tests.matrix.world import days_on

FAMILY = {"C": ALL, "M": JUST, "D": ALL, "S": JUST, "P": JUST}  # guardians see what is fixed, and nothing before
LEADS = {"C": ALL, "M": JUST}
EXPECT = {
    "assessments:due": page(None, READ, C=NOTHING, M=NOTHING),
    "assessments:assessments": page("placement", READ, G=JUST, **FAMILY),
    "assessments:plan": page("placement", BOTH, data={"moment": "first", "planned_on": days_on(10)}, **LEADS),
    "assessments:assessment": page("assessment", READ, **FAMILY),
    "assessments:assessment#final": page("final", READ, G=JUST, **FAMILY),
    "assessments:replan": page("assessment", BOTH, data={"moment": "first", "planned_on": days_on(5)}, **LEADS),
    "assessments:cancel": page("assessment", BOTH, data={"note": "Ziek"}, **LEADS),
    "assessments:ask_company": page("assessment", WRITE, data={}, **LEADS),
    "assessments:fill": page("assessment", BOTH, 1, data=scores("assessment"), C=ALL, M=JUST, S=JUST, P=JUST),
    "assessments:discuss": page("assessment", WRITE, data={}, **LEADS),
    "assessments:agree": page("talk", BOTH, 1, data=scores("talk"), **LEADS),
    "assessments:conclude": page("talk", BOTH, data=CONCLUSION, **LEADS),
    "assessments:finalise": page("talk", WRITE, data={}, **LEADS),
    "assessments:reopen": page("final", BOTH, data={"note": "Fout"}, C=ALL),
    "assessments:document": page("assessment", BOTH, data={}, writers=(), **FAMILY),
    "assessments:document#final": page("final", BOTH, data={}, writers=(), G=JUST, **FAMILY),
}
