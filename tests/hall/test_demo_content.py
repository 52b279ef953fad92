"""The demo is loaded once through the product's own code, and then looked at from every side."""

import time

import pytest
from django.urls import reverse
from django.utils import timezone

from assessments.models import Assessment
from contracts.budget import fits
from contracts.lwt import findings, plan_of, planned
from contracts.models import Contract, PartnerAgreement
from contracts.sealing import seal_version
from core.models import OutgoingMail
from core.tenancy import for_school
from groups.enums import GroupState, InvitationState
from groups.models import Group, Invitation
from placements.models import AttendanceDay, DayReport, Placement, PlacementRequest
from schools.enums import Role
from schools.models import Guardianship, ImportRun, Membership, School, Student, User
from stagebureau import demo
from stagebureau.demo import papers
from tests.conftest import StrictClient

pytestmark = pytest.mark.django_db
MOST_WORK = 25  # seconds of work of this process on a busy machine; an idle one needs half of it


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The two schools, loaded once and rolled back after these tests."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        began, worked = time.monotonic(), time.process_time()
        demo.load()
        took = {"seconds": time.monotonic() - began, "work": time.process_time() - worked}
        yield took | {"schools": {school.slug: school for school in School.objects.all()}}
        transaction.set_rollback(True)


@pytest.fixture
def es(loaded):
    return loaded["schools"]["de-es"]


@pytest.mark.stopwatch  # the first of the module, so the loading itself is alone
def test_it_is_quick(loaded, figure):
    figure("demo.load_seconds", round(loaded["seconds"], 1), "<= 15")

    assert loaded["work"] < MOST_WORK


@pytest.mark.parametrize(("slug", "students", "companies", "faulty"), [("de-es", 60, 30, 6), ("het-veld", 40, 21, 4)])
def test_the_lists_came_in_through_the_import(loaded, slug, students, companies, faulty):
    with for_school(loaded["schools"][slug]):
        runs = list(ImportRun.objects.all())

        assert {run.state for run in runs} == {ImportRun.State.DONE}
        assert sum(run.report["counts"]["faulty"] for run in runs) == faulty
        assert Student.objects.count() == students
        assert Student.objects.exclude(mentor=None).count() == students


@pytest.mark.parametrize("slug", ["de-es", "het-veld"])
def test_one_round_runs_and_one_can_be_played(loaded, slug):
    with for_school(loaded["schools"][slug]):
        running, new = Group.objects.exclude(kind__code="lwt").order_by("starts_on")

        assert (running.state, new.state) == (GroupState.RUNNING, GroupState.CHOOSING)
        assert Placement.objects.running().count() >= 10
        assert Assessment.objects.final().count() >= 5
        assert DayReport.objects.count() >= 50
        assert Contract.objects.filter(state="submitted").count() == 1
        assert {i.state for i in Invitation.objects.filter(group=new)} >= {
            InvitationState.ASKED,
            InvitationState.YES,
            InvitationState.NO,
            InvitationState.CALL,
        }
        assert PlacementRequest.objects.filter(group=new).waiting().count() >= 4


@pytest.mark.parametrize("slug", ["de-es", "het-veld"])
def test_the_past_is_written_down_and_the_future_is_not(loaded, slug):
    today = timezone.localdate()
    with for_school(loaded["schools"][slug]):
        assert not AttendanceDay.objects.filter(date__lt=today, presence="expected").exists()
        assert not AttendanceDay.objects.filter(date__gt=today).exclude(presence="expected").exists()
        assert AttendanceDay.objects.filter(presence="absent").exists()


