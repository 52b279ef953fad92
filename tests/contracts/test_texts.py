"""The texts of the house name every clause of domain §6; what a school types is checked, and kept once published."""

import datetime
import re

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from contracts import defaults
from contracts.enums import Paper, When
from contracts.models import Clause, ContractTemplate, TemplateVersion
from contracts.templatetags.paper import in_columns, marks
from contracts.texts import copied, text_for
from contracts.wording import PLACEHOLDERS, composed, contradiction, faults_in, fill
from core.moves import MoveRefused
from core.tenancy import for_school
from tests.factories import KindFactory

WHOLE = [Paper.AGREEMENT, Paper.INTERNAL, Paper.LWT, Paper.POK]
SECTIONS = {  # domain §6: number, words that must be found, and whether the law asks it
    1: ("De directeur tekent voor de school", True),
    2: ("blijft leerling van de school", True),
    3: ("Wat gaat de leerling doen en leren?", True),
    4: ("{eerste_dag}", True),
    5: ("{begeleider}", True),
    6: ("zwak, voldoende, ruim voldoende of goed", True),
    7: ("Inspectie van het Onderwijs", True),
    8: ("verzekert de leerling", True),
    9: ("7:658 lid 4", False),
    10: ("hoe veilig werken gaat", False),
    11: ("vóór de begintijd", False),
    12: ("krijgt geen loon", False),
    13: ("leerdoelen", False),
    14: ("vertrouwelijk", False),
    15: ("alleen gegevens die nodig zijn", False),
    16: ("geldt pas als die op papier staat", False),
    17: ("schriftelijke waarschuwing", False),
    18: ("klachtenregeling", False),
    19: ("dossier op school", False),
    20: ("in welke volgorde", True),
}
OF_LWT = ["Inhoud", "Leerdoelen", "Duur en periode", "{totaal_uren}", "Maatstaf", "leermeester", "ontbinden"]
OF_LWT += ["{erkenning}"]
OF_POK = ["{crebo}", "{totaal_uren}", "{opleiding}", "deel van de kwalificatie", "{erkenning}"]


def facts(kind="pro", age=15, *, document="agreement", internal=False, **more):
    """As much of a snapshot as the words ask for."""
    return {
        "document": document,
        "number": "2027-001",
        "school_facts": {"name": "De Meander", "kind": kind, "director": "Anja de Groot"},
        "student": {"name": "Youssef", "age_at_start": age, "age_at_end": age, "is_minor": age < 18},
        "company": {"name": "Garage Bakker", "recognition": ""},
        "stage": {"kind": "Oriënterende stage", "code": "orienterend", "is_internal": internal, "days": 24},
        "allowance": "", "jobcoach": {}, "work": [], "host": "het bedrijf",
    } | more  # fmt: skip


@pytest.mark.parametrize("paper", WHOLE)
@pytest.mark.parametrize("section", SECTIONS)
def test_every_clause_that_a_contract_needs_stands_in_the_text_of_the_house(paper, section):
    words, by_law = SECTIONS[section]
    clauses = [one for one in defaults.CLAUSES[paper] if one.section == section]

    assert any(words in one.text for one in clauses)
    if section == 17:
        by_law = paper in (Paper.LWT, Paper.POK)  # ending a traject or a praktijkovereenkomst is in the law
    assert any(one.by_law for one in clauses if not one.code.startswith(("lwt", "pok"))) == by_law


@pytest.mark.parametrize(("paper", "asked"), [(Paper.LWT, OF_LWT), (Paper.POK, OF_POK)])
def test_the_law_asks_more_of_a_traject_and_of_vocational_practice(paper, asked):
    text = " ".join(f"{one.heading} {one.text}" for one in defaults.CLAUSES[paper] if one.by_law)

    assert [words for words in asked if words not in text] == []


@pytest.mark.parametrize("kind", ["pro", "vmbo", "vso"])
@pytest.mark.parametrize("age", [15, 16, 18])
def test_each_kind_of_school_and_age_gets_every_section_once(kind, age):
    found = composed(defaults.CLAUSES[Paper.AGREEMENT], facts(kind, age))
    text = " ".join(one["text"] for one in found)

    assert len(found) == 20
    assert ("vier dagen in een week" in text, "op de reis naar de stage" in text) == ((kind == "vso",) * 2)
    assert ("jonger is dan 16" in text, "Onder de 18 jaar: met" in text, "De Arbeidstijdenwet geldt" in text) == (
        age < 16, age == 16, age >= 18,
    )  # fmt: skip
    assert "{" not in text


