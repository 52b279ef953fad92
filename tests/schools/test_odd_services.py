"""Whatever a sign-in service answers: a sentence, never a fault of ours, and nobody comes in on a forged token."""

import json
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from core.tenancy import for_school
from schools import school_accounts
from schools.enums import Role
from schools.models import SignInService
from tests.factories import MembershipFactory
from tests.oidc import odd
from tests.oidc.rounds import leaving, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def service(settings, school):
    """A school whose service is odd, with one teacher it knows."""
    with odd.odd_service() as running:
        settings.OUTSIDE_MAY_BE_LOCAL = True
        settings.SIGN_IN_ISSUERS = {"google": running.url}
        with for_school(school):
            given = {"kind": "google", "tenant": "school.example", "client_id": "odd"}
            school_accounts.save_service(given, "geheim", by=None)
            SignInService.objects.update(state="on")
        MembershipFactory(school=school, role=Role.MENTOR, user__email="truus@school.example")
        yield running


def begin(client, school):
    return client.post(page(school, "school_account"))


def come_back(client, school, service):
    """A round; the service knows the nonce it was given."""
    asked = parse_qs(urlsplit(leaving(begin(client, school))).query)
    service.nonce = asked["nonce"][0]
    return client.get(page(school, "account_back"), {"state": asked["state"][0], "code": "x"})


def test_by_the_book_it_works(client, school, service):
    assert come_back(client, school, service).status_code == 302
    assert "_auth_user_id" in client.session


def text(value):
    return 200, json.dumps(value).encode()


NONSENSE = [
    (200, b"<html>hallo</html>"),
    (200, b""),
    text([]),
    text(7),
    text(None),
    text("x"),
    text({}),
    (200, b"\xff\xfe"),
]
STRANGE_DISCOVERY = [
    *NONSENSE,
    text({"issuer": 7, "authorization_endpoint": 7, "token_endpoint": 7, "jwks_uri": 7}),
    (404, b"weg"),
    (500, b"kapot"),
    (302, b""),
]


@pytest.mark.parametrize("answer", STRANGE_DISCOVERY)
def test_a_service_that_says_nonsense_of_itself(client, school, service, answer):
    service.changed["openid-configuration"] = answer

    told = begin(client, school)

    assert (told.status_code, "Inloggen is niet gelukt" in told.text) == (400, True)


@pytest.mark.parametrize(
    "change",
    [
        {"issuer": "https://login.andere.example"},
        {"token_endpoint": "http://10.0.0.5/token"},
        {"jwks_uri": "http://169.254.169.254/keys"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://login.school.example/"},
        {"userinfo_endpoint": "https://192.168.1.1/"},
        {"token_endpoint": None},
    ],
)
def test_a_service_that_points_elsewhere(client, school, service, change):
    service.changed["openid-configuration"] = text(service.discovery() | change)

    told = begin(client, school)

    assert (told.status_code, "Inloggen is niet gelukt" in told.text) == (400, True)


STRANGE_TOKENS = [
    *NONSENSE,
    text({"access_token": "x"}),
    text({"access_token": "x", "id_token": 7}),
    text({"access_token": "x", "id_token": "x.y.z"}),
    text({"access_token": 7, "id_token": None}),
    text({"error": "invalid_grant"}),
    (500, b"kapot"),
]


@pytest.mark.parametrize("answer", STRANGE_TOKENS)
def test_a_service_that_gives_nonsense_for_a_token(client, school, service, answer):
    service.changed["token_endpoint"] = answer

    told = come_back(client, school, service)

    assert (told.status_code, "Inloggen is niet gelukt" in told.text) == (400, True)


@pytest.mark.parametrize("answer", [*NONSENSE, text({"keys": [7]}), text({"keys": [{}]}), (500, b"kapot")])
def test_a_service_without_sound_keys(client, school, service, answer):
    service.changed["jwks_uri"] = answer

    assert come_back(client, school, service).status_code == 400


@pytest.mark.parametrize("answer", [*NONSENSE, text({"sub": "2", "email": "truus@school.example"}), (500, b"kapot")])
def test_a_service_that_says_nonsense_of_a_person(client, school, service, answer):
    service.claims["email"] = None
    service.changed["userinfo_endpoint"] = answer

    assert come_back(client, school, service).status_code == 400
    assert "_auth_user_id" not in client.session


FORGED = {
    "another key": {"sign": lambda claims: odd.sign(claims, odd.ANOTHER)},
    "no signature": {"sign": odd.unsigned},
    "the public key as a secret": {"sign": odd.signed_with_the_public_key},
    "an unknown key": {"sign": lambda claims: odd.sign(claims, kid="2")},
    "no key named": {"sign": lambda claims: jwt.encode(claims, odd.OURS, algorithm="RS256")},
    "for another site": {"claims": {"aud": "another"}},
    "for nobody": {"claims": {"aud": None}},
    "of another service": {"claims": {"iss": "https://login.andere.example"}},
    "too old": {"claims": {"exp": 1_000_000_000}},
    "of another round": {"claims": {"nonce": "x"}},
    "of no round": {"claims": {"nonce": None}},
    "about nobody": {"claims": {"sub": None}},
    "about a number": {"claims": {"sub": 7}},
    "about an empty name": {"claims": {"sub": ""}},
    "about a very long name": {"claims": {"sub": "x" * 300}},
}


@pytest.mark.parametrize("how", FORGED)
def test_nobody_comes_in_on_a_forged_token(client, school, service, how):
    service.sign = FORGED[how].get("sign", odd.sign)
    service.claims = FORGED[how].get("claims", {})

    assert come_back(client, school, service).status_code == 400
    assert "_auth_user_id" not in client.session
