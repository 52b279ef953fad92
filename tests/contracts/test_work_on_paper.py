"""The werk- en veiligheidscheck and the paper say the same work, from the first signature on."""

import pytest
from django.urls import reverse

from core.tenancy import for_school
from placements.models import Placement, SafetyTask
from placements.safety import bands_of
from tests.contracts.changing import clock, scene, signed
from tests.contracts.conftest import print_them
from tests.contracts.signers import newest_version

__all__ = ["clock", "scene"]
pytestmark = pytest.mark.django_db
SIGNING = "Dit werk staat op een contract dat wordt getekend."
SIGNED = "Maak een wijziging en noem het werk bij ‘Andere afspraak’."


def page(stage):
    return reverse("placements:safety", args=[stage.school.slug, stage.placement.pk])


def verdicts(stage, *names):
    """What is posted of each age band: {child_0: "watched"}."""
    with for_school(stage.school):
        bands = bands_of(Placement.objects.select_related("student").get(pk=stage.placement.pk))
    return {f"{band}_{n}": name for n, name in enumerate(names) for band in bands}


def tasks(stage):
    with for_school(stage.school):
        return list(SafetyTask.objects.for_list().values_list("text", flat=True))


def post(browser, stage, *rows):
    """Post (task, verdict) rows, each watched by Jan where somebody must watch."""
    data = {f"text_{n}": text for n, (text, _verdict) in enumerate(rows)}
    data |= {f"supervised_by_{n}": "Jan" for n in range(len(rows))}
    return browser.post(page(stage), data | verdicts(stage, *(verdict for _text, verdict in rows)))


@pytest.fixture
def browser(scene, sign_in):
    return sign_in(scene.mentor)


def test_while_the_paper_is_signed_the_work_stays_and_what_was_typed_too(stage, checked, sign_in):
    browser = sign_in(stage.mentor)
    assert post(browser, stage, ("Vegen", "allowed")).status_code == 302
    print_them(stage.coordinator, checked)
    answer = post(browser, stage, ("Remmen plakken", "watched"))

    assert answer.status_code == 422
    assert SIGNING in answer.text
    assert "Remmen plakken" in answer.text
    assert tasks(stage) == ["Vegen"]
    assert [one["task"] for one in newest_version(checked).snapshot["work"]] == ["Vegen"]


def test_while_the_paper_is_signed_the_same_check_can_be_done_again(stage, checked, sign_in):
    browser = sign_in(stage.mentor)
    post(browser, stage, ("Vegen", "allowed"), ("Opruimen", "allowed"))
    print_them(stage.coordinator, checked)

    assert post(browser, stage, ("Opruimen", "allowed"), ("Vegen", "allowed")).status_code == 302


def test_once_it_is_sent_back_the_work_can_change(stage, checked, sign_in):
    browser = sign_in(stage.mentor)
    post(browser, stage, ("Vegen", "allowed"))
    print_them(stage.coordinator, checked)
    back = reverse("contracts:send_back", args=[stage.school.slug, stage.placement.pk])
    browser.post(back, {"note": "Het werk wordt anders."})

    assert post(browser, stage, ("Remmen plakken", "watched")).status_code == 302
    assert tasks(stage) == ["Remmen plakken"]


@pytest.mark.parametrize(
    ("rows", "is_kept"),
    [
        ([("Banden wisselen", "allowed"), ("Opruimen", "allowed"), ("Remmen plakken", "watched")], False),
        ([("Banden wisselen", "allowed"), ("Opruimen", "allowed"), ("Remmen plakken", "forbidden")], True),
        ([("Banden wisselen", "watched"), ("Opruimen", "forbidden")], True),
        ([("Opruimen", "allowed")], True),
    ],
)
def test_once_everybody_signed_work_becomes_less_or_stricter_only(scene, browser, rows, is_kept):
    """Without a check before, the paper names the tasks of the company: banden wisselen and opruimen."""
    answer = post(browser, scene, *rows)

    assert (answer.status_code, SIGNED in answer.text) == ((302, False) if is_kept else (422, True))
    assert tasks(scene) == ([text for text, _verdict in rows] if is_kept else [])
    assert is_kept or "Remmen plakken" in answer.text


def test_a_task_that_is_watched_since_may_become_again_what_everybody_signed(scene, browser):
    post(browser, scene, ("Banden wisselen", "watched"))

    assert post(browser, scene, ("Banden wisselen", "allowed")).status_code == 302


def test_a_change_that_everybody_signed_brings_the_work_it_names(scene, browser):
    work = ("Remmen plakken", "watched")
    assert SIGNED in post(browser, scene, work).text
    signed(scene, clause="De leerling doet ook: remmen plakken, onder toezicht van Jan.")

    assert post(browser, scene, work).status_code == 302
    assert SIGNED in post(browser, scene, work, ("Autorijden", "allowed")).text


def test_after_the_end_no_work_comes_and_nobody_is_sent_to_make_a_change(scene, browser):
    with for_school(scene.school):
        scene.contract.refresh_from_db()
        scene.contract.end(by=scene.coordinator, note="De stage is klaar.", last_day=scene.placement.ends_on)
    answer = post(browser, scene, ("Autorijden", "allowed"))

    assert answer.status_code == 422
    assert "Dit contract is beëindigd." in answer.text
