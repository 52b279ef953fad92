"""A change that somebody does not sign is over: nobody is promised a new version of it."""

import pytest

from contracts import asking, signing
from contracts.models import Addendum
from core.tenancy import for_school
from tests.contracts.changing import FRIDAY, SCREEN, clock, made, scene
from tests.contracts.conftest import print_them
from tests.contracts.signers import mails, newest_version, page, rung

pytestmark = pytest.mark.django_db
__all__ = ["clock", "scene"]
PROMISES = ("nieuwe versie", "past de", "wordt aangepast", "past het papier aan")


@pytest.fixture
def refused(school, scene, sign_in):
    """Director and student signed a change; the guardian does not."""
    _change, version = made(scene, weekdays=[FRIDAY])
    with for_school(school):
        for one in version.signatories.for_list():
            if one.role in ("director", "student"):
                signing.sign(one, by=one.member, name=one.name, **SCREEN)
    browser = sign_in(scene.guardian)
    form = page(rung(version, "guardian"), "sign_refuse")
    scene.before = browser.get(form).text
    scene.after = browser.post(form, {"note": "Vrijdag kan niet."}, follow=True).text
    return version


def test_who_signed_hears_that_it_does_not_come_and_no_new_version_is_promised(school, scene, refused, sign_in):
    told = {one.to: one for one in mails(school, "stopped")}
    assert set(told) == {scene.director.user.email, scene.student.user.email}
    student = told[scene.student.user.email]
    assert student.subject == "De wijziging van het contract van Youssef gaat niet door"
    assert "Alles blijft zoals het was. Je hoeft niets te doen." in student.text
    assert not any(words in one.text + one.subject for one in told.values() for words in PROMISES)
    own = sign_in(scene.student).get(page(rung(refused, "student"))).text
    for text in (scene.before, scene.after, own):
        assert "De wijziging gaat" in text
        assert not any(words in text for words in PROMISES)


def test_school_reads_that_a_refused_change_is_over(school, scene, refused):
    for one in mails(school, "refused"):
        assert one.subject == "Youssef Amrani: de wijziging wordt niet getekend"
        assert "De wijziging gaat niet door. Alles blijft zoals het was." in one.text
        assert "nieuwe versie" not in one.text
    with for_school(school):
        assert Addendum.objects.get().state == "refused"
    assert len(mails(school, "refused")) == 2


def test_a_contract_that_somebody_does_not_sign_is_written_again(stage, checked):
    print_them(stage.coordinator, checked)
    version = newest_version(checked)
    with for_school(stage.school):
        signing.sign(version.signatories.get(role="director"), by=stage.director, name="Anja de Groot", **SCREEN)
        asking.refuse(version.signatories.for_page().get(role="student"), by=stage.student, note="Nee.")
    (told,) = mails(stage.school, "stopped")
    assert "De school past de stageovereenkomst van Youssef bij Garage Bakker aan." in told.text
    assert told.subject == "De stageovereenkomst van Youssef wordt aangepast"
    assert "maak een nieuwe versie" in mails(stage.school, "refused")[0].text
