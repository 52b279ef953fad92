"""Gather the static files while the container is built, when there is no database, mail or secret yet."""

import os


def main():
    """Collect with the settings of a server; the values given here live no longer than this process."""
    for name in ("SECRET_KEY", "CODE_PEPPER", "ALLOWED_HOSTS", "SITE_URL", "EMAIL_HOST", "DEFAULT_FROM_EMAIL"):
        os.environ.setdefault(name, os.urandom(32).hex())
    os.environ.setdefault("MEDIA_ROOT", os.devnull)
    os.environ.setdefault("DATABASE_URL", "postgresql:///none")
    os.environ.setdefault("CELERY_BROKER_URL", "memory:")
    os.environ["DJANGO_SETTINGS_MODULE"] = "stagebureau.settings.production"

    import django
    from django.core.management import call_command

    django.setup()
    call_command("collectstatic", interactive=False, verbosity=1)


if __name__ == "__main__":
    main()
