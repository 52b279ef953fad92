"""A school's server. Whatever is missing from the environment stops the start."""

import os
from pathlib import Path

from .base import *
from .database import from_url

SECRET_KEY = os.environ["SECRET_KEY"]
CODE_PEPPER = os.environ["CODE_PEPPER"]
ALLOWED_HOSTS = os.environ["ALLOWED_HOSTS"].split(",")
SITE_URL = os.environ["SITE_URL"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATABASES = {"default": from_url(os.environ["DATABASE_URL"])}
if "DATABASE_OWNER_URL" in os.environ:  # the migrate service only
    DATABASE_OWNER = from_url(os.environ["DATABASE_OWNER_URL"])
CELERY_BROKER_URL = os.environ["CELERY_BROKER_URL"]
MEDIA_ROOT = Path(os.environ["MEDIA_ROOT"])
SEAL_KEYS = Path(os.environ["SEAL_KEYS"]) if os.environ.get("SEAL_KEYS") else None  # the worker only
SEAL_ROOTS = Path(os.environ["SEAL_ROOTS"]) if os.environ.get("SEAL_ROOTS") else None
SEAL_PASSPHRASE = os.environ.get("SEAL_PASSPHRASE", "")
SEAL_TIMESTAMP = os.environ.get("SEAL_TIMESTAMP", "")
VIRUS_SCANNER = os.environ.get("VIRUS_SCANNER", "")
EMAIL_HOST = os.environ["EMAIL_HOST"]
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "587"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ["DEFAULT_FROM_EMAIL"]
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TRUSTED_PROXY_COUNT", "1"))
if os.environ.get("BEHIND_HTTPS_PROXY", "1") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
SECURE_SSL_REDIRECT = os.environ.get("SECURE_SSL_REDIRECT", "1") == "1"
SECURE_REDIRECT_EXEMPT = [r"^ping$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
