"""Count what a page asks the database, beyond the sentences of the transaction itself."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

# The trace of who looks (docs/decisions/0005) asks nothing: one line is written, whatever the page shows.
OF_THE_TRACE = 'INSERT INTO "schools_readtrace"'
OF_THE_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config", "SET ", OF_THE_TRACE)


def asked(browser, url, data=None):
    """(answer, [sentences]) of one GET, or of one POST when there is data."""
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(url) if data is None else browser.post(url, data)
    return answer, [q["sql"] for q in seen.captured_queries if not q["sql"].startswith(OF_THE_TRANSACTION)]


def count_queries(browser, url, data=None):
    """How many questions one page asks."""
    return len(asked(browser, url, data)[1])
