"""The road of paper: print, hand out, photograph back, say what is on it; paper and screen in one file."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from contracts import paperwork, signing
from contracts.enums import Method, Proof
from contracts.models import Contract, ContractVersion, Copy, Scan, Signature
from core.models import OutgoingMail, StoredFile
from core.moves import MoveRefused
from core.tenancy import for_school
from tests.contracts.conftest import print_them
from tests.core.hostile import jpeg
from tests.core.paper_photos import as_jpeg, shaded, sheet
from tests.queries import count_queries

PHOTO = as_jpeg(shaded(sheet()))
TODAY = timezone.localdate


@pytest.fixture
def version(checked, stage):
    """The version of a contract that waits for its signatures."""
    print_them(stage.coordinator, checked)
    with for_school(stage.school):
        return ContractVersion.objects.select_related("file", "contract").get(contract=checked)


def at(name, stage, *args):
    return reverse(f"contracts:{name}", args=[stage.school.slug, *args])


def photo(content=None, name="foto.jpg"):
    return SimpleUploadedFile(name, content or PHOTO, content_type="image/jpeg")


def bring(browser, stage, version, *files):
    return browser.post(at("scan_new", stage, version.pk), {"pages": list(files) or [photo()]})


def scan_of(stage, version, browser):
    bring(browser, stage, version)
    with for_school(stage.school):
        return Scan.objects.get(version=version)


def people(stage, version):
    """{role: who must sign}"""
    with for_school(stage.school):
        return {one.role: one for one in version.signatories.for_list()}


def ticks(*signatories, number=1, day=None):
    data = {"number": number}
    for one in signatories:
        data |= {f"is_there_{one.pk}": "on", f"day_{one.pk}": day or TODAY().isoformat()}
    return data


def signed(stage):
    with for_school(stage.school):
        return {one.signatory.role: one for one in Signature.objects.for_list()}


def test_photos_become_one_scan_that_the_mentor_sees_beside_who_must_sign(stage, version, sign_in):
    browser = sign_in(stage.mentor)
    answer = bring(browser, stage, version, photo(), photo(as_jpeg(sheet(lines=12)), "twee.jpg"))
    with for_school(stage.school):
        scan = Scan.objects.get()
    assert answer.url == at("scan", stage, scan.pk)
    assert scan.pages == 2
    page = browser.get(answer.url).text
    assert "De leerling: Youssef el Amrani" in page
    shown = browser.get(at("scan_page", stage, scan.pk, 2))
    assert (shown["Content-Type"], shown.content[:2]) == ("image/jpeg", b"\xff\xd8")
    assert browser.get(at("scan_page", stage, scan.pk, 3)).status_code == 404
    assert browser.get(at("scan_file", stage, scan.pk)).getvalue()[:5] == b"%PDF-"


def test_what_the_mentor_ticks_is_signed_on_paper_on_the_day_that_stands_there(stage, version, sign_in):
    browser, who = sign_in(stage.mentor), people(stage, version)
    scan = scan_of(stage, version, browser)
    answer = browser.post(at("scan", stage, scan.pk), ticks(who["director"], who["student"]))
    assert answer.url == at("paper", stage, version.pk)
    found = signed(stage)
    assert set(found) == {"director", "student"}
    one = found["student"]
    assert (one.method, one.proof, one.scan_id, one.confirmed_by_id) == ("paper", "seen", scan.pk, stage.mentor.pk)
    assert (one.signed_by_id, one.signed_on, one.document_sha256) == (stage.student.pk, TODAY(), version.file.sha256)
    page = browser.get(answer.url).text
    assert "De handtekening van Fatima el Amrani" in page
    assert "op papier" in page


def test_a_tick_that_was_forgotten_is_set_later_on_the_same_scan(stage, version, sign_in):
    browser, who = sign_in(stage.mentor), people(stage, version)
    scan = scan_of(stage, version, browser)
    browser.post(at("scan", stage, scan.pk), ticks(who["director"], who["student"]))
    again = bring(browser, stage, version)
    assert again.url == at("scan", stage, scan.pk)
    text = browser.get(again.url).text
    asked = [f'name="is_there_{who[role].pk}"' in text for role in ("director", "student", "guardian", "company")]
    assert asked == [False, False, True, True]
    assert "Keur af" not in text
    assert browser.post(again.url, ticks(who["guardian"])).url == at("paper", stage, version.pk)
    assert set(signed(stage)) == {"director", "student", "guardian"}
    assert signed(stage)["guardian"].scan_id == scan.pk
    browser.post(again.url, ticks(who["company"]))
    assert "Leg vast" not in browser.get(again.url).text


def test_a_scan_that_was_rejected_meanwhile_signs_nothing(stage, version, sign_in):
    browser, who = sign_in(stage.mentor), people(stage, version)
    scan = scan_of(stage, version, browser)
    with for_school(stage.school):
        seen_before = Scan.objects.select_related("version").get(pk=scan.pk)
        scan.reject(by=stage.mentor, note="Onleesbaar.")
        with pytest.raises(MoveRefused):
            paperwork.confirm(
                seen_before, by=stage.mentor, signed=[(who["student"], stage.student, "Youssef el Amrani", TODAY())]
            )
    assert signed(stage) == {}


def test_paper_and_screen_count_together_and_the_last_one_makes_it_complete(stage, version, sign_in):
    browser, who = sign_in(stage.mentor), people(stage, version)
    with for_school(stage.school):
        signing.sign(
            who["director"], by=stage.director, method=Method.TYPED, proof=Proof.SECOND_STEP, name="Anja de Groot",
            statement="Ik ga akkoord.",
        )  # fmt: skip
    scan = scan_of(stage, version, browser)
    page = browser.get(at("scan", stage, scan.pk)).text
    assert "Anja de Groot tekende al: naam getypt op het scherm" in page
    browser.post(at("scan", stage, scan.pk), ticks(who["student"], who["guardian"], who["company"]))
    with for_school(stage.school):
        assert ContractVersion.objects.get().state == "complete"
        assert Contract.objects.get().state == "complete"
    page = browser.get(at("paper", stage, version.pk)).text
    assert "op het scherm" in page
    assert "Exemplaar voor het stagebedrijf: nog niet uitgedeeld" in page


def test_three_copies_are_noted_once_and_then_nothing_misses(stage, version, sign_in):
    browser, who = sign_in(stage.coordinator), people(stage, version)
    scan = scan_of(stage, version, browser)
    browser.post(at("scan", stage, scan.pk), ticks(*who.values()))
    for of in ("company", "guardians", "dossier"):
        data = {"of": of, "given_to": "Jan Bakker", "given_on": TODAY().isoformat()}
        browser.post(at("hand_out", stage, version.pk), data)
        browser.post(at("hand_out", stage, version.pk), data | {"given_to": "Iemand anders"})
    with for_school(stage.school):
        assert list(Copy.objects.values_list("given_to", flat=True)) == ["Jan Bakker"] * 3
    assert "Alles is er" in browser.get(at("paper", stage, version.pk)).text


def test_a_copy_is_not_handed_out_tomorrow_or_before_it_was_printed(stage, version, sign_in):
    browser = sign_in(stage.coordinator)
    for day, words in ((1, "nog niet geweest"), (-1, "Dit papier is gemaakt op")):
        given_on = (TODAY() + timedelta(days=day)).isoformat()
        data = {"of": "company", "given_to": "Receptie", "given_on": given_on}
        answer = browser.post(at("hand_out", stage, version.pk), data)
        assert answer.status_code == 422
        assert words in answer.text
        assert "Receptie" in answer.text


def test_who_signed_on_screen_needs_no_copy_on_paper(stage, version, sign_in):
    with for_school(stage.school):
        for one in version.signatories.for_list():
            signing.sign(
                one, by=one.member, method=Method.TYPED, proof=Proof.LOGIN, name=one.name, statement="Ik ga akkoord."
            )
    page = sign_in(stage.coordinator).get(at("paper", stage, version.pk)).text
    assert "Alles is er" in page
    assert "Er is niets uit te delen" in page


def test_a_paper_of_an_older_version_is_refused_with_its_number(stage, version, sign_in):
    browser = sign_in(stage.mentor)
    print_them(stage.coordinator, version.contract)
    with for_school(stage.school):
        new = ContractVersion.objects.get(number=2)
    answer = bring(browser, stage, version)
    assert answer.status_code == 422
    assert "er is een nieuwe versie, nummer 2" in answer.text
    scan = scan_of(stage, new, browser)
    student = people(stage, new)["student"]
    answer = browser.post(at("scan", stage, scan.pk), ticks(student, number=1))
    assert answer.status_code == 422
    assert "Versie 1 geldt niet meer. Er wordt nu versie 2 getekend" in answer.text
    assert signed(stage) == {}
    assert browser.post(at("scan", stage, scan.pk), ticks(student, number=2)).status_code == 302


def test_a_scan_that_waited_while_a_new_version_came_signs_nothing(stage, version, sign_in):
    browser = sign_in(stage.mentor)
    scan = scan_of(stage, version, browser)
    student = people(stage, version)["student"]
    print_them(stage.coordinator, version.contract)
    answer = browser.post(at("scan", stage, scan.pk), ticks(student))
    assert answer.status_code == 422
    assert "Laat versie 2 tekenen" in answer.text
    assert signed(stage) == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"is_there": ""}, "Vink aan welke handtekeningen u ziet"),
        ({"day": ""}, "Vul de datum in die op het papier staat"),
        ({"day": "2199-01-01"}, "Deze dag is nog niet geweest"),
        ({"day": "2001-01-01"}, "Dit papier is gemaakt op"),
        ({"number": "7"}, "Deze scan hoort bij versie 1"),
        ({"number": "x"}, "Voer een geheel getal in"),
    ],
)
def test_what_does_not_fit_comes_back_with_a_sentence(stage, version, sign_in, change, words):
    browser, student = sign_in(stage.mentor), people(stage, version)["student"]
    scan = scan_of(stage, version, browser)
    data = ticks(student) | {name if name == "number" else f"{name}_{student.pk}": v for name, v in change.items()}
    answer = browser.post(at("scan", stage, scan.pk), data)
    assert answer.status_code == 422
    assert words in answer.text
    assert signed(stage) == {}


def test_the_guardian_brings_a_photo_and_reads_why_it_cannot_be_used(stage, version, sign_in):
    guardian, mentor = sign_in(stage.guardian), sign_in(stage.mentor)
    scan = scan_of(stage, version, guardian)
    assert "De school kijkt ernaar" in guardian.get(at("contract", stage, stage.placement.pk)).text
    assert guardian.get(at("scan", stage, scan.pk)).status_code == 404
    assert mentor.post(at("scan_reject", stage, scan.pk), {"note": ""}).status_code == 422
    mentor.post(at("scan_reject", stage, scan.pk), {"note": "De onderste helft staat er niet op."})
    with for_school(stage.school):
        letter = OutgoingMail.objects.get(kind="contracts/mail/scan_rejected")
    assert letter.to == stage.guardian.user.email
    assert "De onderste helft staat er niet op." in letter.text
    assert "De onderste helft staat er niet op." in guardian.get(at("contract", stage, stage.placement.pk)).text
    assert signed(stage) == {}


def test_the_student_brings_a_photo_from_the_phone_and_twice_the_same_is_once(stage, version, sign_in):
    student = sign_in(stage.student)
    assert "Stuur een foto" in student.get(at("contract", stage, stage.placement.pk)).text
    for _again in range(2):
        assert bring(student, stage, version).status_code == 302
    with for_school(stage.school):
        assert Scan.objects.get().brought_by_id == stage.student.pk


def test_nothing_and_no_photo_are_refused_with_what_to_do(stage, version, sign_in):
    browser = sign_in(stage.student)
    answer = browser.post(at("scan_new", stage, version.pk), {})
    assert (answer.status_code, "Kies eerst een foto of PDF" in answer.text) == (422, True)
    answer = bring(browser, stage, version, photo(b"geen foto"))
    assert (answer.status_code, "geen foto of PDF die we kennen" in answer.text) == (422, True)
    answer = bring(browser, stage, version, photo(jpeg(size=(300, 300))))
    assert (answer.status_code, "te klein om de handtekeningen te lezen" in answer.text) == (422, True)


def test_a_scan_waits_for_the_virus_scanner(stage, version, sign_in, settings):
    settings.VIRUS_SCANNER = "127.0.0.1:1"
    browser = sign_in(stage.mentor)
    scan = scan_of(stage, version, browser)
    page = browser.get(at("scan", stage, scan.pk)).text
    assert "We controleren dit bestand nog op virussen" in page
    assert browser.get(at("scan_page", stage, scan.pk, 1)).status_code == 404
    answer = browser.post(at("scan", stage, scan.pk), ticks(people(stage, version)["student"]))
    assert answer.status_code == 422
    assert signed(stage) == {}


def test_a_scan_with_a_virus_is_rejected_and_makes_room(stage, version, sign_in):
    browser = sign_in(stage.mentor)
    scan = scan_of(stage, version, browser)
    with for_school(stage.school):
        StoredFile.objects.filter(pk=scan.file_id).update(state=StoredFile.State.INFECTED)
    page = browser.get(at("scan", stage, scan.pk)).text
    assert ("virus gevonden" in page, "Keur af" in page, "Leg vast" in page) == (True, True, False)
    browser.post(at("scan_reject", stage, scan.pk), {"note": "Er zat een virus in."})
    with for_school(stage.school):
        assert Scan.objects.get(pk=scan.pk).state == "rejected"


def test_the_paper_page_asks_the_same_with_more_people_copies_and_scans(stage, version, sign_in):
    browser, page = sign_in(stage.coordinator), at("paper", stage, version.pk)
    bring(browser, stage, version)
    few = count_queries(browser, page)
    for lines in (3, 7, 11):
        bring(browser, stage, version, photo(as_jpeg(sheet(lines=lines))))
    browser.post(at("hand_out", stage, version.pk), {"of": "company", "given_to": "x", "given_on": TODAY()})
    assert count_queries(browser, page) == few <= 10
