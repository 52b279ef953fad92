"""People at a company: who has which task, who stands in, who leaves. There is always somebody for the questions."""

from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from companies.enums import Task
from companies.models import CompanyContact, StandIn
from core.moves import MoveRefused
from schools.enums import Role
from schools.people import end_role, give_role, person


def add_contact(company, *, name, email, function="", phone="", tasks=()):
    """Put somebody in at the company, with these tasks; who is known there stays, and keeps the other tasks."""
    member = give_role(company.school, person(email, name, phone), Role.SUPERVISOR)
    contact = company.contacts.filter(member=member).first()
    if contact is None:
        contact = CompanyContact(school_id=company.school_id, company=company, member=member, is_first=False)
        contact.supervises, contact.since = False, None
    contact.until, contact.function = None, function or contact.function
    give_tasks(contact, {*contact.tasks, *tasks})
    return contact


def set_first_contact(company, *, name, email, function="", phone=""):
    """Make this person the company's first contact; whoever was first stays a contact. Returns the contact."""
    tasks = (Task.AVAILABILITY, Task.SUPERVISION)
    return add_contact(company, name=name, email=email, function=function, phone=phone, tasks=tasks)


def give_tasks(contact, tasks):
    """Write what somebody is for. The questions and the signing go over from whoever had them.

    Raises MoveRefused when nobody would get the questions.
    """
    others = CompanyContact.objects.filter(company=contact.company_id).exclude(pk=contact.pk)
    is_first = Task.AVAILABILITY in tasks
    if contact.pk and contact.is_first and not is_first:
        raise MoveRefused(_("Iemand moet de vragen van school krijgen. Geef die taak eerst aan een ander."))
    if is_first:
        others.filter(is_first=True).update(is_first=False)
    if Task.SIGNING in tasks:
        others.filter(signs=True).update(signs=False)
    contact.is_first, contact.signs = is_first, Task.SIGNING in tasks
    contact.supervises = Task.SUPERVISION in tasks
    contact.until = None if is_first or contact.signs else contact.until
    contact.save()


def stand_in(contact, substitute, *, since, until):
    """Let a colleague get this contact's mails for a while. Raises MoveRefused."""
    if substitute.pk == contact.pk:
        raise MoveRefused(_("Kies iemand anders dan de persoon zelf."))
    if substitute.until and substitute.until < until:
        substitute.until = until
        substitute.save(update_fields=["until"])
    made, _is_new = StandIn.objects.get_or_create(
        school_id=contact.school_id, contact=contact, substitute=substitute, since=since, until=until
    )
    return made


def stand_in_by(contact, *, name, email, since, until):
    """The same by somebody who may be new: then known at the company for these days only. Raises MoveRefused."""
    if email.strip().lower() == contact.member.user.email:
        raise MoveRefused(_("Kies iemand anders dan de persoon zelf."))
    known = contact.company.contacts.current().filter(member__user__email=email.strip().lower()).first()
    substitute = known or add_contact(contact.company, name=name, email=email)
    if not known:
        substitute.since, substitute.until = min(since, timezone.localdate()), until
        substitute.save(update_fields=["since", "until"])
    return stand_in(contact, substitute, since=since, until=until)


def end_contact(contact):
    """Somebody left the company: no mails, no students any more; the name stays in the history. Raises MoveRefused."""
    if contact.is_first:
        raise MoveRefused(_("Geef de vragen van school eerst aan een ander. Daarna kan dit contact stoppen."))
    guided = contact.placements.live().select_related("student").first()
    if guided:
        words = {"who": contact.member.user.name, "student": guided.student.name}
        raise MoveRefused(_("%(who)s begeleidt nog %(student)s. Kies eerst een ander: open die stage en druk op"
                             " ‘Pas de stage aan’.") % words)
    coming = contact.company.placements.live().filter(
        terms__supervisor=contact, terms__applied_at=None, terms__cancelled_at=None
    )
    if guided := coming.select_related("student").first():
        words = {"who": contact.member.user.name, "student": guided.student.name}
        raise MoveRefused(_("%(who)s gaat %(student)s begeleiden. Kies eerst een ander: open die stage en maak een"
                             " wijziging.") % words)
    yesterday = timezone.localdate() - timedelta(days=1)
    contact.since = contact.since and min(contact.since, yesterday)
    contact.until, contact.signs, contact.supervises = yesterday, False, False
    contact.save()
    if not contact.member.contacts.current().exists():
        end_role(contact.member)
