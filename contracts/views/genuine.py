"""Is this paper real? Only the file itself can tell; the code on it tells what is kept. Names nobody (security.md)."""

import hashlib

from allauth.core import ratelimit
from django.core.cache import cache
from django.shortcuts import render
from django.utils import timezone

from contracts.enums import ContractState, VersionState
from contracts.forms.genuine import GenuineForm
from contracts.models import ContractVersion
from core.sealing import judge_of_stranger
from schools.access import open_to_anyone
from schools.letters import peppered
from schools.throttle import client_address

WRONG_A_MINUTE = 30
OVER = (ContractState.ENDED, ContractState.CLOSED)


@open_to_anyone
def show(request, school, code):
    """The page behind the QR code of a sealed paper."""
    wrong = f"genuine:{peppered(client_address(request))}:{timezone.now():%Y%m%d%H%M}"
    if cache.get(wrong, 0) >= WRONG_A_MINUTE:
        return render(request, "429.html", status=429)
    version = ContractVersion.objects.filter(code=code).select_related("contract", "addendum").first()
    if version is None:
        cache.set(wrong, cache.get(wrong, 0) + 1, 120)
    context = {"school": request.school, "form": GenuineForm(), "told": about(version), "by_code": True}
    return render(request, "contracts/genuine.html", context, status=200 if version else 404)


@open_to_anyone
def check_file(request, school):
    """Somebody brings the file itself; it is read and thrown away."""
    form = GenuineForm(request.POST or None, request.FILES or None)
    context = {"school": request.school, "form": form}
    if request.method != "POST":
        return render(request, "contracts/genuine.html", context)
    if not ratelimit.consume(request, action="genuine_file"):
        return render(request, "429.html", status=429)
    if not form.is_valid():
        return render(request, "contracts/genuine.html", context, status=422)
    return render(request, "contracts/genuine.html", context | {"told": judged(form.cleaned_data["file"])})


def judged(content):
    """What we can say of these bytes: found in the archive, or by the seal alone."""
    fingerprint = hashlib.sha256(content).hexdigest()
    known = ContractVersion.objects.select_related("contract", "addendum")
    version = known.filter(sealed_file__sha256=fingerprint).first()
    if version:
        return about(version) | {"verdict": "genuine"}
    version = known.filter(file__sha256=fingerprint).first()
    if version:
        return about(version) | {"verdict": "unsigned"}
    return {"verdict": {"sealed": "elsewhere"}.get(found := judge_of_stranger(content)["verdict"], found)}


def about(version):
    """What anybody may know of a version: kind, number, dates and how many signed; never who."""
    if version is None:
        return {"verdict": "unknown"}
    whole = "kept" if version.sealed_at else "sealing"
    verdict = whole if version.state == VersionState.COMPLETE else version.state
    later = version.contract.addenda.filter(state__in=["agreed", "applied"])
    if version.addendum_id:
        later = later.filter(number__gt=version.addendum.number)
    return {
        "verdict": verdict,
        "document": version.get_document_display(),
        "number": version.number,
        "state": version.get_state_display(),
        "sealed_at": version.sealed_at,
        "signatures": version.signatories.filter(state="signed").count(),
        "is_over": version.contract.state in OVER,
        "changed_later": later.exists(),
    }
