from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Who: schools, people, their roles and their ways in."""

    name = "schools"
    verbose_name = "Scholen en accounts"

    def ready(self):
        from django.contrib.auth.signals import user_logged_in  # noqa: PLC0415 - after the models

        from schools.sessions import on_sign_in  # noqa: PLC0415 - after the models

        user_logged_in.connect(on_sign_in, dispatch_uid="schools.sessions")
