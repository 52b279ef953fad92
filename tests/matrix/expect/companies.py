from tests.matrix.table import ALL, BOTH, NOTHING, READ, page

COMPANY = {"name": "Bakkerij Smit", "sector": "Horeca"}
CONTACT = {"name": "Anna Smit", "email": "anna@smit.example"}
EXPECT = {
    "companies:companies": page(None, READ, C=NOTHING, M=NOTHING, D=NOTHING),
    "companies:company_new": page(None, BOTH, data=COMPANY, C=NOTHING),
    "companies:company": page("company", READ, C=ALL, M=ALL, D=ALL),
    "companies:company_edit": page("company", BOTH, data=COMPANY, C=ALL),
    "companies:contact_new": page("company", BOTH, data=CONTACT, C=ALL),
}
