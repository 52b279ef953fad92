"""The page for codes in a real browser: the QR code, the keyboard, a pasted code, and for everybody's eyes."""

import pytest
from django.urls import reverse

from core.tenancy import for_school
from schools import codes
from tests.browser import faults_of, new_context
from tests.factories import StudentFactory

pytestmark = pytest.mark.django_db(transaction=True)
CODE = "BCDFGHJKL"


@pytest.fixture
def door(live_server, school):
    student = StudentFactory(school=school, first_name="Youssef")
    with for_school(school):
        codes.issue({student.pk: CODE})
    return live_server.url + reverse("schools:code_entry", args=[school.slug])


@pytest.fixture
def phone(chromium):
    context = new_context(chromium)
    page = context.new_page()
    complaints = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def test_a_qr_code_fills_the_box_and_leaves_nothing_in_the_address(phone, door):
    phone.goto(f"{door}#{CODE}")

    assert phone.get_by_label("Je code").input_value() == "BCD-FGH-JKL"
    assert phone.url == door
    assert faults_of(phone) == []
    phone.get_by_role("button", name="Verder").click()
    assert faults_of(phone) == []
    phone.get_by_role("button", name="Ja, ik ben Youssef").click()
    phone.wait_for_url("**/school-*/")


def test_a_student_comes_in_with_the_keyboard_alone(phone, door):
    phone.goto(door)
    phone.get_by_label("Je code").focus()
    phone.keyboard.type("bcd fgh jkl")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/in/ja")
    phone.get_by_role("button", name="Ja, ik ben Youssef").focus()
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/school-*/")


def test_the_page_works_without_scripts_and_fits_a_small_screen(chromium, door):
    context = new_context(chromium, width=320, java_script_enabled=False)
    page = context.new_page()
    page.goto(door)
    page.get_by_label("Je code").fill("BCD-FGH-JKM")
    page.get_by_role("button", name="Verder").click()

    assert page.get_by_text("Deze code klopt niet").first.is_visible()
    page.get_by_label("Je code").fill(CODE)
    page.get_by_role("button", name="Verder").click()
    assert page.get_by_role("heading", name="Ben jij Youssef?").is_visible()
    context.close()
