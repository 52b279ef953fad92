"""A leer-werktraject from the agreement with the mbo to the paper on which every signatory is named."""

from datetime import timedelta

import pytest

from contracts.models import Contract
from core.tenancy import for_school
from tests.contracts.conftest import checked_contract
from tests.matrix.papers import scanned
from tests.stories import papers

LWT = {
    "group__kind__code": "lwt", "group__kind__name": "Leer-werktraject (LWT)", "group__kind__needs_recognition": True,
}  # fmt: skip


@pytest.fixture
def scene(site):
    """A student of 16 goes to the garage for twenty days; the own part of the contract is checked."""
    scene = papers.open_school(kind=LWT)
    checked_contract(scene.placement, scene.student.member, scene.mentor)
    return scene


def record_agreement(coordinator, scene, tmp_path):
    """From the texts of the school to the agreements, and back in the list."""
    signed, page = tmp_path / "overeenkomst.pdf", coordinator.page
    signed.write_bytes(scanned())
    coordinator.go(scene.home + "contracten/teksten/")
    coordinator.press("Overeenkomsten met het mbo")
    coordinator.reads("Er is nog geen overeenkomst.")
    coordinator.press("Overeenkomst", exact=True)
    first = scene.placement.starts_on
    for name, words in (
        ("partner", "ROC Friese Poort"), ("valid_from", str(first - timedelta(days=100))),
        ("valid_until", str(first + timedelta(days=900))), ("school_signer", "Petra Smit"),
        ("school_signed_on", str(first - timedelta(days=120))), ("partner_signer", "Piet Postma"),
        ("partner_signed_on", str(first - timedelta(days=110))),
    ):  # fmt: skip
        page.locator(f"#id_{name}").fill(words)
    page.locator("#id_pdf").set_input_files(signed)
    coordinator.press("Bewaar")
    coordinator.reads("De overeenkomst is bewaard.", "ROC Friese Poort", "alle opleidingen")


def fill_plan(coordinator, scene):
    """The plan is nearly ready: school ticks the year and adds what is different."""
    coordinator.go(scene.contract)
    coordinator.reads("Dit leer-werktraject mag nog niet")
    coordinator.press("Vul het leerwerkplan in")
    coordinator.reads("Er staat al een voorstel in.")
    coordinator.tick("Leerjaar 3 of 4, basisberoepsgerichte leerweg")
    coordinator.page.locator("#id_guidance").fill("Mo Hofstra komt elke drie weken langs.")
    coordinator.press("Bewaar en kijk of het mag")


def recognise(coordinator, scene):
    """The garage was recognised by SBB after all."""
    coordinator.press("Naar het bedrijf")
    coordinator.go(f"{scene.home}bedrijven/{scene.company.pk}/erkenning/")
    coordinator.page.locator("#id_sbb_id").fill("100000042")
    coordinator.page.locator("#id_valid_until").fill(str(scene.placement.ends_on + timedelta(days=200)))
    coordinator.press("Opslaan")


def test_a_traject_is_refused_mended_and_then_printed_with_every_signatory(site, actor, scene, tmp_path):
    coordinator = actor(1280, "lwt-coordinator", member=scene.coordinator)
    phone = actor(375, "lwt-phone", member=scene.mentor)
    coordinator.go(scene.home + "contracten/volgorde/")
    coordinator.page.locator("#id_lwt_partner").fill("Innovam Examens")
    coordinator.press("Bewaar", exact=True)
    record_agreement(coordinator, scene, tmp_path)
    fill_plan(coordinator, scene)
    coordinator.reads("Dit leer-werktraject mag nog niet", "Garage Veld is nog geen erkend leerbedrijf.")
    coordinator.go(scene.contract)
    coordinator.press("Maak het contract")
    coordinator.reads("Garage Veld is nog geen erkend leerbedrijf. Kijk bij het leerwerkplan.")
    recognise(coordinator, scene)

    phone.go(f"{scene.contract}leerwerkplan/")
    phone.go(f"{scene.contract}leerwerkregels/")
    phone.reads("dit mag alleen met een reden", "Het traject vraagt minstens 80 dagen en 640 uur")
    phone.page.locator("#id_reason").fill("Na de zomer gaat Noor hier verder.")
    phone.press("Reden vastleggen")
    phone.reads("“Na de zomer gaat Noor hier verder.”")

    coordinator.go(scene.contract)
    coordinator.press("Maak het contract")
    coordinator.reads("1 van 1 klaar")
    coordinator.go(scene.contract)
    coordinator.reads("Print en laat tekenen")
    text = " ".join(papers.text_of_pdf(coordinator.download("Versie 1 (pdf)")).split())
    for words in (
        "Leer-werkovereenkomst", "Petra Smit", "Noor Visser", "Ellen Visser", "Kees Veld", "Innovam Examens",
        "SBB 100000042", "ROC Friese Poort", "elke drie weken langs",
    ):  # fmt: skip
        assert words in text, words
    with for_school(scene.school):
        version = Contract.objects.get(placement=scene.placement).versions.get()
        roles = list(version.signatories.order_by("position", "pk").values_list("role", "name", "party"))
    assert [(role, name or party) for role, name, party in roles] == [
        ("director", "Petra Smit"), ("student", "Noor Visser"), ("guardian", "Ellen Visser"),
        ("company", "Kees Veld"), ("partner", "Innovam Examens"),
    ]  # fmt: skip
