"""The stage for the stories: everybody in an own browser, every page they see checked."""

import os
import signal

import pytest

from tests.browser import faults_of, new_context
from tests.stories.site import Mailbox, start_worker


@pytest.fixture
def site(live_server, transactional_db, settings):
    """The address of the running site, with a real worker behind it."""
    settings.SITE_URL = live_server.url
    worker = start_worker(live_server.url)
    yield live_server.url
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()


@pytest.fixture
def mailbox(site):
    return Mailbox()


class Actor:
    """Somebody with a browser of their own. Every page they come to is checked once."""

    def __init__(self, chromium, site, width):
        self.context = new_context(chromium, width=width)
        self.page, self.site, self.checked, self.faults = self.context.new_page(), site, set(), []
        self.page.on("console", self._complaint)
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error}"))
        self.page.on("response", self._answer)

    def _complaint(self, message):
        if message.type == "error":
            self.faults.append(f"{self.page.url}: {message.text}")

    def _answer(self, response):
        if response.status >= 500:
            self.faults.append(f"{response.url}: {response.status}")

    def go(self, path):
        """Open a page of the site, or a link from a mail."""
        self.page.goto(path if path.startswith("http") else self.site + path)
        return self.look()

    def look(self):
        """Check the page that is open now, once per kind of page."""
        kind = "".join(c for c in self.page.url if not c.isdigit())
        if kind not in self.checked:
            self.checked.add(kind)
            self.faults += faults_of(self.page)
        return self.page

    def press(self, name):
        """Press the button or follow the link with this name, and look at where that leads."""
        here = self.page
        target = here.get_by_role("button", name=name).or_(here.get_by_role("link", name=name)).first
        target.click()
        here.wait_for_load_state()
        return self.look()


@pytest.fixture
def actor(chromium, site):
    """`actor(width)` gives somebody a browser; at the end none of the pages they saw may have a fault."""
    actors = []

    def come_in(width=375):
        actors.append(Actor(chromium, site, width))
        return actors[-1]

    yield come_in
    faults = [fault for somebody in actors for fault in somebody.faults]
    for somebody in actors:
        somebody.context.close()
    assert faults == []
