"""Fast and strict. The services are started by the early plugin stagebureau.ground.pytest_services."""

import os
import tempfile
from pathlib import Path

from .base import *
from .database import from_url

SECRET_KEY = "test only"
CODE_PEPPER = "test only pepper"
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
# The sign-in role may become owner or platform role in fixtures; the code under test is stage_app, as in production.
DATABASES = {"default": from_url(os.environ["DATABASE_URL"], role="stage_app") | {"CONN_MAX_AGE": 0}}
# Each test process has a queue of its own, so that no worker takes the work of another process.
CELERY_TASK_DEFAULT_QUEUE = f"stagebureau-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "memory://")
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
OUTBOX_DELIVERY_BACKEND = os.environ.get("OUTBOX_DELIVERY_BACKEND", "django.core.mail.backends.locmem.EmailBackend")
SITE_URL = os.environ.get("SITE_URL", SITE_URL)
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "1025"))
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT") or tempfile.mkdtemp(prefix="stagebureau-media-"))
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "⚠ unknown: %s"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
SEAL_KEYS, SEAL_ROOTS, SEAL_SELF_MADE = MEDIA_ROOT / "seal" / "keys", MEDIA_ROOT / "seal" / "roots", True
