from django.core.management.commands.migrate import Command as DjangoMigrate
from django.db import connections

from stagebureau.ground.owner import as_owner


class Command(DjangoMigrate):
    """Bring the tables up to date as their owner; the site itself connects as a role that may not."""

    def handle(self, *arguments, **options):
        with as_owner(connections[options["database"]]):
            super().handle(*arguments, **options)
