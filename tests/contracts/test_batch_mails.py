"""Ask and remind for many contracts at once: an outcome for each, no mail twice, a bad one never stops the rest."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from contracts import tasks
from contracts.models import Signatory
from core.models import Job, OutgoingMail
from core.tenancy import for_school
from placements.models import Placement
from schools.enums import Role
from schools.models import Membership, Student
from tests.contracts.conftest import print_them
from tests.contracts.signed import sign_all
from tests.contracts.signers import newest_version
from tests.contracts.test_batch import jobs_of, run, three, together
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
__all__ = ["three"]


def moment(day, hour=10):
    """An hour of a day in January 2027; the 11th is a Monday."""
    return datetime.datetime(2027, 1, day, hour, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def printed(stage, three):
    """Three contracts, printed on Monday 11 January 2027: the director was asked."""
    with time_machine.travel(moment(11), tick=False):
        print_them(stage.coordinator, *three)
    return three


def asked(stage, contracts, act, day, sign_in):
    """The job after the worker did it, on this day."""
    with time_machine.travel(moment(day), tick=False):
        together(sign_in(stage.coordinator), stage, act, contracts)
        task = {"ask": tasks.ask_many, "remind": tasks.remind_many}[act]
        return run(task, jobs_of(stage)[-1])


def outcomes(job):
    """What came of each, without the name of the student."""
    return [said for _who, said in job.outcomes]


def mails(stage):
    with for_school(stage.school):
        return OutgoingMail.objects.filter(kind__startswith="contracts/").count()


def test_everybody_in_turn_who_was_not_asked_is_asked_and_the_others_were(stage, printed, sign_in):
    with for_school(stage.school):
        Signatory.objects.filter(version=newest_version(printed[0])).update(asked_at=None)
        OutgoingMail.objects.all().delete()
    job = asked(stage, printed, "ask", 12, sign_in)

    assert (job.state, job.done, job.faults) == ("done", 3, [])
    assert outcomes(job) == [
        "Anja de Groot: gevraagd", "Anja de Groot: al gevraagd", "Anja de Groot: al gevraagd",
    ]  # fmt: skip
    assert mails(stage) == 1


def test_the_page_of_the_work_tells_what_came_of_each(stage, printed, sign_in):
    job = asked(stage, printed, "ask", 12, sign_in)
    page = sign_in(stage.coordinator).get(reverse("schools:job", args=[stage.school.slug, job.pk])).text
    assert "<dt>Youssef el Amrani</dt><dd>Anja de Groot: al gevraagd</dd>" in page
    assert "3 van 3" in page


def test_a_piece_that_runs_twice_mails_once(stage, printed, sign_in):
    with for_school(stage.school):
        Signatory.objects.update(asked_at=None)
        OutgoingMail.objects.all().delete()
    job = asked(stage, printed, "ask", 12, sign_in)
    sent = mails(stage)
    with for_school(stage.school):
        Job.objects.update(state="running")
    with time_machine.travel(moment(12), tick=False):
        again = run(tasks.ask_many, job)
    assert mails(stage) == sent == 1
    assert (again.done, len(again.outcomes)) == (3, 3)


def test_a_reminder_leaves_once_and_the_next_time_says_so(stage, printed, sign_in):
    with time_machine.travel(moment(11), tick=False):
        sign_all(newest_version(printed[0]), but=["guardian", "company"])
    before = mails(stage)
    job = asked(stage, printed[:1], "remind", 14, sign_in)
    again = asked(stage, printed[:1], "remind", 14, sign_in)
    later = asked(stage, printed[:1], "remind", 15, sign_in)

    assert outcomes(job) == ["Fatima el Amrani: herinnerd"]
    assert outcomes(again) == ["Fatima el Amrani: vandaag al herinnerd"]
    assert outcomes(later) == ["Fatima el Amrani: Herinneren kan weer op dinsdag 19 januari"]
    assert mails(stage) == before + 1


def test_who_is_whole_or_on_paper_or_has_no_mail_is_told_apart(stage, printed, sign_in):
    whole, paper, mute = printed
    sign_all(newest_version(whole))
    with for_school(stage.school):
        Signatory.objects.filter(version__contract=paper).update(route="paper")
        Signatory.objects.filter(version__contract=mute, role="director").update(member=None, name="")
        Membership.objects.filter(pk=stage.director.pk).update(until=moment(13).date())
    for act in ("ask", "remind"):
        job = asked(stage, printed, act, 14, sign_in)
        assert outcomes(job) == [
            "klaar, iedereen heeft getekend", "Anja de Groot: ligt op papier",
            "De directeur: geen mailadres, print de brief",
        ]  # fmt: skip


def test_one_bad_contract_never_stops_the_rest_and_is_named(stage, printed, sign_in):
    with time_machine.travel(moment(14), tick=False):
        together(sign_in(stage.coordinator), stage, "remind", printed)
        job = jobs_of(stage)[-1]
        with for_school(stage.school):
            Job.objects.filter(pk=job.pk).update(
                arguments=job.arguments | {"contracts": [printed[0].pk, 10**6, printed[2].pk]}
            )
        job = run(tasks.remind_many, job)
    assert (job.state, job.done, len(job.outcomes), len(job.faults)) == ("done", 3, 2, 1)
    assert job.faults[0].startswith("1000000: Dit lukte niet.")


@pytest.mark.parametrize("act", ["ask", "remind"])
def test_before_there_is_a_paper_nothing_is_started(stage, three, sign_in, act):
    browser = sign_in(stage.coordinator)
    answer = together(browser, stage, act, three)
    assert "Maak de contracten eerst" in browser.get(answer["Location"]).text
    assert jobs_of(stage) == []


def test_a_mentor_asks_for_the_own_students_only(stage, printed, sign_in):
    with for_school(stage.school):
        other = MembershipFactory(role=Role.MENTOR, school=stage.school)
        Placement.objects.filter(pk=printed[2].placement_id).update(mentor=other)
        Student.objects.filter(pk=printed[2].placement.student_id).update(mentor=other)
    together(sign_in(stage.mentor), stage, "ask", printed)
    assert jobs_of(stage)[-1].arguments["contracts"] == [printed[0].pk, printed[1].pk]
