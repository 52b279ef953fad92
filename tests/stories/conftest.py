"""The stage for the stories: everybody in an own browser, every page they see checked."""

import logging
import os
import signal

import pytest
from django.conf import settings as site_settings

from schools.models import User
from tests.stories.actor import Actor
from tests.stories.site import Mailbox, start_worker


@pytest.fixture
def server_log(tmp_path):
    """The file that web and worker write their log to."""
    (console,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    with (tmp_path / "server.log").open("a+") as log:
        before = console.setStream(log)
        yield log
        console.setStream(before)


@pytest.fixture
def site(live_server, transactional_db, settings, server_log, figure):
    """The address of the running site, with a real worker behind it. At the end its log speaks of nobody."""
    settings.SITE_URL = live_server.url
    worker = start_worker(live_server.url, server_log)
    yield live_server.url
    os.killpg(worker.pid, signal.SIGKILL)
    worker.wait()
    server_log.seek(0)
    told = server_log.read().lower()
    people = {text for person in User.objects.values_list("name", "email", "phone") for text in person if text}
    named = [text for text in people if text.lower() in told]
    figure("walls.lines_of_log[stories]", told.count("\n"), "> 0")
    figure("walls.personal_data_in_logs[stories]", len(named), "0")
    assert people, "nobody to look for"
    assert named == []


@pytest.fixture
def mailbox(site):
    return Mailbox()


@pytest.fixture
def actor(chromium, site, sign_in, figure):
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
    figure("walls.csp_reports[stories]", sum("Content Security Policy" in fault for fault in faults), "0")
    for somebody in actors:
        somebody.context.close()
    assert faults == []
