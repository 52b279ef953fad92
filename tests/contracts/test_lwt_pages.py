"""The pages of a leer-werktraject: the plan, what the law says of it, and the agreements with an mbo."""

import datetime

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from contracts.models import Contract, LwtPlan, PaperRules, PartnerAgreement
from core.models import AuditEntry
from core.tenancy import for_school
from placements.models import LawReason
from schools.enums import Role
from schools.models import ReadTrace
from tests.contracts.traject import checked, traject
from tests.factories import MembershipFactory, PartnerAgreementFactory, PlacementFactory, RecognitionFactory
from tests.matrix.lwt import PLAN, SIGNED, STOPPED
from tests.matrix.papers import scanned
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
STRANGERS = [Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.JOBCOACH, Role.CONSULTANT, Role.LWT_COMMITTEE]


@pytest.fixture
def scene(school, mentor):
    return traject(school, mentor)


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


def page(school, name, *more):
    return reverse(f"contracts:{name}", args=[school.slug, *more])


def of(scene, name):
    return page(scene.school, name, scene.placement.pk)


def plan_in(school):
    with for_school(school):
        return LwtPlan.objects.get()


def test_the_plan_begins_with_a_proposal_and_is_kept(school, mentor, sign_in):
    scene = traject(school, mentor, planned=False)
    browser = sign_in(mentor)
    shown = browser.get(of(scene, "lwt_plan")).text
    assert "Er staat al een voorstel in." in shown
    assert "81 dagen, 648 uur" in shown
    assert 'value="Kees Veld"' in shown

    for _twice in range(2):
        answer = browser.post(of(scene, "lwt_plan"), PLAN | {"days": "81", "hours": "648"}, follow=True)
    assert "Bewaard." in answer.text
    assert "Het leer-werktraject past bij de wet" in answer.text
    plan = plan_in(school)
    assert (plan.content, plan.days, plan.subjects, plan.changed_by_id) == ("Remmen.", 81, ["LO"], mentor.pk)
    with for_school(school):
        notes = AuditEntry.objects.about(scene.contract).filter(action="plan_lwt")
        assert [one.note for one in notes] == ["81 dagen, 648 uur"] * 2


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"days": "161"}, "160"), ({"hours": "1281"}, "1280"), ({"days": "veel"}, "heel getal"),
        ({"content": ""}, "verplicht"), ({"subjects": "x" * 61}, "hoogstens 60 tekens"),
        ({"subjects": "\n".join(map(str, range(11)))}, "hoogstens 10 vakken"),
    ],
)  # fmt: skip
def test_a_fault_in_the_plan_is_said_and_nothing_is_lost(scene, browser, typed, said):
    answer = browser.post(of(scene, "lwt_plan"), PLAN | {"guidance": "Elke dinsdag een belletje"} | typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert "Elke dinsdag een belletje" in answer.text
    assert plan_in(scene.school).content == "Banden en remmen."


def test_a_signed_plan_is_read_and_not_changed(scene, browser):
    with for_school(scene.school):
        Contract.objects.filter(pk=scene.contract.pk).update(state="complete")
    assert "Dit plan ligt vast" in browser.get(of(scene, "lwt_plan")).text

    answer = browser.post(of(scene, "lwt_plan"), PLAN)
    assert answer.status_code == 422
    assert "Maak een wijziging als er iets anders moet." in answer.text
    assert plan_in(scene.school).content == "Banden en remmen."


def test_another_stage_has_no_plan(school, browser, mentor):
    other = PlacementFactory(school=school, mentor=mentor)

    assert [browser.get(page(school, name, other.pk)).status_code for name in ("lwt_plan", "lwt_rules")] == [404, 404]
    assert "leerwerkregels" not in browser.get(page(school, "contract", other.pk)).text


def test_the_page_of_the_contract_shows_the_rules_beside_the_others(scene, browser):
    assert of(scene, "lwt_rules") in browser.get(of(scene, "contract")).text
    part = browser.get(of(scene, "lwt_rules"), headers={"HX-Request": "true"}).text

    assert "<html" not in part
    assert "90 dagen, 720 uur" in part
    assert "In leerjaar 3 en 4: 80 tot 160 dagen, 640 tot 1280 uur" in part
    assert "Nederlandse taal, beroepsgericht programma" in part


def test_what_may_not_be_is_named_with_the_law_and_the_way_to_mend_it(school, mentor, browser, sign_in):
    scene = traject(school, mentor, recognised=False, agreed=False, planned=False)
    shown = browser.get(of(scene, "lwt_rules")).text

    for words in (
        "Dit leer-werktraject mag nog niet", "Het leerwerkplan is nog niet ingevuld.", "nog geen erkend leerbedrijf",
        "Wvo 2020 art. 2.103–2.107", page(school, "agreements"), of(scene, "lwt_plan"),
    ):  # fmt: skip
        assert words in shown
    assert page(school, "agreements") not in sign_in(mentor).get(of(scene, "lwt_rules")).text
    assert of(scene, "lwt_plan") not in sign_in(scene.director).get(of(scene, "lwt_rules")).text


def test_the_button_says_why_the_contract_cannot_be_made(school, mentor, browser):
    scene = traject(school, mentor, recognised=False)
    checked(scene)
    answer = browser.post(of(scene, "make"), follow=True)

    assert answer.redirect_chain[-1][0] == of(scene, "lwt_rules")
    assert "Garage Veld is nog geen erkend leerbedrijf. Kijk bij het leerwerkplan." in answer.text


def test_a_warning_asks_a_reason_that_stays(school, mentor, browser):
    scene = traject(school, mentor, recognised=False)
    RecognitionFactory(company=scene.company, school=school, valid_until=datetime.date(2027, 5, 1))
    assert "Waarom mag het toch?" in browser.get(of(scene, "lwt_rules")).text
    assert browser.post(of(scene, "lwt_rules"), {"reason": ""}).status_code == 422

    for _twice in range(2):
        answer = browser.post(of(scene, "lwt_rules"), {"reason": "Het bedrijf vroeg al een nieuwe."}, follow=True)
    assert "“Het bedrijf vroeg al een nieuwe.”" in answer.text
    with for_school(school):
        assert [one.rule for one in LawReason.objects.all()] == ["lwt_lapses"]


def test_who_may_see_what_of_a_traject(scene, sign_in, coordinator):
    here = {"school": scene.school}
    expected = {coordinator: (200, 200), scene.mentor: (200, 200), scene.director: (404, 200)}
    expected |= {MembershipFactory(role=role, **here): (404, 404) for role in STRANGERS}
    expected |= {MembershipFactory(role=Role.MENTOR, **here): (404, 404), scene.student.member: (404, 404)}
    for member, codes in expected.items():
        browser = sign_in(member)
        seen = tuple(browser.get(of(scene, name)).status_code for name in ("lwt_plan", "lwt_rules"))
        assert seen == codes, member.role


def test_a_look_at_the_plan_and_at_the_rules_is_written_down(scene, browser, coordinator):
    for name in ("lwt_plan", "lwt_rules"):
        browser.get(of(scene, name))

    with for_school(scene.school):
        traces = ReadTrace.objects.values_list("user", "student", "what")
        assert list(traces) == [(coordinator.user_id, scene.student.pk, "contract")]


def test_the_rules_ask_the_same_of_one_and_of_six_weeks(school, mentor, sign_in):
    short = traject(school, mentor, ends_on=datetime.date(2027, 2, 5))
    browser = sign_in(mentor)
    browser.get(of(short, "lwt_rules"))
    first = count_queries(browser, of(short, "lwt_rules"))
    with for_school(school):
        type(short.placement).objects.filter(pk=short.placement.pk).update(ends_on=datetime.date(2027, 8, 5))

    assert count_queries(browser, of(short, "lwt_rules")) == first


def test_the_school_says_which_subjects_its_students_usually_do(school, browser, scene):
    answer = browser.post(page(school, "order"), {"naam": "ja", "lwt_partner": "", "lwt_subjects": "LO\n\nLO\nKunst"})
    assert answer.status_code == 302
    with for_school(school):
        assert PaperRules.objects.get().lwt_subjects == ["LO", "Kunst"]


def a_pdf():
    return {"pdf": SimpleUploadedFile("x.pdf", scanned(), content_type="application/pdf")}


def agreements_of(school):
    with for_school(school):
        return list(PartnerAgreement.objects.for_list())


def test_an_agreement_is_recorded_once_with_its_paper(school, browser, coordinator):
    for _twice in range(2):
        answer = browser.post(page(school, "agreement_new"), SIGNED | a_pdf(), follow=True)
    assert "De overeenkomst is bewaard." in answer.text
    (one,) = agreements_of(school)
    assert (one.partner, one.made_by_id, one.file.content_type) == ("ROC", coordinator.pk, "application/pdf")

    paper = browser.get(page(school, "agreement_file", one.pk))
    assert paper["Content-Type"] == "application/pdf"
    assert paper["Cache-Control"] == "no-store"
    assert b"".join(paper.streaming_content).startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"valid_until": "2026-07-31"}, "De laatste dag ligt vóór de eerste."), ({"brin": "9X"}, "Een BRIN is"),
        ({"crebo": "12"}, "vijf cijfers"), ({"partner_signer": ""}, "verplicht"), ({"valid_from": "ooit"}, "datum"),
    ],
)  # fmt: skip
def test_a_fault_in_an_agreement_is_said(school, browser, typed, said):
    answer = browser.post(page(school, "agreement_new"), SIGNED | a_pdf() | typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert agreements_of(school) == []


def test_only_a_pdf_is_taken(school, browser):
    for content in (None, b"\xff\xd8\xff gif", b"%PDF-1.7 kapot"):
        more = {"pdf": SimpleUploadedFile("x.pdf", content)} if content else {}
        assert browser.post(page(school, "agreement_new"), SIGNED | more).status_code == 422
    assert agreements_of(school) == []


def test_an_agreement_is_mended_then_ended_and_stays(school, browser):
    one = PartnerAgreementFactory(school=school)
    browser.post(page(school, "agreement", one.pk), SIGNED | {"partner": "ROC Friesland"})
    assert agreements_of(school)[0].partner == "ROC Friesland"
    early = browser.post(page(school, "agreement_end", one.pk), STOPPED | {"last_day": "2020-01-01"})
    assert early.status_code == 422
    assert "Kies een dag waarop de overeenkomst geldt." in early.text

    for _twice in range(2):
        answer = browser.post(page(school, "agreement_end", one.pk), STOPPED)
    assert answer.status_code == 422
    (ended,) = agreements_of(school)
    assert (ended.state, ended.ended_on, ended.end_reason) == ("ended", datetime.date(2029, 1, 1), "Wij stoppen.")
    assert "beëindigd" in browser.get(page(school, "agreements")).text
    refused = browser.post(page(school, "agreement", one.pk), SIGNED | {"partner": "Anders"})
    assert (refused.status_code, agreements_of(school)[0].partner) == (422, "ROC Friesland")


@pytest.mark.parametrize(
    ("today", "warned"), [("2030-06-04", False), ("2030-06-05", True), ("2030-07-31", True), ("2030-09-01", True)]
)
def test_the_coordinator_hears_eight_weeks_before_an_agreement_ends(school, coordinator, sign_in, today, warned):
    PartnerAgreementFactory(school=school)
    with time_machine.travel(f"{today} 10:00"):
        browser = sign_in(coordinator)
        home = browser.get(reverse("school_home", args=[school.slug])).text
        listed = browser.get(page(school, "agreements")).text

    assert ("overeenkomst met een mbo loopt af" in home, "loopt af" in listed) == (warned, warned)


def test_a_next_agreement_with_the_same_mbo_takes_the_warning_away(school):
    PartnerAgreementFactory(school=school)
    PartnerAgreementFactory(
        school=school, partner="roc friese poort", valid_from=datetime.date(2030, 5, 1),
        valid_until=datetime.date(2034, 5, 1),
    )  # fmt: skip
    with time_machine.travel("2030-07-01 10:00"), for_school(school):
        assert not PartnerAgreement.objects.nearly_over().exists()


def test_who_may_see_the_agreements(school, sign_in, coordinator):
    one = PartnerAgreementFactory(school=school)
    director = MembershipFactory(role=Role.DIRECTOR, school=school)
    expected = {coordinator: [200] * 5, director: [200, 200, 404, 404, 404]}
    expected |= {MembershipFactory(role=role, school=school): [404] * 5 for role in (Role.MENTOR, *STRANGERS)}
    names = [("agreements",), ("agreement_file", one.pk), ("agreement_new",), ("agreement", one.pk),
             ("agreement_end", one.pk)]  # fmt: skip
    for member, codes in expected.items():
        browser = sign_in(member)
        assert [browser.get(page(school, *name)).status_code for name in names] == codes, member.role


def test_the_list_asks_the_same_for_one_and_for_six(school, browser):
    PartnerAgreementFactory(school=school)
    browser.get(page(school, "agreements"))
    first = count_queries(browser, page(school, "agreements"))
    for _more in range(5):
        PartnerAgreementFactory(school=school)

    assert count_queries(browser, page(school, "agreements")) == first <= 8


@pytest.mark.parametrize(
    ("fields", "name"),
    [
        ({"valid_until": datetime.date(2020, 1, 1)}, "partner_dates_in_order"),
        ({"brin": "25pn"}, "partner_brin_known"),
        ({"partner_signer": ""}, "partner_signed_by_both"), ({"crebo": "1234"}, "partner_crebo_is_five_digits"),
        ({"state": "ended"}, "partner_ended_with_day_and_reason"),
    ],
)  # fmt: skip
def test_the_database_knows_the_rules_of_an_agreement(school, fields, name):
    one = PartnerAgreementFactory(school=school)
    with pytest.raises(IntegrityError, match=name), transaction.atomic(), for_school(school):
        PartnerAgreement.objects.filter(pk=one.pk).update(**fields)
