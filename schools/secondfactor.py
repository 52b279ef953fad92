"""The second step of signing in: who must have it, whether it was taken in this session, and how its secrets lie."""

import base64
import io
import logging
import secrets

import segno
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from core import secrets as core_secrets
from schools.enums import Role

ALWAYS = frozenset({Role.COORDINATOR, Role.DIRECTOR})
DEMO, SSO, PURPOSE = "demo", "sso", "second factor"
log = logging.getLogger(__name__)


class SecondFactorAdapter(DefaultMFAAdapter):
    """allauth's second step in our words, with its secrets encrypted."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Deze code klopt niet. Neem de code die de app nu laat zien."),
        "cannot_delete_authenticator": _("Deze kunt u niet weghalen."),
        "cannot_generate_recovery_codes": _("Stel eerst een app of toegangssleutel in."),
    }

    def encrypt(self, text):
        return core_secrets.encrypt(text, PURPOSE)

    def decrypt(self, encrypted_text):
        """The secret; one that does not open any more becomes one that nothing matches."""
        try:
            return core_secrets.decrypt(encrypted_text, PURPOSE)
        except core_secrets.Unreadable:
            log.error("The secret of a second step does not open with this pepper.")
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url):
        picture = io.BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", border=2, scale=5, light="white", xmldecl=False)
        return picture.getvalue().decode()

    def generate_authenticator_name(self, user, type):  # noqa: A002 - allauth's own word
        number = Authenticator.objects.filter(user=user, type=type).count() + 1
        return _t("Toegangssleutel %(number)s") % {"number": number}

    def _get_site_name(self):
        return "Stagebureau"


def is_asked_of(member):
    """This role may not be taken on without a second step."""
    return member.role in ALWAYS or (member.role == Role.MENTOR and member.school.mentors_second_factor)


def is_taken(request):
    """The second step was taken in this session. In the demo its doors count as one.

    One that the school's sign-in service says was taken counts only as long as its word carries the session.
    """
    by_service = request.session.get("paper", [""])[0] == SSO
    counts = {DEMO: settings.DEBUG, SSO: by_service}
    records = get_authentication_records(request, request.user)
    return any(r["method"] == "mfa" and counts.get(r.get("type"), True) for r in records)


def note_taken(request, user, kind):
    """The second step is taken now."""
    record_authentication(request, user, "mfa", type=kind)


def way_to(request):
    """Where to take it: with the app or key somebody has, or where one is set up."""
    if is_mfa_enabled(request.user, [Authenticator.Type.TOTP]):
        name = "mfa_reauthenticate"
    elif is_mfa_enabled(request.user, [Authenticator.Type.WEBAUTHN]):
        name = "mfa_reauthenticate_webauthn"
    else:
        return reverse("mfa_index")
    return f"{reverse(name)}?{urlencode({'next': request.get_full_path() if request.method == 'GET' else '/'})}"
