"""The components in a real browser: reflow, size, keyboard, the date picker and the four points."""

import pytest

PICKER = "form[data-availability]"
SMALL = """() => [...document.querySelectorAll('a, button, input:not([type=hidden]), select, textarea, summary')]
  .filter(one => one.offsetParent && !one.classList.contains('sb-skip') && !one.closest('li'))
  .map(one => one.matches('[type=radio], [type=checkbox]') ? one.closest('label, .form-check') : one)
  .filter(one => one.getBoundingClientRect().height < 44).map(one => one.outerHTML.slice(0, 90))"""

KEPT = """words => new Promise(done => {
  const look = () => localStorage.getItem('draft:onderdelen')?.includes(words) ? done() : setTimeout(look, 20);
  look();
})"""


def day(page, when):
    return page.locator(f"input[name=dag][value='{when}']")


def week(page, number):
    return page.locator(f"input[data-week='2027-W{number:02}']")


@pytest.mark.parametrize(
    "options", [{}, {"color_scheme": "dark"}, {"forced_colors": "active"}], ids=["light", "dark", "forced"]
)
@pytest.mark.parametrize("path", ["/", "/?fout"])
def test_axe_finds_nothing(show, axe, options, path):
    assert axe(show(path, **options)) == []


@pytest.mark.parametrize("width", [320, 375, 640, 1280])
def test_nothing_sticks_out_sideways(show, width):
    page = show(width=width)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0


def test_everything_to_tap_is_large_enough(show):
    assert show().evaluate(SMALL) == []


def test_the_summary_of_faults_has_the_focus_and_leads_to_the_field(show):
    page = show("/?fout")
    assert page.evaluate("document.activeElement.dataset.errors") == ""

    page.locator("[data-errors] a").first.click()
    assert page.evaluate("document.activeElement.id") == "id_name"


def test_the_first_tab_stop_leads_to_the_content(show):
    page = show()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Ga naar de inhoud"


def test_a_tap_on_the_week_takes_all_its_open_days(show):
    page = show()
    week(page, 12).check()

    assert page.locator("input[name=dag]:checked").evaluate_all("all => all.map(one => one.value)") == [
        "2027-03-22",
        "2027-03-23",
        "2027-03-24",
        "2027-03-25",
    ]
    assert page.locator("[data-sum]").text_content() == "4 dagen, 1 leerling"

    day(page, "2027-03-23").uncheck()
    assert week(page, 12).evaluate("box => [box.checked, box.indeterminate]") == [False, True]


def test_the_bar_lies_over_the_boxes_and_sending_picks_no_day(show):
    page = show(java_script_enabled=True)
    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    day(page, "2027-03-03").scroll_into_view_if_needed()
    page.locator(f"{PICKER} .sb-bar button").click()

    assert "dag=" not in sent[0]


def test_names_for_the_ear_hold_the_words_for_the_eye(show):
    page = show()
    names = page.locator(".wd[aria-label]").evaluate_all(
        "all => all.map(one => [one.ariaLabel, one.querySelector('.wd__name').textContent.trim()])"
    )

    assert names
    assert [name for name, words in names if not name.startswith(words)] == []


def test_a_yes_for_a_weekday_takes_every_such_day_and_a_no_gives_them_back(show):
    page = show()
    thursday = page.locator(".wd").nth(3)
    thursday.get_by_label("Ja").check()
    assert page.locator("input[name=dag]:checked").count() == 7

    thursday.get_by_label("Nee").check()
    assert page.locator("input[name=dag]:checked").count() == 0


def test_arrows_walk_over_days_off_and_into_the_next_month(show):
    page = show()
    day(page, "2027-02-18").focus()
    for key, at in [
        ("ArrowDown", "2027-03-04"),
        ("ArrowRight", "2027-03-05"),
        ("ArrowUp", "2027-02-19"),
        ("ArrowLeft", "2027-02-18"),
    ]:
        page.keyboard.press(key)
        assert page.evaluate("document.activeElement.value") == at

    page.keyboard.press("Space")
    assert day(page, "2027-02-18").is_checked()


def test_a_day_may_have_a_number_of_its_own(show):
    page = show()
    day(page, "2027-02-04").check()
    page.locator("[data-step='1']").click()
    page.locator("summary", has_text="ander aantal").click()
    own = page.locator("[name='aantal-2027-02-04']")

    assert page.locator(".afw:visible").count() == 1
    assert own.get_attribute("placeholder") == "2"
    own.fill("3")
    assert page.locator("input[value='2027-02-04'] + span").get_attribute("data-n") == "3"


def test_no_place_folds_the_calendar_away(show):
    page = show()
    page.get_by_label("Nee, deze keer niet").check()

    assert not page.locator("[data-part]").is_visible()
    assert page.locator("[data-sum]").text_content() == "Deze keer geen plek"


def test_without_scripts_the_picker_is_an_ordinary_form(show):
    page = show(java_script_enabled=False)
    assert not page.locator(".chips").is_visible()

    sent = []
    page.on("request", lambda request: sent.append(request.post_data) if request.method == "POST" else None)
    day(page, "2027-02-04").check()
    week(page, 6).check()
    page.locator(f"{PICKER} .sb-bar button").click()
    assert "dag=2027-02-04" in sent[0]
    assert "week=2027-W06" in sent[0]


def test_the_points_are_counted(show):
    page = show()
    assert page.locator("[data-points-count]").text_content() == "1 van 2 ingevuld"

    page.locator(".aspect").nth(1).get_by_label("ruim").check()
    assert page.locator("[data-points-count]").text_content() == "2 van 2 ingevuld"


def test_reading_aloud_is_not_offered_without_a_voice(show):
    assert show().locator("[data-read]:visible").count() == 0


def test_what_was_typed_survives_a_reload_until_it_was_sent(show):
    page = show()
    page.locator("#id_name").fill("Garage Bakker")
    page.locator("#id_contact_1").check()
    page.evaluate(KEPT, "Garage")
    page.reload()
    assert page.locator("#id_name").input_value() == "Garage Bakker"
    assert page.locator("#id_contact_1").is_checked()
    assert "staat er weer" in page.locator("[data-draft-status]").text_content()

    with page.expect_navigation():
        page.locator("form[data-draft] button").click()
    assert page.locator("#id_name").input_value() == ""
    assert page.evaluate("localStorage.length") == 0


def test_light_or_dark_changes_at_once_and_is_remembered(show):
    page = show()
    page.locator("[data-look] button", has_text="Donker").click()

    assert page.evaluate("document.documentElement.dataset.bsTheme") == "dark"
    assert "look=dark" in page.evaluate("document.cookie")


def test_a_form_is_sent_once_however_often_one_taps(show):
    stopped = show().evaluate(
        """() => {
            const stopped = [];
            addEventListener('submit', event => { stopped.push(event.defaultPrevented); event.preventDefault(); });
            const button = document.querySelector('form[data-availability] .sb-bar button');
            button.click();
            button.click();
            return stopped;
        }"""
    )

    assert stopped == [False, True]
