"""The pages of a transfer, of looking back and of a hulpvraag in a real browser, on a phone and on a desk."""

from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from core.tenancy import for_school
from placements.attendance import plan_days
from placements.models import MatchReview, Placement, StageRating
from schools.enums import Role
from stagebureau.moving import move_student
from tests.browser import faults_of, new_context
from tests.factories import DayReportFactory, KindFactory, MembershipFactory, PlacementFactory, SchoolFactory
from tests.placements.moving import talked
from tests.placements.scene import choosing_group, offering, taking_part

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _before_the_stage():
    """A browser lives now."""
    with time_machine.travel(timezone.now(), tick=True):
        yield


@pytest.fixture
def scene(transactional_db):
    """A stage that runs in the middle of its group, with a talk held, two companies with room, and its people."""
    school, today = SchoolFactory(name="Praktijkschool De Meent"), timezone.localdate()
    coordinator = MembershipFactory(school=school, role=Role.COORDINATOR)
    days = {"starts_on": today - timedelta(days=30), "ends_on": today + timedelta(days=45)}
    group = choosing_group(school, name="Voorjaarsstage P4", **days)
    training = choosing_group(
        school, name="Arbeidstraining", kind=KindFactory(school=school, name="Arbeidstraining"), weekdays=[0, 1, 2, 3],
        **days,
    )
    student = taking_part(group, first_name="Youssef", last_name="Amrani")
    here, there, coached = offering(group), offering(group), offering(training)
    placement = PlacementFactory(
        school=school, group=group, student=student, company=here.company, supervisor=here.contact,
        mentor=student.mentor, state="running",
    )  # fmt: skip
    with for_school(school):
        plan_days(placement)
        talked(placement)
    return school, coordinator, placement, there, coached


@pytest.fixture
def open_page(live_server, chromium, sign_in):
    """`open_page(member, path, width)`: a page of the live house for somebody who is signed in."""
    contexts = []

    def go(member, path, width=375):
        context = new_context(chromium, width=width)
        contexts.append(context)
        cookie = sign_in(member).cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.goto(live_server.url + path)
        return page

    yield go
    for context in contexts:
        context.close()


def address(name, school, *ids):
    return reverse(name, args=[school.slug, *ids])


@pytest.mark.parametrize("width", [375, 1280])
def test_the_pages_of_a_transfer_can_be_used_by_everybody(scene, open_page, width):
    school, coordinator, placement, there, coached = scene
    pk = placement.pk
    with for_school(school):
        words = {"misjudged": "Het tempo lag te hoog.", "next_time": "Kies een kleine, rustige ploeg."}
        MatchReview.objects.create(placement=placement, created_by=coordinator, **words)
    loose = taking_part(placement.group, first_name="Sem", last_name="Bos")

    for path in (
        address("placements:placement", school, pk), address("placements:talk", school, pk),
        address("placements:transfer", school, pk), address("transfer_to", school, pk, there.pk),
        address("transfer_to", school, pk, coached.pk), address("placements:guidance", school, pk),
        address("placements:review", school, pk),
        address("placements:help_new", school, placement.group_id, loose.pk),
    ):  # fmt: skip
        assert faults_of(open_page(coordinator, path, width)) == [], path


def test_a_student_reads_the_line_and_looks_back_on_a_phone(scene, open_page):
    school, coordinator, placement, there, _coached = scene
    today = timezone.localdate()
    with for_school(school):
        old = Placement.objects.select_related("student", "group").get(pk=placement.pk)
        old.days.filter(date__lt=today).update(presence="present", reported_at=timezone.now())
        DayReportFactory(school=school, placement=old, date=old.days.order_by("date").first().date)
        new = move_student(
            old, there, by=coordinator, last_day=today - timedelta(days=1), starts_on=today + timedelta(days=1),
            ends_on=old.group.ends_on, weekdays=[3, 4], mentor=old.mentor, supervisor=there.contact,
        )  # fmt: skip
    student = placement.student.member

    for name in ("placement", "days", "reports"):
        page = open_page(student, address(f"placements:{name}", school, new.pk))
        assert faults_of(page) == [], name
    page = open_page(student, address("placements:rating", school, placement.pk))
    assert faults_of(page) == []
    for question in ("work", "people", "learning"):
        page.locator(f"[name={question}][value='3']").locator("xpath=..").tap()
    page.fill("#id_sentence", "Ik mocht veel zelf doen.")
    page.get_by_role("button", name="Verstuur").tap()
    page.get_by_text("Dank je wel!").wait_for()
    with for_school(school):
        assert StageRating.objects.get().sentence == "Ik mocht veel zelf doen."
