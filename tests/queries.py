"""Count what a page asks the database, beyond the sentences of the transaction itself."""

from django.db import connection
from django.test.utils import CaptureQueriesContext

OF_THE_TRANSACTION = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK", "SELECT set_config", "SET ")


def asked(browser, url, data=None):
    """(answer, [sentences]) of one GET, or of one POST when there is data."""
    with CaptureQueriesContext(connection) as seen:
        answer = browser.get(url) if data is None else browser.post(url, data)
    return answer, [q["sql"] for q in seen.captured_queries if not q["sql"].startswith(OF_THE_TRANSACTION)]


def count_queries(browser, url, data=None):
    """How many questions one page asks."""
    return len(asked(browser, url, data)[1])
