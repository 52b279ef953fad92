"""Students come in with the code of their letter."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.shortcuts import redirect, render, resolve_url
from django.utils.translation import gettext as _
from django.views.decorators.csrf import ensure_csrf_cookie

from schools import codes, throttle
from schools.access import open_to_anyone
from schools.forms.entry import CodeForm
from schools.models import SignInService
from schools.sessions import begin

BACKEND = "django.contrib.auth.backends.ModelBackend"  # Django wants to know; there is just this one
YEAR = 365 * 24 * 3600


@open_to_anyone
@ensure_csrf_cookie
def code_entry(request, school):
    """Ask for the code; a right one leads to "is this you?", a wrong one slows down after a few."""
    form = CodeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        if throttle.must_wait(request):
            form.add_error(
                None,
                _(
                    "Er is te vaak een verkeerde code getypt. Wacht 10 minuten en probeer het dan nog eens. "
                    "Je code blijft gewoon werken."
                ),
            )
            status = 429
        elif form.is_valid():
            if code := codes.find(request.school, form.cleaned_data["code"]):
                request.session["at_the_door"] = [code.pk, form.cleaned_data["device"]]
                return redirect("schools:code_confirm", school=school)
            throttle.note_failure(request)
            form.add_error(
                "code", _("Deze code klopt niet. Kijk nog eens op je brief. Heb je twee brieven? Neem de nieuwste.")
            )
    service = SignInService.objects.filter(state=SignInService.State.ON).first()
    page = {"form": form, "school": request.school, "service": service}
    response = render(request, "schools/code_entry.html", page, status=status)
    return throttle.name_device(request, response)


@open_to_anyone
def code_confirm(request, school):
    """Ask "is this you?"; signs in on yes and on nothing else."""
    pk, device = request.session.get("at_the_door", [None, "shared"])
    code = codes.valid().select_related("student__member__user").filter(pk=pk).first()
    if code is None:
        return redirect("schools:code_entry", school=school)
    if request.method != "POST":
        return render(request, "schools/code_confirm.html", {"student": code.student, "school": request.school})
    request.session.pop("at_the_door")
    if "nee" in request.POST:
        messages.info(request, _("Vul dan de code van je eigen brief in."))
        return redirect("schools:code_entry", school=school)
    user = code.student.member.user
    login(request, user, backend=BACKEND)
    record_authentication(request, user, method="inlogcode")
    begin(request, device, paper=["code", code.pk])
    codes.note_use(code)
    response = redirect(request.session.pop("after_code", None) or resolve_url("school_home", school=school))
    response.set_cookie("ingang", school, max_age=YEAR, samesite="Lax", httponly=True)
    return throttle.name_device(request, response, code if device == "phone" else None, anew=True)
