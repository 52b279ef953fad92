"""The page components as they reach the browser."""

from types import SimpleNamespace

from bs4 import BeautifulSoup
from django.template import engines


def render(source, **context):
    return BeautifulSoup(engines["django"].from_string(source).render(context), "html.parser")


def test_a_state_has_words_and_an_icon_besides_its_colour():
    request = SimpleNamespace(state="refused", get_state_display=lambda: "afgewezen")
    badge = render("{% state request %}", request=request).span

    assert badge.get_text() == "afgewezen"
    assert badge.svg
    assert "sb-badge--stop" in badge["class"]


def test_an_object_may_name_the_tone_of_its_own_state():
    request = SimpleNamespace(state="open", state_tone="warn", get_state_display=lambda: "open")
    assert "sb-badge--warn" in render("{% state request %}", request=request).span["class"]


def test_a_task_card_is_one_link_with_number_and_words():
    card = render('{% task_card 7 "leerlingen zonder plek" "/x/" hint="kijk nu" %}').a

    assert card["href"] == "/x/"
    assert card.get_text(" ", strip=True) == "7 leerlingen zonder plek kijk nu"


def test_what_a_person_typed_is_never_markup():
    page = render(
        "{% person who %}{% empty text %}{% card title=text %}<p>{{ text }}</p>{% endcard %}",
        who="<b>x</b>",
        text="<script>x</script>",
    )

    assert not page.find("script")
    assert not page.find("b")


def test_a_table_keeps_its_name_for_screen_readers():
    page = render('{% table caption="Leerlingen" hide_caption=True %}<tbody></tbody>{% endtable %}')

    assert page.caption.get_text() == "Leerlingen"
    assert "visually-hidden" in page.caption["class"]


def test_history_tells_who_when_and_why():
    entry = {"at": "", "who": "Anna", "what": "Afgewezen", "why": "Geen plek"}
    assert render("{% history entries %}", entries=[entry]).get_text(" ", strip=True) == "Afgewezen · Anna Geen plek"


def test_facts_without_a_value_are_left_out():
    assert render('{% facts "Bedrijf" "Bakker" "Leeg" "" %}').dl.get_text(" ", strip=True) == "Bedrijf Bakker"


def test_steps_and_progress_are_words_too():
    assert render('{% steps 2 4 "Wie?" %}').p.get_text() == "Stap 2 van 4 · Wie?"
    progress = render('{% progress 3 12 "bedrijven" %}').progress
    assert (progress["value"], progress["max"], progress["aria-label"]) == ("3", "12", "3 van 12 bedrijven")


def test_a_mail_button_is_a_link_every_mail_program_shows():
    assert render('{% mail_button "https://x.example/a" "Ja" %}').td.a["href"] == "https://x.example/a"
