"""Who may open which page of the contracts room."""

from django.utils import timezone

from contracts.models import Addendum, Clause, CompanyRemark, ContractTemplate, ContractVersion, TemplateVersion
from core import files
from core.tenancy import for_school
from schools.enums import STAFF, Role
from tests.factories import GroupFactory, KindFactory, PartnerAgreementFactory, PlacementFactory
from tests.matrix.papers import scanned

CHECKERS = {Role.COORDINATOR, Role.MENTOR}
EVERYBODY_CONCERNED = {*STAFF, Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR}

OF_A_VERSION = ["contracts:download", "contracts:paper", "contracts:hand_out", "contracts:scan_new"]
OF_A_SCAN = ["contracts:scan", "contracts:scan_reject", "contracts:scan_file"]

OPEN_TO = {
    "contracts:contracts": set(STAFF),
    "contracts:make_many": CHECKERS,
    "contracts:together": CHECKERS,
    "contracts:work": CHECKERS,
    "contracts:contract": EVERYBODY_CONCERNED,
    "contracts:fill_in": {Role.STUDENT},
    "contracts:question": {Role.STUDENT},
    "contracts:submit": {Role.STUDENT},
    "contracts:check_off": CHECKERS,
    "contracts:send_back": CHECKERS,
    "contracts:make": CHECKERS,
    "contracts:rearrange": CHECKERS,
    "contracts:missing": set(STAFF),
    "contracts:blanks": CHECKERS,
    "contracts:company_ask": CHECKERS,
    "contracts:company_check": {Role.SUPERVISOR},
    "contracts:details": CHECKERS,
    "contracts:remark": CHECKERS,
    "contracts:texts": {Role.COORDINATOR, Role.DIRECTOR},
    "contracts:text": {Role.COORDINATOR, Role.DIRECTOR},
    "contracts:text_preview": {Role.COORDINATOR, Role.DIRECTOR},
    **dict.fromkeys(
        [
            "contracts:text_new", "contracts:text_draft", "contracts:text_publish", "contracts:clause_new",
            "contracts:clause", "contracts:clause_remove", "contracts:clause_place",
        ],
        {Role.COORDINATOR},
    ),
    "contracts:lwt_plan": CHECKERS,
    "contracts:lwt_rules": set(STAFF),
    **dict.fromkeys(["contracts:agreements", "contracts:agreement_file"], {Role.COORDINATOR, Role.DIRECTOR}),
    **dict.fromkeys([f"contracts:agreement{name}" for name in ("", "_new", "_end")], {Role.COORDINATOR}),
    "contracts:download": EVERYBODY_CONCERNED,
    "contracts:starts": set(STAFF),
    "contracts:start_early": {Role.COORDINATOR},
    "contracts:remind": CHECKERS,
    "contracts:ask_letter": CHECKERS,
    "contracts:stand_in": {Role.COORDINATOR},
    "contracts:paper": set(STAFF),
    "contracts:hand_out": CHECKERS,
    "contracts:scan_new": {*CHECKERS, Role.STUDENT, Role.GUARDIAN},
    "contracts:scan": CHECKERS,
    "contracts:scan_reject": CHECKERS,
    "contracts:scan_file": set(STAFF),
    "contracts:scan_page": CHECKERS,
    "contracts:addendum": EVERYBODY_CONCERNED,
    **{f"contracts:addendum_{name}": CHECKERS for name in ("new", "edit", "make", "withdraw", "hold")},
    "contracts:sealed": EVERYBODY_CONCERNED,
    "contracts:genuine": {"anyone"},
    "contracts:genuine_file": {"anyone"},
}


