"""The print sheet: names print right, the copy label stands in the margin, and the file stays small."""

import io

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from core import pdf

PAGE = """{% extends "print/base.html" %}{% block title %}Proef{% endblock %}
{% block document %}Stagecontract 2027-014{% endblock %}
{% block content %}<h1>Ondertekening</h1><p>Łukasz Šimić en <strong>Łukasz Šimić</strong>, Çelik, ĳsvogel, € 5</p>
<table class="signatures"><tr><td><p class="who">Ouder</p><div class="line"></div></td></tr></table>{% endblock %}"""


@pytest.fixture
def paper(settings, tmp_path, monkeypatch):
    (tmp_path / "proef.html").write_text(PAGE)
    settings.TEMPLATES = [settings.TEMPLATES[0] | {"DIRS": [*settings.TEMPLATES[0]["DIRS"], tmp_path]}]
    return PdfReader(io.BytesIO(pdf.render_pdf("proef.html", {"copy_label": "Exemplaar voor het stagebedrijf"})))


def test_names_with_other_letters_print_as_they_are_written(paper):
    text = paper.pages[0].extract_text()

    assert "Ondertekening" in text
    assert text.count("Łukasz Šimić") == 2
    assert "Çelik" in text


def test_the_margins_name_the_copy_the_document_and_the_page(paper):
    text = paper.pages[0].extract_text()

    assert text.count("Exemplaar voor het stagebedrijf") == 1
    assert "Stagecontract 2027-014" in text
    assert "pagina 1 van 1" in text


def test_the_sheet_has_nothing_that_makes_paper_slow(root):
    sheet = (root / "static/print/document.css").read_text().split("*/", 1)[1]

    assert [word for word in ("grid", "flex", "dotted", "dashed", "http") if word in sheet] == []


def test_a_mail_is_one_column_with_words_and_plain_link():
    html = render_to_string("mail/base.html", {"link": "https://x.example/a"})

    assert html.count("https://x.example/a") == 2
    assert "<img" not in html
    assert "url(" not in html
