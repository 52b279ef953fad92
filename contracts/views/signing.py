"""Signing on screen: read, say yes, put the name, show who you are. Everybody has an own page for the own paper."""

from django.contrib import messages
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from contracts import asking, ladder, signing, summary
from contracts.enums import Route, SignatoryState, VersionState
from contracts.evidence import proof_of, signed_as, statement_of, traces_of
from contracts.forms.signing import RefuseForm, SignForm
from contracts.guardians import has_secret_address
from contracts.ladder import SIGNERS
from contracts.models import ContractVersion, Signatory
from core import files
from core.moves import MoveRefused
from schools import confirming
from schools.access import open_to
from schools.enums import Looked, Role
from schools.reading import looked_at

READABLE = (VersionState.OPEN, VersionState.COMPLETE)


def own_signatory(request, pk, what=Looked.CONTRACT):
    """What this visitor signs, in the role in which that is so; `what` is shown of it."""
    others = [one for one in request.memberships if one.role in SIGNERS and one.pk != request.member.pk]
    for member in [request.member, *others]:
        found = Signatory.objects.visible_to(member).for_page().filter(pk=pk).first()
        if found:
            request.member = member
            looked_at(request, what, found.version.contract.placement.student_id)
            return found
    raise Http404


def ready(signatory):
    """The paper waits for this one: it can be signed, refused, or left for paper."""
    return signatory.state == SignatoryState.WAITING and signatory.version.state == VersionState.OPEN


@open_to(*SIGNERS)
def sign(request, pk):
    """Show the paper in plain words, who signs, and the form; one POST is one signature."""
    signatory = own_signatory(request, pk)
    statement, is_student = statement_of(signatory), request.member.role == Role.STUDENT
    form = SignForm(request.POST or None, statement=statement, is_student=is_student)
    if request.method == "POST" and form.is_valid():
        if not (proof := proof_of(request)):
            return confirming.ask(request)
        confirming.let_go(request)
        try:
            put(signatory, request.member, form, proof=proof, statement=statement, **traces_of(request))
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Je handtekening staat.") if is_student else _("Uw handtekening staat."))
            return redirect("contracts:sign", request.school.slug, pk)
    page = paper_of(signatory, request.member) | {"form": form, "statement": statement, "is_student": is_student}
    return render(request, "contracts/sign.html", page, status=422 if form.errors else 200)


def put(signatory, member, form, **evidence):
    """Write the signature, and ask who comes next."""
    name = signed_as(form.cleaned_data["name"], signatory, member)
    with transaction.atomic():
        signature = signing.sign(signatory, by=member, name=name, **form.mark(), **evidence)
        asking.ask_next(signatory.version, by=member)
    return signature


def paper_of(signatory, member):
    """What the page tells of the paper: the plain lines, what changed, who signs, and what comes instead of it."""
    version = signatory.version
    placement = version.contract.placement
    prefetch_related_objects([version], ladder.OF_A_VERSION)
    is_shielded = member.role == Role.GUARDIAN and has_secret_address(placement.student)
    ladder.put_rungs([version], member, own={signatory.pk}, is_shielded=is_shielded)
    earlier = asking.before(version) if version.number > 1 else None
    lines = summary.lines(version.snapshot)
    changed = summary.changed(earlier.snapshot, version.snapshot) if earlier else []
    if is_shielded:  # as on the ladder: no names of other guardians
        lines = [(what, words) for what, words in lines if what not in summary.FAMILY]
        changed = summary.without_family(changed)
    own = next((one for one in version.rungs if one.pk == signatory.pk), signatory)
    return {
        "signatory": own,
        "version": version,
        "rungs": version.rungs,
        "placement": placement,
        "lines": lines,
        "agreed": summary.agreed_changes(version.snapshot),
        "changed": changed,
        "clauses": version.snapshot.get("clauses") or [],
        "title": summary.title_of(version),
        "is_ready": ready(signatory),
        "is_readable": version.state in READABLE,
        "newer": newer(signatory, member),
    }


def newer(signatory, member):
    """What this one signs in the version that took the place; None when this is the last one."""
    version = signatory.version
    if version.state not in (VersionState.SUPERSEDED, VersionState.REFUSED, VersionState.VOID):
        return None
    same = Signatory.objects.visible_to(member).filter(
        version__contract=version.contract_id, version__addendum=version.addendum_id,
        version__number__gt=version.number,
    )  # fmt: skip
    return same.select_related("version").order_by("-version__number").first()


@open_to(*SIGNERS)
def sign_paper(request, pk):
    """The stored bytes, for whoever signs them; a paper that was replaced is not given out any more."""
    signatory = own_signatory(request, pk, Looked.PAPER)
    version = get_object_or_404(
        ContractVersion.objects.filter(state__in=READABLE).select_related("file"), pk=signatory.version_id
    )
    return files.hand_out(request, version.file)


@open_to(*SIGNERS)
@require_POST
def choose(request, pk):
    """On paper or on the screen: everybody chooses for oneself."""
    signatory, route = own_signatory(request, pk), request.POST.get("route", "")
    if route in Route.values and ready(signatory) and signatory.route != route:
        signatory.choose(by=request.member, route=route)
    return redirect("contracts:sign", request.school.slug, pk)


@open_to(*SIGNERS)
def sign_refuse(request, pk):
    """Say why not; the paper goes back to school."""
    signatory = own_signatory(request, pk)
    if not ready(signatory):
        return redirect("contracts:sign", request.school.slug, pk)
    form = RefuseForm(request.POST or None)
    if form.is_valid():
        try:
            asking.refuse(signatory, by=request.member, note=form.cleaned_data["note"])
        except MoveRefused as refused:
            form.add_error(None, str(refused))
        else:
            is_change = signatory.version.addendum_id is not None
            told = _("School weet het nu. De wijziging gaat niet door.")
            messages.success(request, told if is_change else _("School weet het nu en past het papier aan."))
            return redirect("contracts:sign", request.school.slug, pk)
    page = {"form": form, "signatory": signatory, "placement": signatory.version.contract.placement}
    page |= {"is_student": request.member.role == Role.STUDENT, "title": summary.title_of(signatory.version)}
    return render(request, "contracts/sign_refuse.html", page, status=422 if form.errors else 200)
