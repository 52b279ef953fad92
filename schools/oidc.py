"""OpenID Connect with the service of the open school, on allauth's feet: state, PKCE, exchange and signature are its.

allauth would look a person up and sign in; here a round ends with the claims, or with a Fault. Who that is, and what
it opens, is decided in `schools.school_accounts`.
"""

import secrets
from functools import cached_property

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.urls import reverse

from core import outside
from core.secrets import Unreadable, decrypt
from schools.models import SignInService
from schools.sign_in_faults import Fault

PURPOSE = "school sign-in"  # of the key that locks client secrets
NEEDED = ("issuer", "authorization_endpoint", "token_endpoint", "jwks_uri")
WHERE_IT_IS = {"entra": "tid", "google": "hd", "entree": "nlEduPersonHomeOrganizationId"}
MISSHAPEN = (KeyError, TypeError, ValueError, AttributeError, IndexError)  # what reading an odd answer can raise


def issuer_of(service):
    """The name of the service, as its tokens and its settings page say it."""
    known = settings.SIGN_IN_ISSUERS.get(service.kind)
    return (known.format(tenant=service.tenant) if known else service.issuer).rstrip("/")


def return_address(slug):
    """Where the service sends people back to; the same whatever host the request named."""
    return settings.SITE_URL + reverse("schools:account_back", args=[slug])


class SchoolAccountAdapter(DefaultSocialAccountAdapter):
    """allauth's apps are the services of schools: one, of the school that is open."""

    def list_apps(self, request, provider=None, client_id=None):
        school = getattr(request, "school", None)
        service = school and SignInService.objects.first()
        if not service or provider not in (None, "openid_connect", school.slug):
            return []
        try:
            secret = decrypt(service.locked_secret, PURPOSE)
        except Unreadable as mistake:
            raise Fault("secret", str(mistake)) from mistake
        app = SocialApp(
            provider="openid_connect",
            provider_id=school.slug,
            name=str(service),
            client_id=service.client_id,
            secret=secret,
            settings={"server_url": issuer_of(service), "oauth_pkce_enabled": True, "kind": service.kind},
        )
        return [app] if client_id in (None, app.client_id) else []

    def get_requests_session(self):
        return outside.session()

    def is_open_for_signup(self, request, sociallogin):
        return False

    def on_authentication_error(self, request, provider, error=None, exception=None, extra_context=None):
        """Whatever allauth would show a page about is a Fault of ours."""
        if error == AuthError.CANCELLED:
            raise Fault("cancelled")
        if exception is None:
            raise Fault("refused" if "state" in (extra_context or {}) else "state")
        raise fault_of(exception) from exception


def fault_of(mistake):
    """The fault that fits what the network or the protocol complained about."""
    if isinstance(mistake, outside.NotOutside) or "not a public address" in str(mistake):
        return Fault("inside", str(mistake))
    if isinstance(mistake, requests.HTTPError):
        return Fault("address" if mistake.response.status_code in (400, 404, 410) else "down", str(mistake))
    if isinstance(mistake, requests.ConnectionError | requests.Timeout | outside.TooMuch):
        return Fault("down", str(mistake))
    if isinstance(mistake, OAuth2Error) and any(word in str(mistake) for word in ("invalid_client", "unauthorized_")):
        return Fault("secret", str(mistake))
    return Fault("strange", str(mistake))


class SchoolOIDC(OpenIDConnectOAuth2Adapter):
    """One round with the service of one school."""

    state = None

    def get_provider(self):
        app = get_adapter(self.request).get_app(self.request, provider=self.provider_id)
        return SchoolProvider(self.request, app=app)

    def get_callback_url(self, request, app):
        return return_address(self.provider_id)

    @cached_property
    def openid_config(self):
        """What the service says about itself, judged: it has to be who we think it is, and it has to be outside."""
        provider = self.get_provider()
        with get_adapter().get_requests_session() as asked:
            answer = asked.get(provider.server_url)
            answer.raise_for_status()
            told = answer.json()
        if not isinstance(told, dict) or not all(isinstance(told.get(name), str) for name in NEEDED):
            raise Fault("strange", "discovery")
        if told["issuer"].rstrip("/") != provider.app.settings["server_url"]:
            raise Fault("address", f"issuer is {told['issuer']!r}")
        for name in (*NEEDED, *({"userinfo_endpoint"} & told.keys())):
            outside.check(told[name])
        return told

    def complete_login(self, request, app, token, **kwargs):
        """The round is over: the claims of the signed token, and of userinfo where the token is silent."""
        told = kwargs["response"].get("id_token")
        if not isinstance(told, str):
            raise Fault("strange", "no id_token")
        claims = self._decode_id_token(app, told)
        if claims["nonce"] != self.state["data"]["nonce"]:
            raise Fault("state", "nonce")
        wanted = {"email", WHERE_IT_IS.get(app.settings["kind"], "sub")}
        if not wanted <= claims.keys() and "userinfo_endpoint" in self.openid_config:
            more = self._fetch_user_info(token.token)
            if more["sub"] != claims["sub"]:
                raise Fault("strange", "userinfo is about somebody else")
            claims = more | claims
        raise RoundOver(claims)

    def _decode_id_token(self, app, id_token):
        """Checked against the service's keys, also when it came straight from the service."""
        return jwtkit.verify_and_decode(
            credential=id_token,
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )


class SchoolProvider(OpenIDConnectProvider):
    oauth2_adapter_class = SchoolOIDC


class RoundOver(Exception):
    """The service said who this is."""

    def __init__(self, claims):
        super().__init__("round over")
        self.claims = claims


class _Back(OAuth2CallbackView):
    """allauth's return, with the state kept for the one who asks afterwards."""

    def _get_state(self, request, provider):
        self.adapter.state, answer = super()._get_state(request, provider)
        return self.adapter.state, answer


def begin_round(request, purpose, **data):
    """The address of the service to send this browser to. `purpose` and `data` come back with the browser."""
    nonce = secrets.token_urlsafe(16)
    try:
        provider = SchoolOIDC(request, request.school.slug).get_provider()
        answer = provider.redirect(request, purpose, data=data | {"nonce": nonce}, auth_params={"nonce": nonce})
    except SocialApp.DoesNotExist as mistake:
        raise Fault("off") from mistake
    except requests.RequestException as mistake:
        raise fault_of(mistake) from mistake
    except MISSHAPEN as mistake:
        raise Fault("strange", repr(mistake)) from mistake
    return answer["Location"]


def end_round(request):
    """The browser is back: (purpose, data, claims). Raises a Fault that knows its purpose."""
    adapter = SchoolOIDC(request, request.school.slug)
    view = _Back()
    view.request, view.adapter = request, adapter
    try:
        view.dispatch(request)
    except RoundOver as over:
        return adapter.state["process"], adapter.state["data"], over.claims
    except SocialApp.DoesNotExist as mistake:
        raise Fault("off") from mistake
    except Fault as fault:
        fault.purpose = (adapter.state or {}).get("process")
        raise
    except (*MISSHAPEN, requests.RequestException, ImmediateHttpResponse) as mistake:
        fault = (
            fault_of(mistake) if isinstance(mistake, requests.RequestException) else Fault("strange", repr(mistake))
        )
        fault.purpose = (adapter.state or {}).get("process")
        raise fault from mistake
    raise Fault("strange", "the round did not end")
