"""What a company sees: the question, the thanks, and the days for its own calendar. No account, only the letter."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from core.models import AuditEntry
from groups import emails, ics
from groups.earlier import as_said, earlier_of
from groups.forms.availability import AvailabilityForm, ForwardForm
from groups.models import Invitation
from groups.seats import offered
from groups.views.answering import newest_of, write_down
from schools.emails import send_entry
from schools.enums import Purpose
from schools.letters import open_by_letter
from schools.views.entry import shielded

MAX_FORWARDS = 5


def invitation_of(request):
    """The invitation that this letter is about."""
    mine = Invitation.objects.visible_to(request.member).select_related(
        "company", "group__kind", "group__coordinator__user"
    )
    invitation = mine.filter(pk=request.letter.about).first()
    if invitation is None:
        raise Http404
    return invitation


def by_letter(view):
    """A page of the date picker: opened by its letter, and not kept by the browser."""
    return open_by_letter(Purpose.AVAILABILITY)(view)


@by_letter
def availability(request):
    """Wanneer kunt u een leerling ontvangen? GET shows what is known; only sending writes it down."""
    invitation = invitation_of(request)
    if invitation.group.is_over:
        return render(request, "groups/availability_over.html", {"invitation": invitation})
    context = {"invitation": invitation, "token": request.resolver_match.kwargs["token"]}
    if request.method == "POST":
        return take_answer(request, invitation, context)
    version = newest_of(invitation)
    form = AvailabilityForm(
        invitation=invitation, seats=offered(invitation), version=version, preset=request.GET.get("antwoord", "")
    )
    if not version:
        context["earlier"] = earlier_of(invitation, form.open_days)
        form.begin_with(context["earlier"])
    else:
        context["news"] = [day for day in form.open_days if invitation.days_shown and day not in invitation.days_shown]
    return render(request, "groups/availability.html", context | {"form": form})


def take_answer(request, invitation, context):
    """Write the answer down, or show again what was typed with what must be mended or chosen."""
    form = AvailabilityForm(request.POST, invitation=invitation, seats={})
    earlier = earlier_of(invitation, form.open_days) if "klopt_nog" in request.POST else None
    if not earlier and not form.is_valid():
        return render(request, "groups/availability.html", context | {"form": form}, status=422)
    said = as_said(earlier, form.open_days) | {"version": 0} if earlier else form.answer()
    wrong = write_down(invitation, form, said, by=request.member)
    if wrong is None:
        return redirect("groups:availability_thanks", school=request.school.slug, token=context["token"])
    if earlier:
        form = AvailabilityForm(invitation=invitation, seats=said["days"], version=form.version, preset="ja")
    return render(request, "groups/availability.html", context | wrong | {"form": form}, status=422)


@by_letter
def thanks(request):
    """What the company answered, and what it can do next: change it, keep the days, pass it on."""
    invitation = invitation_of(request)
    days = offered(invitation)
    return render(
        request,
        "groups/availability_thanks.html",
        {"invitation": invitation, "days": days, "token": request.resolver_match.kwargs["token"]},
    )


@by_letter
def calendar_file(request):
    """The offered days for the company's own calendar, as .ics."""
    invitation = invitation_of(request)
    response = HttpResponse(ics.days_of(invitation, offered(invitation)), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="stagedagen.ics"'
    return response


@by_letter
def forward(request):
    """Send the same letter to a colleague who can answer better."""
    invitation = invitation_of(request)
    token = request.resolver_match.kwargs["token"]
    form = ForwardForm(request.POST or None)
    if form.is_valid():
        if AuditEntry.objects.about(invitation).filter(action="forward").count() >= MAX_FORWARDS:
            form.add_error(
                None, _("U hebt deze vraag al een paar keer doorgestuurd. Bel de school als het niet lukt.")
            )
        else:
            emails.forward_question(invitation, request.letter, to=form.cleaned_data["email"], by=request.member)
            AuditEntry.record(invitation, action="forward", by=request.member)
            messages.success(request, _("De vraag is doorgestuurd naar %(to)s.") % {"to": form.cleaned_data["email"]})
            return redirect("groups:availability", school=request.school.slug, token=token)
    status = 422 if form.errors else 200
    context = {"invitation": invitation, "form": form, "token": token}
    return render(request, "groups/availability_forward.html", context, status=status)


@by_letter
@require_POST
def own_page(request):
    """Mail the link to the own page, to the address that the school knows: this letter may have been passed on."""
    token = request.resolver_match.kwargs["token"]
    key = f"own-page:{request.member.pk}:{timezone.localdate()}"
    reason = _("Op uw eigen pagina regelt u alles zelf: gegevens, pauze, vervanger en mail. Voor al uw scholen.")
    send_entry(request.member, reason=reason, key=key)
    messages.success(request, _("De link is gemaild naar %(to)s.") % {"to": shielded(request.member.user.email)})
    return redirect("groups:availability_thanks", school=request.school.slug, token=token)


@by_letter
@require_POST
def opened(request):
    """The page was really seen. A mail scanner that only fetches links never gets here."""
    Invitation.objects.filter(pk=invitation_of(request).pk, opened_at=None).update(opened_at=timezone.now())
    return HttpResponse(status=204)
