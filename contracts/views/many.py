"""The director signs many papers at once: one look at each, one statement, one confirmation, an outcome per paper."""

from django.db import transaction
from django.shortcuts import render
from django.utils.translation import gettext as _

from contracts import signing, summary
from contracts.asking import ask_next
from contracts.evidence import proof_of, said_at_once, signed_as, traces_of
from contracts.forms.signing import SignForm
from contracts.models import Signatory
from core.moves import MoveRefused
from core.rounds import on_its_own
from schools import confirming
from schools.access import open_to
from schools.enums import Role

AT_ONCE = 60


@open_to(Role.DIRECTOR)
def sign_many(request):
    """What waits for the director, all ticked; those that stay ticked are signed, each on its own."""
    ours = Signatory.objects.visible_to(request.member)
    statement = _("Ik heb deze papieren bekeken en ga akkoord met wat erin staat.")
    form = SignForm(request.POST or None, statement=statement)
    chosen = [int(pk) for pk in request.POST.getlist("teken") if pk.isdecimal()][:AT_ONCE]
    outcome = []
    if request.method == "POST" and not chosen:
        form.add_error(None, _("Vink minstens één papier aan."))
    elif form.is_valid():
        if not (proof := proof_of(request)):
            return confirming.ask(request)
        confirming.let_go(request)
        outcome = [
            sign_one(one, request.member, form, proof=proof, **traces_of(request))
            for one in ours.for_page().filter(pk__in=chosen).order_by("pk")
        ]
    waiting = ours.in_turn().for_page().order_by("version__contract__placement__starts_on", "pk")
    rows = list(waiting[: AT_ONCE + 1])
    page = {"rows": [in_words(one) for one in rows[:AT_ONCE]], "more": len(rows) > AT_ONCE, "form": form}
    page |= {"chosen": None if outcome or request.method != "POST" else chosen, "outcome": outcome}
    page["signed"] = sum(not fault for _one, fault in outcome)
    return render(request, "contracts/sign_many.html", page, status=422 if form.errors else 200)


def sign_one(signatory, member, form, **evidence):
    """(what, why not): one paper that changed meanwhile, or at which something goes wrong, never stops the others."""
    fault = _("Er ging bij ons iets mis. Dit papier is niet getekend. Probeer het later nog eens.")
    with on_its_own("signatory", signatory.pk):
        try:
            with transaction.atomic():
                signing.sign(
                    signatory, by=member, name=signed_as(form.cleaned_data["name"], signatory, member),
                    statement=said_at_once(form.fields["agree"].label, signatory), **form.mark(), **evidence,
                )  # fmt: skip
                ask_next(signatory.version, by=member)
            fault = ""
        except MoveRefused as refused:
            fault = str(refused)
    return in_words(signatory), fault


def in_words(signatory):
    """With the lines that the director looks at."""
    signatory.lines = summary.lines(signatory.version.snapshot)
    signatory.changes = summary.agreed_changes(signatory.version.snapshot)
    signatory.title = summary.title_of(signatory.version)
    return signatory
