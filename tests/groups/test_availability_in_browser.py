"""The date picker in a real browser: by keyboard, by touch, and without JavaScript."""

import datetime

import pytest

from core.tenancy import for_school
from groups.emails import letter_of
from groups.models import Invitation
from groups.offer import Offer
from groups.seats import offered
from schools.letters import address_of
from tests.browser import faults_of, new_context
from tests.factories import GroupFactory, InvitationFactory

pytestmark = pytest.mark.django_db(transaction=True)
FOCUS = "document.activeElement.value || document.activeElement.textContent"


@pytest.fixture
def invitation(live_server, settings):
    settings.SITE_URL = live_server.url
    group = GroupFactory(state="asking", weekdays=[0, 1, 2, 3, 4])
    return InvitationFactory(
        school=group.school, group=group, state="asked", asked_at=datetime.datetime.now(datetime.UTC)
    )


@pytest.fixture
def link(invitation):
    with for_school(invitation.school):
        return address_of(letter_of(invitation))


@pytest.fixture
def phone(chromium):
    context = new_context(chromium)
    yield context.new_page()
    context.close()


def ticked(page):
    return page.eval_on_selector_all("input[name=dag]:checked", "boxes => boxes.map((box) => box.value)")


def tap_wish(page, day, words):
    page.get_by_role("radiogroup", name=day).locator("label", has_text=words).first.tap()


def answered(invitation):
    with for_school(invitation.school):
        found = Invitation.objects.get(pk=invitation.pk)
        return found.state, sorted({str(day) for day in found.seats.offered().values_list("date", flat=True)})


def test_the_whole_answer_by_keyboard(phone, link, invitation):
    phone.goto(link + "?antwoord=ja")
    phone.focus("input[value='2027-02-03']")
    steps = [
        ("ArrowRight", "2027-02-04"),
        ("ArrowDown", "2027-02-11"),
        ("ArrowLeft", "2027-02-10"),
        ("ArrowUp", "2027-02-03"),
    ]
    for key, there in steps:
        phone.keyboard.press(key)
        assert phone.evaluate(FOCUS) == there
    phone.keyboard.press("Space")
    assert ticked(phone) == ["2027-02-03"]
    assert phone.text_content("[data-sum]") == "1 dag, 1 leerling"
    phone.focus("input[value='2027-02-26']")
    phone.keyboard.press("ArrowDown")
    assert phone.evaluate(FOCUS) == "2027-03-05"

    phone.focus("button:has-text('Versturen')")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/bedankt/")
    assert answered(invitation) == ("yes", ["2027-02-03"])
    assert "1 dag, 1 leerling per dag" in phone.text_content("main")


def test_a_tap_on_a_week_ticks_its_days_and_a_chip_every_such_day(phone, link):
    phone.goto(link + "?antwoord=ja")
    phone.tap("label.week:has(input[value='2027-W06'])")
    assert ticked(phone) == [f"2027-02-{day:02}" for day in range(8, 13)]
    assert phone.is_checked("input[value='2027-W06']")
    phone.tap("label.dag:has(input[value='2027-02-10'])")
    assert phone.evaluate("document.querySelector(\"input[value='2027-W06']\").indeterminate")
    tap_wish(phone, "maandag", "Ja")
    assert len([day for day in ticked(phone) if datetime.date.fromisoformat(day).weekday() == 0]) == 12
    tap_wish(phone, "alle dagen", "Ja")
    assert len(ticked(phone)) == 60
    tap_wish(phone, "alle dagen", "Nee")
    assert ticked(phone) == []


def test_rather_not_on_a_weekday_and_a_part_of_a_day_stand_in_what_is_sent(phone, link, invitation):
    phone.goto(link + "?antwoord=ja")
    tap_wish(phone, "alle dagen", "Ja")
    tap_wish(phone, "woensdag", "Liever niet")
    assert not phone.is_checked("input[name='wd-alle'][value='ja']")
    wednesday = phone.locator("input[value='2027-02-10']")
    assert wednesday.get_attribute("aria-label") == "woensdag 10 februari, liever niet"
    phone.click("summary:has-text('Per weekdag')")
    phone.select_option("select[name='deel-wd-2']", "morning")
    phone.fill("#n-wd-0", "3")
    phone.click("summary:has-text('Op één datum')")
    phone.select_option("select[name='wens-2027-02-03']", "ja")
    assert not phone.is_checked("input[name='wd-2'][value='liever']")
    assert "12 dagen" not in phone.text_content("[data-sum]")
    phone.tap("button:has-text('Versturen')")
    phone.wait_for_url("**/bedankt/")

    with for_school(invitation.school):
        days = offered(invitation)
    assert days[datetime.date(2027, 2, 10)] == Offer(1, True, "morning")
    assert days[datetime.date(2027, 2, 3)] == Offer(1, False, "morning")
    assert days[datetime.date(2027, 2, 8)] == Offer(3)
    assert len(days) == 60