def test_the_texts_of_the_house_are_plain():
    for paper, clauses in defaults.CLAUSES.items():
        assert len({one.code for one in clauses}) == len(clauses), paper
        for one in clauses:
            assert faults_in(one.text) == [], one.code
            assert contradiction(one.conditions) == "", one.code
            sentences = [part for part in re.split(r"[.?:]\s|\n", one.text) if part]
            assert sum(len(part.split()) for part in sentences) / len(sentences) <= 15, one.code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("Met {leerlign}.", "{leerlign} is geen invulwoord. Bedoelt u {leerling}?"),
        ("Bij {naam bedrijf}.", "{naam bedrijf} is geen invulwoord. Bedoelt u {bedrijf}?"),
        ("Op {Dag}.", "{Dag} is geen invulwoord. Bedoelt u {dagen}?"),
        ("{% load x %}", "{% load x %} is geen invulwoord."),
        ("{{ leerling }}", "{ leerling } is geen invulwoord. Bedoelt u {leerling}?"),
        ("Wie {leerling tekent.", "Er staat een accolade te veel of te weinig."),
    ],
)
def test_an_unknown_placeholder_is_named_with_the_nearest_known_one(typed, said):
    assert any(sentence.startswith(said) for sentence in faults_in(typed))


def test_placeholders_are_filled_and_never_executed():
    everything = " ".join(f"{{{name}}}" for name in PLACEHOLDERS)

    assert faults_in(everything) == []
    assert "{" not in fill(everything, facts())
    assert fill("{Werkplek} en {leerling}", facts() | {"host": "de school"}) == "De school en Youssef"
    assert fill("{leerling}", facts(student={"name": "{{ 7|add:1 }} {bedrijf}"})) == "{{ 7|add:1 }} {bedrijf}"


def test_a_heading_is_checked_and_filled_like_the_text_below_it():
    clause = Clause(heading="Bij {bedrif}", text="Tekst", conditions=[])
    with pytest.raises(ValidationError, match="Bedoelt u {bedrijf}"):
        clause.clean_fields(exclude=["school", "version", "position"])
    headings = ("Bij {bedrijf}", "Bij Garage Bakker")
    clauses = [Clause(heading=heading, text=heading, conditions=[]) for heading in headings]

    assert [(one["heading"], one["text"]) for one in composed(clauses, facts())] == [
        ("Bij Garage Bakker", "Bij Garage Bakker Bij Garage Bakker")
    ]


@pytest.mark.parametrize(
    ("age", "at_end", "said"),
    [
        (15, 15, ["Bij meer dan 4,5 uur werk is er een half uur pauze, in één keer."]),
        (15, 16, ["in één keer.", "met school erbij: hoogstens 9 uur", "23.00 en 6.00 uur. Die pauze blijft."]),
        (17, 17, ["met school erbij hoogstens 9 uur", "23.00 en 6.00 uur", "Bij meer dan 4,5 uur werk"]),
    ],
)  # fmt: skip
def test_the_rules_on_hours_are_whole_at_each_age(age, at_end, said):
    about = facts(student={"name": "Youssef", "age_at_start": age, "age_at_end": at_end, "is_minor": True})
    text = " ".join(one["text"] for one in composed(defaults.CLAUSES[Paper.AGREEMENT], about))

    assert [words for words in said if words not in text] == []
    assert "Na hoogstens" not in text


@pytest.mark.parametrize(("code", "internal", "holds"), [("lwt", False, 1), ("lwt", True, 0), ("bpv", False, 0)])
@pytest.mark.parametrize("document", ["lwt", "addendum", "letter"])
def test_a_clause_for_a_traject_stands_in_every_paper_of_it(code, internal, holds, document):
    clause = Clause(heading="Kop", text="Tekst", conditions=[When.LWT])
    about = facts(document=document, stage={"code": code, "is_internal": internal})

    assert len(composed([clause], about)) == holds


@pytest.mark.parametrize("paper", [Paper.ADDENDUM, Paper.LETTER])
def test_a_paper_about_a_stage_in_the_school_or_about_somebody_grown_up_speaks_of_nobody_else(paper):
    for internal in (False, True):
        for age in (15, 18):
            rows = [{"what": "Stagedagen", "old": "maandag", "new": "dinsdag"}]
            for change in ({"effective_from": "1 maart", "rows": rows}, {}):
                about = facts(age=age, internal=internal, addendum=change)
                text = " ".join(one["text"] for one in composed(defaults.CLAUSES[paper], about))
                assert ("bedrijf" in text, "ouders" in text) == (
                    not internal, paper == Paper.ADDENDUM and age < 18,
                ), (internal, age, change, text)  # fmt: skip


def test_only_bold_and_lists_become_marks():
    text = "**Let op** <script>alert(1)</script>\n- één & twee\n- drie"

    assert marks(text) == (
        "<b>Let op</b> &lt;script&gt;alert(1)&lt;/script&gt;<ul><li>één &amp; twee</li><li>drie</li></ul>"
    )


