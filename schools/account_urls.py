"""What of allauth is open: coming in, going out, and one's own password. Nothing else of it has an address."""

from allauth.account import views
from allauth.mfa.base import views as second
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from schools.views import confirm, second_factor, sessions

urlpatterns = [
    path("inloggen/", views.login, name="account_login"),
    path("uitloggen/", views.logout, name="account_logout"),
    path("gesloten/", views.account_inactive, name="account_inactive"),
    path("code/", views.request_login_code, name="account_request_login_code"),
    path("code/invullen/", views.confirm_login_code, name="account_confirm_login_code"),
    path("bevestigen/", views.reauthenticate, name="account_reauthenticate"),
    path("bevestigen/app/", second.reauthenticate, name="mfa_reauthenticate"),
    path("bevestigen/sleutel/", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("bevestigen/mail/", confirm.confirm_by_mail, name="confirm_by_mail"),
    path("bevestigen/verder/", confirm.confirm_go_on, name="confirm_go_on"),
    path("inloggen/sleutel/", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("inloggen/tweede-stap/", second.authenticate, name="mfa_authenticate"),
    path("tweede-stap/", second_factor.overview, name="mfa_index"),
    path("tweede-stap/app/", second_factor.add_app, name="mfa_activate_totp"),
    path("tweede-stap/app/weg/", second_factor.remove_app, name="mfa_deactivate_totp"),
    path("tweede-stap/sleutel/", second_factor.add_key, name="mfa_add_webauthn"),
    path("tweede-stap/sleutel/weg/", second_factor.remove_key, name="mfa_remove_webauthn"),
    path("tweede-stap/herstelcodes/", second_factor.codes, name="mfa_view_recovery_codes"),
    path("tweede-stap/herstelcodes/nieuw/", second_factor.new_codes, name="mfa_generate_recovery_codes"),
    path("tweede-stap/herstelcodes/bestand/", second_factor.codes_file, name="mfa_download_recovery_codes"),
    path("apparaten/", sessions.sessions, name="sessions"),
    path("wachtwoord/", views.password_change, name="account_change_password"),
    path("wachtwoord/kiezen/", views.password_set, name="account_set_password"),
    path("wachtwoord/vergeten/", views.password_reset, name="account_reset_password"),
    path("wachtwoord/vergeten/verstuurd/", views.password_reset_done, name="account_reset_password_done"),
    path("wachtwoord/nieuw/klaar/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^wachtwoord/nieuw/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
]
