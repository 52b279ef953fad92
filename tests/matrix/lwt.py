"""A leer-werktraject of each family with its plan, and the agreement with an mbo that it leans on."""

import datetime

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from core.tenancy import for_school
from groups.models import StageKind
from tests import factories as make
from tests.matrix.papers import scanned

PLAN = {
    "right_year": "on", "content": "Remmen.", "measures": "Een gesprek.", "guidance": "Een bezoek.",
    "trainer": "Kees", "dissolution": "Na een gesprek.", "days": "80", "hours": "640", "subjects": "LO",
}  # fmt: skip
SIGNED = {
    "partner": "ROC", "valid_from": "2026-08-01", "valid_until": "2030-07-31", "school_signer": "Anja",
    "school_signed_on": "2026-06-01", "partner_signer": "Piet", "partner_signed_on": "2026-06-01",
}  # fmt: skip
STOPPED = {"last_day": "2029-01-01", "note": "Wij stoppen."}


def add_lwt(side, relation):
    """Everything is there, but for the code of the kind: that is given after the marking."""
    today, running = timezone.localdate(), side.things["placement"][relation]
    first, last = today + datetime.timedelta(days=110), today + datetime.timedelta(days=125)
    kind = make.KindFactory(name=f"Traject {relation}", **side.here)
    group = make.GroupFactory(
        kind=kind, coordinator=side.people["staff.coordinator"], starts_on=first, ends_on=last, **side.here
    )
    side.label(group, f"{relation}.lwt_group")
    side.put("lwt_kind", relation, kind)
    placement = make.PlacementFactory(
        group=group, student=running.student, company=running.company, mentor=running.mentor,
        supervisor=running.supervisor, starts_on=first, ends_on=last, **side.here,
    )  # fmt: skip
    side.put("lwt", relation, placement)
    words = dict.fromkeys(("phone", "emergency_name", "emergency_phone", "goals", "travel", "remarks"), "x")
    contract = make.ContractFactory(placement=placement, state="checked", **words, **side.here)
    side.label(contract, f"{relation}.contract")
    side.label(make.LwtPlanFactory(contract=contract, **side.here), f"{relation}.lwt_plan")
    with for_school(side.school):
        paper = side.file(relation, "agreement")
    side.put("agreement", relation, make.PartnerAgreementFactory(file=paper, **side.here))


def settle_lwt(side):
    """After the marking: the kinds are known by their code."""
    with for_school(side.school):
        for relation, kind in side.things["lwt_kind"].items():
            StageKind.objects.filter(pk=kind.pk).update(code=f"lwt-{relation}")


def an_agreement(world, relation):
    """What school and mbo signed."""
    return SIGNED | {"pdf": SimpleUploadedFile("x.pdf", scanned(), content_type="application/pdf")}
