"""Set up the second step in three steps: choose, connect, print the recovery codes. allauth does the cryptography."""

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import (
    DownloadRecoveryCodesView,
    GenerateRecoveryCodesView,
    ViewRecoveryCodesView,
)
from allauth.mfa.totp.views import ActivateTOTPView, DeactivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, RemoveWebAuthnView
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse, reverse_lazy

from core.asked import whole_number
from schools import secondfactor, sessions
from schools.access import confirm_first, open_to_person
from schools.forms.second_factor import AppForm, KeyForm


class Added:
    """A new way for the second step: it was taken just now, and other devices sign in again."""

    kind = ""

    def form_valid(self, form):
        answer = super().form_valid(form)
        secondfactor.note_taken(self.request, self.request.user, self.kind)
        sessions.end_elsewhere(self.request.user)
        return answer


class Removed:
    """A way less: this session has to take the step again, other devices sign in again."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form):
        answer = super().form_valid(form)
        records = self.request.session.get(AUTHENTICATION_METHODS_SESSION_KEY, [])
        if not Authenticator.objects.filter(user=self.request.user).exists():
            records = [record for record in records if record["method"] != "mfa"]
        self.request.session[AUTHENTICATION_METHODS_SESSION_KEY] = records
        sessions.end_elsewhere(self.request.user)
        return answer


class AddApp(Added, ActivateTOTPView):
    kind, form_class = Authenticator.Type.TOTP, AppForm


class AddKey(Added, AddWebAuthnView):
    kind, form_class = Authenticator.Type.WEBAUTHN, KeyForm

    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        page["js_data"] = {"creation_options": begin_registration(self.request.user, True)}
        return page | kwargs


class RemoveApp(Removed, DeactivateTOTPView):
    pass


class RemoveKey(Removed, RemoveWebAuthnView):
    def get_object(self, queryset=None):
        return get_object_or_404(self.get_queryset(), pk=whole_number(self.request.GET.get("sleutel", "")))


class Overview(IndexView):
    def get_context_data(self, **kwargs):
        page = super().get_context_data(**kwargs)
        page["has_one"] = {"totp", "webauthn"} & set(page["authenticators"])
        return page | {"is_taken": secondfactor.is_taken(self.request)}


class NewCodes(GenerateRecoveryCodesView):
    def get_success_url(self):
        return reverse("mfa_view_recovery_codes")


def page(view):
    """For the person self, who showed lately who it is. What is not there leads back to the overview."""
    shown = view.as_view()

    @open_to_person
    @confirm_first
    def door(request):
        try:
            return shown(request)
        except Http404:
            return redirect("mfa_index")

    return door


overview = open_to_person(Overview.as_view())
add_app, add_key, remove_app, remove_key = page(AddApp), page(AddKey), page(RemoveApp), page(RemoveKey)
codes, new_codes, codes_file = page(ViewRecoveryCodesView), page(NewCodes), page(DownloadRecoveryCodesView)
