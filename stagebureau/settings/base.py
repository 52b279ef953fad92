"""What is the same everywhere. Each environment file adds only what differs."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parents[2]
SECRET_KEY = CODE_PEPPER = ""  # local.py, test.py and production.py each give their own
DEBUG = False
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"
LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", _("Nederlands"))]
AUTH_USER_MODEL = "schools.User"
ROOT_URLCONF = "stagebureau.urls"
WSGI_APPLICATION = "stagebureau.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "core",
    "schools",
    "companies",
    "groups",
    "placements",
    "contracts",
    "assessments",
    "stagebureau",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "schools.sessions.SessionTimes",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "schools.middleware.SchoolMiddleware",  # innermost: one transaction around the whole handler
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "stagebureau.context.page",
            ],
            "builtins": ["core.templatetags.ui", "django.templatetags.static", "django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_ALLOWED_TEMPLATE_PACKS = CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASE_APP_ROLE = "stage_app"
DATABASE_PLATFORM_ROLE = "stage_platform"
DATABASE_OPTIONS = {
    "ENGINE": "django.db.backends.postgresql",
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "DISABLE_SERVER_SIDE_CURSORS": True,  # three trips to the database for each list to choose from
}

# Counts of tries are shared by all processes and survive a flush of the broker: in PostgreSQL, as our own counts.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "core_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000  # a datumprikker of a whole school year
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 6 * 1024 * 1024

EMAIL_BACKEND = "core.mail.OutboxBackend"
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
OUTBOX_FILL = "schools.letters.fill_in_addresses"  # letters get their address at the moment of sending
COMPANY_PANELS = ["placements.at_company.ratings"]  # on the page of a company (companies/panels.py)
COMPANY_TIMELINE = ["placements.at_company.stages"]
WORK_ON_PAPER = "contracts.work.refuse_other_work"  # asked when the werk- en veiligheidscheck changes
DEFAULT_FROM_EMAIL = "Stagebureau <stagebureau@stagebureau.example>"
SITE_URL = "http://127.0.0.1:8000"
MAILBOX_DIR = None  # the demo's mail catcher keeps what went out here

SEAL_KEYS = SEAL_ROOTS = None  # folders: the keys that documents are sealed with (worker only), and the certificates
SEAL_PASSPHRASE = SEAL_TIMESTAMP = ""
SEAL_SELF_MADE = False  # demo and tests make a certificate of their own

VIRUS_SCANNER = ""  # "host:port" of clamd; without one, files of strangers are kept as "not scanned"

CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_PUBLISH_RETRY = False  # a broker that is down must not hold a page: the sweep finds the work
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_timeout": 5, "socket_connect_timeout": 0.3}
CELERY_TIMEZONE = TIME_ZONE
CELERY_BEAT_SCHEDULE = {
    "sweep-the-outbox": {"task": "core.tasks.sweep_outbox", "schedule": 60.0},
    "sweep-the-jobs": {"task": "core.tasks.sweep_jobs", "schedule": 120.0},
    "sweep-the-files": {"task": "core.tasks.sweep_files", "schedule": 120.0},
    "tell-new-days": {"task": "groups.tasks.tell_new_days", "schedule": 1800.0},
    "remind-silent-companies": {"task": "groups.tasks.remind_silent_companies", "schedule": 1800.0},
    "watch-the-doors": {"task": "schools.tasks.watch_the_doors", "schedule": 300.0},
    "clear-the-doormat": {"task": "schools.tasks.clear_the_doormat", "schedule": 3600.0},
    "keep-the-terms": {"task": "schools.tasks.keep_the_terms", "schedule": 3600.0},
    "sweep-the-disk": {"task": "schools.tasks.sweep_the_disk", "schedule": 6 * 3600.0},
    "make-missing-assessments": {"task": "assessments.tasks.make_missing_documents", "schedule": 300.0},
    "turn-the-day": {"task": "stagebureau.tasks.turn_the_day", "schedule": 1800.0},
    "seal-complete-papers": {"task": "contracts.tasks.sweep_seals", "schedule": 300.0},
    "ask-in-turn": {"task": "contracts.tasks.ask_in_turn", "schedule": 1800.0},
    "watch-the-papers": {"task": "contracts.tasks.watch_the_papers", "schedule": 1800.0},
    "watch-the-law": {"task": "placements.tasks.watch_the_law", "schedule": 600.0},
    "watch-the-law-of-all": {
        "task": "placements.tasks.watch_the_law", "schedule": 6 * 3600.0, "kwargs": {"everything": True},
    },
    "watch-the-requests": {"task": "placements.tasks.watch_requests", "schedule": 1800.0},
}

AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "schools.accounts.StaffAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"  # staff are invited to the address they sign in with
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # a stranger's address gets no mail, and the page says the same
ALLAUTH_TRUSTED_PROXY_COUNT = 0  # how many proxies of our own stand in front; counts for every limit per address
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
# A class of thirty signs in behind one address (docs/decisions): allauth's own limits would lock out the 31st.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "60/m/ip,5/300s/key",
    "request_login_code": "60/m/ip,3/m/key,12/h/key",
    "reset_password": "60/m/ip,5/m/key",
    "genuine_file": "10/m/ip",
}
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60  # as schools.confirming.LASTS
MFA_ADAPTER = "schools.secondfactor.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "schools.forms.second_factor.StepForm",
    "reauthenticate": "schools.forms.second_factor.ConfirmForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # a finger, face or PIN: then the key alone is two factors
MFA_TOTP_ISSUER = "Stagebureau"
MFA_TOTP_TOLERANCE = 1  # telephones run half a minute early or late
MFA_ALLOW_UNVERIFIED_EMAIL = True  # staff are invited at their address
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
# Signing in with the account of the school (docs/decisions): the services that schools use.
SOCIALACCOUNT_ADAPTER = "schools.oidc.SchoolAccountAdapter"
SIGN_IN_ISSUERS = {
    "entra": "https://login.microsoftonline.com/{tenant}/v2.0",
    "google": "https://accounts.google.com",
}
OUTSIDE_MAY_BE_LOCAL = False  # only the demo and tests ask a sign-in service on the own computer
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "stagebureau.views.faults.csrf_failure"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
AUTH_PASSWORD_VALIDATORS[0]["OPTIONS"] = {"user_attributes": ["email", "name"]}
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}
AUTH_PASSWORD_VALIDATORS += [{"NAME": "schools.passwords.NotEasilyGuessed"}]

SECURE_CONTENT_TYPE_NOSNIFF = True
# The token of a letter never leaves the site. "no-referrer" would make browsers hide the origin of every form as well.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"no_people": {"()": "core.logs.WithoutPeople"}},
    "formatters": {"place": {"()": "core.logs.PlaceOfFault"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["no_people"], "formatter": "place"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers would write the fault with its text, or mail it with all its variables.
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "stagebureau.doors": {"level": "INFO"},
    },
}
