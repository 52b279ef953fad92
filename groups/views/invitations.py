"""One company in one group: its answer, its mails, its link; and what the coordinator can do about it."""

from collections import defaultdict

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from companies.contacts import set_first_contact
from companies.mailing import reader_of, why_not_ask
from core.calendar import WEEKDAYS
from core.models import AuditEntry, OutgoingMail
from core.moves import MoveRefused
from groups import emails, grid
from groups.enums import InvitationState as State
from groups.enums import Part, Via
from groups.forms.availability import AvailabilityForm
from groups.forms.members import AddressForm
from groups.models import Invitation, PhoneCall
from groups.seats import offered
from groups.views.answering import newest_of, write_down
from schools.access import open_to
from schools.enums import Purpose, Role
from schools.letters import address_of
from schools.models import Letter


def invitation_of(request, pk):
    """The invitation with all that its page and mails tell."""
    known = (
        Invitation.objects.visible_to(request.member)
        .with_mail()
        .select_related("company", "contact__member__user", "group__kind", "group__coordinator__user", "school")
    )
    return get_object_or_404(known, pk=pk)


def per_weekday(days):
    """[(weekday, number of days, seats, on how many of them rather not, on how many a part)] of {date: Offer}."""
    of_weekday = defaultdict(list)
    for day, offer in days.items():
        of_weekday[day.weekday()].append(offer)
    return [
        (
            WEEKDAYS[weekday], len(offers), sum(offer.number for offer in offers),
            sum(offer.is_reluctant for offer in offers), sum(offer.part != Part.DAY for offer in offers),
        )
        for weekday, offers in sorted(of_weekday.items())
    ]  # fmt: skip


def written(days):
    """{date: what stands in its cell} of {date: Offer}."""
    words = {Part.MORNING: _("ocht."), Part.AFTERNOON: _("midd.")}
    return {
        day: (str(offer.number), "liever" if offer.is_reluctant else "", words.get(offer.part, ""))
        for day, offer in days.items()
    }


@open_to(Role.COORDINATOR, Role.DIRECTOR)
def invitation(request, pk):
    """What the company answered, day by day, what was mailed to it, and its link to copy."""
    found = invitation_of(request, pk)
    days = offered(found) if found.state == State.YES else {}
    letter = None
    if found.contact:
        letters = Letter.objects.valid().filter(
            member=found.contact.member_id, purpose=Purpose.AVAILABILITY, about=found.pk
        )
        letter = letters.first()
    calendar = found.group.calendar() if days else []
    context = {
        "invitation": found,
        "delivery": found.delivery(),
        "days": days,
        "weekdays": per_weekday(days),
        "months": grid.months(calendar, chosen=days, details=written(days)),
        "columns": grid.chips(calendar),
        "calls": found.calls.for_list()[:5],
        "answers": found.answers.for_list()[:10],
        "mails": OutgoingMail.objects.filter(school=request.school, about=f"groups.invitation:{found.pk}").order_by(
            "-pk"
        )[:10],
        "link": address_of(letter, request.school) if letter else "",
        "may_change": request.member.role == Role.COORDINATOR,
    }
    return render(request, "groups/invitation.html", context)


@open_to(Role.COORDINATOR)
def invitation_answer(request, pk):
    """Note what the company says on the phone, with the same date picker, and what else was said."""
    found = invitation_of(request, pk)
    if found.group.is_over:
        messages.error(request, _("Deze groep is afgerond. Een antwoord verandert niets meer."))
        return redirect("groups:invitation", school=request.school.slug, pk=found.pk)
    said = request.POST.get("gezegd", "").strip()[:1000]
    form = AvailabilityForm(
        request.POST or None, invitation=found, seats=offered(found), version=newest_of(found)
    )
    context = {"invitation": found, "form": form, "said": said}
    if form.is_valid():
        wrong = write_down(found, form, form.answer(), by=request.member, via=Via.PHONE)
        if wrong is None:
            if said:
                PhoneCall.objects.create(
                    school_id=found.school_id, invitation=found, member=request.member, is_reached=True, said=said
                )
            messages.success(request, _("Het antwoord van %(name)s is genoteerd.") % {"name": found.company.name})
            return redirect("groups:invitation", school=request.school.slug, pk=found.pk)
        context |= wrong
    return render(request, "groups/invitation_answer.html", context, status=422 if form.is_bound else 200)


@open_to(Role.COORDINATOR)
def invitation_address(request, pk):
    """Another person or another address answers for the company; the question can go to it at once."""
    found = invitation_of(request, pk)
    user = found.contact.member.user if found.contact else None
    known = {"name": user.name, "email": user.email, "phone": user.phone} if user else None
    form = AddressForm(request.POST or None, initial=known)
    if form.is_valid():
        found.contact = set_first_contact(found.company, **form.cleaned_data)
        found.save(update_fields=["contact"])
        AuditEntry.record(found, action="change_contact", by=request.member)
        if found.state == State.ASKED:
            emails.ask_again(found)
            messages.success(request, _("De vraag gaat nu naar %(to)s.") % {"to": form.cleaned_data["email"]})
        else:
            messages.success(request, _("De contactpersoon is gewijzigd."))
        return redirect("groups:invitation", school=request.school.slug, pk=found.pk)
    status = 422 if form.is_bound else 200
    return render(request, "groups/invitation_address.html", {"invitation": found, "form": form}, status=status)


@open_to(Role.COORDINATOR)
@require_POST
def invitation_resend(request, pk):
    """Send the question to this one company: the first time, or once more when it is still silent."""
    found = invitation_of(request, pk)
    if not found.contact or not found.contact.member.user.email:
        messages.error(request, _("Vul eerst een e-mailadres in."))
    elif fault := why_not_ask(found.company, reader_of(found.contact)):
        messages.error(request, fault)
    else:
        try:
            send_one(found, request.member)
        except MoveRefused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("De vraag gaat naar %(to)s.") % {"to": found.contact.member.user.email})
    return redirect("groups:invitation", school=request.school.slug, pk=found.pk)


def send_one(found, member):
    """The first question, or the same question again after a mail that did not arrive, or a reminder."""
    if found.state == State.NEW:
        found.group.ask_companies(by=member)
        found.ask(by=member)
        emails.ask_availability(found)
    elif found.mail_state in (OutgoingMail.State.REFUSED, OutgoingMail.State.FAILED, OutgoingMail.State.UNKNOWN):
        emails.ask_again(found)
    else:
        found.remind(by=member)
        emails.remind_availability(found)
