import pytest
from django.db import transaction

from tests.matrix.cells import Asker
from tests.matrix.world import build


@pytest.fixture(scope="package")
def asker(django_db_setup, django_db_blocker):
    """The world is made once, in a transaction that is taken back when the last cell is done."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Asker(build())
        transaction.set_rollback(True)
