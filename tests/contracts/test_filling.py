import pytest
from django.urls import reverse

from contracts.models import Contract
from core.models import OutgoingMail
from core.tenancy import for_school
from tests.contracts.conftest import ANSWERS
from tests.queries import count_queries

pytestmark = pytest.mark.django_db


def page(stage, name, *more):
    return reverse(f"contracts:{name}", args=[stage.school.slug, stage.placement.pk, *more])


def fill(browser, stage):
    for name, answer in ANSWERS.items():
        browser.post(page(stage, "question", name), {name: answer})


def the_contract(stage):
    with for_school(stage.school):
        return Contract.objects.get(placement=stage.placement)


def test_the_student_answers_one_question_a_screen_and_hands_in(stage, sign_in):
    browser = sign_in(stage.student)
    first = browser.get(page(stage, "fill_in"), follow=True)
    fill(browser, stage)
    overview = browser.get(page(stage, "fill_in"))
    answer = browser.post(page(stage, "submit"), follow=True)

    contract = the_contract(stage)
    assert "Wat is jouw telefoonnummer?" in first.text
    assert "Stap 1 van 8" in first.text
    assert all(line in overview.text for line in ("Ik leer banden wisselen", "Met de fiets", "06 12345678"))
    assert "Goed gedaan!" in answer.text
    assert contract.state == "submitted"
    assert {name: getattr(contract, name) for name in ANSWERS} == ANSWERS


def test_what_school_knows_is_filled_in_already(stage, sign_in):
    browser = sign_in(stage.student)

    assert 'value="06 99887766"' in browser.get(page(stage, "question", "phone")).text
    assert 'value="Fatima el Amrani"' in browser.get(page(stage, "question", "emergency_name")).text
    browser.post(page(stage, "question", "emergency_name"), {"emergency_name": "fatima el amrani"})
    assert 'value="06 12345678"' in browser.get(page(stage, "question", "emergency_phone")).text


def test_somebody_else_to_call_does_not_get_the_number_of_a_parent(stage, sign_in):
    browser = sign_in(stage.student)
    browser.post(page(stage, "question", "emergency_name"), {"emergency_name": "Oma Ria"})

    assert "06 12345678" not in browser.get(page(stage, "question", "emergency_phone")).text


def test_a_shielded_guardian_is_not_suggested(stage, sign_in):
    with for_school(stage.school):
        stage.guardianship.is_address_shielded = True
        stage.guardianship.save()

    assert "Fatima" not in sign_in(stage.student).get(page(stage, "question", "emergency_name")).text


def test_every_answer_is_kept_at_once(stage, sign_in):
    answer = sign_in(stage.student).post(page(stage, "question", "phone"), {"phone": "0521 512345"})

    assert answer["Location"] == page(stage, "question", "emergency_name")
    assert the_contract(stage).phone == "0521 512345"


def test_changing_one_answer_goes_back_to_the_overview(stage, sign_in):
    answer = sign_in(stage.student).post(page(stage, "question", "phone") + "?wijzig", {"phone": "0521 512345"})

    assert answer["Location"] == page(stage, "fill_in")


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("phone", "12"),
        ("phone", "bel maar"),
        ("phone", "0" * 30),
        ("goals", ""),
        ("goals", "x" * 1501),
        ("phone", "\x00"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_is_not_lost(stage, sign_in, name, typed):
    answer = sign_in(stage.student).post(page(stage, "question", name), {name: typed})

    assert answer.status_code == 422
    assert "Dit klopt nog niet" in answer.text
    assert typed.strip("\x00") in answer.text
    assert getattr(the_contract(stage), name) == ""


def test_the_last_two_questions_may_stay_empty_but_not_the_others(stage, sign_in):
    browser = sign_in(stage.student)
    refused = browser.post(page(stage, "submit"), follow=True)
    fill(browser, stage)
    browser.post(page(stage, "question", "remarks"), {"remarks": ""})
    browser.post(page(stage, "question", "travel"), {"travel": ""})
    browser.post(page(stage, "submit"))

    assert "Er mist nog iets" in refused.text
    assert the_contract(stage).state == "submitted"


def test_after_handing_in_nothing_changes_any_more(stage, sign_in):
    browser = sign_in(stage.student)
    fill(browser, stage)
    browser.post(page(stage, "submit"))
    answer = browser.post(page(stage, "question", "phone"), {"phone": "06 00000000"})

    assert "al ingeleverd" in answer.text
    assert the_contract(stage).phone == ANSWERS["phone"]


def test_the_mentor_gets_one_mail_when_the_student_is_done(stage, sign_in):
    browser = sign_in(stage.student)
    fill(browser, stage)
    browser.post(page(stage, "submit"))
    browser.post(page(stage, "submit"))

    with for_school(stage.school):
        mails = list(OutgoingMail.objects.all())
    assert [(mail.to, mail.subject) for mail in mails] == [
        (stage.mentor.user.email, "Youssef el Amrani heeft het contract ingevuld")
    ]
    assert page(stage, "contract") in mails[0].text


def test_what_came_back_is_shown_with_the_reason(stage, sign_in):
    browser = sign_in(stage.student)
    fill(browser, stage)
    browser.post(page(stage, "submit"))
    sign_in(stage.mentor).post(page(stage, "send_back"), {"note": "Schrijf nog een doel op."})

    assert "Schrijf nog een doel op." in browser.get(page(stage, "fill_in")).text
    assert "Schrijf nog een doel op." in browser.get(page(stage, "contract")).text


@pytest.mark.parametrize("name", ["phone", "goals"])
def test_a_question_asks_little_of_the_database(stage, sign_in, name):
    browser = sign_in(stage.student)
    browser.get(page(stage, "fill_in"))

    assert count_queries(browser, page(stage, "question", name)) <= 8
    assert count_queries(browser, page(stage, "question", name), {name: ANSWERS[name]}) <= 8


def test_looking_at_a_contract_that_nobody_touched_writes_nothing(stage, sign_in):
    for member in (stage.student, stage.mentor):
        assert sign_in(member).get(page(stage, "contract")).status_code == 200
    assert sign_in(stage.student).get(page(stage, "question", "phone")).status_code == 200

    with for_school(stage.school):
        assert not Contract.objects.exists()
    sign_in(stage.student).post(page(stage, "question", "phone"), {"phone": "06 12345678"})
    with for_school(stage.school):
        assert Contract.objects.get().phone == "06 12345678"
