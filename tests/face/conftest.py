"""A browser that opens the page of all components, without a server: files come straight from the static folders."""

import mimetypes
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.staticfiles import finders
from django.test import RequestFactory

from stagebureau.views.components import components

ORIGIN = "http://face.test"
POLICY = "; ".join(
    ["default-src 'none'", *(f"{kind}-src 'self'" for kind in ("script", "style", "img", "font", "connect"))]
)


def answer(route):
    """What the site would send for this address."""
    path = route.request.url.removeprefix(ORIGIN).split("?")[0]
    if path.startswith("/static/"):
        found = finders.find(path.removeprefix("/static/"))
        return (
            route.fulfill(path=found, content_type=mimetypes.guess_type(found)[0])
            if found
            else route.fulfill(status=404)
        )
    request = RequestFactory().get("/", {"fout": "1"} if "fout" in route.request.url else {})
    request.user, request._messages = AnonymousUser(), CookieStorage(request)
    page = components(request)
    return route.fulfill(body=page.content, headers={"content-type": "text/html", "content-security-policy": POLICY})


@pytest.fixture
def show(chromium):
    """Open the components page; complaints of the browser fail the test."""
    contexts, complaints = [], []

    def open_page(path="/", width=375, **options):
        context = chromium.new_context(viewport={"width": width, "height": 800}, locale="nl-NL", **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.route("**/*", answer)
        page.goto(ORIGIN + path)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def axe():
    """The names of what axe finds wrong on a page."""
    from axe_playwright_python.sync_playwright import Axe

    return lambda page: [fault["id"] for fault in Axe().run(page).response["violations"]]


@pytest.fixture
def root():
    return Path(__file__).parents[2]
