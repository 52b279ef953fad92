"""Who signed a change hears it when school lets it hold later, or takes it back; a link in a mail opens a page."""

import datetime
import re

import pytest

from contracts import addenda
from contracts.models import Addendum
from core.tenancy import for_school
from placements.enums import Presence
from schools.models import Student
from tests.contracts.changing import FRIDAY, MARCH, WEDNESDAY, at, clock, made, scene, sign_all, signed
from tests.contracts.signers import mails
from tests.factories import MembershipFactory

pytestmark = pytest.mark.django_db
__all__ = ["clock", "scene"]
LATER = datetime.date(2027, 3, 29)


@pytest.fixture
def stuck(school, scene, clock):
    """Everybody signed a change from 1 March, and a day after that was filled in meanwhile."""
    change, version = made(scene, MARCH, weekdays=[WEDNESDAY])
    clock.move_to(at(3, 8))
    with for_school(school):
        scene.placement.days.filter(date=datetime.date(2027, 3, 4)).update(presence=Presence.PRESENT)
        sign_all(version)
        known = Addendum.objects.for_page().get(pk=change.pk)
        assert known.state == "agreed"
    assert mails(school, "addendum_holds") == []
    return known


def everybody(scene):
    return {one.user.email for one in (scene.student, scene.guardian, scene.director, scene.supervisor)}


def test_who_signed_hears_that_it_holds_later_than_on_the_paper(school, scene, stuck):
    with for_school(school):
        assert addenda.hold(stuck, by=scene.coordinator, from_date=LATER)
    told = {one.to: one.text for one in mails(school, "addendum_holds")}
    assert set(told) == everybody(scene) | {scene.mentor.user.email}
    for text in told.values():
        assert "Op het papier staat 1 maart 2027. Dat kon nog niet." in text
        assert "De wijziging geldt nu vanaf 29 maart 2027." in text
    assert "Je stage bij" in told[scene.student.user.email]
    assert "Hoi Youssef" in told[scene.student.user.email]


def test_what_holds_on_the_day_of_the_paper_is_told_to_who_guides_alone(school, scene, clock):
    signed(scene, weekdays=[FRIDAY])
    assert {one.to for one in mails(school, "addendum_holds")} == {
        scene.mentor.user.email, scene.supervisor.user.email
    }  # fmt: skip
    assert "Op het papier staat" not in mails(school, "addendum_holds")[0].text


def test_who_signed_hears_that_school_took_a_signed_change_back_and_why(school, scene, stuck):
    with for_school(school):
        addenda.withdraw(stuck, by=scene.coordinator, note="Het bedrijf heeft geen plek meer.")
    told = {one.to: one.text for one in mails(school, "addendum_withdrawn")}
    assert set(told) == everybody(scene)
    assert all("De reden: Het bedrijf heeft geen plek meer." in text for text in told.values())
    assert "Je tekende wijziging 1 van het contract met" in told[scene.student.user.email]


def test_who_did_not_sign_yet_is_not_told_of_a_change_that_is_taken_back(school, scene, clock):
    change, version = made(scene, weekdays=[FRIDAY])
    with for_school(school):
        sign_all(version, but=["guardian", "company"])
        addenda.withdraw(Addendum.objects.get(pk=change.pk), by=scene.coordinator, note="Toch niet.")
    assert {one.to for one in mails(school, "addendum_withdrawn")} == {
        scene.student.user.email, scene.director.user.email
    }  # fmt: skip


def test_a_guardian_of_somebody_who_turned_18_hears_nothing_more(school, scene, stuck):
    with for_school(school):
        Student.objects.filter(pk=scene.pupil.pk).update(birth_date=datetime.date(2009, 3, 8))
        addenda.withdraw(stuck, by=scene.coordinator, note="Toch niet.")
    assert {one.to for one in mails(school, "addendum_withdrawn")} == everybody(scene) - {scene.guardian.user.email}


def test_a_link_in_the_mail_to_a_mentor_opens_and_who_comes_later_reads_from_when(school, scene, sign_in, clock):
    new = MembershipFactory(school=school, user__name="Nieuwe Mentor")
    signed(scene, mentor=new.pk)
    told = {one.to: one.text for one in mails(school, "addendum_holds")}
    assert "/contract" not in told[new.user.email]
    assert "Vanaf 1 maart 2027 vindt u de stage op uw eigen pagina." in told[new.user.email]
    link = re.search(r"https?://[^/]+(/\S+)", told[scene.mentor.user.email])[1]
    assert sign_in(scene.mentor).get(link).status_code == 200
