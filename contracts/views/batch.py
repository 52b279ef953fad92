"""Many contracts at once: make them, print them as one file, ask and remind. Two workers share it, piece by piece."""

from datetime import timedelta

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import tasks
from contracts.enums import ContractState, VersionState
from contracts.models import Contract, ContractVersion
from core import jobs
from core.asked import whole_number
from core.models import Job
from schools.access import open_to
from schools.enums import Role

CHECKERS = (Role.COORDINATOR, Role.MENTOR)
AT_ONCE = 200
PIECE = 20  # so that two workers share the work, and a worker that dies loses little
KINDS = [tasks.make_contracts.name, tasks.print_set.name, tasks.ask_many.name, tasks.remind_many.name]
WRITTEN = (ContractState.SIGNING, ContractState.COMPLETE)  # there is a paper to ask about


@open_to(*CHECKERS)
@require_POST
def together(request):
    """Make, print, ask or remind for the stages that were chosen; for all of the page when none was."""
    chosen = request.POST.getlist("stage") or request.POST.getlist("row")
    stages = [whole_number(one, 0) for one in chosen[:AT_ONCE]]
    shown = Contract.objects.visible_to(request.member).filter(placement__in=stages).order_by("pk")
    acts = {"print": printed, "ask": asked, "remind": reminded}
    return acts.get(request.POST.get("act"), made)(request, shown)


@open_to(*CHECKERS)
@require_POST
def make_many(request):
    """Have all contracts printed that were checked and have no version yet."""
    return made(request, Contract.objects.visible_to(request.member).order_by("pk"))


@open_to(*CHECKERS)
def work(request):
    """What this person had made or printed in the last day, and how far it is."""
    since = timezone.now() - timedelta(days=1)
    mine = Job.objects.filter(kind__in=KINDS, created_by=request.user.pk, created_at__gt=since)
    return render(request, "contracts/work.html", {"rows": list(mine.select_related("file").order_by("-pk")[:40])})


def made(request, shown):
    """Start the work for those that were checked, in pieces."""
    ready = list(shown.filter(state=ContractState.CHECKED)[:AT_ONCE])
    if not ready:
        messages.info(request, _("Er is geen contract dat is nagekeken en nog gemaakt moet worden."))
        return redirect("contracts:contracts", request.school.slug)
    numbered = [[one.pk, one.next_number()] for one in ready]
    return in_pieces(request, tasks.make_contracts, numbered, _("%(total)s contracten"))


def asked(request, shown):
    """Start to ask for the signatures."""
    return mailed(request, shown, tasks.ask_many, _("Laat tekenen: %(total)s contracten"))


def reminded(request, shown):
    """Start to remind whoever must sign."""
    return mailed(request, shown, tasks.remind_many, _("Herinner: %(total)s contracten"))


def mailed(request, shown, task, label):
    """Start the work for those that have a paper; what came of each, the page of the work says."""
    ready = list(shown.filter(state__in=WRITTEN).values_list("pk", flat=True)[:AT_ONCE])
    if not ready:
        messages.info(request, _("Er is geen contract dat klaarligt om te tekenen. Maak de contracten eerst."))
        return redirect("contracts:contracts", request.school.slug)
    return in_pieces(request, task, ready, label)


def in_pieces(request, task, rows, label):
    """Hand this work to the workers, in pieces."""
    pieces = [rows[first : first + PIECE] for first in range(0, len(rows), PIECE)]
    started = [
        jobs.start(
            task, school=request.school, by=request.member, total=len(piece),
            label=label_of(label, len(rows), number, len(pieces)), contracts=piece, member=request.member.pk,
        )
        for number, piece in enumerate(pieces, start=1)
    ]  # fmt: skip
    return followed(request, started)


def label_of(label, total, number, pieces):
    """What the work is called on the page."""
    whole = label % {"total": total}
    if pieces == 1:
        return whole
    part = _("deel %(number)s van %(pieces)s") % {"number": number, "pieces": pieces}
    return f"{whole}, {part}"


def printed(request, shown):
    """Start one file of the papers that stand ready to sign."""
    papers = ContractVersion.objects.filter(contract__in=shown, addendum=None, state=VersionState.OPEN)
    found = [[one.contract_id, one.number] for one in papers.order_by("contract__placement__student__last_name", "pk")]
    if not found:
        messages.info(request, _("Er is geen contract dat klaarligt om te tekenen. Maak de contracten eerst."))
        return redirect("contracts:contracts", request.school.slug)
    label = _("Afdrukken: %(total)s contracten") % {"total": len(found)}
    job = jobs.start(
        tasks.print_set, school=request.school, label=label, by=request.member, total=len(found), contracts=found
    )
    return followed(request, [job])


def followed(request, started):
    """One piece of work has its own page; several stand in a list."""
    if len(started) == 1:
        return redirect("schools:job", request.school.slug, started[0].pk)
    return redirect("contracts:work", request.school.slug)
