"""Confirm who you are: by a mailed code for who has neither password nor second step; then go on with what waited."""

from django.contrib import messages
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _

from schools import confirming, emails
from schools.access import open_to_person
from schools.forms.entry import DigitsForm
from schools.views.entry import shielded


def next_of(request):
    """Where to go afterwards: an address of our own, or the first page."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) else resolve_url("home")


@open_to_person
def confirm_by_mail(request):
    """Mail six digits to the address on file and ask for them."""
    way = confirming.way(request)
    if way != "confirm_by_mail" or not request.user.email:
        return redirect(way if request.user.email else "account_logout")
    form = DigitsForm(request.POST if "digits" in request.POST else None)
    status = 200
    if request.method == "POST" and "mail" in request.POST:
        send_digits(request)
    elif form.is_valid():
        if confirming.try_digits(request, form.cleaned_data["digits"]):
            return redirect(next_of(request))
        form.add_error("digits", _("Deze code klopt niet of werkt niet meer. Neem de code uit de nieuwste mail."))
        status = 422
    address, is_sent = shielded(request.user.email), bool(request.session.get("confirm_digits"))
    page = {"form": form, "next": next_of(request), "address": address, "is_sent": is_sent}
    return render(request, "schools/confirm_by_mail.html", page, status=status)


def send_digits(request):
    """Mail the digits, a few times at most."""
    if digits := confirming.new_digits(request):
        emails.send_confirm_code(request.user, digits)
    else:
        messages.warning(request, _("Er zijn net al een paar codes verstuurd. Gebruik de nieuwste."))


@open_to_person
def confirm_go_on(request):
    """Send the form that waited, with one button."""
    held = request.session.get("held")
    if not held:
        return redirect("home")
    if not confirming.is_fresh(request):
        return confirming.ask(request)
    return render(request, "schools/confirm_go_on.html", {"held": held})
