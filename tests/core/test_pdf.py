import base64
import gc
import io
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer

import pikepdf
import pytest
from django.template import engines
from pypdf import PdfReader

from core import pdf

LABELS = [
    "Exemplaar voor het stagebedrijf",
    "Exemplaar voor de ouders/verzorgers",
    "Exemplaar voor het dossier op school",
]
PAPER = """{% extends "print/base.html" %}{% block title %}Proef{% endblock %}{% block content %}
<h1>Voor {{ name }}</h1><table class="facts"><tr><th>Plaats</th><td>Łódź</td></tr></table>
<p class="break">{{ text }}</p><ul><li>een</li><li>twee</li></ul>{% endblock %}"""


class School:
    name = "Praktijkschool De Meander"


@pytest.fixture
def paper(settings):
    """Print templates that live in the test only: settings swap the loader, so that names find our text."""
    known = {"paper.html": PAPER}
    settings.TEMPLATES = [
        settings.TEMPLATES[0]
        | {
            "APP_DIRS": False,
            "DIRS": [],
            "OPTIONS": settings.TEMPLATES[0]["OPTIONS"]
            | {
                "loaders": [
                    ("django.template.loaders.locmem.Loader", known),
                    ("django.template.loaders.filesystem.Loader", settings.TEMPLATES[0]["DIRS"]),
                ]
            },
        }
    ]
    engines._templates, engines._engines = None, {}
    engines.__dict__.pop("templates", None)
    yield known
    engines._templates, engines._engines = None, {}
    engines.__dict__.pop("templates", None)


@pytest.fixture
def listener():
    """A server beside us that counts who knocks."""
    knocks = []

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            knocks.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_):
            """Stay quiet."""

    server = HTTPServer(("127.0.0.1", 0), Door)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", knocks
    server.shutdown()
    server.server_close()


def structure(content):
    """How many structure elements of each kind the file has, found by walking its tree."""
    found = Counter()

    def walk(node):
        if isinstance(node, pikepdf.Array):
            for child in node:
                walk(child)
        elif isinstance(node, pikepdf.Dictionary):
            if "/S" in node:
                found[str(node["/S"])] += 1
            if "/K" in node:
                walk(node["/K"])

    with pikepdf.open(io.BytesIO(content)) as file:
        walk(file.Root.StructTreeRoot["/K"])
    return found


