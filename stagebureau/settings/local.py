"""The demo: everything from the environment that `manage.py demo` made, or from the file it keeps while it runs."""

import os
from pathlib import Path

from stagebureau.ground.running import load_env

from .base import *
from .database import from_url

load_env()
DEBUG = True
SECRET_KEY = os.environ.get("SECRET_KEY", "only before the first start")
CODE_PEPPER = os.environ.get("CODE_PEPPER", "only before the first start")
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": from_url(os.environ.get("DATABASE_URL", "postgresql:///stagebureau"))}
if "DATABASE_OWNER_URL" in os.environ:
    DATABASE_OWNER = from_url(os.environ["DATABASE_OWNER_URL"])
CELERY_BROKER_URL = os.environ.get("CELERY_BROKER_URL", "redis://127.0.0.1:6379/0")
CELERY_IMPORTS = ["stagebureau.demo.papers"]  # only the worker of the demo knows it
EMAIL_HOST = os.environ.get("EMAIL_HOST", "127.0.0.1")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "1025"))
SITE_URL = os.environ.get("SITE_URL", SITE_URL)
MEDIA_ROOT = Path(os.environ.get("MEDIA_ROOT", BASE_DIR / ".data" / "media"))
SEAL_KEYS, SEAL_ROOTS = MEDIA_ROOT.parent / "seal" / "keys", MEDIA_ROOT.parent / "seal" / "roots"
SEAL_SELF_MADE = True
OUTSIDE_MAY_BE_LOCAL = True
MAILBOX_DIR = os.environ.get("MAILBOX_DIR")
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_USE_FINDERS = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # passkeys on http://localhost
