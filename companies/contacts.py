"""People at a company."""

from companies.models import CompanyContact
from schools.enums import Role
from schools.people import give_role, person


def set_first_contact(company, *, name, email, function="", phone=""):
    """Make this person the company's first contact; whoever was first stays a contact. Returns the contact."""
    member = give_role(company.school, person(email, name, phone), Role.SUPERVISOR)
    contact = company.contacts.filter(member=member).first()
    if contact and contact.is_first and contact.function == function:
        return contact
    company.contacts.filter(is_first=True).exclude(member=member).update(is_first=False)
    contact = contact or CompanyContact(school_id=company.school_id, company=company, member=member)
    contact.is_first, contact.function = True, function or contact.function
    contact.save()
    return contact
