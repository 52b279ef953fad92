"""The ways into the demo: for every role, on a demo only, and never by just opening a page."""

import json

import pytest
from django.core import signing
from django.core.management import CommandError, call_command
from django.urls import reverse

from schools.enums import Role
from stagebureau.demo import keys
from tests.factories import MembershipFactory, SchoolFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def in_the_demo(settings):
    settings.DEBUG = True


@pytest.fixture
def way_in(monkeypatch):
    """A coordinator who is in the list of the demo."""
    school = SchoolFactory(slug="de-es", name="Praktijkschool De Es")
    user = UserFactory(name="Anneke Dijkstra", email="a.dijkstra@dees.example")
    monkeypatch.setattr(keys, "WAYS_IN", {"de-es": [(Role.COORDINATOR, user.email, "alles")]})
    return MembershipFactory(school=school, user=user, role=Role.COORDINATOR)


def door_of(member):
    return reverse("demo_door", args=[keys.key_of(member)])


def test_the_command_prints_a_way_in_as_json(in_the_demo, way_in, capsys):
    call_command("demo_doors", "--json")

    (row,) = json.loads(capsys.readouterr().out)
    assert (row["school"], row["role"], row["name"]) == ("Praktijkschool De Es", "stagecoördinator", "Anneke Dijkstra")
    assert row["url"].endswith(door_of(way_in))


def test_opening_the_door_signs_nobody_in(client, in_the_demo, way_in):
    assert "Anneke Dijkstra" in client.get(door_of(way_in)).text
    assert client.get(reverse("school_home", args=["de-es"])).status_code == 302


def test_the_button_signs_in_and_brings_to_the_own_page(client, in_the_demo, way_in):
    answer = client.post(door_of(way_in), follow=True)

    assert answer.redirect_chain == [("/de-es/", 302)]
    assert answer.status_code == 200


def test_the_page_of_all_doors_names_each_person(client, in_the_demo, way_in):
    assert "Anneke Dijkstra" in client.get(reverse("demo_doors")).text


@pytest.mark.parametrize("method", ["get", "post"])
def test_on_a_server_there_are_no_such_pages(client, way_in, method):
    ask = getattr(client, method)

    assert ask(door_of(way_in)).status_code == 404
    assert ask(reverse("demo_doors")).status_code == 404


def test_on_a_server_the_command_refuses(way_in):
    with pytest.raises(CommandError, match="alleen in de demo"):
        call_command("demo_doors")


def test_a_key_made_for_another_purpose_opens_nothing(client, in_the_demo, way_in):
    foreign = signing.Signer(salt="something else").sign_object([way_in.school_id, way_in.pk])

    assert client.post(reverse("demo_door", args=[foreign])).status_code == 404
