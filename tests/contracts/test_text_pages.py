"""The pages on which a school writes its own texts."""

import io

import pytest
from django.urls import reverse
from pypdf import PdfReader

from contracts import defaults
from contracts.enums import Paper
from contracts.models import Clause, TemplateVersion
from core import files
from core.models import Job
from core.tenancy import for_school
from schools.enums import Role
from tests.contracts.conftest import ANSWERS
from tests.contracts.test_texts import a_text
from tests.factories import KindFactory, MembershipFactory
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def page(school, name, *more):
    return reverse(f"contracts:{name}", args=[school.slug, *more])


@pytest.fixture
def browser(coordinator, sign_in):
    return sign_in(coordinator)


@pytest.fixture
def draft(school, browser):
    """The draft that begins as the text of the house."""
    browser.post(page(school, "text_new"), {"document": "agreement", "kind": ""})
    with for_school(school):
        return TemplateVersion.objects.select_related("template").get()


def clauses_of(version):
    with for_school(version.school_id):
        return list(version.clauses.for_list())


def test_an_own_text_begins_with_the_text_of_the_house(school, browser, draft):
    answer = browser.get(page(school, "texts"))

    assert "concept, versie 1" in answer.text
    assert answer.text.count("standaardtekst") >= len(Paper)
    assert [one.code for one in clauses_of(draft)] == [one.code for one in defaults.CLAUSES[Paper.AGREEMENT]]
    text = browser.get(page(school, "text", draft.pk)).text
    assert "de wet vraagt dit" in text
    assert "Alleen als: nog geen 18: ouders tekenen mee" in text
    assert "Begeleider Voorbeeld begeleidt de leerling namens de school" in text


def test_asking_twice_gives_the_same_draft(school, browser, draft):
    browser.post(page(school, "text_new"), {"document": "agreement", "kind": ""})
    browser.post(page(school, "text_draft", draft.pk))

    with for_school(school):
        assert TemplateVersion.objects.count() == 1


def test_clauses_are_added_changed_moved_and_removed(school, browser, draft):
    browser.post(
        page(school, "clause_new", draft.pk), {"heading": "Sleutels", "text": "{leerling} is zuinig.", "by_law": "on"}
    )
    added = clauses_of(draft)[-1]
    for _again in range(2):
        browser.post(page(school, "clause_place", added.pk), {"plaats": "2"})
    browser.post(
        page(school, "clause", added.pk),
        {"heading": "Sleutels", "text": "**{leerling}** is zuinig.", "conditions": ["pro", "under_16"]},
    )
    browser.post(page(school, "clause_remove", clauses_of(draft)[0].pk))

    first = clauses_of(draft)[0]
    assert (first.pk, first.text, first.by_law) == (added.pk, "**{leerling}** is zuinig.", False)
    assert first.conditions == ["pro", "under_16"]
    changed = browser.get(page(school, "text", draft.pk)).text
    assert "Noor Voorbeeld</b> is zuinig." in changed or school.kind != "pro"
    assert "Sleutels" in changed.split("Wat er anders is")[1]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "Bij {bedrif}."}, "{bedrif} is geen invulwoord. Bedoelt u {bedrijf}?"),
        ({"conditions": ["minor", "signs_alone"]}, "nooit samen waar"),
        ({"conditions": ["moon"]}, "Dit klopt nog niet"),
        ({"heading": ""}, "Dit klopt nog niet"),
        ({"text": "x" * 1501}, "Dit klopt nog niet"),
    ],
)
def test_a_fault_is_said_and_what_was_typed_stays(school, browser, draft, typed, said):
    data = {"heading": "Kop", "text": "Wat wij graag willen"} | typed
    answer = browser.post(page(school, "clause_new", draft.pk), data)

    assert answer.status_code == 422
    assert said in answer.text
    assert data["text"][:20] in answer.text
    assert len(clauses_of(draft)) == len(defaults.CLAUSES[Paper.AGREEMENT])


