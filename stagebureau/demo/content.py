"""Fill the two example schools, through the same code that a coordinator, a student and a company use."""

from datetime import time
from io import BytesIO
from pathlib import Path

from django.conf import settings
from django.utils import timezone, translation

from assessments.default_form import ensure_form
from companies.company_list import COMPANIES
from companies.contacts import set_first_contact
from companies.models import Company
from core.calendar import school_year
from core.models import OutgoingMail
from core.tenancy import for_school
from groups.kinds import default_kinds
from schools import importing
from schools.calendar import fill_in
from schools.enums import Role
from schools.lessons import keep_lessons
from schools.models import ClosedDays, School, Student
from schools.people import give_role, person
from schools.student_list import STUDENTS
from stagebureau.demo import beside, network, newround, runninground, traject
from stagebureau.demo.clock import monday
from stagebureau.demo.people import LISTS, ROUNDS, SCHOOLS, SHARED, SHARED_CONTACT, STAFF

DATA = Path(settings.BASE_DIR) / "demo" / "data"
KINDS = {"students": STUDENTS, "companies": COMPANIES}


def load():
    """Make both schools; a school that is there already stays as it is."""
    with translation.override("nl"):
        for facts in SCHOOLS:
            if not School.objects.filter(slug=facts["slug"]).exists():
                school = School.objects.create(**facts)
                with for_school(school):
                    furnish(school)


def furnish(school):
    """People, lists, calendar, kinds and rounds of one school."""
    coordinator = bring_staff(school)
    for kind, name in LISTS[school.slug]:
        bring_list(KINDS[kind], name, by=coordinator)
    if school.slug == "het-veld":
        shop = Company.objects.create(school=school, **SHARED)
        set_first_contact(shop, **SHARED_CONTACT)
    network.dress(coordinator)
    bring_calendar(school)
    bring_lessons(school, by=coordinator)
    default_kinds(school)
    ensure_form(school)
    plans = ROUNDS[school.slug]
    runninground.play(coordinator, **plans["running"])
    OutgoingMail.objects.filter(school=school).update(state=OutgoingMail.State.SENT, sent_at=timezone.now())
    newround.play(coordinator, **plans["new"])
    beside.play(coordinator, plans["running"]["classes"])
    if school.kind == "vmbo":
        traject.play(coordinator, classes=plans["running"]["classes"])


def bring_staff(school):
    """The people who work at the school; returns the coordinator of the groups."""
    members = [
        give_role(school, person(email, name, phone), role)
        for name, email, phone, roles in STAFF[school.slug]
        for role in roles
    ]
    return next(member for member in members if member.role == Role.COORDINATOR)


def bring_list(kind, name, *, by):
    """Take a list in through the import; the good rows go in, the faulty ones are named in its report."""
    run = importing.take_in(kind, BytesIO((DATA / name).read_bytes()), name=name, by=by)
    importing.work_through(run, kind, keep=True)


def bring_lessons(school, *, by):
    """Every class is at school from half past eight; on Wednesday until noon."""
    first, _last = school_year(timezone.localdate())
    spans = dict.fromkeys((0, 1, 3, 4), (time(8, 30), time(14, 30))) | {2: (time(8, 30), time(12))}
    for name in Student.objects.order_by("class_name").values_list("class_name", flat=True).distinct():
        keep_lessons(class_name=name, by=by, valid_from=first, spans=spans)


def bring_calendar(school):
    """The holidays of this school year and the next, and a study day on which the stage goes on."""
    today = timezone.localdate()
    first, last = school_year(today)
    fill_in(school, first, last.replace(year=last.year + 1))
    ClosedDays.objects.create(
        school=school,
        kind=ClosedDays.Kind.STUDY,
        name="Studiedag team",
        starts_on=monday(today, 2),
        ends_on=monday(today, 2),
        stage_goes_on=True,
    )
