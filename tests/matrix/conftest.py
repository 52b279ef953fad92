import gc
import logging

import pytest
from django.db import connection, transaction
from django.test import override_settings

from tests.matrix.asking import Asker
from tests.matrix.headers import HSTS
from tests.matrix.world import build


@pytest.fixture(scope="package")
def asker(django_db_setup, django_db_blocker):
    """The world is made once, in a transaction that is taken back when the last cell is done.

    Thousands of denials would fill the log that pytest keeps, and the collector would walk the whole world each time.
    """
    said = logging.getLogger("django.request")
    with override_settings(**HSTS), django_db_blocker.unblock(), transaction.atomic():
        made = Asker(build())
        gc.freeze()
        said.disabled = True
        yield made
        said.disabled = False
        transaction.set_rollback(True)
    with django_db_blocker.unblock():
        sweep_the_tables()


def sweep_the_tables():
    """Thousands of requests that were taken back leave dead rows everywhere, and they mislead the planner."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE stage_owner")
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("SET ROLE stage_app")
