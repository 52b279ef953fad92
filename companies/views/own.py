"""What somebody at a company does on the own pages: the profile, a pause, a stand-in, mail or no mail, the network.

The page is at one school; its form counts for every school that was ticked. What students do there is not shown here.
"""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from companies import checking
from companies.contacts import stand_in_by
from companies.forms.own import OwnFriendForm, OwnMailForm, OwnPauseForm, OwnProfileForm, OwnStandInForm
from companies.models import Company, CompanyContact
from companies.ours import places
from companies.profile import propose
from companies.views.facts import set_pause
from companies.views.network import set_friend
from companies.views.people import record_stand_in
from core.models import AuditEntry
from core.moves import MoveRefused
from core.tenancy import for_school
from schools.access import open_to
from schools.enums import Role


def own(request, pk):
    """The company of this page, when the visitor works there."""
    return get_object_or_404(Company.objects.visible_to(request.member), pk=pk)


def self_at(place):
    """The visitor as a contact of this company; its school must be open."""
    return CompanyContact.objects.select_related("member__user", "company").get(
        company=place.company, member=place.member
    )


def everywhere(form, act):
    """Do `act(place)` at every school that was ticked, all of it or nothing; returns what it gave."""
    found = []
    with transaction.atomic():
        for place in form.chosen():
            with for_school(place.company.school):
                found.append(act(place))
    return found


def page(request, company, form, heading, hint="", button=""):
    """One form about the own company."""
    words = {"form": form, "company": company, "heading": heading, "hint": hint, "button": button or _("Opslaan")}
    return render(request, "companies/own_form.html", words, status=422 if form.is_bound else 200)


@open_to(Role.SUPERVISOR)
def own_profile(request, pk):
    """The profile as the company wants it; every school decides what it takes over."""
    company = own(request, pk)
    form = OwnProfileForm(request.POST or None, instance=own(request, pk), company=company, places=places(request))
    if form.is_valid():
        numbers = everywhere(form, lambda place: propose(place.company, form.wanted(), by=place.member))
        if any(numbers):
            messages.success(request, _("Uw voorstel is bij school. U leest op uw pagina wat ermee gebeurt."))
        else:
            messages.info(request, _("Er is niets veranderd. School weet dit al zo."))
        return redirect("our_company")
    hint = _("Leerlingen lezen dit als ze een stage zoeken. School kijkt uw wijzigingen eerst na.")
    return page(request, company, form, _("Over uw bedrijf"), hint=hint, button=_("Stuur naar school"))


@open_to(Role.SUPERVISOR)
@require_POST
def own_check(request, pk):
    """What this school knows of us is right."""
    checking.confirm(own(request, pk), by=request.member)
    messages.success(request, _("Dank u wel. School weet dat de gegevens kloppen."))
    return redirect("our_company")


@open_to(Role.SUPERVISOR)
def own_pause(request, pk):
    """No questions for a while."""
    company = own(request, pk)
    initial = {"until": company.paused_until}
    form = OwnPauseForm(request.POST or None, initial=initial, company=company, places=places(request))
    if form.is_valid():
        until = form.cleaned_data["until"]
        everywhere(form, lambda place: set_pause(place.company, until, by=place.member))
        messages.success(request, _("Opgeslagen. School ziet dit ook."))
        return redirect("our_company")
    return page(request, company, form, _("Even pauze"))


@open_to(Role.SUPERVISOR)
def own_stand_in(request, pk):
    """A colleague gets the mails while one is away."""
    company = own(request, pk)
    form = OwnStandInForm(request.POST or None, company=company, places=places(request))

    def replace(place):
        data = form.cleaned_data
        span = {"since": data["since"], "until": data["until"]}
        made = stand_in_by(self_at(place), name=data["name"], email=data["email"], **span)
        record_stand_in(made, by=place.member)

    if form.is_valid():
        try:
            everywhere(form, replace)
        except MoveRefused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, _("In deze dagen gaan uw mails naar %s.") % form.cleaned_data["name"])
            return redirect("our_company")
    hint = _("Uw collega krijgt in deze dagen uw mails en ziet uw leerlingen. Daarna stopt dat vanzelf.")
    return page(request, company, form, _("Vervanger"), hint=hint)


@open_to(Role.SUPERVISOR)
def own_mail(request, pk):
    """No questions by mail any more, or again."""
    company = own(request, pk)
    own_contact = CompanyContact.objects.filter(company=company, member=request.member)
    is_off = own_contact.filter(no_mail_since__isnull=False).exists()
    form = OwnMailForm(request.POST or None, company=company, places=places(request))

    def switch(place):
        contact = self_at(place)
        contact.no_mail_since = None if is_off else contact.no_mail_since or timezone.localdate()
        contact.save(update_fields=["no_mail_since"])
        action = "mail_again" if is_off else "no_mail"
        AuditEntry.record(place.company, action=action, by=place.member, note=place.member.user.name)

    if request.method == "POST" and form.is_valid():
        number = len(everywhere(form, switch))
        done = ngettext("Opgeslagen voor %(n)s school.", "Opgeslagen voor %(n)s scholen.", number)
        messages.success(request, done % {"n": number})
        return redirect("our_company")
    if is_off:
        hint = _("U krijgt nu geen vragen van school per mail. Wilt u ze weer krijgen?")
        return page(request, company, form, _("Weer vragen krijgen"), hint=hint, button=_("Ja, mail mij weer"))
    hint = _(
        "U krijgt dan geen mail meer met de vraag om een stageplek. Mails over een leerling die bij u stage loopt,"
        " blijven komen. U kunt dit altijd terugdraaien."
    )
    return page(request, company, form, _("Nooit meer mailen"), hint=hint, button=_("Stuur mij geen vragen meer"))


@open_to(Role.SUPERVISOR)
def own_friend(request, pk):
    """On the public page of the school, or off it."""
    company = own(request, pk)
    is_friend = company.friend_since is not None
    form = OwnFriendForm(request.POST or None, company=company, places=places(request))

    def switch(place):
        since, who = (None, "") if is_friend else (timezone.localdate(), place.member.user.name)
        set_friend(place.company, since, who, by=place.member)

    if request.method == "POST" and form.is_valid():
        everywhere(form, switch)
        messages.success(request, _("Opgeslagen. School ziet dit ook."))
        return redirect("our_company")
    if is_friend:
        hint = _("Naam, plaats, sector en logo van uw bedrijf staan nu bij de vrienden van de school.")
        return page(request, company, form, _("Vriend van de school"), hint=hint, button=_("Haal ons van de pagina"))
    hint = _("Naam, plaats, sector en logo van uw bedrijf komen op een openbare pagina. Uw eigen naam niet.")
    return page(request, company, form, _("Vriend van de school"), hint=hint, button=_("Ja, zet ons erbij"))