def test_clauses_fill_two_columns_in_order_and_long_texts_go_on_to_a_next_page():
    short = composed(defaults.CLAUSES[Paper.AGREEMENT], facts())
    ((left, right),) = in_columns(short)
    assert (left[0], right[0], left[1] + right[1]) == (1, len(left[1]) + 1, short)

    pages = in_columns(short * 4)
    assert len(pages) > 1
    assert [one for page in pages for _, column in page for one in column] == short * 4


def test_conditions_that_exclude_each_other_are_refused():
    clause = Clause(heading="Kop", text="Tekst", conditions=[When.PRO, When.VSO])

    with pytest.raises(ValidationError) as refused:
        clause.clean()
    assert "“praktijkonderwijs” en “vso” zijn nooit samen waar." in str(refused.value)


def a_text(school, kind=None, number=1, clauses=(("Kop", "Tekst"),), valid_from=None, paper=Paper.AGREEMENT):
    """A template of the school with one version; published when there is a day."""
    template = ContractTemplate.objects.get_or_create(school=school, document=paper, kind=kind)[0]
    version = TemplateVersion.objects.create(school=school, template=template, number=number)
    for place, (heading, text) in enumerate(clauses, start=1):
        Clause.objects.create(school=school, version=version, position=place, heading=heading, text=text)
    if valid_from:
        version.publish(by=None, valid_from=valid_from)
    return version


TODAY = datetime.date(2026, 11, 22)


@pytest.mark.django_db
@time_machine.travel(TODAY)
def test_the_text_of_the_day_is_the_schools_own_of_this_kind_then_of_all_kinds_then_of_the_house(school):
    lwt, other = KindFactory(school=school), KindFactory(school=school)
    with for_school(school):
        assert text_for(Paper.AGREEMENT, lwt.pk, TODAY) == ("agreement-2026-4", defaults.CLAUSES[Paper.AGREEMENT])
        general = a_text(school, valid_from=TODAY)
        later = a_text(school, number=2, valid_from=TODAY + datetime.timedelta(days=10))
        own = a_text(school, kind=lwt, valid_from=TODAY)
        a_text(school, kind=other)

        assert text_for(Paper.AGREEMENT, lwt.pk, TODAY)[0] == own.code
        assert text_for(Paper.AGREEMENT, other.pk, TODAY)[0] == general.code
        assert text_for(Paper.AGREEMENT, other.pk, TODAY + datetime.timedelta(days=10))[0] == later.code
        assert text_for(Paper.LWT, lwt.pk, TODAY)[0] == "lwt-2026-4"


@pytest.mark.django_db
def test_the_database_refuses_to_change_a_published_text(school):
    with for_school(school):
        version = a_text(school, valid_from=timezone.localdate() + datetime.timedelta(days=9))
        clause = version.clauses.get()
        changes = [
            lambda: Clause.objects.filter(pk=clause.pk).update(text="Iets anders"),
            lambda: Clause.objects.filter(pk=clause.pk).delete(),
            lambda: Clause.objects.create(school=school, version=version, position=2, heading="Nog", text="een"),
            lambda: TemplateVersion.objects.filter(pk=version.pk).update(valid_from=TODAY),
            lambda: TemplateVersion.objects.filter(pk=version.pk).update(state="draft", valid_from=None),
        ]
        for change in changes:
            with pytest.raises(IntegrityError, match="never changed again"), transaction.atomic():
                change()
        clause.refresh_from_db()
        assert clause.text == "Tekst"


@pytest.mark.django_db
def test_a_draft_may_change_and_cannot_be_published_empty_or_in_the_past(school):
    with for_school(school):
        version = a_text(school, clauses=())
        with pytest.raises(MoveRefused, match="nog geen afspraak"):
            version.publish(by=None, valid_from=timezone.localdate())
        Clause.objects.bulk_create(copied(defaults.CLAUSES[Paper.AGREEMENT], version))
        with pytest.raises(MoveRefused, match="Kies vandaag"):
            version.publish(by=None, valid_from=timezone.localdate() - datetime.timedelta(days=1))
        version.clauses.filter(code="gedrag").update(text="Anders")
        version.publish(by=None, valid_from=timezone.localdate())

        assert version.state == "published"
        assert [one.code for one in version.clauses.for_list()][:2] == ["partijen", "partijen-ouders"]


@pytest.mark.django_db
@time_machine.travel(TODAY)
def test_a_text_that_is_to_come_is_not_left_behind_by_one_that_counts_sooner(school):
    soon = TODAY + datetime.timedelta(days=40)
    with for_school(school):
        a_text(school, valid_from=soon)
        newer = a_text(school, number=2)
        with pytest.raises(MoveRefused, match="Versie 1 geldt al vanaf 1 januari 2027"):
            newer.publish(by=None, valid_from=TODAY)
        newer.publish(by=None, valid_from=soon)

        assert text_for(Paper.AGREEMENT, KindFactory(school=school).pk, soon)[0] == newer.code