def arguments(world):
    """What each page needs in its address."""
    with for_school(world.school):
        version = ContractVersion.objects.get_or_create(
            contract=world.contract, addendum=None, number=1, defaults={"snapshot": {}, "file": world.file}
        )[0]
        stored = files.keep(world.school, scanned(), name="x.pdf", content_type="application/pdf")
        scan = version.scans.get_or_create(defaults={"file": stored, "pages": 1})[0]
        change = Addendum.objects.get_or_create(
            contract=world.contract, number=1, state="agreed",
            defaults={"effective_from": world.placement.starts_on, "changes": {}, "reason": "x"},
        )[0]
        sealed = sealed_version(world)
        signer = version.signatories.get_or_create(role="company", position=4)[0]
    placed = [world.placement.pk]
    return {
        "contracts:contract": placed,
        "contracts:fill_in": placed,
        "contracts:question": [*placed, "phone"],
        "contracts:submit": placed,
        "contracts:check_off": placed,
        "contracts:send_back": placed,
        "contracts:make": placed,
        "contracts:rearrange": placed,
        "contracts:start_early": placed,
        **dict.fromkeys(OF_A_VERSION, [version.pk]),
        **dict.fromkeys(OF_A_SCAN, [scan.pk]),
        "contracts:scan_page": [scan.pk, 1],
        "contracts:addendum_new": placed,
        **{f"contracts:addendum{name}": [change.pk] for name in ("", "_edit", "_make", "_withdraw", "_hold")},
        "contracts:sealed": [sealed.pk],
        "contracts:genuine": [sealed.code],
        **dict.fromkeys(["contracts:remind", "contracts:ask_letter", "contracts:stand_in"], [signer.pk]),
    } | of_texts(world, placed)


def sealed_version(world):
    """A signed change of the contract, with its sealed paper."""
    addendum = Addendum.objects.get_or_create(
        contract=world.contract, number=9,
        defaults={"effective_from": timezone.localdate(), "reason": "Een andere dag.", "state": "agreed"},
    )[0]  # fmt: skip
    made = {"document": "addendum", "snapshot": {}, "file": world.file, "state": "complete"}
    now = timezone.now()
    return ContractVersion.objects.get_or_create(
        contract=world.contract, addendum=addendum, number=1,
        defaults=made | {"completed_at": now, "sealed_file": world.file, "sealed_at": now},
    )[0]  # fmt: skip


def a_traject(world):
    """A leer-werktraject of the same student, after the stage."""
    here = {"school": world.school}
    return PlacementFactory(
        group=GroupFactory(kind=KindFactory(code="lwt", **here), **here), student=world.student,
        company=world.company, mentor=world.members[Role.MENTOR], supervisor=world.contact, **here,
    )  # fmt: skip


def of_texts(world, placed):
    """What the pages about texts, and about the look of the company, need in their address."""
    with for_school(world.school):
        remark = CompanyRemark.objects.get_or_create(
            contract=world.contract, field="other", defaults={"new": "Iets", "said_by": world.placement.mentor}
        )[0]
        template = ContractTemplate.objects.get_or_create(document="agreement", kind=None)[0]
        text = TemplateVersion.objects.get_or_create(template=template, number=1)[0]
        agreed = PartnerAgreementFactory(school=world.school)
        clause = Clause.objects.get_or_create(
            version=text, position=1, defaults={"heading": "Kop", "text": "Tekst"}
        )[0]
    found = {f"contracts:{name}": placed for name in ("missing", "blanks", "company_ask", "company_check", "details")}
    found |= dict.fromkeys(["contracts:lwt_plan", "contracts:lwt_rules"], [a_traject(world).pk])
    found |= dict.fromkeys([f"contracts:agreement{name}" for name in ("", "_end", "_file")], [agreed.pk])
    found |= dict.fromkeys([f"contracts:text{name}" for name in ("", "_draft", "_publish", "_preview")], [text.pk])
    found |= dict.fromkeys([f"contracts:clause{name}" for name in ("", "_remove", "_place")], [clause.pk])
    return found | {"contracts:clause_new": [text.pk], "contracts:remark": [remark.pk]}
