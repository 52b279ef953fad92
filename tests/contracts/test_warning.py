"""The mail on the school day before the first stage day: on the right day, and true for whoever reads it."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from contracts.letters import letter_of
from contracts.models import PaperRules, Signatory
from core.models import OutgoingMail
from core.tenancy import for_school
from placements.enums import Presence
from placements.models import AttendanceDay
from schools.models import Student
from tests.contracts.test_gate import check_safety
from tests.contracts.test_reminding import begins, mails, moment, on, sign, version
from tests.factories import GuardianshipFactory

__all__ = ["version"]
pytestmark = pytest.mark.django_db
BORN_16 = datetime.date(2011, 1, 18)  # 16 on the Monday on which the stage begins


def texts(stage):
    """{to: text} of the mails of the day before."""
    with for_school(stage.school):
        return {one.to: one.text for one in OutgoingMail.objects.filter(key__startswith="contract-gate")}


def only_warn(stage, born=BORN_16):
    """School only warns from 16; the pupil was born on this day."""
    with for_school(stage.school):
        PaperRules.objects.update_or_create(school=stage.school, defaults={"closes_from_16": False})
        Student.objects.filter(pk=stage.placement.student_id).update(birth_date=born)


def pages(stage, sign_in):
    url = reverse("contracts:contract", args=[stage.school.slug, stage.placement.pk])
    return [sign_in(one).get(url).text for one in (stage.student, stage.guardian, stage.mentor)]


def test_the_mail_leaves_before_the_first_stage_day_and_names_that_day(version, stage):
    begins(stage, weekdays=[3])
    on(15)
    on(18)
    assert mails(stage, "contract-gate") == []
    on(20)
    on(20, 15)
    told = mails(stage, "contract-gate")
    assert len(told) == len(dict(told)) == 2
    assert dict(told)[stage.student.user.email].startswith("Je stage begint donderdag 21 januari.")
    on(27)
    assert len(mails(stage, "contract-gate")) == 2


def test_a_first_day_that_school_called_off_is_not_the_first_day(version, stage):
    begins(stage, weekdays=[3])
    with for_school(stage.school):
        AttendanceDay.objects.filter(date=datetime.date(2027, 1, 21)).update(presence=Presence.CANCELLED)
    on(20)
    assert mails(stage, "contract-gate") == []
    on(27)
    assert dict(mails(stage, "contract-gate"))[stage.student.user.email].startswith(
        "Je stage begint donderdag 28 januari."
    )


def test_only_the_last_one_reads_that_only_this_signature_is_missing(stage, version):
    begins(stage)
    with for_school(stage.school), time_machine.travel(moment(12), tick=False):
        sign(version, "director", "student", "company")
    on(15)
    assert "Alleen u moet nu nog tekenen." in texts(stage)[stage.guardian.user.email]


def test_two_guardians_each_read_that_it_is_their_turn(stage, version):
    begins(stage)
    with for_school(stage.school), time_machine.travel(moment(12), tick=False):
        link = GuardianshipFactory(school=stage.school, student=stage.placement.student, member__user__name="Omar")
        known = version.signatories.get(role="guardian")
        Signatory.objects.create(
            school=stage.school, version=version, role="guardian", position=known.position, member=link.member,
            name="Omar",
        )  # fmt: skip
        sign(version, "director", "student", "company")
    on(15)
    for to in (stage.guardian, link.member):
        assert "U bent aan de beurt om te tekenen." in texts(stage)[to.user.email]
        assert "Alleen u" not in texts(stage)[to.user.email]


def test_where_school_only_warns_nobody_reads_that_the_student_may_not_begin(version, stage, sign_in):
    begins(stage)
    only_warn(stage)
    check_safety(stage)
    with time_machine.travel(moment(13), tick=False):
        with for_school(stage.school):
            sign(version, "director")
            _template, facts = letter_of(version.signatories.select_related("version__contract").get(role="student"))
        assert facts["may_begin"]
        own, home, staff = pages(stage, sign_in)
    assert "Je mag wel beginnen. Help mee dat het contract snel klaar is." in own
    assert "Youssef mag wel beginnen." in home
    assert "Youssef mag wel beginnen." in staff
    on(15)
    told = texts(stage)
    assert "Je mag wel beginnen. Help mee dat het contract snel klaar is." in told[stage.student.user.email]
    assert "Youssef mag wel beginnen." in told[stage.mentor.user.email]
    assert not any("niet beginnen" in text for text in (own, home, *told.values()))


@pytest.mark.parametrize("why", ["young", "unchecked", "strict"])
def test_who_may_not_begin_reads_so_there_too(version, stage, sign_in, why):
    begins(stage)
    only_warn(stage, born=datetime.date(2011, 1, 19) if why == "young" else BORN_16)
    if why == "strict":
        with for_school(stage.school):
            PaperRules.objects.update(closes_from_16=True)
    if why != "unchecked":
        check_safety(stage)
    with time_machine.travel(moment(13), tick=False):
        own, home, _staff = pages(stage, sign_in)
    assert "Je begint pas als iedereen heeft getekend." in own
    assert "Youssef mag pas beginnen als iedereen heeft getekend." in home
    on(15)
    assert "Zonder contract mag je niet beginnen." in texts(stage)[stage.student.user.email]
