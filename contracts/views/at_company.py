"""On the first stage day the company signs: on the own phone by a QR, or on the student's phone with a mailed code."""

import segno
from django.conf import settings
from django.contrib import messages
from django.core import signing as sealed
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from contracts import signing, signing_emails
from contracts.enums import Proof, SignerRole, VersionState
from contracts.evidence import statement_of, traces_of
from contracts.forms.signing import AtCompanyForm
from contracts.models import Signatory
from contracts.readers import company_reader
from contracts.views.signing import paper_of, put
from core.calendar import in_one_phrase
from core.moves import MoveRefused
from placements.models import Placement
from schools import emails, entrycodes
from schools.access import open_to, open_to_anyone
from schools.enums import Role
from schools.forms.entry import DigitsForm
from schools.views.entry import come_in

LASTS = 8 * 3600  # a working day
SALT = "contracts.at_company"


def of_company(version_filter):
    """The signatory of a company on an open version, as long as the stage goes on."""
    found = Signatory.objects.for_page().waiting().filter(role=SignerRole.COMPANY, **version_filter)
    going_on = Placement.objects.going_on()
    open_now = found.filter(version__state=VersionState.OPEN, version__contract__placement__in=going_on)
    return open_now.order_by("-version__number")


@open_to(Role.STUDENT)
def at_company(request, pk):
    """The student hands over the phone: a QR for the company's own phone, or sign here with the company's code.

    The code goes to the mailbox that school knows and is never shown here: a student cannot sign for the company.
    """
    placement = get_object_or_404(Placement.objects.visible_to(request.member).select_related("company"), pk=pk)
    signatory = of_company({"version__contract__placement": placement.pk}).first()
    if signatory is None or not signatory.member_id or placement.starts_on > timezone.localdate():
        page = {"placement": placement, "is_early": placement.starts_on > timezone.localdate()}
        return render(request, "contracts/at_company_closed.html", page)
    reader, statement = company_reader(signatory), statement_of(signatory)
    form = AtCompanyForm(request.POST if "digits" in request.POST else None, statement=statement)
    if request.method == "POST" and "mail" in request.POST:
        mail_digits(request, signatory, reader)
        return redirect("contracts:at_company", request.school.slug, pk)
    if form.is_valid() and signed_here(request, signatory, reader, form, statement):
        messages.success(request, _("Het bedrijf heeft getekend."))
        return redirect("contracts:contract", request.school.slug, pk)
    page = paper_of(signatory, request.member) | {"form": form, "statement": statement, "reader": reader}
    page |= {"qr": qr_of(request, signatory), "has_mail": bool(reader.user.email)}
    page["first"] = in_one_phrase([one.name or one.get_role_display() for one in signing.before(signatory)])
    return render(request, "contracts/at_company.html", page, status=422 if form.errors else 200)


def signed_here(request, signatory, reader, form, statement):
    """Sign with the digits of the company's mail; says in the form why not."""
    letter = signing_emails.letter_for(signatory, reader)
    if not entrycodes.try_digits(letter, form.cleaned_data["digits"]):
        form.add_error("digits", _("Deze code klopt niet of werkt niet meer. Neem de code uit de nieuwste mail."))
        return False
    traces = traces_of(request)
    traces["device"] = (_("op de telefoon van de leerling: %s") % traces["device"])[:200]
    try:
        put(signatory, reader, form, proof=Proof.MAIL_CODE, statement=statement, **traces)
    except MoveRefused as refused:
        form.add_error(None, str(refused))
        return False
    return True


def mail_digits(request, signatory, reader):
    """Six digits to the company's known address, a few times at most."""
    if not reader.user.email:
        messages.error(request, _("School heeft geen mailadres van het bedrijf. Laat op papier tekenen."))
    elif made := entrycodes.new_digits(letter := signing_emails.letter_for(signatory, reader)):
        emails.send_entry_code(letter, *made)
        messages.success(request, _("De code is gemaild naar het bedrijf."))
    else:
        messages.warning(request, _("Er zijn net al een paar codes gemaild. Neem de nieuwste, of wacht 10 minuten."))


def qr_of(request, signatory):
    """The picture for the company's own phone, and the address behind it; it works a day."""
    token = sealed.dumps([signatory.school_id, signatory.pk], salt=SALT)
    address = settings.SITE_URL + reverse("contracts:scan_to_sign", args=[request.school.slug, token])
    picture = segno.make(address, error="m").svg_data_uri(border=2, scale=5, light="white")
    return {"address": address, "picture": picture}


def find_scanned(request, token):
    """The signatory behind a QR of today, of this school."""
    try:
        school_id, pk = sealed.loads(token, salt=SALT, max_age=LASTS)
    except (sealed.BadSignature, ValueError) as fault:
        raise Http404 from fault
    signatory = of_company({"pk": pk}).first()
    if signatory is None or school_id != signatory.school_id:
        raise Http404
    return signatory


@open_to_anyone
def scan_to_sign(request, school, token):
    """On the company's own phone: names the company and nothing of the student; a mailed code opens the paper."""
    signatory = find_scanned(request, token)
    if any(member.role == Role.STUDENT for member in request.memberships):
        return redirect("contracts:at_company", school, signatory.version.contract.placement_id)
    reader = company_reader(signatory)
    form = DigitsForm(request.POST if "digits" in request.POST else None)
    if request.method == "POST" and "mail" in request.POST:
        mail_digits(request, signatory, reader)
        return redirect("contracts:scan_to_sign", school, token)
    if form.is_valid():
        letter = signing_emails.letter_for(signatory, reader)
        if entrycodes.try_digits(letter, form.cleaned_data["digits"]):
            request.letter, request.member = letter, reader
            return entrycodes.remember_device(request, come_in(request, "code"), reader)
        form.add_error("digits", _("Deze code klopt niet of werkt niet meer. Neem de code uit de nieuwste mail."))
    page = {"form": form, "company": signatory.party, "has_mail": bool(reader.user.email), "token": token}
    return render(request, "contracts/scan_to_sign.html", page, status=422 if form.errors else 200)
