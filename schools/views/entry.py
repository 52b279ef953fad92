"""Companies and guardians come in with the letter from their mail. Opening it changes nothing; only a button does."""

from datetime import timedelta

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from schools import emails, entrycodes
from schools.access import open_to_anyone
from schools.enums import Purpose
from schools.forms.entry import DigitsForm
from schools.letters import find_letter, may_be_renewed, open_by_letter, renew
from schools.sessions import begin

RENEWED_LASTS = {Purpose.AVAILABILITY: timedelta(days=14), Purpose.ENTRY: emails.ENTRY_LASTS}


@open_by_letter(Purpose.ENTRY, Purpose.SIGNING)
def entry(request):
    """Say whom the letter is for; open the page on a known device, or mail a code."""
    token = request.resolver_match.kwargs["token"]
    known = entrycodes.knows_device(request, request.member)
    if request.method == "POST" and "openen" in request.POST and known:
        return come_in(request)
    if request.method == "POST" and "code" in request.POST:
        if made := entrycodes.new_digits(request.letter):
            emails.send_entry_code(request.letter, *made)
        else:
            messages.warning(
                request, _("Er zijn net al een paar codes verstuurd. Gebruik de nieuwste, of wacht 10 minuten.")
            )
        return redirect("schools:entry_code", school=request.school.slug, token=token)
    address = shielded(request.member.user.email)
    page = {"member": request.member, "school": request.school, "token": token, "known": known, "address": address}
    page["letter"] = request.letter
    return render(request, "schools/entry.html", page)


@open_by_letter(Purpose.ENTRY, Purpose.SIGNING)
def entry_code(request):
    """Ask for the digits of the mail; the right ones open the page and this device is known from then on."""
    token = request.resolver_match.kwargs["token"]
    form = DigitsForm(request.POST or None)
    status = 200
    if form.is_valid():
        if entrycodes.try_digits(request.letter, form.cleaned_data["digits"]):
            return entrycodes.remember_device(request, come_in(request, "code"), request.member)
        status = 422
        if entrycodes.is_used_up(request.letter):
            form.add_error("digits", _("Deze code werkt niet meer. Vraag hieronder een nieuwe."))
        else:
            form.add_error("digits", _("Deze code klopt niet. Neem de code uit de nieuwste mail."))
    page = {"form": form, "token": token, "school": request.school, "address": shielded(request.member.user.email)}
    return render(request, "schools/entry_code.html", page, status=status)


@open_by_letter(Purpose.ENTRY, Purpose.SIGNING)
@require_POST
def not_me(request):
    """The letter reached the wrong person: close it and tell the school."""
    letter = request.letter
    letter.revoked_at = timezone.now()
    letter.save()
    AuditEntry.record(letter, action="not_me", by=None)
    emails.tell_not_me(letter)
    return render(request, "schools/not_me.html", {"school": request.school})


@open_to_anyone
def letter_renew(request, school, token):
    """Mail a new link to the known address, in place of one that ran out."""
    letter = find_letter(token)
    if letter is None or request.method != "POST":
        raise Http404
    address = letter.member.user.email
    if may_be_renewed(letter) and address:
        lasts = RENEWED_LASTS.get(letter.purpose, timedelta(days=14))
        emails.send_renewed(renew(letter, timezone.now() + lasts), f"{timezone.now():%Y%m%d%H}")
        return render(request, "schools/letter_sent.html", {"school": request.school, "address": shielded(address)})
    return render(
        request, "schools/letter_ended.html", {"letter": letter, "token": token, "renewable": False}, status=410
    )


def come_in(request, method="letter"):
    """Sign the holder of the letter in, for as long as the letter holds, and go where it leads.

    `method` is "code" when the digits of a mail were typed just now.
    """
    member, letter, user = request.member, request.letter, request.member.user
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    record_authentication(request, user, method=method)
    begin(request, "letter", paper=["letter", letter.pk])
    if letter.purpose == Purpose.SIGNING:
        return redirect("contracts:sign", member.school.slug, letter.about)
    return redirect("school_home", school=member.school.slug)


def shielded(email):
    """Enough of an address to know it again: n•••@familiemail.example."""
    name, _at, domain = (email or "").partition("@")
    return f"{name[:1]}•••@{domain}" if domain else ""
