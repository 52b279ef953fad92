"""The Celery application. The web process loads it too, so that `shared_task` knows the broker."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebureau.settings.local")
app = Celery("stagebureau")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
