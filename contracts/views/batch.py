"""Many contracts at once: make them, or print them as one file. Two workers share the work, piece by piece."""

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
KINDS = [tasks.make_contracts.name, tasks.print_set.name]


@open_to(*CHECKERS)
@require_POST
def together(request):
    """Make or print the contracts of the stages that were chosen; all of the page when none was."""
    chosen = request.POST.getlist("stage") or request.POST.getlist("row")
    stages = [whole_number(one, 0) for one in chosen[:AT_ONCE]]
    shown = Contract.objects.visible_to(request.member).filter(placement__in=stages).order_by("pk")
    return printed(request, shown) if request.POST.get("act") == "print" else made(request, shown)


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
    pieces = [ready[first : first + PIECE] for first in range(0, len(ready), PIECE)]
    started = [
        jobs.start(
            tasks.make_contracts, school=request.school, by=request.member, total=len(piece),
            label=label_of(len(ready), number, len(pieces)),
            contracts=[[one.pk, one.next_number()] for one in piece], member=request.member.pk,
        )
        for number, piece in enumerate(pieces, start=1)
    ]  # fmt: skip
    return followed(request, started)


def label_of(total, number, pieces):
    """What the work is called on the page."""
    if pieces == 1:
        return _("%(total)s contracten") % {"total": total}
    return _("%(total)s contracten, deel %(number)s van %(pieces)s") % {
        "total": total, "number": number, "pieces": pieces,
    }  # fmt: skip


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
