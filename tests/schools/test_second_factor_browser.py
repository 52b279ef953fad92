"""The second step in a real browser: an app, a passkey on the device, and signing in with nothing but that."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

from schools.enums import Role
from schools.models import User
from tests.factories import MembershipFactory, SchoolFactory
from tests.stories.actor import Actor
from tests.stories.coordinator import set_up_app, shown_by_app

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "een lang wachtwoord"
WIDTHS = [375, 1280]


@pytest.fixture
def marit():
    user = User.objects.create_user("m.hofstra@school.example", PASSWORD, name="Marit Hofstra")
    return MembershipFactory(school=SchoolFactory(slug="de-es"), user=user, role=Role.COORDINATOR)


@pytest.fixture
def at(chromium, live_server):
    """`at(width)` opens a browser; at the end no page it saw may have a fault."""
    actors = []

    def browser(width=375, name="marit"):
        actors.append(Actor(chromium, live_server.url, width, name))
        return actors[-1]

    yield browser
    for actor in actors:
        actor.context.close()
    assert [fault for actor in actors for fault in actor.faults] == []


def give_a_key(actor):
    """The device can make passkeys, and its owner always puts a finger on it."""
    devtools = actor.context.new_cdp_session(actor.page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    return devtools, devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def sign_in(actor):
    actor.go(reverse("account_login"))
    actor.write("E-mail", "m.hofstra@school.example")
    actor.write("Wachtwoord", PASSWORD)
    actor.press("Inloggen", exact=True)


def sign_out(actor):
    actor.page.locator(".sb-menu--user summary").click()
    actor.press("Uitloggen", exact=True)


@pytest.mark.parametrize("width", WIDTHS)
def test_with_an_app_and_the_next_time_its_code(at, marit, width):
    actor = at(width, f"app{width}")
    sign_in(actor)
    secret = set_up_app(actor)
    actor.reads("Goedendag")
    actor.go(reverse("schools:security", args=["de-es"]))
    actor.reads("Veilig inloggen", "ingesteld")
    actor.go(reverse("sessions"))
    actor.reads("Chrome op", "nu, dit apparaat")
    actor.go(reverse("mfa_index"))
    sign_out(actor)

    sign_in(actor)
    actor.reads("De tweede stap")
    actor.write("Code uit de app", "000000")
    actor.press("Inloggen", exact=True)
    actor.reads("Deze code klopt niet")
    actor.write("Code uit de app", shown_by_app(secret, ahead=1))
    actor.press("Inloggen", exact=True)
    actor.reads("Goedendag")


def test_with_a_passkey_and_then_with_nothing_else(at, marit):
    actor = at(1280, "passkey")
    devtools, key = give_a_key(actor)
    sign_in(actor)
    actor.press("Toegangssleutel instellen")
    actor.write("Naam", "Mijn laptop")
    actor.press("Sleutel maken")
    actor.reads("Bewaar uw herstelcodes")
    assert Authenticator.objects.get(type="webauthn").wrap().name == "Mijn laptop"
    actor.press("Klaar, ga verder")
    actor.reads("Goedendag")
    sign_out(actor)

    actor.go(reverse("account_login"))
    actor.press("Inloggen met een toegangssleutel")
    actor.reads("Goedendag")
    sign_out(actor)
    sign_in(actor)
    actor.reads("De tweede stap")
    actor.press("Met mijn toegangssleutel")
    actor.reads("Goedendag")

    actor.go(reverse("mfa_reauthenticate_webauthn") + "?next=" + reverse("sessions"))
    actor.press("Bevestigen met de toegangssleutel")
    actor.reads("Waar u bent ingelogd")
    sign_out(actor)
    devtools.send("WebAuthn.setUserVerified", {"authenticatorId": key, "isUserVerified": False})
    actor.go(reverse("account_login"))
    actor.press("Inloggen met een toegangssleutel")
    actor.reads("Het lukte niet met de toegangssleutel")
