"""A leer-werktraject of three days of eight hours a week, for 27 weeks: 81 days, 648 hours."""

import datetime
from types import SimpleNamespace

from contracts import lwt
from contracts.models import Contract
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import ANSWERS
from tests.factories import (
    CompanyFactory,
    ContactFactory,
    GroupFactory,
    KindFactory,
    LwtPlanFactory,
    MembershipFactory,
    PartnerAgreementFactory,
    PlacementFactory,
    RecognitionFactory,
    StudentFactory,
    safe,
)

FIRST, LAST = datetime.date(2027, 2, 2), datetime.date(2027, 8, 5)
TIMES = {"starts_at": datetime.time(8, 0), "ends_at": datetime.time(16, 30), "break_minutes": 30}


def traject(school, mentor, *, recognised=True, agreed=True, planned=True, year=3, **more):
    """Everything that a leer-werktraject needs, or what is left out of it."""
    here = {"school": school}
    student = StudentFactory(
        first_name="Noor", prefix="", last_name="Visser", birth_date=datetime.date(2010, 3, 14), year=year,
        mentor=mentor, **here,
    )  # fmt: skip
    company = CompanyFactory(name="Garage Veld", **here)
    contact = ContactFactory(company=company, member__user__name="Kees Veld", **here)
    kind = KindFactory(code="lwt", name="Leer-werktraject (LWT)", needs_recognition=True, **here)
    terms = {"starts_on": FIRST, "ends_on": LAST, "weekdays": [1, 2, 3], **TIMES, **more}
    placement = PlacementFactory(
        group=GroupFactory(kind=kind, **here), student=student, company=company, supervisor=contact, mentor=mentor,
        **terms, **here,
    )  # fmt: skip
    if recognised:
        RecognitionFactory(company=company, **here)
    if agreed:
        PartnerAgreementFactory(**here)
    with for_school(school):
        contract = Contract.objects.of(placement)
        safe(placement)
    if planned:
        LwtPlanFactory(contract=contract, days=90, hours=720, **here)
    director = MembershipFactory(role=Role.DIRECTOR, user__name="Anja de Groot", **here)
    return SimpleNamespace(
        school=school, placement=placement, contract=contract, student=student, company=company, contact=contact,
        kind=kind, mentor=mentor, director=director,
    )  # fmt: skip


def keys(scene):
    """The rules that do not hold, in order."""
    with for_school(scene.school):
        contract = Contract.objects.for_paper().get(pk=scene.contract.pk)
        return [one.rule.key for one in lwt.findings(contract, lwt.plan_of(contract))]


def sentence(scene, key):
    """What school reads of this rule."""
    with for_school(scene.school):
        contract = Contract.objects.for_paper().get(pk=scene.contract.pk)
        found = lwt.findings(contract, lwt.plan_of(contract))
        return next(one.words for one in found if one.rule.key == key)


def checked(scene):
    """The contract, filled in by the student and checked by the mentor."""
    with for_school(scene.school):
        contract = Contract.objects.get(pk=scene.contract.pk)
        contract.keep_answers(ANSWERS)
        contract.submit(by=scene.student.member)
        contract.check_off(by=scene.mentor)
        return contract
