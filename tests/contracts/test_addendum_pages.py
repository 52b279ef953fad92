"""The pages of a change: prepare, look, have it made, and follow it; each role sees its part."""

import datetime

import pytest
from django.urls import reverse

from contracts import signing
from contracts.making_addenda import make_addendum
from contracts.models import Addendum, Contract, ContractVersion
from core.models import Job
from core.tenancy import for_school
from placements.enums import Presence
from placements.lawful import ReasonWanted
from placements.models import LawReason
from tests.contracts.changing import (
    MARCH,
    SCREEN,
    THURSDAY,
    WEDNESDAY,
    at,
    begun,
    clock,
    dates,
    fresh,
    made,
    scene,
    sign_all,
    signed,
)
from tests.contracts.signers import page as at_signatory
from tests.queries import count_queries

__all__ = ["clock", "scene"]
REASON = "Op donderdag is er nu les."


def page(scene, name, pk):
    return reverse(f"contracts:{name}", args=[scene.school.slug, pk])


def answers(scene, **changes):
    """What the form holds when nothing is touched, with these changes."""
    stage = fresh(scene)
    return {
        "effective_from": "2027-03-01", "weekdays": stage.weekdays, "starts_at": "08:30", "ends_at": "15:30",
        "break_minutes": 30, "supervisor": stage.supervisor_id, "mentor": stage.mentor_id,
        "ends_on": stage.ends_on.isoformat(), "allowance": "", "clause": "", "reason": REASON, **changes,
    }  # fmt: skip


def test_from_the_contract_to_a_paper_that_is_signed(school, scene, sign_in, at_once):
    browser = sign_in(scene.mentor)
    contract = page(scene, "contract", scene.placement.pk)
    new = page(scene, "addendum_new", scene.placement.pk)
    assert new in browser.get(contract).text
    assert "Hieronder staat hoe het nu is." in browser.get(new).text

    answer = browser.post(new, answers(scene, weekdays=[WEDNESDAY]))
    with for_school(school):
        known = Addendum.objects.get()
    assert answer.url == page(scene, "addendum", known.pk)
    looked = browser.get(answer.url).text
    assert "donderdag" in looked
    assert "<strong>woensdag</strong>" in looked
    assert REASON in looked

    with at_once():
        answer = browser.post(page(scene, "addendum_make", known.pk))
    with for_school(school):
        assert answer.url == reverse("schools:job", args=[school.slug, Job.objects.latest("pk").pk])
        version = ContractVersion.objects.get(addendum=known)
    assert "Tot iedereen heeft getekend, blijft alles zoals het is." in browser.get(
        page(scene, "addendum", known.pk)
    ).text
    with for_school(school):
        sign_all(version)
    assert {day.weekday() for day in dates(scene) if day >= MARCH} == {WEDNESDAY}
    for who in ("student", "guardian", "supervisor", "director", "coordinator"):
        text = sign_in(getattr(scene, who)).get(contract).text
        assert "Vanaf 1 maart 2027: stagedagen" in text
        assert "<strong>Vandaag geldt:</strong> elke donderdag" in text


def test_where_the_law_warns_the_change_asks_a_reason_of_its_own(school, scene, sign_in, at_once):
    """At 14 school asks for a job beside the stage: why the times change says nothing of that."""
    with for_school(school):
        type(scene.pupil).objects.filter(pk=scene.pupil.pk).update(birth_date=datetime.date(2012, 12, 1))
    known, browser = begun(scene, starts_at=datetime.time(9)), sign_in(scene.mentor)
    assert "Dit mag alleen met een reden" in browser.get(page(scene, "addendum", known.pk)).text
    answer = browser.post(page(scene, "addendum_make", known.pk), {"reason": " "})

    assert answer.status_code == 422
    assert "Schrijf op waarom het mag." in answer.text
    with for_school(school):
        assert not LawReason.objects.exists()
        with pytest.raises(ReasonWanted):
            make_addendum(known.pk, member_id=scene.mentor.pk)
    with at_once():
        browser.post(page(scene, "addendum_make", known.pk), {"reason": "Geen bijbaan, gevraagd aan moeder."})
    with for_school(school):
        assert ContractVersion.objects.filter(addendum=known).exists()
        assert [one.reason for one in LawReason.objects.all()] == ["Geen bijbaan, gevraagd aan moeder."]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Er verandert niets."),
        ({"weekdays": []}, "Kies minstens één dag."),
        ({"ends_at": "08:00"}, "Het einde ligt vóór het begin."),
        ({"effective_from": "2027-06-01"}, "Kies een dag van 1 februari 2027 tot en met 23 april 2027."),
        ({"reason": "", "weekdays": [2]}, "verplicht"),
        ({"mentor": "999999", "supervisor": "x", "break_minutes": "-1", "starts_at": "laat"}, "geldige"),
    ],
)
def test_what_cannot_be_is_said_where_it_is_mended_and_nothing_typed_is_lost(school, scene, sign_in, changes, words):
    answer = sign_in(scene.mentor).post(
        page(scene, "addendum_new", scene.placement.pk), answers(scene, clause="Mijn zin.", **changes)
        if changes else answers(scene)
    )  # fmt: skip
    assert answer.status_code == 422
    assert words in answer.text
    assert not changes or "Mijn zin." in answer.text
    with for_school(school):
        assert not Addendum.objects.exists()


