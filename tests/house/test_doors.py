"""Every page has a door, and every door is tried with every role, a stranger and another school."""

import importlib
import pkgutil
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core.house import pages
from schools.enums import Role
from tests.conftest import StrictClient, signed_in
from tests.house import doors
from tests.house.world import build

ROOMS = [importlib.import_module(f"tests.house.doors.{room.name}") for room in pkgutil.iter_modules(doors.__path__)]
OPEN_TO = {name: frozenset(roles) for room in ROOMS for name, roles in room.OPEN_TO.items()}
NOT_THEIRS = {name: roles for room in ROOMS for name, roles in getattr(room, "NOT_THEIRS", {}).items()}
FOR_MEMBERS = sorted(name for name, roles in OPEN_TO.items() if roles <= set(Role))
FOR_LETTERS = sorted(name for name, roles in OPEN_TO.items() if any(str(role).startswith("letter:") for role in roles))
WITH_AN_OBJECT = sorted(name for name, route, _ in pages() if "<int:" in route and name in FOR_MEMBERS)
COMES_IN = {200, 204, 302, 405}


@pytest.fixture(scope="module")
def scene(django_db_setup, django_db_blocker):
    """Two schools with one of everything, made once for all doors, and who is signed in at each."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield SimpleNamespace(here=Side(build()), elsewhere=Side(build()))
        transaction.set_rollback(True)


class Side:
    """One school: its addresses and a browser for each of its members."""

    def __init__(self, world):
        self.world = world
        self.arguments = {name: found for room in ROOMS for name, found in room.arguments(world).items()}
        self.sessions = {role: self._sign_in(member) for role, member in world.members.items()}

    @staticmethod
    def _sign_in(member):
        browser = signed_in(StrictClient(), member.user)
        return browser.cookies[settings.SESSION_COOKIE_NAME].value

    def browser(self, role):
        browser = StrictClient()
        browser.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[role]
        return browser

    def address(self, name, school=None):
        return reverse(name, args=[(school or self.world.school).slug, *self.arguments.get(name, [])])


@pytest.fixture
def here(scene):
    """The school whose doors are tried; what the test does there is undone."""
    with transaction.atomic():
        yield scene.here
        transaction.set_rollback(True)


@pytest.fixture
def elsewhere(scene):
    return scene.elsewhere


def test_the_tables_of_the_rooms_are_the_house():
    assert {name: frozenset(getattr(view, "open_to", ())) for name, _, view in pages()} == OPEN_TO


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_visitors_must_sign_in(client, here, name):
    answer = client.get(here.address(name))

    assert (answer.status_code, answer.get("Location", "").split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_each_role_at_each_door(here, name):
    came_in = {role for role in Role if here.browser(role).get(here.address(name)).status_code in COMES_IN}

    assert came_in == OPEN_TO[name] - NOT_THEIRS.get(name, set())


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_a_member_of_another_school_finds_nothing(here, elsewhere, name):
    assert {elsewhere.browser(role).get(here.address(name)).status_code for role in Role} == {404}


@pytest.mark.parametrize("name", WITH_AN_OBJECT)
def test_another_school_s_object_under_the_own_address_is_not_there(here, elsewhere, name):
    own = here.address(name, elsewhere.world.school)

    answers = {role: elsewhere.browser(role).get(own).status_code for role in OPEN_TO[name]}

    assert {role: status for role, status in answers.items() if status not in {404, 405}} == {}


@pytest.mark.parametrize("name", FOR_LETTERS)
def test_a_letter_opens_nothing_at_another_school_and_for_another_purpose(client, here, elsewhere, name):
    assert client.get(here.address(name)).status_code in COMES_IN
    assert client.get(here.address(name, elsewhere.world.school)).status_code == 404
