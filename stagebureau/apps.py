from django.apps import AppConfig


class StagebureauConfig(AppConfig):
    name = "stagebureau"

    def ready(self):
        from stagebureau import celery  # noqa: F401, PLC0415 - so that shared_task finds the broker
