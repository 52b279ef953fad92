"""The pages of the service: sign in, consent, tokens (all of django-oauth-toolkit), and the tests' own way to tell it
who its people are."""

import json

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.views import LoginView
from django.http import Http404, JsonResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from oauth2_provider.models import Application
from oauth2_provider.oauth2_validators import OAuth2Validator

PEOPLE = settings.FOLDER / "people.json"


class Claims(OAuth2Validator):
    """Says of a person what the test told."""

    oidc_claim_scope = None

    def get_additional_claims(self, request):
        told = json.loads(PEOPLE.read_text())[request.user.username]
        return {"sub": request.user.username} | told


@csrf_exempt
def people(request):
    """{"people": {name: claims}, "site": {client_id, client_secret, redirect_uris}}; everybody's password is one."""
    if request.headers.get("X-Key") != settings.SECRET_KEY:
        raise Http404
    told = json.loads(request.body)
    known = json.loads(PEOPLE.read_text()) if PEOPLE.exists() else {}
    PEOPLE.write_text(json.dumps(known | told.get("people", {})))
    for name in told.get("people", {}):
        if not User.objects.filter(username=name).exists():
            User.objects.create_user(name, password="wachtwoord")
    if site := told.get("site"):
        Application.objects.filter(client_id=site["client_id"]).delete()
        Application.objects.create(
            name=site["client_id"],
            client_type=Application.CLIENT_CONFIDENTIAL,
            authorization_grant_type=Application.GRANT_AUTHORIZATION_CODE,
            algorithm=Application.RS256_ALGORITHM,
            **site,
        )
    return JsonResponse({})


urlpatterns = [
    path("o/", include("oauth2_provider.urls")),
    path("login/", LoginView.as_view(), name="login"),
    path("people/", people),
]
