"""Who signed a paper does not read it for ever: the stage stops, the student turns 18, somebody goes."""

import datetime

import pytest
import time_machine
from django.utils import timezone

from companies.contacts import add_contact, end_contact
from companies.models import CompanyContact
from contracts import paperwork, reminding, signing, tasks
from contracts.models import Contract, ContractVersion, Signatory
from core.models import OutgoingMail
from core.tenancy import for_school
from placements.models import Placement
from schools import people
from schools.models import Student
from stagebureau.ending import call_off, end_early
from tests.contracts.changing import at, clock, scene
from tests.contracts.conftest import print_them
from tests.contracts.signed import SCREEN, sealed, sign_all
from tests.contracts.signers import fresh, mails, newest_version, page, rung, sign

pytestmark = pytest.mark.django_db
GROWN_UP = datetime.date(2009, 1, 13)

__all__ = ["clock", "scene"]


def at_day(day):
    return time_machine.travel(
        datetime.datetime(2027, 1, day, 10, tzinfo=timezone.get_default_timezone()), tick=False
    )


def statuses(browser, one):
    return [browser.get(page(one, name)).status_code for name in ("sign", "sign_paper")]


@pytest.fixture
def grown_up(checked, stage):
    """A version of 11 January that everybody signed; the student turns 18 on 13 January."""
    with at_day(11):
        with for_school(stage.school):
            Student.objects.filter(pk=stage.placement.student_id).update(birth_date=GROWN_UP)
        print_them(stage.coordinator, checked)
        version = newest_version(checked)
        sign_all(version, but=["company"])
    return version


def test_a_company_reads_the_paper_of_a_stage_that_stopped_no_more(scene, clock, sign_in):
    one = rung(newest_version(scene.contract), "company")
    assert statuses(sign_in(scene.supervisor), one) == [200, 200]
    with for_school(scene.school):
        end_early(Placement.objects.get(pk=scene.placement.pk), by=scene.coordinator, note="Het ging niet.")
    assert statuses(sign_in(scene.supervisor), one) == [404, 404]
    clock.move_to(at(2, 25))
    assert statuses(sign_in(scene.supervisor), one) == [404, 404]


def test_a_stage_that_was_called_off_shows_nobody_the_words_of_its_paper(version, stage, sign_in):
    with for_school(stage.school):
        call_off(Placement.objects.get(pk=stage.placement.pk), by=stage.coordinator, note="Gaat niet door.")
        assert ContractVersion.objects.get(pk=version.pk).state == "void"

    assert statuses(sign_in(stage.supervisor), rung(version, "company")) == [404, 404]
    for role in ("student", "guardian", "director"):
        answer = sign_in(getattr(stage, role)).get(page(rung(version, role)))
        assert "Dit papier is vervallen" in answer.text
        assert "Ik leer banden wisselen" not in answer.text
        assert "Lees alle afspraken" not in answer.text


def test_a_guardian_of_who_turned_18_opens_the_paper_only_if_the_student_agreed(grown_up, stage, sign_in):
    one = rung(grown_up, "guardian")
    with at_day(12):
        assert statuses(sign_in(stage.guardian), one) == [200, 200]
    with at_day(14):
        assert statuses(sign_in(stage.guardian), one) == [404, 404]
        with for_school(stage.school):
            stage.guardianship.student_agreed_on = datetime.date(2027, 1, 13)
            stage.guardianship.sees_progress = False
            stage.guardianship.save()
        assert statuses(sign_in(stage.guardian), one) == [200, 200]


def told(stage, kind):
    return {mail.to for mail in mails(stage.school, kind)}


def end(stage):
    with for_school(stage.school):
        found = Placement.objects.get(pk=stage.placement.pk)
        call_off(found, by=stage.coordinator, note="Te vaak te laat.")


def test_a_guardian_whose_signature_fell_away_hears_nothing_of_the_end(checked, stage):
    with at_day(11):
        with for_school(stage.school):
            Student.objects.filter(pk=stage.placement.student_id).update(birth_date=GROWN_UP)
        print_them(stage.coordinator, checked)
        version = newest_version(checked)
        sign_all(version, but=["guardian", "company"])
    with at_day(13):
        tasks.ask_in_turn()
        with for_school(stage.school):
            company = rung(version, "company")
            signing.sign(company, by=company.member, name=company.name, **SCREEN)
        sealed(version)
        end(stage)
        with for_school(stage.school):
            found = ContractVersion.objects.get(pk=version.pk)
            assert paperwork.missing(found, list(found.signatories.for_list()), []) == []
    assert fresh(rung(version, "guardian")).state == "not_needed"
    others = {stage.student.user.email, stage.supervisor.user.email}
    assert told(stage, "version_sealed") == told(stage, "contract_ended") == others


def test_who_is_no_guardian_any_more_hears_nothing_of_the_end(version, stage):
    sign_all(version)
    with for_school(stage.school):
        people.end_guardian(stage.guardianship)
    sealed(version)
    end(stage)
    others = {stage.student.user.email, stage.supervisor.user.email}
    assert told(stage, "version_sealed") == told(stage, "contract_ended") == others


def test_who_left_the_company_hears_nothing_and_who_took_over_does(checked, stage):
    with for_school(stage.school):
        company = stage.placement.company
        left = add_contact(company, name="Kees Teken", email="kees@bedrijf.example", tasks=["signing"])
    print_them(stage.coordinator, checked)
    version = newest_version(checked)
    sign_all(version)
    with for_school(stage.school):
        end_contact(CompanyContact.objects.get(pk=left.pk))
    sealed(version)
    end(stage)
    people_now = {stage.student.user.email, stage.guardian.user.email, stage.supervisor.user.email}
    assert told(stage, "version_sealed") == told(stage, "contract_ended") == people_now


def test_a_guardian_who_lost_authority_is_not_reminded_and_school_reads_what_to_do(version, stage, sign_in):
    for role, member in (("director", stage.director), ("student", stage.student)):
        sign(sign_in(member), rung(version, role))
    with for_school(stage.school):
        stage.guardianship.has_authority = False
        stage.guardianship.save()
        long_ago = timezone.now() - datetime.timedelta(days=30)
        Signatory.objects.filter(role="guardian").update(asked_at=long_ago)
        answers = reminding.remind([version.pk], by=stage.mentor)
        assert [why for _who, why in answers] == ["Heeft geen gezag meer. Maak een nieuwe versie."]
        assert not OutgoingMail.objects.filter(kind="contracts/mail/to_do").exists()
    text = sign_in(stage.mentor).get(page(version, "paper")).text
    assert "Heeft geen gezag meer. Maak een nieuwe versie." in text


def test_a_guardian_who_lost_authority_before_the_turn_is_not_asked(version, stage, sign_in):
    with for_school(stage.school):
        stage.guardianship.has_authority = False
        stage.guardianship.save()
    for role, member in (("director", stage.director), ("student", stage.student)):
        sign(sign_in(member), rung(version, role))
    assert stage.guardian.user.email not in told(stage, "ask_sign")
    with for_school(stage.school):
        assert Contract.objects.get(pk=version.contract_id).state == "signing"
