"""The Celery application. The web process loads it too, so that `shared_task` knows the broker."""

import os

from celery import Celery
from celery.signals import setup_logging, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebureau.settings.local")
app = Celery("stagebureau")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@setup_logging.connect
def keep_our_log(**kwargs):
    """Celery leaves the log as the settings made it: its own would write what a task stumbled over."""


@worker_init.connect
def look_at_the_wall(**kwargs):
    """The worker does not start behind a wall that has fallen."""
    from core.checks import refuse_a_fallen_wall  # noqa: PLC0415 - after the settings

    refuse_a_fallen_wall()
