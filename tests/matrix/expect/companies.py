from tests.matrix.posts import at_schools
from tests.matrix.table import ALL, BOTH, JUST, NOTHING, READ, WRITE, P, Page, page, public
from tests.matrix.world import days_on

COMPANY = {"name": "Bakkerij Smit", "sector": "Horeca"}
CONTACT = {"name": "Anna Smit", "email": "anna@smit.example"}
CALL = {"kind": "phone", "on": days_on(0), "note": "Gebeld over het voorjaar."}
SPAN = {"since": days_on(0), "until": days_on(9)}
EVERY_STAFF = {"C": ALL, "M": ALL, "D": ALL}
EXPECT = {
    "companies:companies": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "companies:company_new": page(None, BOTH, data=COMPANY, C=NOTHING),
    "companies:company": page("company", READ, **EVERY_STAFF),
    "companies:company_edit": page("company", BOTH, data=COMPANY, C=ALL),
    "companies:contact_new": page("company", BOTH, data=CONTACT, C=ALL),
    "companies:contacts": page("company", READ, **EVERY_STAFF),
    "companies:contact": page("company_colleague", BOTH, data={"function": "chef"}, C=ALL),
    "companies:contact_stand_in": page("company_colleague", WRITE, data=CONTACT | SPAN, C=ALL),
    "companies:contact_end": page("company_colleague", WRITE, data={}, C=ALL),
    "companies:history": page("company", READ, **EVERY_STAFF),
    "companies:log_new": page("company", BOTH, data=CALL, C=ALL, M=ALL),
    "companies:pictures": page("company", BOTH, data={"drop_photo": "on"}, C=ALL),
    "companies:picture": page("company", READ, "foto", **EVERY_STAFF),
    "companies:recognition": page("company", BOTH, data={"sbb_id": "100200300", "valid_until": days_on(99)}, C=ALL),
    "companies:pause": page("company", BOTH, data={"until": days_on(9)}, C=ALL),
    "companies:check": page("company", WRITE, data={}, C=ALL),
    "companies:check_ask": page("company", WRITE, data={}, C=ALL),
    "companies:check_ask_all": page(None, WRITE, data={}, C=NOTHING),
    "companies:flag": page("company", BOTH, data={"reason": "Opgelost in een gesprek.", "opgelost": "ja"}, C=ALL),
    "companies:friend": page("company", BOTH, data={"agreed_by": "Anna Smit", "since": days_on(0)}, C=ALL),
    "companies:network": page(None, BOTH, data={"intro": "Welkom."}, C=NOTHING),
    "companies:proposals": page(None, READ, C=NOTHING),
    "companies:proposal": page("proposal", BOTH, data={"reason": "Dat klopt niet."}, C=ALL),
    "companies:own_profile": page("our_company", BOTH, data=at_schools(sector="Horeca"), P=JUST),
    "companies:own_check": page("our_company", WRITE, data={}, P=JUST),
    "companies:own_pause": page("our_company", BOTH, data=at_schools(until=days_on(9)), P=JUST),
    "companies:own_stand_in": page("our_company", BOTH, data=at_schools(**CONTACT, **SPAN), P=JUST),
    "companies:own_mail": page("our_company", BOTH, data=at_schools(), P=JUST),
    "companies:own_friend": page("our_company", BOTH, data=at_schools(), P=JUST),
    "companies:friends": public(),
    "companies:friend_logo": Page(None, {}, rest=(1,)),  # there is no such company
    "our_company": Page(None, {P: frozenset({NOTHING})}),
    "placements:offer_photo": page("offer", READ, S=JUST | {"same"}),
}
