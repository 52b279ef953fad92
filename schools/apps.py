from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    """Who: schools, people, their roles and their ways in."""

    name = "schools"
    verbose_name = "Scholen en accounts"

    def ready(self):
        from allauth.account.signals import authentication_step_completed  # noqa: PLC0415 - after the models
        from django.contrib.auth.signals import (  # noqa: PLC0415 - after the models
            user_logged_in,
            user_logged_out,
            user_login_failed,
        )

        from schools import sessions, watch  # noqa: PLC0415 - after the models

        user_logged_in.connect(sessions.on_sign_in, dispatch_uid="schools.sessions")
        authentication_step_completed.connect(sessions.on_step, dispatch_uid="schools.sessions")
        user_logged_in.connect(watch.came_in, dispatch_uid="schools.watch.in")
        user_logged_out.connect(watch.left, dispatch_uid="schools.watch.out")
        user_login_failed.connect(watch.failed, dispatch_uid="schools.watch.failed")