@pytest.mark.parametrize(
    ("wanted", "changes"),
    [
        ({"effective_from": "2027-03-15", "weekdays": [THURSDAY]}, {"weekdays": [[WEDNESDAY], [THURSDAY]]}),
        ({"effective_from": "2027-03-15", "clause": "Ook les."}, {"clause": ["", "Ook les."]}),
        ({"effective_from": "2027-02-22", "clause": "Ook les."}, {"clause": ["", "Ook les."]}),
        ({"effective_from": "2027-02-22"}, {"weekdays": [[THURSDAY], [WEDNESDAY]]}),
    ],
)
def test_a_signed_change_that_is_still_to_come_can_be_corrected(school, scene, sign_in, wanted, changes):
    signed(scene, weekdays=[WEDNESDAY])
    browser, new = sign_in(scene.mentor), page(scene, "addendum_new", scene.placement.pk)
    shown = browser.get(new)
    assert "Hieronder staat hoe het is vanaf 1 maart 2027." in shown.text
    assert shown.context["form"].initial["weekdays"] == [WEDNESDAY]

    assert browser.post(new, answers(scene, **{"weekdays": [WEDNESDAY], **wanted})).status_code == 302
    with for_school(school):
        assert Addendum.objects.latest("pk").changes == changes


def test_a_day_without_a_place_is_named_before_anything_is_made(school, scene, sign_in):
    with for_school(school):
        scene.invitation.seats.filter(date__week_day=4).update(is_offered=False)
    known = begun(scene, weekdays=[WEDNESDAY])
    browser = sign_in(scene.coordinator)

    text = browser.get(page(scene, "addendum", known.pk)).text
    assert "heeft geen plek op woensdag 3 maart" in text
    assert page(scene, "addendum_make", known.pk) not in text

    browser.post(page(scene, "addendum_make", known.pk))
    with for_school(school):
        assert Addendum.objects.get().state == "draft"
        assert not ContractVersion.objects.filter(addendum=known).exists()


def test_a_change_that_is_not_made_yet_can_be_mended_and_is_seen_by_school_only(school, scene, sign_in):
    known = begun(scene, weekdays=[WEDNESDAY])
    browser = sign_in(scene.coordinator)
    edit = page(scene, "addendum_edit", known.pk)
    assert browser.get(edit).context["form"].initial["weekdays"] == [WEDNESDAY]

    browser.post(edit, answers(scene, break_minutes=45))

    with for_school(school):
        assert Addendum.objects.get().changes == {"break_minutes": [30, 45]}
    for who in ("student", "guardian", "supervisor"):
        assert sign_in(getattr(scene, who)).get(page(scene, "addendum", known.pk)).status_code == 404
    assert browser.get(page(scene, "addendum_new", scene.placement.pk)).url == page(scene, "addendum", known.pk)


def test_school_takes_a_change_back_with_a_reason_that_everybody_reads(school, scene, sign_in):
    known, _version = made(scene, weekdays=[WEDNESDAY])
    browser, withdraw = sign_in(scene.mentor), page(scene, "addendum_withdraw", known.pk)

    assert browser.post(withdraw, {"note": ""}).status_code == 422
    for _twice in range(2):
        browser.post(withdraw, {"note": "De les gaat niet door."})

    for who in ("student", "guardian", "supervisor", "mentor"):
        text = sign_in(getattr(scene, who)).get(page(scene, "addendum", known.pk)).text
        assert "De wijziging gaat niet door" in text
        assert "De les gaat niet door." in text


def test_the_coordinator_lets_a_signed_change_hold_from_a_later_day(school, scene, sign_in, clock):
    known, version = made(scene, weekdays=[WEDNESDAY])
    clock.move_to(at(3, 8))
    with for_school(school):
        scene.placement.days.filter(date=datetime.date(2027, 3, 4)).update(presence=Presence.PRESENT)
        sign_all(version)
    browser, hold = sign_in(scene.coordinator), page(scene, "addendum_hold", known.pk)
    text = browser.get(page(scene, "addendum", known.pk)).text
    assert "Getekend, maar de stage kan de wijziging nog niet volgen" in text
    assert "na donderdag 4 maart 2027" in text
    assert "na donderdag 4 maart" not in sign_in(scene.student).get(page(scene, "addendum", known.pk)).text
    home = browser.get(reverse("school_home", args=[school.slug])).text
    assert "getekende wijziging die nog niet kan ingaan" in home

    assert "Eerder kan niet" in browser.post(hold, {"from_date": "2027-02-20"}).text
    assert browser.post(hold, {"from_date": "2027-03-01"}).status_code == 422
    browser.post(hold, {"from_date": "2027-03-08"})

    assert fresh(scene).weekdays == [WEDNESDAY]
    assert "in de stage vanaf <strong>8 maart 2027</strong>" in browser.get(page(scene, "addendum", known.pk)).text