def texts(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


CONTEXT = {"name": "Zoë Çelik-Šimić", "text": "Dag wereld", "school": School()}


def test_a_document_is_tagged_dutch_and_brings_its_own_fonts(paper):
    with pikepdf.open(io.BytesIO(pdf.render_pdf("paper.html", CONTEXT))) as file:
        fonts = {str(font.BaseFont) for page in file.pages for font in page.Resources.Font.values()}
        embedded = [
            set(f.DescendantFonts[0].FontDescriptor.keys()) for p in file.pages for f in p.Resources.Font.values()
        ]
        assert str(file.Root.Lang) == "nl"
        assert file.Root.MarkInfo.Marked
        assert b"pdfuaid" in file.Root.Metadata.read_bytes()
        assert file.Root.ViewerPreferences.DisplayDocTitle
    assert all("Atkinson" in name or "Print" in name for name in fonts), fonts
    assert all({"/FontFile2", "/FontFile3"} & kinds for kinds in embedded)


def test_names_from_all_over_europe_are_printed(paper):
    text = texts(pdf.render_pdf("paper.html", CONTEXT))[0]

    assert "Voor Zoë Çelik-Šimić" in text
    assert "Łódź" in text


def test_the_same_input_gives_the_same_bytes(paper):
    assert pdf.render_pdf("paper.html", CONTEXT) == pdf.render_pdf("paper.html", CONTEXT)
    assert pdf.render_copies("paper.html", CONTEXT, LABELS) == pdf.render_copies("paper.html", CONTEXT, LABELS)


def test_every_copy_has_its_own_label_and_counts_its_own_pages(paper):
    pages = texts(pdf.render_copies("paper.html", CONTEXT, LABELS))

    assert [[label in page for label in LABELS] for page in pages] == [
        [True, False, False], [True, False, False],
        [False, True, False], [False, True, False],
        [False, False, True], [False, False, True],
    ]  # fmt: skip
    assert ["pagina 1 van 2" in page for page in pages] == [True, False] * 3


def test_swapping_labels_gives_the_paper_that_laying_out_three_times_gives(paper):
    swapped = pdf.render_copies("paper.html", CONTEXT, LABELS)
    first = pdf.lay_out("paper.html", CONTEXT | {"copy_label": LABELS[0]})
    plain = first.copy(pdf.lay_out_each("paper.html", CONTEXT, LABELS)).write_pdf(pdf_variant=pdf.VARIANT)

    assert [sorted(page.split("\n")) for page in texts(swapped)] == [sorted(page.split("\n")) for page in texts(plain)]
    assert structure(swapped) == structure(plain)


def test_another_weasyprint_prints_the_same_copies_the_slow_way(paper, monkeypatch):
    def changed(*_):
        raise AttributeError("_page_box")

    swapped = texts(pdf.render_copies("paper.html", CONTEXT, LABELS))
    monkeypatch.setattr(pdf, "swap_labels", changed)
    slow = texts(pdf.render_copies("paper.html", CONTEXT, LABELS))

    assert [sorted(page.split("\n")) for page in slow] == [sorted(page.split("\n")) for page in swapped]


VECTORS = [
    '<img src="{u}/a" alt="x">',
    '<img src="{f}" alt="x">',
    '<img srcset="{u}/b 1x" src="{u}/b" alt="x">',
    '<link rel="stylesheet" href="{u}/c.css">',
    '<link rel="stylesheet" href="{f}">',
    '<link rel="attachment" href="{u}/d">',
    '<link rel="attachment" href="{f}">',
    '<a rel="attachment" href="{u}/e">x</a>',
    '<a rel="attachment" href="{f}">x</a>',
    '<object data="{u}/g">x</object>',
    '<embed src="{u}/h">',
    '<style>@import url("{u}/i.css");</style>',
    '<style>@import "{f}";</style>',
    '<style>@font-face {{ font-family: q; src: url("{u}/j.woff2") }} p {{ font-family: q }}</style><p>x</p>',
    '<p style="background: url({u}/k)">x</p>',
    '<p style="background: url({f})">x</p>',
    '<ul style="list-style-image: url({u}/l)"><li>x</li></ul>',
    '<p style="border-image: url({u}/m) 1">x</p>',
    '<style>p::before {{ content: url("{u}/n") }}</style><p>x</p>',
    '<style>@page {{ background: url("{u}/o") }}</style><p>x</p>',
    '<svg width="9" height="9"><image href="{u}/p" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><image xlink:href="{f}" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{u}/q#r"/></svg>',
    '<img src="data:image/svg+xml;base64,{svg}" alt="x">',
    '<base href="{u}/"><img src="s.png" alt="x">',
    '<p style="mask-image: url({u}/t)">x</p>',
]


@pytest.mark.parametrize("vector", VECTORS)
def test_nothing_from_outside_gets_into_a_document(paper, listener, tmp_path, vector, figure):
    address, knocks = listener
    secret = tmp_path / "geheim.txt"
    secret.write_text("GEHEIM-4711")
    svg = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="{address}/v" width="9" height="9"/></svg>'
    html = vector.format(u=address, f=secret.as_uri(), svg=base64.b64encode(svg.encode()).decode())
    paper["evil.html"] = f"<html lang='nl'><head><title>x</title></head><body>{html}</body></html>"

    try:
        content = pdf.render_pdf("evil.html", {})
    except pdf.DocumentFault:
        content = b""

    figure(f"walls.paper_vectors_fetched[v{VECTORS.index(vector)}]", len(knocks), "0")
    figure(f"walls.paper_vectors[v{VECTORS.index(vector)}]", 1, ">= 20")
    assert knocks == []
    if content:
        with pikepdf.open(io.BytesIO(content)) as file:
            assert "/EmbeddedFiles" not in file.Root.get("/Names", {})
        assert b"GEHEIM-4711" not in content


def test_what_a_person_typed_is_text_and_never_a_tag(paper):
    page = texts(pdf.render_pdf("paper.html", CONTEXT | {"text": '<img src="http://127.0.0.1:9/x">'}))[1]

    assert "<img src=" in page


@pytest.mark.parametrize("text", ["woord " * 60_000, "x" * 5_000])
def test_a_text_that_would_take_minutes_is_refused(paper, text):
    with pytest.raises(pdf.DocumentFault):
        pdf.render_pdf("paper.html", CONTEXT | {"text": text})


def test_several_threads_print_at_the_same_time_and_every_document_is_whole(paper):
    """The worker has threads and Pango has none: without a turn for each, the process dies."""
    with ThreadPoolExecutor(4) as workers:
        printed = list(workers.map(lambda n: pdf.render_pdf("paper.html", CONTEXT), range(12)))

    assert {content[:5] for content in printed} == {b"%PDF-"}
    assert len(set(printed)) == 1


def test_what_was_loaded_before_the_first_document_is_not_walked_again_after_every_one():
    gc.unfreeze()

    pdf._workshop.__wrapped__()

    assert gc.get_freeze_count() > 100_000
