"""A leer-werktraject that begins later this year: its group of one, the plan, and what school agreed with an mbo."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from companies.models import Company, Recognition
from contracts.lwt_plan import keep, proposed
from contracts.models import Contract, PartnerAgreement
from core import files
from core.calendar import school_year
from groups.enums import GroupState
from groups.members import add_students
from groups.models import Group, StageKind
from placements.models import Placement
from schools.enums import Role
from schools.models import Membership, Student
from stagebureau.demo.clock import monday
from stagebureau.demo.rounds import HOURS

WEEKS_AWAY, WEEKS = 10, 20
DAYS = [1, 2, 3]
PARTNER = {"partner": "ROC Het Groene Hart", "partner_signer": "Marja Kooiman"}


def play(coordinator, *, classes):
    """One student of these classes goes to the last company of the list, three days a week."""
    agree_with_mbo(coordinator)
    starts_on = monday(timezone.localdate(), WEEKS_AWAY)
    period = {"starts_on": starts_on, "ends_on": starts_on + timedelta(weeks=WEEKS, days=4), "weekdays": DAYS}
    group = Group.objects.create(
        school=coordinator.school, coordinator=coordinator, name="Leer-werktraject 4B2", state=GroupState.RUNNING,
        kind=StageKind.objects.get(code="lwt"), answer_by=timezone.localdate(), **HOURS, **period,
    )  # fmt: skip
    students = Student.objects.enrolled().filter(class_name__in=classes).for_list()
    student = students.select_related("mentor").last()
    add_students(group, Student.objects.filter(pk=student.pk))
    company = Company.objects.active().filter(contacts__is_first=True).for_list().last()
    placement = Placement.objects.create(
        school=coordinator.school, group=group, student=student, company=company, mentor=student.mentor,
        supervisor=company.contacts.get(is_first=True), **HOURS, **period,
    )  # fmt: skip
    until = period["ends_on"] + timedelta(days=400)
    Recognition.objects.create(company=company, sbb_id="100055020", valid_until=until)
    contract = Contract.objects.of(placement)
    keep(contract, {"right_year": True} | proposed(contract), by=coordinator)


def agree_with_mbo(coordinator):
    """An agreement for three school years, with its paper."""
    first, last = school_year(timezone.localdate())
    director = Membership.objects.staff(Role.DIRECTOR).select_related("user").first()
    words = f"Samenwerkingsovereenkomst {coordinator.school.name} en {PARTNER['partner']} (voorbeeld)"
    paper = files.keep(
        coordinator.school, one_page(words), name="samenwerkingsovereenkomst.pdf", content_type="application/pdf",
        by=coordinator,
    )  # fmt: skip
    PartnerAgreement.objects.create(
        valid_from=first, valid_until=last.replace(year=last.year + 2), school_signer=director.user.name,
        school_signed_on=first - timedelta(days=60), partner_signed_on=first - timedelta(days=52), file=paper,
        made_by=coordinator, **PARTNER,
    )  # fmt: skip


def one_page(words):
    """A page with one line."""
    out, sheet = io.BytesIO(), Image.new("RGB", (595, 842), "white")
    ImageDraw.Draw(sheet).text((40, 80), words, "black", ImageFont.load_default(12))
    sheet.save(out, "PDF")
    return out.getvalue()
