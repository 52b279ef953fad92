"""Rounds past all schools: what goes wrong at one stops no other."""

import logging
from contextlib import contextmanager

log = logging.getLogger(__name__)


@contextmanager
def on_its_own(what, pk):
    """Whatever goes wrong inside is logged, with the kind of thing and its id, and the next one goes on.

    Inside it a school is opened, so what was half done there is taken back.
    """
    try:
        yield
    except Exception:
        log.exception("The round stopped at %s %s", what, pk)