@pytest.mark.parametrize("slug", ["de-es", "het-veld"])
def test_the_papers_are_whole_half_signed_and_back_as_a_photo(loaded, slug):
    school = loaded["schools"][slug]
    with for_school(school):
        running = Group.objects.order_by("starts_on").first()

    for _again in range(2):
        papers.carry_papers(school.pk, running.pk, running.coordinator_id)

    with for_school(school):
        whole, half, photo = Contract.objects.filter(placement__group=running).order_by("placement")[:3]
        assert whole.state == "complete"
        assert [one.state for one in whole.addenda.all()] == ["applied"]
        assert {one.state for one in whole.versions.all()} == {"complete"}
        assert seal_version(whole.versions.get(addendum=None).pk).size > 0
        states = list(half.versions.get().signatories.for_list().values_list("state", flat=True))
        assert states[:2] == ["signed", "signed"]
        assert set(states[2:]) == {"waiting"}
        assert [one.state for one in photo.versions.get().scans.all()] == ["new"]


def test_mails_of_the_past_do_not_leave_again(loaded, es):
    with for_school(es):
        _running, new = Group.objects.exclude(kind__code="lwt").order_by("starts_on")
        waiting = OutgoingMail.objects.filter(state=OutgoingMail.State.WAITING)
        about = {f"groups.invitation:{pk}" for pk in new.invitations.values_list("pk", flat=True)}
        about |= {f"placements.placement:{pk}" for pk in new.placements.values_list("pk", flat=True)}
        about |= {f"placements.helpcall:{pk}" for pk in new.help_calls.values_list("pk", flat=True)}
        about |= {f"placements.placementrequest:{pk}" for pk in new.requests.values_list("pk", flat=True)}
        beside = ("placements.signup:", "placements.engagement:", "placements.intromeeting:")

        assert {mail.about for mail in waiting if not mail.about.startswith(beside)} <= about
        assert waiting.count() >= 10


def test_one_person_answers_for_a_company_at_both_schools(loaded):
    person = User.objects.get(email="stage@kluslandhavelte.example")
    stages = {}
    for slug, school in loaded["schools"].items():
        with for_school(school):
            member = Membership.objects.get(user=person, role=Role.SUPERVISOR)
            stages[slug] = Placement.objects.visible_to(member).count()

    assert min(stages["de-es"], stages["het-veld"]) >= 1


def test_one_person_coordinates_and_guides(loaded, es):
    with for_school(es):
        roles = set(Membership.objects.filter(user__email="j.kroeze@dees.example").values_list("role", flat=True))

    assert roles == {Role.COORDINATOR, Role.MENTOR}


def test_nobody_has_a_password(loaded):
    assert [user.name for user in User.objects.all() if user.has_usable_password()] == []


def test_every_role_of_both_schools_has_a_way_in_that_works(loaded, settings):
    settings.DEBUG = True
    doors = demo.doors()

    for school in loaded["schools"].values():
        assert {door["role"] for door in doors if door["school"] == school.name} == {str(role.label) for role in Role}
    for door in doors:
        browser = StrictClient()
        answer = browser.post(door["url"].removeprefix(settings.SITE_URL), follow=True)
        assert answer.status_code == 200, door


def test_a_guardian_of_the_running_round_sees_a_ladder(loaded, es, sign_in):
    with for_school(es):
        judged = Assessment.objects.final().values("placement__student")
        link = Guardianship.objects.filter(student__in=judged).seeing().select_related("member__user").first()

    page = sign_in(link.member).get(reverse("child", args=[es.slug, link.student_id])).text

    assert "Groeiladder" in page


def test_loading_again_changes_nothing(loaded):
    before = User.objects.count()
    demo.load()

    assert User.objects.count() == before


def test_a_leer_werktraject_has_its_plan_and_leans_on_an_agreement(loaded):
    with for_school(loaded["schools"]["het-veld"]):
        contract = Contract.objects.for_paper().get(placement__group__kind__code="lwt")
        plan = plan_of(contract)

        assert [one.rule.key for one in findings(contract, plan)] == ["lwt_small"]
        assert fits(planned(contract.placement), plan.size)
        assert PartnerAgreement.objects.valid_on(timezone.localdate()).exists()
