"""One step in the life of a request, by the student, the mentor or the coordinator; and the company's own page."""

from django.contrib import messages
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext_lazy as _

from companies.models import CompanyContact
from core.moves import MoveRefused
from groups.models import Invitation
from placements import answering, undoing
from placements.forms.answers import ColleagueForm, NoForm, NoteForm, TransferForm
from placements.lifecycle import LIFE, may
from placements.models import PlacementRequest
from placements.reasons import choices
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

ACTS = {  # what is done, and what is said when it is done
    "approve": (PlacementRequest.approve, _("Goedgekeurd. De aanvraag is nu bij de stagecoördinator.")),
    "give_back": (answering.give_back, _("Teruggegeven. De leerling leest uw tip.")),
    "give_tip": (answering.give_tip, _("De leerling leest uw tip. De aanvraag gaat gewoon door.")),
    "mark_read": (PlacementRequest.mark_read, _("De leerling ziet dat de aanvraag gezien is.")),
    "release": (answering.release, _("Voorgelegd. Het bedrijf krijgt een mail.")),
    "ask_colleague": (answering.ask_colleague, _("De collega krijgt een mail.")),
    "propose": (answering.propose, _("Vastgelegd. De leerling krijgt de vraag of hij ook wil.")),
    "transfer": (answering.transfer, _("De leerling krijgt de vraag of dat goed is.")),
    "follow": (answering.follow, _("De aanvraag gaat nu naar dat bedrijf.")),
    "pool": (answering.pool, _("De leerling krijgt de vraag of dat goed is.")),
    "join_pool": (PlacementRequest.join_pool, _("Op de wachtlijst gezet.")),
    "agree": (PlacementRequest.agree, _("Vastgelegd: ja. De stagecoördinator maakt de stage nu rond.")),
    "undo": (undoing.undo, _("De laatste stap is teruggedraaid.")),
    "extend": (PlacementRequest.extend, _("Er is tien schooldagen meer tijd.")),
    "restore": (undoing.restore, _("De aanvraag loopt weer.")),
}


@open_to(Role.STUDENT, Role.MENTOR, Role.COORDINATOR)
def request_move(request, pk, move):
    """Make one move of the table: with words, a company or a colleague where that is asked."""
    role = request.member.role
    if move not in ACTS or role not in LIFE[move].who:
        request.member = None  # as for anybody whose page this is not
        raise Http404
    wish = get_object_or_404(PlacementRequest.objects.visible_to(request.member).for_mail(), pk=pk)
    looked_at(request, Looked.REQUEST, wish.student_id)
    form, (act, said) = _form_of(request, wish, move), ACTS[move]
    if request.method == "POST" and (form is None or form.is_valid()):
        try:
            act(wish, by=request.member, **(form.cleaned_data if form else {}))
        except MoveRefused as refusal:
            if form is None:
                messages.error(request, str(refusal))
            else:
                form.add_error(None, str(refusal))
        else:
            messages.success(request, str(said))
        if form is None or form.is_valid():
            return _back(request, wish)
    step = LIFE[move]
    context = {"wish": wish, "form": form, "move": move, "words": step.button, "role": role}
    context["why_not"] = "" if may(move, wish.state, role) else step.no
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "placements/request_move.html", context, status=status)


def _back(request, wish):
    if request.member.role == Role.STUDENT:
        return redirect("placements:requests", request.school.slug)
    if not PlacementRequest.objects.visible_to(request.member).filter(pk=wish.pk).exists():
        return redirect("placements:requests", request.school.slug)
    return redirect("placements:request", request.school.slug, wish.pk)


