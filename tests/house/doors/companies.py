from schools.enums import Role

STAFF = {Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR}
C = {Role.COORDINATOR}
P = {Role.SUPERVISOR}
OF_A_COMPANY = {
    "company": STAFF,
    "company_edit": C,
    "history": STAFF,
    "log_new": {Role.COORDINATOR, Role.MENTOR},
    "pictures": C,
    "picture": STAFF,
    "recognition": C,
    "pause": C,
    "check": C,
    "check_ask": C,
    "flag": C,
    "friend": C,
    "contact_new": C,
    "contacts": STAFF,
    "contact": C,
    "contact_stand_in": C,
    "contact_end": C,
    "own_profile": P,
    "own_check": P,
    "own_pause": P,
    "own_stand_in": P,
    "own_mail": P,
    "own_friend": P,
}
OPEN_TO = {
    "companies:companies": STAFF,
    "companies:company_new": C,
    "companies:check_ask_all": C,
    "companies:proposals": C,
    "companies:proposal": C,
    "companies:network": C,
    "companies:friends": {"anyone"},
    "companies:friend_logo": {"anyone"},
    "our_company": {"person"},
    "placements:offer_photo": {Role.STUDENT},
    **{f"companies:{name}": roles for name, roles in OF_A_COMPANY.items()},
}


def arguments(world):
    found = {f"companies:{name}": [world.company.pk] for name in OF_A_COMPANY}
    for name in ("contact", "contact_stand_in", "contact_end"):
        found[f"companies:{name}"] = [world.company.pk, world.contact.pk]
    found["companies:picture"] = [world.company.pk, "foto"]
    found["companies:proposal"] = [world.proposal.pk]
    found["companies:friend_logo"] = [world.company.pk]
    found["placements:offer_photo"] = [world.invitation.pk]
    return found
