"""Schools with stages, written straight into the tables: enough rows that a slow question shows."""

import os
from datetime import date, time, timedelta
from types import SimpleNamespace

import psycopg

from companies.models import Company, CompanyContact
from contracts.models import Contract
from core.tenancy import for_school
from groups.models import Group, StageKind
from placements.models import AttendanceDay, Placement
from schools.enums import Role
from schools.models import Guardianship, Membership, School, Student, User

FIRST = ["Sanne", "Daan", "Noor", "Sem", "Yara", "Milan", "Fleur", "Aylin", "Zoë", "Björn", "Chaïma", "Youssef"]
LAST = ["Jansen", "Bakker", "Yılmaz", "Visser", "Amrani", "Koster", "Post", "Dekker", "Çelik", "Łukasiewicz"]
START, END = date(2027, 2, 1), date(2027, 4, 23)


def plant(schools, students):
    """Make the schools; return the last one with a few members and rows by name."""
    for number in range(schools):
        school = School.objects.create(
            name=f"Praktijkschool {number}", slug=f"bench-{number}", kind="pro", region="N", street="Schoolstraat 1",
            postcode="8331 AA", city="Steenwijk",
        )  # fmt: skip
        with for_school(school):
            planted = fill(school, students, with_days=number == schools - 1)
    count_rows()
    return planted


def count_rows():
    """Let the database count its rows, as it does by itself on a server after a while; its owner may."""
    if owner := os.environ.get("DATABASE_OWNER_URL"):
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("ANALYZE")


def members(school, role, number):
    """Members of one role, with a person each."""
    users = User.objects.bulk_create(
        User(name=f"{FIRST[n % 12]} {LAST[n % 10]}", email=f"{role}{n}@{school.slug}.example", phone="06 12345678")
        for n in range(number)
    )
    return Membership.objects.bulk_create(Membership(school=school, user=user, role=role) for user in users)


def fill(school, number, with_days):
    """Students with guardians, companies with contacts, a group, and a stage for every student."""
    staff = {role: members(school, role, 8 if role == Role.MENTOR else 1) for role in
             (Role.COORDINATOR, Role.MENTOR, Role.DIRECTOR)}  # fmt: skip
    mentors = staff[Role.MENTOR]
    students = Student.objects.bulk_create(
        Student(
            school=school, member=member, number=f"{n:05}", first_name=FIRST[n % 12], last_name=LAST[n % 10],
            birth_date=date(2010, 1, 1) + timedelta(days=n), class_name=f"P{3 + n % 3}", mentor=mentors[n % 8],
            street="Kerkstraat 1", postcode="8331 AB", city="Steenwijk",
        )
        for n, member in enumerate(members(school, Role.STUDENT, number))
    )  # fmt: skip
    Guardianship.objects.bulk_create(
        Guardianship(school=school, member=member, student=student)
        for member, student in zip(members(school, Role.GUARDIAN, number), students, strict=True)
    )
    companies = Company.objects.bulk_create(
        Company(school=school, name=f"Garage {LAST[n % 10]} {n}", sector="Techniek", postcode="8332 AA",
                city="Steenwijk", tasks="Banden wisselen\nOpruimen")
        for n in range(max(1, number // 3))
    )  # fmt: skip
    contacts = CompanyContact.objects.bulk_create(
        CompanyContact(school=school, company=company, member=member)
        for company, member in zip(companies, members(school, Role.SUPERVISOR, len(companies)), strict=True)
    )
    placements = place(school, students, contacts, staff)
    if with_days:
        plan_days(school, placements)
    return SimpleNamespace(
        school=school, coordinator=staff[Role.COORDINATOR][0], placement=placements[number // 2],
        student=students[number // 2], contacts=contacts, contract=contract_of(school, placements[number // 2]),
    )  # fmt: skip


def place(school, students, contacts, staff):
    """A stage for every student."""
    kind = StageKind.objects.create(school=school, code="beroepsgericht", name="Beroepsgerichte stage")
    when = {"starts_on": START, "ends_on": END, "weekdays": [3, 4], "starts_at": time(8, 30), "ends_at": time(15, 30)}
    group = Group.objects.create(
        school=school, name="Voorjaarsstage", kind=kind, answer_by=date(2026, 12, 11),
        coordinator=staff[Role.COORDINATOR][0], **when,
    )  # fmt: skip
    placements = Placement.objects.bulk_create(
        Placement(
            school=school, group=group, student=student, company=contacts[n % len(contacts)].company,
            mentor=student.mentor, supervisor=contacts[n % len(contacts)], **when,
        )
        for n, student in enumerate(students)
    )  # fmt: skip
    return placements


def plan_days(school, placements):
    """The days of every stage."""
    days = [START + timedelta(days=n) for n in range((END - START).days + 1)]
    AttendanceDay.objects.bulk_create(
        AttendanceDay(
            school=school, placement=one, date=day, starts_at=time(8, 30), ends_at=time(15, 30),
            may_work_from=one.may_work_from,
        )  # fmt: skip
        for one in placements
        for day in days
        if day.weekday() in (3, 4)
    )


def contract_of(school, placement):
    """A contract as a student fills it in."""
    return Contract.objects.create(
        school=school, placement=placement, phone="06 11223344", emergency_name="Fatima el Amrani (moeder)",
        emergency_phone="06 12345678", travel="Met de fiets, 20 minuten", remarks="Ik heb er zin in.",
        goals="Ik kom op tijd en meld mij af\nIk vraag om hulp als ik iets niet snap\nIk leer banden wisselen",
    )  # fmt: skip
