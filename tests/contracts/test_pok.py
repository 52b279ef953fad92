"""A praktijkovereenkomst is not made with holes; of every paper the coordinator hears what would stay open."""

import datetime

import pytest
from django.utils import timezone

from contracts.facts import blanks_of, facts_of
from contracts.making import print_copies
from contracts.models import Clause, Contract, ContractTemplate, ContractVersion, TemplateVersion
from core.tenancy import for_school
from tests.contracts.conftest import checked_contract, print_them
from tests.contracts.test_company_check import page
from tests.contracts.test_papers import read
from tests.factories import RecognitionFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db
HOLES = "De opleiding en het crebonummer zijn nog niet ingevuld."
STUDY = {"study": "Assistent dienstverlening", "crebo": "25255", "allowance": ""}


@pytest.fixture
def bpv(stage):
    """The stage as beroepspraktijkvorming, checked."""
    with for_school(stage.school):
        kind = stage.placement.group.kind
        kind.code, kind.name, kind.needs_recognition = "bpv", "Beroepspraktijkvorming (BPV)", True
        kind.save()
        RecognitionFactory(school=stage.school, company=stage.placement.company)
    return checked_contract(stage.placement, stage.student, stage.mentor)


def read_from(contract):
    with for_school(contract.school_id):
        return facts_of(Contract.objects.for_paper().get(pk=contract.pk), 1)


def versions(stage):
    with for_school(stage.school):
        return ContractVersion.objects.count()


def test_without_opleiding_and_crebo_nothing_is_made_and_the_way_to_fill_them_in_is_shown(stage, bpv, sign_in):
    browser = sign_in(stage.mentor)
    assert HOLES in browser.get(page(stage, "missing")).text
    answer = browser.post(page(stage, "make"), follow=True)
    assert answer.redirect_chain[-1][0] == page(stage, "details")
    assert HOLES in answer.text
    assert 'name="crebo"' in answer.text
    assert print_them(stage.mentor, bpv).faults[0].startswith(f"Youssef el Amrani: {HOLES}")
    assert versions(stage) == 0

    assert browser.post(page(stage, "details"), STUDY | {"crebo": ""}).status_code == 422
    assert HOLES in browser.get(page(stage, "missing")).text
    browser.post(page(stage, "details"), STUDY)
    assert HOLES not in browser.get(page(stage, "missing")).text
    assert print_them(stage.mentor, bpv).faults == []
    assert versions(stage) == 1


def test_a_praktijkovereenkomst_is_for_a_company_that_is_recognised_on_the_first_day(stage, bpv, sign_in):
    with for_school(stage.school):
        Contract.objects.filter(pk=bpv.pk).update(**STUDY)
        day = stage.placement.starts_on - datetime.timedelta(days=1)
        stage.placement.company.recognitions.update(valid_until=day)
    not_yet = "Garage Bakker is op de eerste stagedag geen erkend leerbedrijf."
    assert not_yet in sign_in(stage.mentor).get(page(stage, "missing")).text
    assert not_yet in print_them(stage.mentor, bpv).faults[0]
    assert versions(stage) == 0


def test_a_praktijkovereenkomst_tells_the_totals_of_each_school_year(stage, bpv):
    with for_school(stage.school):
        Contract.objects.filter(pk=bpv.pk).update(**STUDY)
        stage.placement.starts_on, stage.placement.ends_on = datetime.date(2027, 7, 15), datetime.date(2027, 8, 13)
        stage.placement.save()
    found = read_from(bpv)
    first = read(print_copies(found))[0][0]

    assert found["stage"]["years"] == [
        {"year": "2026-2027", "days": 6, "hours": "39 uur"}, {"year": "2027-2028", "days": 4, "hours": "26 uur"},
    ]  # fmt: skip
    assert "Studiejaar 2026-2027: 6 dagen, 39 uur. Studiejaar 2027-2028: 4 dagen, 26 uur." in first


def test_within_one_school_year_only_a_praktijkovereenkomst_names_it(stage, bpv):
    found = read_from(bpv)
    each = [read(print_copies(found | {"document": document}))[0][0] for document in ("pok", "agreement")]

    assert ["Studiejaar 2026-2027: 24 dagen, 156 uur." in first for first in each] == [True, False]


def test_a_clause_that_would_print_dots_is_told_before_the_making_and_after_it(stage, checked, sign_in):
    with for_school(stage.school):
        template = ContractTemplate.objects.create(school=stage.school, document="agreement")
        text = TemplateVersion.objects.create(school=stage.school, template=template, number=1)
        rows = [("Uw {werkplek}", "Dat is {bedrijf}.", []), ("De coach", "Met {jobcoach} en {opleiding}.", [])]
        rows.append(("Alleen met coach", "{jobcoach}", ["jobcoach"]))
        for place, (heading, words, conditions) in enumerate(rows, start=1):
            Clause.objects.create(
                school=stage.school, version=text, position=place, heading=heading, text=words, conditions=conditions
            )
        text.publish(by=None, valid_from=timezone.localdate())
        contract = Contract.objects.for_paper().get(pk=checked.pk)
        assert blanks_of(contract) == [{"heading": "De coach", "words": ["de jobcoach", "de opleiding"]}]
    browser = sign_in(stage.mentor)
    whole = browser.get(page(stage, "blanks")).text
    part = browser.get(page(stage, "blanks"), headers={"HX-Request": "true"}).text
    job = print_them(stage.mentor, checked)

    assert page(stage, "blanks") in browser.get(page(stage, "contract")).text
    assert all("<strong>De coach</strong>: de jobcoach, de opleiding" in text for text in (whole, part))
    assert "<html" not in part
    assert job.outcomes == [["Youssef el Amrani", "gemaakt. Nog niet ingevuld is iets bij: De coach"]]


def test_the_text_of_the_house_has_nothing_open_for_a_checked_contract(stage, checked, sign_in):
    browser = sign_in(stage.mentor)
    assert "Alles wat de tekst van het contract nodig heeft, is ingevuld." in browser.get(page(stage, "blanks")).text
    assert count_queries(browser, page(stage, "blanks")) <= 16
    assert print_them(stage.mentor, checked).outcomes == []
