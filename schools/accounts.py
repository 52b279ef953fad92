"""allauth as this house wants it: staff only, invited, with our own mails and addresses."""

import css_inline
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from schools import confirming
from schools.emails import tell_changed
from schools.throttle import client_address

CHANGED = {
    "account/email/password_changed": _("Uw wachtwoord is veranderd."),
    "account/email/password_set": _("Er is een wachtwoord gekozen voor uw account."),
    "account/email/password_reset": _("Uw wachtwoord is veranderd."),
    "mfa/email/totp_activated": _("Er is een app gekoppeld aan uw account."),
    "mfa/email/totp_deactivated": _("De app is weggehaald van uw account."),
    "mfa/email/webauthn_added": _("Er is een toegangssleutel gemaakt voor uw account."),
    "mfa/email/webauthn_removed": _("Er is een toegangssleutel weggehaald van uw account."),
    "mfa/email/recovery_codes_generated": _("Er zijn nieuwe herstelcodes gemaakt voor uw account."),
}
WAYS = {
    "reauthenticate": _("Met uw wachtwoord"),
    "mfa_reauthenticate": _("Met een code uit uw app, of een herstelcode"),
    "mfa_reauthenticate:webauthn": _("Met uw toegangssleutel"),
}


class StaffAccountAdapter(DefaultAccountAdapter):
    """Staff are invited by their school; nobody signs up by themselves."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _("Dit e-mailadres en dit wachtwoord horen niet bij elkaar."),
        "incorrect_code": _("Deze code klopt niet. Kijk nog eens in de mail."),
        "enter_current_password": _("Dit is niet uw wachtwoord van nu."),
        "same_as_current": _("Dit is hetzelfde wachtwoord als u al had."),
        "too_many_login_attempts": _("Er is te vaak iets verkeerds getypt. Wacht vijf minuten."),
        "rate_limited": _("Er is te vaak iets verkeerds getypt. Wacht vijf minuten."),
    }

    def is_open_for_signup(self, request):
        return False

    def get_client_ip(self, request):
        return client_address(request) or "0.0.0.0"  # noqa: S104 - a socket has no address

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell people what changed about their account, in our own mail."""
        if template_prefix in CHANGED:
            tell_changed(user, str(CHANGED[template_prefix]))

    def is_reauthentication_required(self, *, app, **kwargs):
        """Who signed in ten minutes ago need not do it again; allauth itself does not count signing in."""
        return not confirming.is_fresh(context.request)

    def get_reauthentication_methods(self, user):
        """The ways to confirm, in our words; who signed in by mail alone has none here (schools.confirming)."""
        ways = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS[way["id"]]} for way in ways]

    def get_password_change_redirect_url(self, request):
        return reverse("home")

    def get_logout_redirect_url(self, request):
        """Students go back to the page for their code, so that the next one can come in."""
        slug = request.COOKIES.get("ingang", "")
        if slug and slug.replace("-", "").isalnum():
            return reverse("schools:code_entry", args=[slug])
        return super().get_logout_redirect_url(request)

    def get_reset_password_from_key_url(self, key):
        """The address in the mail is our own, whatever the request said."""
        uidb36, _, secret = key.partition("-")
        return settings.SITE_URL + reverse("account_reset_password_from_key", args=[uidb36, secret])

    def render_mail(self, template_prefix, email, context, headers=None):
        message = super().render_mail(template_prefix, email, context, headers)
        message.alternatives = [(css_inline.inline(part), kind) for part, kind in message.alternatives]
        return message
