"""What both rounds of a demo school begin with: the group, its students and companies, and the question."""

from datetime import time

from companies.models import Company
from groups.members import add_companies, add_students
from groups.models import Group, StageKind
from groups.tasks import ask
from schools.models import Student
from stagebureau.demo.people import SHARED
from stagebureau.demo.words import INTRO

HOURS = {"starts_at": time(8, 30), "ends_at": time(15, 30), "break_minutes": 30}


def make_group(coordinator, *, name, kind, classes, companies, **details):
    """A group with the students of these classes and these companies."""
    group = Group.objects.create(
        school=coordinator.school,
        coordinator=coordinator,
        name=name,
        kind=StageKind.objects.get(code=kind),
        intro=INTRO,
        **HOURS,
        **details,
    )
    add_students(group, Student.objects.enrolled().filter(class_name__in=classes).for_list())
    add_companies(group, companies)
    return group


def some_companies(first, number):
    """So many companies in the order of the alphabet, the shop of both schools always among them."""
    names = Company.objects.active().exclude(name=SHARED["name"]).for_list().values_list("name", flat=True)
    chosen = [SHARED["name"], *list(names)[first : first + number - 1]]
    return Company.objects.filter(name__in=chosen)


def put_question(group, coordinator):
    """Ask every company of the group; returns the invitations in the order of their names."""
    group.ask_companies(by=coordinator)
    invitations = list(group.invitations.for_mail().exclude(contact=None).order_by("company__name", "pk"))
    for invitation in invitations:
        ask(invitation, coordinator)
    return invitations
