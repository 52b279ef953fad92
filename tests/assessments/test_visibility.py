"""Who reads whose words, and when."""

import pytest

from assessments.enums import Voice
from assessments.models import AspectVerdict, Assessment, IndicatorScore
from core.tenancy import for_school
from schools.enums import Role
from tests.factories import MembershipFactory

OWN = {
    Role.STUDENT: {"student"},
    Role.SUPERVISOR: {"company"},
    Role.MENTOR: {"mentor"},
    Role.COORDINATOR: {"mentor"},
    Role.GUARDIAN: set(),
}
EVERYTHING = {"student", "company", "mentor", "agreed"}
AT_THE_END = {
    Role.STUDENT: {"student", "agreed"},
    Role.SUPERVISOR: {"company", "agreed"},
    Role.MENTOR: EVERYTHING,
    Role.COORDINATOR: EVERYTHING,
    Role.GUARDIAN: {"agreed"},
}


def heard(stage, role):
    with for_school(stage.school):
        return set(IndicatorScore.objects.visible_to(stage.members[role]).values_list("voice", flat=True))


@pytest.fixture
def all_voices(stage, say):
    for voice, value in ((Voice.STUDENT, 4), (Voice.COMPANY, 2), (Voice.MENTOR, 3)):
        say(voice, value)


@pytest.mark.parametrize("role", OWN)
def test_before_the_talk_everybody_hears_only_oneself(stage, all_voices, role):
    assert heard(stage, role) == OWN[role]


@pytest.mark.parametrize("role", OWN)
def test_during_the_talk_only_school_hears_all(stage, all_voices, say, mentor, role):
    with for_school(stage.school):
        stage.assessment.discuss(by=mentor)
    say(Voice.AGREED, 3)

    leads = role in (Role.MENTOR, Role.COORDINATOR)
    assert heard(stage, role) == (EVERYTHING if leads else OWN[role])


@pytest.mark.parametrize("role", OWN)
def test_when_it_is_fixed_everybody_reads_what_was_agreed(stage, all_voices, fix, role):
    fix()
    assert heard(stage, role) == AT_THE_END[role]


@pytest.mark.parametrize("role", [Role.STUDENT, Role.SUPERVISOR, Role.MENTOR])
def test_the_page_before_the_talk_holds_no_point_or_word_of_another(stage, say, indicators, sign_in, role):
    voice = {Role.STUDENT: Voice.STUDENT, Role.SUPERVISOR: Voice.COMPANY, Role.MENTOR: Voice.MENTOR}[role]
    others = {Voice.STUDENT, Voice.COMPANY, Voice.MENTOR} - {voice}
    with for_school(stage.school):
        for other in others:
            remarks = {indicators[0].aspect_id: f"Geheim van {other}"}
            scores = {i.pk: 4 for i in indicators}
            stage.assessment.write(other, by=stage.members[Role.MENTOR], scores=scores, remarks=remarks)
    browser = sign_in(stage.members[role])

    fill = browser.get(stage.url("fill", stage.assessment.pk, 1)).text
    front = browser.get(stage.url("assessment", stage.assessment.pk)).text

    assert " checked" not in fill
    assert "Geheim" not in fill + front
    assert 'sb-voice"' not in fill + front


def test_the_student_reads_the_sentences_as_i(stage, sign_in):
    page = sign_in(stage.members[Role.STUDENT]).get(stage.url("fill", stage.assessment.pk, 1)).text
    assert "Ik groet mijn collega’s" in page
    assert "Groet collega’s en doet mee" not in page


def test_a_guardian_finds_nothing_until_it_is_fixed(stage, fix, sign_in):
    browser = sign_in(stage.members[Role.GUARDIAN])
    url = stage.url("assessment", stage.assessment.pk)

    assert browser.get(url).status_code == 404
    fix()
    assert browser.get(url).status_code == 200
    with for_school(stage.school):
        stage.assessment.reopen(by=stage.members[Role.COORDINATOR], note="Fout")
    assert browser.get(url).status_code == 404


@pytest.mark.parametrize("role", [Role.STUDENT, Role.GUARDIAN, Role.SUPERVISOR, Role.MENTOR])
def test_somebody_of_another_stage_sees_nothing_of_it(stage, all_voices, fix, role):
    fix()
    stranger = MembershipFactory(school=stage.school, role=role)
    with for_school(stage.school):
        assert not Assessment.objects.visible_to(stranger).exists()
        assert not IndicatorScore.objects.visible_to(stranger).exists()
        assert not AspectVerdict.objects.visible_to(stranger).exists()
