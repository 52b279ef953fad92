from django.apps import AppConfig
from django.db.models.signals import post_migrate


class CoreConfig(AppConfig):
    name = "core"

    def ready(self):
        from core import checks, grants  # noqa: F401, PLC0415 - checks register themselves

        post_migrate.connect(grants.grant_after_migrate, dispatch_uid="core.grants")
