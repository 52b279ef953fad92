"""Somebody with a browser of their own, who reads, types and presses as people do."""

import os
import re
from pathlib import Path

from playwright.sync_api import Error as PageMoved
from playwright.sync_api import expect

from tests.browser import faults_of, new_context, too_wide
from tests.stories.site import wait_until

PATIENCE = 30_000  # ms; a worker on a busy machine needs its time
SHOTS = os.environ.get("STORY_SHOTS")
CHECKED = set()  # (who, kind of page) in all stories of this process: nobody's page is checked twice


class Actor:
    """One person at one screen. Every kind of page they come to is checked once, and kept as a picture on request."""

    def __init__(self, chromium, site, width, name="somebody", **options):
        self.context = new_context(chromium, width=width, height=812 if width < 600 else 900, **options)
        self.context.set_default_timeout(PATIENCE)
        self.page, self.site, self.name, self.seen, self.faults = self.context.new_page(), site, name, 0, []
        self.check = faults_of if options.get("java_script_enabled", True) else too_wide  # axe itself is JavaScript
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
        """Check the page that is open now, once per kind of page and its headings."""
        headings = self._headings()
        address = re.sub(r"[0-9a-f]{20,}|\d", "", self.page.url)
        kind, heading = (self.name, address, *headings), headings[0] if headings else ""
        if kind not in CHECKED:
            CHECKED.add(kind)
            self.seen += 1
            self.faults += self._once_it_stands(lambda: self.check(self.page))
            self._keep_a_picture(heading)
        return self.page

    def _headings(self):
        """The headings of the page that stands."""
        return self._once_it_stands(self.page.locator("h1, h2").all_inner_texts)

    def _once_it_stands(self, ask):
        """What is asked of a page; asked again when a script has just left for the next one."""
        try:
            return ask()
        except PageMoved:
            self.page.wait_for_load_state()
            return ask()

    def _keep_a_picture(self, heading):
        if SHOTS:
            words = re.sub(r"\W+", "-", heading.lower())[:40].strip("-")
            path = Path(SHOTS) / f"{self.name}-{self.seen:02}-{words}.png"
            self.page.screenshot(path=path, full_page=True)

    def press(self, name, *, exact=False):
        """Press the button or follow the link with this name, and look at where that leads."""
        here = self.page.locator("body")
        target = here.get_by_role("button", name=name, exact=exact).or_(
            here.get_by_role("link", name=name, exact=exact)
        )
        target.first.click()
        self.page.wait_for_load_state()
        return self.look()

    def write(self, label, text):
        """Type in the box with this label."""
        self.page.get_by_label(label).first.fill(text)

    def choose(self, label, option):
        """Choose from the list with this label."""
        self.page.get_by_label(label).first.select_option(label=option)

    def tick(self, *labels, exact=False):
        """Tap boxes and tiles by their words."""
        for label in labels:
            self.page.get_by_label(label, exact=exact).first.check(force=True)

    def reads(self, *texts):
        """See each of these texts; waits until they are there."""
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text, timeout=PATIENCE)

    def reads_later(self, text):
        """See this text after looking again, maybe a few times: the worker is busy with it."""
        self.page.wait_for_load_state()
        wait_until(lambda: text in self.page.reload().text(), f"{self.name} never reads {text!r}")

    def never_reads(self, *texts):
        """None of these stands anywhere in the page, also not in what is folded away."""
        content = self.page.content()
        assert [text for text in texts if text in content] == []

    def download(self, name):
        """The bytes of the file behind this link."""
        with self.page.expect_download() as arriving:
            self.page.get_by_role("link", name=name).first.click()
        return Path(arriving.value.path()).read_bytes()
