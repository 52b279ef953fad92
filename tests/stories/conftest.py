"""The stage for the stories: everybody in an own browser, every page they see checked."""

import os
import signal

import pytest
from django.conf import settings as site_settings

from tests.stories.actor import Actor
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


@pytest.fixture
def actor(chromium, site, sign_in):
    """`actor(width, name)` gives somebody a browser; at the end none of the pages they saw may have a fault.

    With `member=` this member is signed in already, for stories that begin in the middle.
    """
    actors = []

    def come_in(width=375, name="somebody", *, member=None, **options):
        actors.append(Actor(chromium, site, width, name, **options))
        if member:
            cookie = site_settings.SESSION_COOKIE_NAME
            value = sign_in(member).cookies[cookie].value
            actors[-1].context.add_cookies([{"name": cookie, "value": value, "url": site}])
        return actors[-1]

    yield come_in
    faults = [fault for somebody in actors for fault in somebody.faults]
    for somebody in actors:
        somebody.context.close()
    assert faults == []
