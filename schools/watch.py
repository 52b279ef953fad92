"""The log of the doors: who came in and how, who left, who tried, who was turned away (ASVS 5.0 V16.3).

Numbers, pages and schools only; the time, in UTC, stands in front of every line.
"""

import logging

log = logging.getLogger("stagebureau.doors")


def came_in(sender, request, user, **_kwargs):
    """Somebody signed in."""
    log.info("came in: user %s", user.pk)


def left(sender, request, user, **_kwargs):
    """Somebody signed out."""
    log.info("left: user %s", user and user.pk)


def failed(sender, credentials, request=None, **_kwargs):
    """Somebody tried to sign in. What was typed is not written down: it may be a password in the wrong box."""
    log.info("failed to come in")


def turned_away(request, response):
    """A page that exists was asked for by somebody who may not see it, or the thing on it."""
    if response.status_code in (403, 404) and request.resolver_match and request.user.is_authenticated:
        page = request.resolver_match
        log.info("turned away: user %s, %s %s %s", request.user.pk, request.method, page.view_name, page.kwargs)