@pytest.mark.parametrize("name", ["addendum_new", "addendum_edit", "addendum_make", "addendum_withdraw"])
def test_only_who_guides_the_stage_changes_its_contract(school, scene, sign_in, name):
    known = begun(scene, weekdays=[WEDNESDAY])
    pk = scene.placement.pk if name == "addendum_new" else known.pk
    for who in ("student", "guardian", "supervisor", "director"):
        browser = sign_in(getattr(scene, who))
        assert browser.post(page(scene, name, pk), {"note": "x"}).status_code == 404


def test_a_contract_that_is_not_signed_is_not_changed_this_way(school, scene, sign_in):
    with for_school(school):
        Contract.objects.filter(pk=scene.contract.pk).update(state="signing")
    browser = sign_in(scene.mentor)
    answer = browser.get(page(scene, "addendum_new", scene.placement.pk), follow=True)
    assert "Een wijziging kan als het contract volledig getekend is." in answer.text
    assert page(scene, "addendum_new", scene.placement.pk) not in answer.text


@pytest.mark.parametrize("who", ["mentor", "student", "guardian", "supervisor"])
def test_a_chain_of_one_or_four_asks_the_same(school, scene, sign_in, who):
    browser, url = sign_in(getattr(scene, who)), page(scene, "contract", scene.placement.pk)
    signed(scene, clause="Eén.")
    browser.get(url)
    one = count_queries(browser, url)
    for words in ("Twee.", "Drie.", "Vier."):
        signed(scene, clause=words)
    assert count_queries(browser, url) == one <= 8


def test_why_somebody_refuses_a_change_is_read_by_school_alone(scene, sign_in):
    known, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(scene.school):
        rows = {one.role: one for one in ContractVersion.objects.get(pk=version.pk).signatories.for_list()}
        for role in ("director", "student"):
            signing.sign(rows[role], by=rows[role].member, name=rows[role].name, **SCREEN)
    browser, form = sign_in(scene.guardian), at_signatory(rows["guardian"], "sign_refuse")
    assert "Dit lezen de stagecoördinator, de begeleider van school en de directeur." in browser.get(form).text
    assert browser.post(form, {"note": "Dat weet alleen ik."}).status_code == 302

    for reader, reads in (("coordinator", True), ("mentor", True), ("director", True), ("student", False),
                          ("guardian", False), ("supervisor", False)):  # fmt: skip
        browser = sign_in(getattr(scene, reader))
        for url in (page(scene, "contract", scene.placement.pk), page(scene, "addendum", known.pk)):
            text = browser.get(url).text
            assert ("Dat weet alleen ik." in text, "Iemand wil het anders." in text) == (reads, not reads), url


def test_the_paper_road_is_open_for_a_change_and_for_the_contract_before_it(scene, sign_in):
    known, version = made(scene, weekdays=[WEDNESDAY])
    with for_school(scene.school):
        first = ContractVersion.objects.get(contract=scene.contract, addendum=None)
    contract = page(scene, "contract", scene.placement.pk)
    for_staff = sign_in(scene.mentor).get(contract).text
    assert page(scene, "paper", first.pk) in for_staff
    assert page(scene, "paper", version.pk) in for_staff
    assert "Wijziging 1 (pdf)" in for_staff
    assert page(scene, "paper", version.pk) in sign_in(scene.mentor).get(page(scene, "addendum", known.pk)).text
    for member in (scene.student, scene.guardian):
        browser = sign_in(member)
        for url in (contract, page(scene, "addendum", known.pk)):
            text = browser.get(url).text
            assert text.count(page(scene, "scan_new", version.pk)) == 1, url
            assert page(scene, "scan_new", first.pk) not in text
        assert browser.get(page(scene, "scan_new", version.pk)).status_code == 200
    assert page(scene, "scan_new", version.pk) not in sign_in(scene.supervisor).get(contract).text


def test_who_reads_a_signed_contract_is_not_told_that_it_comes_on_paper(scene, sign_in):
    made(scene, weekdays=[WEDNESDAY])
    for member in (scene.supervisor, scene.guardian):
        text = sign_in(member).get(page(scene, "contract", scene.placement.pk)).text
        assert "op papier mee" not in text
        assert "Lees het contract" in text
        assert "Lees de wijziging" in text
