"""A round from our site to the service and back, with Django's test browser on our side."""

import re
from html import unescape
from urllib.parse import urlsplit

from django.urls import reverse

from tests.oidc.service import Visitor


def page(school, name, *args):
    return reverse(f"schools:{name}", args=[school.slug, *args])


def leaving(answer):
    """Where the page of ours sends the browser to."""
    assert answer.status_code == 200, answer.text
    address = answer.headers["Refresh"].removeprefix("0; url=")
    assert address == unescape(re.search(r'href="([^"]+)" rel="noreferrer"', answer.text)[1])
    return address


def way_back(browser, start, name, **how):
    """Press the button at `start` and sign in at the service as `name`; the path on which we come back."""
    address = Visitor().sign_in(leaving(browser.post(start)), name, **how)
    return address.removeprefix("{0.scheme}://{0.netloc}".format(urlsplit(address)))


def round_trip(browser, start, name, **how):
    """The same, and come back."""
    return browser.get(way_back(browser, start, name, **how))
