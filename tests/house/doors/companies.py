from schools.enums import Role

STAFF = {Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR}
OPEN_TO = {
    "companies:companies": STAFF,
    "companies:company": STAFF,
    "companies:company_new": {Role.COORDINATOR},
    "companies:company_edit": {Role.COORDINATOR},
    "companies:contact_new": {Role.COORDINATOR},
}


def arguments(world):
    company = [world.company.pk]
    return {"companies:company": company, "companies:company_edit": company, "companies:contact_new": company}
