"""One real Chromium for all tests of a process, and what every page must pass in it."""

import asyncio

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import sync_playwright

from stagebureau.ground import browser as ground_browser

ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="session")
def chromium():
    """The browser; a second one in the same process is not possible."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=ground_browser.find(), args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Chromium leaves its event loop marked as running. Nothing else in the process can then run one, such as the
    seal, and Django opens a second connection. Put the mark away during tests that do not use the browser, together
    with all their fixtures.
    """
    resting = None if "chromium" in item.fixturenames else asyncio._get_running_loop()
    if resting:
        asyncio._set_running_loop(None)
    try:
        return (yield)
    finally:
        if resting:
            asyncio._set_running_loop(resting)


def new_context(chromium, width=375, height=812, **options):
    """A browser of somebody's own: a phone unless told otherwise."""
    options = {"locale": "nl-NL", "timezone_id": "Europe/Amsterdam", "has_touch": width < 600} | options
    return chromium.new_context(viewport={"width": width, "height": height}, **options)


def faults_of(page):
    """Sentences about what the page does wrong: axe, and reflow at 320 px. Empty when all is well."""
    found = Axe().run(page, options=RULES).response["violations"]
    faults = [f"{page.url}: {v['id']} {[n['target'] for n in v['nodes']][:3]}" for v in found]
    return faults + too_wide(page)


def too_wide(page):
    """A sentence when the page does not fit in 320 px; empty when it does."""
    size = page.viewport_size
    page.set_viewport_size({"width": 320, "height": 640})
    try:
        wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    finally:
        page.set_viewport_size(size)
    return [f"{page.url}: {wider} px too wide at 320 px"] if wider > 0 else []
