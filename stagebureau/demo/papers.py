"""The papers of the running round on their way: one whole and changed since, one half signed, one back as a photo.

Done by the worker of the demo, after the printing began: paper takes longer than somebody waits for the first page.
"""

import io
from datetime import time

from celery import shared_task
from django.utils import timezone
from PIL import Image, ImageDraw, ImageFont

from contracts import addenda, asking, paperwork, signing
from contracts.enums import Method, Proof, SignerRole
from contracts.evidence import statement_of
from contracts.making import make_version
from contracts.making_addenda import make_addendum
from contracts.models import Contract, Signatory
from core.scans import tidy_scan
from core.tenancy import for_school
from schools.models import Membership
from stagebureau.demo.clock import monday

STAGES = 3
PROOF = {SignerRole.DIRECTOR: Proof.SECOND_STEP, SignerRole.STUDENT: Proof.LOGIN}
STROKES = "M10 40C20 5 30 70 45 30C55 5 60 70 75 35C85 15 95 50 120 28"
WHY = "De eerste bus komt na half negen. Zo is de leerling op tijd."


@shared_task
def carry_papers(school_id, group_id, member_id):
    """Sign for the people of the first three stages of this group. Again: nothing new."""
    with for_school(school_id):
        first = Contract.objects.filter(placement__group=group_id).order_by("placement").values_list("pk", flat=True)
        found = list(first[:STAGES])
    for pk, carry in zip(found, (sign_and_change, sign_half, bring_photo), strict=False):
        with for_school(school_id):
            version = make_version(pk, 1, member_id=member_id)
            carry(Contract.objects.for_paper().get(pk=pk), version, Membership.objects.get(pk=member_id))


def sign_and_change(contract, version, by):
    """Everybody signed, and also for a later start of the day from next week on."""
    sign_all(version)
    if contract.addenda.exists():
        return
    contract.refresh_from_db()
    day = monday(timezone.localdate(), 1)
    changes = addenda.changes_of(contract, day, {"starts_at": time(9)})
    addendum = addenda.begin(contract, by=by, effective_from=day, reason=WHY, changes=changes)
    sign_all(make_addendum(addendum.pk, member_id=by.pk))


def sign_half(contract, version, by):
    """School and student signed; who comes next got a mail."""
    sign_all(version, but={SignerRole.GUARDIAN, SignerRole.COMPANY})


def bring_photo(contract, version, by):
    """The student brought a photo of the signed paper; the mentor still has to look at it."""
    paperwork.bring(version, tidy_scan([photo_of(version)]), by=contract.placement.student.member)


def sign_all(version, *, but=()):
    """Who signs does so on the screen, in turn; the student draws."""
    for signatory in Signatory.objects.for_page().filter(version=version).order_by("position", "pk"):
        if signatory.role in but or signatory.member is None:
            return
        drawn = signatory.role == SignerRole.STUDENT
        mark = {"method": Method.DRAWN, "drawing": STROKES} if drawn else {"method": Method.TYPED}
        signing.sign(
            signatory, by=signatory.member, name=signatory.name, statement=statement_of(signatory),
            proof=PROOF.get(signatory.role, Proof.MAIL_CODE), **mark,
        )  # fmt: skip
        asking.ask_next(version, by=signatory.member)


def photo_of(version):
    """A photo of a page with everybody's name and strokes of a pen above it."""
    sheet = Image.new("RGB", (1240, 1754), "#fbfaf6")
    pen, big, small = ImageDraw.Draw(sheet), ImageFont.load_default(44), ImageFont.load_default(30)
    pen.text((120, 120), f"Handtekeningen, versie {version.number}", "#14232b", big)
    for number, signatory in enumerate(version.signatories.for_list()):
        top = 320 + number * 250
        wave = [(150 + 24 * n, top + (n * 37 + number * 11) % 70) for n in range(14)]
        pen.line(wave, "#1c3f94", 4, joint="curve")
        pen.line([(120, top + 90), (760, top + 90)], "#14232b", 2)
        pen.text((120, top + 105), f"{signatory.get_role_display()}: {signatory.name}", "#14232b", small)
    out = io.BytesIO()
    sheet.save(out, "JPEG", quality=80)
    return out.getvalue()
