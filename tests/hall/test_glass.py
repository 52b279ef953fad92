"""The platform's staff see no school; who must look along does so for an hour, read-only, in sight of the school."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from core.house import pages
from core.models import AuditEntry, Job, OutgoingMail, WriteTrace
from core.tenancy import for_school
from schools import glass
from schools.enums import Role
from schools.models import BreakGlass, GlassPage, ReadTrace, User
from tests.conftest import StrictClient, signed_in
from tests.factories import SchoolFactory
from tests.house.test_doors import ROOMS
from tests.house.world import build
from tests.queries import asked, count_queries

pytestmark = pytest.mark.django_db
REASON = "De coördinator ziet haar groep niet meer en belt."
LOOK = "/meekijken/"
FOR_MEMBERS = sorted(name for name, _route, view in pages() if set(view.open_to) <= set(Role))


@pytest.fixture
def staff(db):
    return User.objects.create_superuser("beheer@platform.example", "x", name="Bo Beheer")


@pytest.fixture
def browser(staff):
    return signed_in(StrictClient(), staff)


@pytest.fixture
def world(db):
    return build()


@pytest.fixture
def addresses(world):
    arguments = {name: found for room in ROOMS for name, found in room.arguments(world).items()}
    return {name: reverse(name, args=[world.school.slug, *arguments.get(name, [])]) for name in FOR_MEMBERS}


def open_at(browser, school, reason=REASON):
    return browser.post(LOOK, {"school": school.pk, "reason": reason})


def test_without_a_glass_no_page_of_a_school_exists(browser, addresses):
    answers = {name: browser.get(address).status_code for name, address in addresses.items()}

    assert {name: status for name, status in answers.items() if status != 404} == {}


def test_the_admin_has_no_road_to_a_student(browser, world):
    from django.contrib.contenttypes.models import ContentType

    for model in (type(world.student), type(world.placement)):
        kind = ContentType.objects.get_for_model(model)
        assert browser.get(f"/beheer/r/{kind.pk}/{world.student.pk}/").status_code == 404
        assert browser.get(f"/beheer/{kind.app_label}/{kind.model}/").status_code == 404
    for address in (
        "/beheer/",
        "/beheer/schools/",
        "/beheer/schools/school/",
        f"/beheer/schools/school/{world.school.pk}/change/",
    ):
        page = browser.get(address)
        assert page.status_code == 200
        assert world.student.last_name not in page.text


def test_the_house_s_own_staff_only_and_after_the_second_step(client, sign_in, coordinator, staff):
    assert reverse("account_login") in client.get(LOOK).headers["Location"]
    assert sign_in(coordinator).get(LOOK).status_code == 404
    client.force_login(staff, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get(LOOK).status_code == 302


def test_a_confirmation_is_asked_when_the_last_one_is_old(browser, world):
    with time_machine.travel(timezone.now() + timedelta(minutes=15)):
        answer = open_at(browser, world.school)

    assert answer.status_code == 302
    with for_school(world.school):
        assert not BreakGlass.objects.exists()


def test_a_short_reason_is_refused_and_nothing_typed_is_lost(browser, world):
    answer = open_at(browser, world.school, "even kijken")

    assert answer.status_code == 422
    assert "minstens 20 tekens" in answer.text
    assert "even kijken" in answer.text


def test_the_school_knows_at_once(browser, world, sign_in, staff):
    answer = open_at(browser, world.school)
    browser.get(f"/{world.school.slug}/leerlingen/{world.student.pk}/")

    assert answer.headers["Location"] == f"/{world.school.slug}/"
    with for_school(world.school):
        told = set(OutgoingMail.objects.filter(kind="schools/mail/glass_opened").values_list("to", flat=True))
        mail = OutgoingMail.objects.filter(kind="schools/mail/glass_opened").first()
        entry = AuditEntry.objects.get(subject="schools.breakglass")
        line = WriteTrace.objects.get(table="schools_breakglass")
    assert told == {world.members[role].user.email for role in (Role.COORDINATOR, Role.DIRECTOR)}
    assert REASON in mail.text
    assert (entry.action, entry.actor, entry.role, entry.note) == ("opened", staff, "platform", REASON)
    assert line.user_id == staff.pk
    for role in (Role.COORDINATOR, Role.DIRECTOR):
        page = sign_in(world.members[role]).get(f"/{world.school.slug}/toegang-stagebureau/").text
        assert "Bo Beheer" in page
        assert REASON in page
        assert f"/{world.school.slug}/leerlingen/{world.student.pk}/" in page


def test_the_family_sees_it_too(browser, world, sign_in):
    open_at(browser, world.school)
    browser.get(f"/{world.school.slug}/leerlingen/{world.student.pk}/")

    page = sign_in(world.members[Role.STUDENT]).get(f"/{world.school.slug}/gekeken/").text

    assert "Bo Beheer" in page
    assert "beheer van het platform · Stagebureau" in page


def test_every_page_says_who_looks_along_until_when_and_why(browser, world):
    open_at(browser, world.school)

    page = browser.get(f"/{world.school.slug}/leerlingen/").text

    assert f"U kijkt mee bij {world.school.name} tot " in page
    assert REASON in page
    assert "Stop nu" in page


def test_nothing_can_be_written_anywhere(browser, world, addresses, figure):
    """Every page of a school, every method that is more than looking: refused in the same words."""
    open_at(browser, world.school)
    tried, wrote, wrong = 0, 0, []
    same = {browser.post(f"/{world.school.slug}/leerlingen/999999/").status_code}
    for name, address in addresses.items():
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            tried += 1
            with Counting() as counted:
                answer = browser.generic(method, address)
            wrote += counted.number
            if answer.status_code != 405:
                wrong.append((name, method, answer.status_code))
    figure("walls.break_glass_writes", f"{wrote} of {tried}", "0")

    assert (wrote, wrong, same) == (0, [], {405})


def test_only_pages_are_shown_never_a_file(browser, world, addresses):
    """Of everything that a coordinator may open: a page, a way on, or a refusal; what was shown is kept."""
    with for_school(world.school):
        Job.objects.filter(pk=world.job.pk).update(file=world.file)
    open_at(browser, world.school)
    shown = 0
    for name, address in addresses.items():
        answer = browser.get(address)
        assert answer.status_code in (200, 302, 404, 405), (name, answer.status_code)
        assert answer.headers["Content-Type"].startswith("text/html") or answer.status_code == 302, name
        with for_school(world.school):
            seen = GlassPage.objects.filter(path=address).count()
        assert seen == (answer.status_code == 200), name
        shown += answer.status_code == 200
    assert shown > 40
    for name in ("contracts:download", "schools:job_file", "cockpit_sheet"):
        assert "Bestanden, lijsten" in browser.get(addresses[name]).text
    with for_school(world.school):
        assert not ReadTrace.objects.filter(what__in=["paper", "letter", "export"]).exists()
        assert set(ReadTrace.objects.values_list("role", flat=True)) == {"platform"}


def test_another_school_stays_shut(browser, world):
    open_at(browser, world.school)

    assert browser.get(f"/{SchoolFactory().slug}/").status_code == 404


def test_it_ends_by_itself_after_an_hour(browser, world):
    open_at(browser, world.school)
    address = f"/{world.school.slug}/leerlingen/"
    with time_machine.travel(timezone.now() + timedelta(minutes=40)):
        assert browser.get(address).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert browser.get(address).status_code == 404


def test_it_ends_with_the_button(browser, world, sign_in):
    open_at(browser, world.school)
    answer = browser.post("/meekijken/stoppen/", follow=True)

    assert "U kijkt niet meer mee" in answer.text
    assert browser.get(f"/{world.school.slug}/").status_code == 404
    assert (
        "keek mee tot" in sign_in(world.members[Role.DIRECTOR]).get(f"/{world.school.slug}/toegang-stagebureau/").text
    )


def test_one_at_a_time(browser, world):
    open_at(browser, world.school)
    again, elsewhere = open_at(browser, world.school), open_at(browser, SchoolFactory())

    for answer in (again, elsewhere):
        assert answer.status_code == 422
        assert f"U kijkt al mee bij {world.school.name}" in answer.text
    with for_school(world.school):
        assert BreakGlass.objects.count() == 1


def test_after_the_hour_it_can_be_opened_again_with_a_new_reason(staff, world):
    glass.begin(staff, school=world.school, reason=REASON)
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        glass.begin(staff, school=world.school, reason=REASON)
        with for_school(world.school):
            assert BreakGlass.objects.open().count() == 1
            assert BreakGlass.objects.count() == 2


def test_a_colleague_of_the_school_needs_no_glass_and_a_student_never_has_one(world, sign_in):
    user = world.members[Role.STUDENT].user
    glass.begin(user, school=world.school, reason=REASON)

    assert sign_in(world.members[Role.STUDENT]).get(f"/{world.school.slug}/leerlingen/").status_code == 404


def test_looking_along_asks_two_questions_more_than_a_coordinator(browser, world, sign_in):
    open_at(browser, world.school)
    address = f"/{world.school.slug}/leerlingen/"
    usual = count_queries(sign_in(world.members[Role.COORDINATOR]), address)

    assert len(asked(browser, address)[1]) <= usual + 2


def test_the_page_of_the_school_asks_the_same_for_one_and_for_many(world, sign_in, staff):
    browser, address = sign_in(world.members[Role.COORDINATOR]), f"/{world.school.slug}/toegang-stagebureau/"

    def add(number):
        for _ in range(number):
            opened = glass.begin(staff, school=world.school, reason=REASON)
            with for_school(world.school):
                GlassPage.objects.create(glass=opened, path="/x/")
            glass.stop(opened)

    add(1)
    few = count_queries(browser, address)
    add(5)
    assert count_queries(browser, address) == few <= 8


class Counting:
    """How many writes the database was asked for."""

    def __enter__(self):
        self.number = 0
        self.wrapper = connection.execute_wrapper(self)
        self.wrapper.__enter__()
        return self

    def __call__(self, execute, sql, params, many, context):
        words = sql.lstrip().upper()
        if words.startswith(("INSERT", "UPDATE", "DELETE", "MERGE")) and "DJANGO_SESSION" not in words:
            self.number += 1
        return execute(sql, params, many, context)

    def __exit__(self, *fault):
        return self.wrapper.__exit__(*fault)
