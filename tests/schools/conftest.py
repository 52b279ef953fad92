"""The school's own sign-in service for the tests that use one."""

import pytest

from core.tenancy import for_school
from schools import oidc as protocol
from schools import school_accounts
from schools.models import SignInService
from tests.oidc.service import oidc  # noqa: F401 - a fixture


@pytest.fixture
def service_here(settings, oidc):  # noqa: F811
    """The service runs on this computer, and stands in for Microsoft and Google."""
    settings.OUTSIDE_MAY_BE_LOCAL = True
    settings.SIGN_IN_ISSUERS = dict.fromkeys(("entra", "google"), oidc.url)
    return oidc


@pytest.fixture
def connect(service_here):
    """Connect a school to the service; on unless told otherwise."""

    def connected(school, kind="google", state="on", secret="geheim", **given):
        given = {"tenant": "school.example", "client_id": f"{school.slug}-client"} | given
        known = {"client_secret": "geheim", "redirect_uris": protocol.return_address(school.slug)}
        service_here.tell(site={"client_id": given["client_id"]} | known)
        with for_school(school):
            service = school_accounts.save_service({"kind": kind} | given, secret, by=None)
            SignInService.objects.update(state=state)
            service.refresh_from_db()
        return service

    return connected


@pytest.fixture
def at_service(service_here):
    """Somebody at the service; a teacher of the school unless the claims say otherwise. None leaves a claim out."""

    def made(name, /, **claims):
        claims = {"hd": "school.example", "email": f"{name}@school.example", "email_verified": True} | claims
        service_here.tell(people={name: {key: value for key, value in claims.items() if value is not None}})
        return name

    return made