def _form_of(request, wish, move):
    """The form that goes with a move; None when a button is enough."""
    data = request.POST if request.method == "POST" else None
    if move in ("give_back", "give_tip"):
        return NoteForm(data, label=_("Uw tip voor de leerling"), required=True, initial={"note": wish.tip})
    if move == "extend":
        again = wish.extensions > 0
        return NoteForm(data, label=_("Waarom is er meer tijd nodig?"), required=again)
    if move in ("propose", "pool"):
        return NoteForm(data, label=_("Opmerking voor in het verslag"), hint=_("Bijvoorbeeld: telefonisch gesproken."))
    if move == "transfer":
        offers = Invitation.objects.with_places().filter(group=wish.group_id).exclude(pk=wish.invitation_id)
        return TransferForm(data, offers=offers.for_list())
    if move == "ask_colleague":
        return ColleagueForm(data, colleagues=_colleagues(wish))
    return None


@open_to(Role.SUPERVISOR)
def request_answer(request, pk):
    """The company reads what a student wrote, and says: gladly, not this time, or somebody else answers."""
    wish = get_object_or_404(PlacementRequest.objects.visible_to(request.member).for_mail(), pk=pk)
    looked_at(request, Looked.REQUEST, wish.student_id)
    said = request.POST.get("zeg", "") if request.method == "POST" else ""
    forms = {
        "nee": NoForm(request.POST if said == "nee" else None, reasons=choices(request.school.pk, company=True)),
        "collega": ColleagueForm(request.POST if said == "collega" else None, colleagues=_colleagues(wish)),
        "ander": TransferForm(request.POST if said == "ander" else None, offers=_sisters(request.member, wish)),
    }
    fault = ""
    if said in ("graag", "terug") or (said in forms and forms[said].is_valid()):
        try:
            _say(wish, said, request.member, forms[said].cleaned_data if said in forms else {})
        except MoveRefused as refusal:
            fault = str(refusal)
        else:
            messages.success(request, str(SAID[said]))
            seen = PlacementRequest.objects.visible_to(request.member).filter(pk=wish.pk).exists()
            here = ("placements:request_answer", request.school.slug, wish.pk)
            return redirect(*here) if seen else redirect("school_home", request.school.slug)
    context = {"wish": wish, "forms": forms, "fault": fault, "said": said or request.GET.get("zeg", "")}
    context["colleagues"] = forms["collega"].fields["contact"].queryset.exists()
    context["sisters"] = forms["ander"].fields["to"].queryset.exists()
    context["can"] = {name: may(name, wish.state, Role.SUPERVISOR) for name in ("propose", "refuse", "undo")}
    return render(request, "placements/request_answer.html", context, status=422 if said else 200)


SAID = {
    "graag": _("Dank u wel. We vragen de leerling of hij ook wil. U hoort van school."),
    "nee": _("Dank u wel. We zeggen het de leerling in vriendelijke woorden."),
    "collega": _("Uw collega krijgt een mail."),
    "ander": _("Dank u wel. We vragen de leerling of dat goed is."),
    "terug": _("Uw antwoord is teruggenomen."),
}


def _say(wish, said, member, words):
    match said:
        case "graag":
            answering.propose(wish, by=member)
        case "nee":
            answering.company_says_no(wish, by=member, **words)
        case "collega":
            answering.ask_colleague(wish, by=member, **words)
        case "ander":
            answering.transfer(wish, by=member, **words)
        case "terug":
            undoing.undo(wish, by=member)


def _colleagues(wish):
    """Others of the same company who can answer."""
    found = CompanyContact.objects.filter(company=wish.invitation.company_id).select_related("member__user")
    return found.exclude(pk=wish.answerer.pk if wish.answerer else 0).exclude(member__user__email=None).order_by("pk")


def _sisters(member, wish):
    """Companies of the group that this person also works for, or with the same KvK number: other branches."""
    here, kvk = Q(company__contacts__member=member), wish.invitation.company.kvk
    others = Invitation.objects.with_places().filter(group=wish.group_id).exclude(pk=wish.invitation_id)
    found = others.filter(here | Q(company__kvk=kvk)) if kvk else others.filter(here)
    return found.for_list().distinct()
