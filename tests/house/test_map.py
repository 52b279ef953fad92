import pytest
from django.core.management import call_command

from core.management.commands import house_map


def test_the_map_is_up_to_date():
    assert house_map.MAP.read_text(encoding="utf-8") == house_map.draw(), "run: python3 manage.py house_map"


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
