"""From a template to a PDF that can be printed and read aloud: Dutch, tagged, own fonts, no network. In tasks only."""

import atexit
import gc
import re
import threading
from contextlib import contextmanager
from functools import cache, lru_cache, wraps
from pathlib import Path

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

SHEET = "print/document.css"
FONTS = "vendor/atkinson-print"
VARIANT = "pdf/ua-1"
MOST_TEXT = (
    250_000  # characters of a document without its tags and pictures; more would keep a worker busy for minutes
)
LONGEST_WORD = 4_000


class DocumentFault(Exception):
    """The template asks for something a document may not have, such as an address on the network."""


_press = threading.Lock()


def one_at_a_time(make):
    """Pango is not made for threads: one document at a time, and its leftovers are cleared before the next begins.

    Python's own clearing waits meanwhile, or another thread would free what this document still uses.
    """

    @wraps(make)
    def run(*args):
        with _press:
            gc.disable()
            try:
                return make(*args)
            finally:
                gc.collect()
                gc.enable()

    return run


@one_at_a_time
def render_pdf(template, context):
    """Return the bytes of a tagged PDF/UA-1 in Dutch. The same template and context give the same bytes."""
    return write(lay_out(template, context))


@one_at_a_time
def render_copies(template, context, labels):
    """Return one PDF with a copy of the document per label; each copy has its label at the top right.

    The pages are laid out once. Only the label is laid out per copy, which is most of the time saved.
    """
    first = lay_out(template, context | {"copy_label": labels[0]})
    try:
        pages = swap_labels(first.pages, [_label_page(label, _name_of(context.get("school"))) for label in labels])
    except AttributeError:  # another WeasyPrint: slower, the same paper
        pages = lay_out_each(template, context, labels)
    return write(first.copy(pages))


def lay_out_each(template, context, labels):
    """The pages of every copy, each laid out by itself."""
    return [page for label in labels for page in lay_out(template, context | {"copy_label": label}).pages]


def swap_labels(pages, label_pages):
    """Give these pages once per label page, with the top right corner of that label page.

    The only place that touches WeasyPrint's insides (`Page._page_box` and `MarginBox.at_keyword`).
    """

    def is_label(box):
        return getattr(box, "at_keyword", "") == "@top-right"

    copies = []
    for label_page in label_pages:
        corner = next((box for box in label_page._page_box.children if is_label(box)), None)
        if corner is None:
            raise AttributeError("no @top-right on the page of the label")
        for page in pages:
            box = page._page_box.copy()
            box.children = [corner if is_label(child) else child for child in box.children]
            copies.append(type(page)(box))
    return copies


@lru_cache(maxsize=64)
def _label_page(label, school_name):
    """A page with nothing but the margins, for its top right corner."""
    school = {"name": school_name} if school_name else None
    return lay_out("print/label.html", {"copy_label": label, "school": school}).pages[0]


def _name_of(school):
    return school["name"] if isinstance(school, dict) else getattr(school, "name", "")


def lay_out(template, context):
    """Lay a template out on pages; raises DocumentFault when it asks for anything from outside, or for too much."""
    from weasyprint import HTML  # noqa: PLC0415 - slow import, in the worker only

    fonts, sheet = _workshop()
    text = render_to_string(template, context)
    check_size(text)
    html = HTML(string=text, url_fetcher=_fetcher(), base_url=None)
    with _nothing_from_outside():
        return html.render(stylesheets=[sheet], font_config=fonts, pdf_variant=VARIANT)


def write(document):
    """The bytes of a document that was laid out."""
    with _nothing_from_outside():  # attachments are opened only now
        return document.write_pdf(pdf_variant=VARIANT)


@contextmanager
def _nothing_from_outside():
    """WeasyPrint's fatal fault is a BaseException, which slips past `except Exception`; make it one of ours."""
    from weasyprint.urls import FatalURLFetchingError  # noqa: PLC0415 - slow import

    try:
        yield
    except FatalURLFetchingError as fault:
        raise DocumentFault(str(fault)) from fault


def check_size(html):
    """Refuse a document that would keep the worker busy for minutes."""
    text = re.sub(r"<[^>]*>", " ", html)
    if len(text) > MOST_TEXT or any(len(word) > LONGEST_WORD for word in text.split()):
        raise DocumentFault("too much text for one document")


@cache
def _workshop():
    """Fonts and style sheet, read once per process; only the sheet may open files, and only our own fonts."""
    from weasyprint import CSS  # noqa: PLC0415 - slow import
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - slow import

    gc.freeze()  # what a process has loaded by its first document is not walked again after every document
    atexit.register(gc.unfreeze)  # or the folder with fonts stays behind
    fonts, sheet = FontConfiguration(), finders.find(SHEET)
    folder = (Path(sheet).parents[1] / FONTS).as_uri()
    return fonts, CSS(filename=sheet, font_config=fonts, url_fetcher=_fetcher(folder))


def _fetcher(folder=None):
    """Opens data: addresses and, for the sheet, the files of one folder. Anything else is a fault."""
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - slow import

    class OnlyOurs(URLFetcher):
        def fetch(self, url, headers=None):
            ours = folder and url.startswith(f"{folder}/") and ".." not in url and "%" not in url[len(folder) :]
            if not url.startswith("data:") and not ours:
                raise DocumentFault(f"not allowed in a document: {url[:80]}")
            return super().fetch(url, headers)

    return OnlyOurs(allowed_protocols=["data", "file"] if folder else ["data"], fail_on_errors=True)