def test_the_same_clause_twice_is_refused(school, browser, draft):
    data = {"heading": "Kop", "text": "Tekst"}
    browser.post(page(school, "clause_new", draft.pk), data)
    answer = browser.post(page(school, "clause_new", draft.pk), data)

    assert answer.status_code == 422
    assert "Deze afspraak staat er al" in answer.text


def test_after_publishing_only_a_new_version_can_be_changed(school, browser, draft):
    clause = clauses_of(draft)[0]
    refused = browser.post(page(school, "text_publish", draft.pk), {"valid_from": "2020-01-01"})
    browser.post(page(school, "text_publish", draft.pk), {"valid_from": "2100-01-01"})
    late = [
        browser.post(page(school, "clause", clause.pk), {"heading": "Anders", "text": "Anders"}),
        browser.post(page(school, "clause_remove", clause.pk)),
        browser.post(page(school, "clause_place", clause.pk), {"plaats": "9"}),
        browser.get(page(school, "clause_new", draft.pk)),
        browser.post(page(school, "text_publish", draft.pk), {"valid_from": "2100-01-01"}),
    ]
    answer = browser.post(page(school, "text_draft", draft.pk), follow=True)

    assert "Kies vandaag of een dag die nog komt." in refused.text
    assert [one.status_code for one in late] == [404] * 5
    assert clauses_of(draft)[0].heading == "Wie spreken dit af"
    assert "Versie 2" in answer.text
    assert "Vergeleken met versie 1" in answer.text


def test_a_director_reads_and_writes_nothing(school, draft, sign_in):
    director = sign_in(MembershipFactory(school=school, role=Role.DIRECTOR))

    assert "Afspraak toevoegen" not in director.get(page(school, "text", draft.pk)).text
    assert director.get(page(school, "text_new")).status_code == 404


def printed(school):
    with for_school(school):
        job = Job.objects.get()
        return job.state, PdfReader(io.BytesIO(files.read(job.file)))


@pytest.mark.parametrize("paper", Paper.values)
def test_an_example_of_every_paper_is_printed_by_the_worker(school, browser, paper, at_once):
    browser.post(page(school, "text_new"), {"document": paper, "kind": ""})
    with for_school(school):
        version = TemplateVersion.objects.get()
    with at_once():
        browser.post(page(school, "text_preview", version.pk))
    state, pdf = printed(school)

    assert state == "done"
    assert "Noor Voorbeeld" in pdf.pages[0].extract_text()
    assert "Voorbeeld, niet om te tekenen" in pdf.pages[0].extract_text()


def test_an_example_with_a_chosen_stage_is_no_version_of_its_contract(stage, sign_in, at_once):
    browser = sign_in(stage.coordinator)
    with for_school(stage.school):
        version = a_text(stage.school, clauses=[("Sleutels", "{Leerling} bewaart de sleutel.")])
    with at_once():
        browser.post(page(stage.school, "text_preview", version.pk), {"placement": stage.placement.pk})
    text = " ".join(" ".join(one.extract_text() for one in printed(stage.school)[1].pages).split())

    assert "Sleutels. Youssef el Amrani bewaart de sleutel." in text
    with for_school(stage.school):
        assert not stage.placement.contracts.exists()
        assert ANSWERS["travel"] not in text


def test_the_pages_ask_little_of_the_database_however_many_texts_there_are(school, browser, draft):
    few = [count_queries(browser, page(school, name, *more)) for name, more in (("texts", ()), ("text", (draft.pk,)))]
    with for_school(school):
        for number in range(5):
            a_text(school, kind=KindFactory(school=school), valid_from=None, number=number + 1)
        Clause.objects.bulk_create(
            Clause(school=school, version=draft, position=50 + n, heading=f"Kop {n}", text="Tekst") for n in range(5)
        )
    many = [count_queries(browser, page(school, name, *more)) for name, more in (("texts", ()), ("text", (draft.pk,)))]

    assert few == many
    assert max(many) <= 8