def test_the_weekdays_go_by_keyboard_and_a_screen_reader_hears_what_is_chosen(phone, link):
    phone.goto(link + "?antwoord=ja")
    phone.focus("input[name='wd-3'][value='ja']")
    phone.keyboard.press("Space")
    assert len(ticked(phone)) == 12
    phone.keyboard.press("ArrowRight")
    assert phone.is_checked("input[name='wd-3'][value='liever']")
    assert phone.get_by_role("radiogroup", name="donderdag").get_by_role("radio", name="Liever niet").is_checked()
    assert phone.text_content("[data-sum]") == "12 dagen, 1 leerling, 12× liever niet"
    phone.keyboard.press("ArrowRight")
    assert (ticked(phone), phone.is_checked("input[name='wd-3'][value='nee']")) == ([], True)


def test_the_simple_answer_is_two_taps_on_the_page(phone, link, invitation):
    phone.goto(link + "?antwoord=ja")
    tap_wish(phone, "alle dagen", "Ja")
    phone.tap("button:has-text('Versturen')")
    phone.wait_for_url("**/bedankt/")

    assert len(answered(invitation)[1]) == 60


def test_the_sticky_bar_never_ticks_a_day(phone, link):
    phone.goto(link + "?antwoord=ja")
    phone.evaluate("document.querySelector('form').addEventListener('submit', (event) => event.preventDefault())")
    for y in range(0, 3000, 37):
        phone.evaluate(f"scrollTo(0, {y})")
        box = phone.locator(".sb-bar:has(button)").first.bounding_box()
        phone.mouse.click(box["x"] + 20, box["y"] + box["height"] / 2)
        phone.mouse.click(box["x"] + box["width"] - 40, box["y"] + box["height"] / 2)
    assert ticked(phone) == []


def test_another_number_on_one_day(phone, link, invitation):
    phone.goto(link + "?antwoord=ja")
    phone.tap("label.week:has(input[value='2027-W06'])")
    phone.tap("button[data-step='1']")
    phone.click("summary:has-text('Op één datum')")
    assert phone.locator(".afw[data-of]:visible").count() == 5
    phone.fill("#n-2027-02-09", "1")
    assert phone.evaluate("document.querySelector(\"input[value='2027-02-09']\").nextElementSibling.dataset.n") == "1"
    phone.tap("button:has-text('Versturen')")
    phone.wait_for_url("**/bedankt/")
    with for_school(invitation.school):
        assert invitation.seats.offered().count() == 9


def test_saying_no_hides_the_calendar(phone, link, invitation):
    phone.goto(link + "?antwoord=nee")
    assert not phone.is_visible("table.kal")
    assert phone.text_content("[data-sum]") == "Deze keer geen plek"
    phone.tap("button:has-text('Versturen')")
    phone.wait_for_url("**/bedankt/")
    assert answered(invitation) == ("no", [])


def test_everything_works_without_javascript(chromium, link, invitation):
    context = new_context(chromium, java_script_enabled=False)
    page = context.new_page()
    page.goto(link)
    page.locator("label.keus", has_text="Ja, ik heb plek").click()
    page.locator("label.week:has(input[value='2027-W06'])").click()
    page.locator("label.dag:has(input[value='2027-02-16'])").click()
    page.fill("#id_aantal", "2")
    page.locator("summary", has_text="Op één datum").click()
    page.fill("#n-2027-02-09", "0")
    page.get_by_role("button", name="Versturen").click()
    page.wait_for_url("**/bedankt/")
    context.close()

    assert answered(invitation) == ("yes", ["2027-02-08", "2027-02-10", "2027-02-11", "2027-02-12", "2027-02-16"])
    with for_school(invitation.school):
        assert Invitation.objects.get(pk=invitation.pk).opened_at is None


def test_the_page_tells_that_it_was_opened_and_has_no_faults(phone, link, invitation):
    complaints = []
    phone.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    with phone.expect_response("**/geopend/") as told:
        phone.goto(link + "?antwoord=ja")
    assert told.value.status == 204
    assert faults_of(phone) == []
    small = phone.evaluate(
        "[...document.querySelectorAll('main input, main button, main summary')].filter((one) => one.offsetParent)"
        ".map((one) => one.closest('label') || one).map((one) => one.getBoundingClientRect())"
        ".filter((box) => box.height < 44 || box.width < 24).length"
    )
    assert (small, complaints) == (0, [])
    with for_school(invitation.school):
        assert Invitation.objects.get(pk=invitation.pk).opened_at
