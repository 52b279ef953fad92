"""From a template to a PDF that can be printed and read aloud: Dutch, tagged, own fonts, no network."""

from functools import cache

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string

SHEET = "print/document.css"


class DocumentFault(Exception):
    """The template asks for something a document may not have, such as an address on the network."""


@cache
def _workshop():
    """Fonts and style sheet, read once per process; a class with the only addresses a document may open."""
    from weasyprint import CSS  # noqa: PLC0415 - slow import, in the worker only
    from weasyprint.text.fonts import FontConfiguration  # noqa: PLC0415 - slow import

    fonts = FontConfiguration()
    return fonts, CSS(filename=finders.find(SHEET), font_config=fonts, url_fetcher=_only_our_fonts())


def _only_our_fonts():
    from weasyprint.urls import URLFetcher  # noqa: PLC0415 - slow import

    ours = finders.find(SHEET).rsplit("/", 1)[0]

    class OnlyOurs(URLFetcher):
        def fetch(self, url, headers=None):
            if url.startswith("data:") or (url.startswith(f"file://{ours}/") and ".." not in url):
                return super().fetch(url, headers)
            raise DocumentFault(f"not allowed in a document: {url[:80]}")

    return OnlyOurs(allowed_protocols=["data", "file"], fail_on_errors=True)


def lay_out(template, context):
    """Lay a template out on pages; raises DocumentFault when it asks for anything from outside."""
    from weasyprint import HTML  # noqa: PLC0415 - slow import

    fonts, sheet = _workshop()
    html = HTML(string=render_to_string(template, context), url_fetcher=_only_our_fonts(), base_url=None)
    try:
        return html.render(stylesheets=[sheet], font_config=fonts, pdf_variant="pdf/ua-1")
    except BaseException as fault:
        if type(fault).__name__ == "FatalURLFetchingError":  # a BaseException: it slips past `except Exception`
            raise DocumentFault(str(fault)) from fault
        raise


def render_pdf(template, context):
    """Return the bytes of a tagged PDF/UA-1 in Dutch. The same template and context give the same bytes."""
    return lay_out(template, context).write_pdf(pdf_variant="pdf/ua-1")
