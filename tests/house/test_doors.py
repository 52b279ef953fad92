"""Every page has a door, and every door is tried with every role, a stranger and another school."""

import importlib
import pkgutil

import pytest
from django.urls import reverse

from core.house import pages
from schools.enums import Role
from tests.factories import MembershipFactory
from tests.house import doors
from tests.house.world import build

pytestmark = pytest.mark.django_db
ROOMS = [importlib.import_module(f"tests.house.doors.{room.name}") for room in pkgutil.iter_modules(doors.__path__)]
OPEN_TO = {name: frozenset(roles) for room in ROOMS for name, roles in room.OPEN_TO.items()}
NOT_THEIRS = {name: roles for room in ROOMS for name, roles in getattr(room, "NOT_THEIRS", {}).items()}
FOR_MEMBERS = sorted(name for name, roles in OPEN_TO.items() if roles <= set(Role))
FOR_LETTERS = sorted(name for name, roles in OPEN_TO.items() if any(str(role).startswith("letter:") for role in roles))
WITH_AN_OBJECT = sorted(name for name, route, _ in pages() if "<int:" in route and name in FOR_MEMBERS)
COMES_IN = {200, 204, 302, 405}


@pytest.fixture
def world(db):
    return build()


@pytest.fixture
def address(world):
    arguments = {name: found for room in ROOMS for name, found in room.arguments(world).items()}

    def of(name, school=None):
        return reverse(name, args=[(school or world.school).slug, *arguments.get(name, [])])

    return of


def test_the_tables_of_the_rooms_are_the_house():
    assert {name: frozenset(getattr(view, "open_to", ())) for name, _, view in pages()} == OPEN_TO


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_visitors_must_sign_in(client, address, name):
    answer = client.get(address(name))

    assert (answer.status_code, answer.get("Location", "").split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_each_role_at_each_door(world, sign_in, address, name):
    came_in = {role for role in Role if sign_in(world.members[role]).get(address(name)).status_code in COMES_IN}

    assert came_in == OPEN_TO[name] - NOT_THEIRS.get(name, set())


@pytest.mark.parametrize("name", FOR_MEMBERS)
def test_a_member_of_another_school_finds_nothing(world, sign_in, address, name):
    other = {role: MembershipFactory(role=role) for role in Role}

    assert {sign_in(member).get(address(name)).status_code for member in other.values()} == {404}


@pytest.mark.parametrize("name", WITH_AN_OBJECT)
def test_another_school_s_object_under_the_own_address_is_not_there(world, sign_in, address, name):
    elsewhere = build()

    answers = {role: sign_in(elsewhere.members[role]).get(address(name, elsewhere.school)) for role in OPEN_TO[name]}

    assert {role: answer.status_code for role, answer in answers.items() if answer.status_code not in {404, 405}} == {}


@pytest.mark.parametrize("name", FOR_LETTERS)
def test_a_letter_opens_nothing_at_another_school_and_for_another_purpose(world, client, address, name):
    elsewhere = build()

    assert client.get(address(name)).status_code in COMES_IN
    assert client.get(address(name, elsewhere.school)).status_code == 404
