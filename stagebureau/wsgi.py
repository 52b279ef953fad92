"""The web application. It does not start behind a wall that has fallen."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stagebureau.settings.local")
application = get_wsgi_application()

from core.checks import refuse_a_fallen_wall  # noqa: E402 - after the settings

refuse_a_fallen_wall()
