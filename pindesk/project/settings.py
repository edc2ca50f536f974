"""All settings, read once from the environment (`NAME`, or `NAME_FILE` naming a file that holds the value).

Only secrets, addresses and the machine live here. What the company decides is its `Company` row and the policy.
"""

from __future__ import annotations

import re
import secrets
from datetime import timedelta
from pathlib import Path

from pindesk.project.environment import DEMO_MARK, Refused, environment

env = environment()

DATA_DIR = env.path("PINDESK_DATA", Path.cwd() / "data")
# Anybody can be anybody in a demo: only where `pindesk demo` left its mark, never by a variable alone.
IS_DEMO = env.flag("PINDESK_DEMO", False) and (DATA_DIR / DEMO_MARK).exists()
IS_LIMITED = env.text("PINDESK_LIMITS", "on") != "off"

# The address people reach Pindesk at; the Host header is never believed. Empty: the loopback address it listens on.
PUBLIC_URL = env.url("PINDESK_URL", "")
TRUSTED_PROXIES = tuple(env.words("PINDESK_TRUSTED_PROXIES"))
METRICS_TOKEN = env.text("PINDESK_METRICS", "")  # who carries it may read /metrics from another machine
IS_BEHIND_TLS = PUBLIC_URL.startswith("https://")
ALLOWED_HOSTS = ["*"]  # the server's router compares Host with PUBLIC_URL before Django sees the request
USE_X_FORWARDED_HOST = False

DEBUG = False


def _secret_key() -> str:
    """The signing key: from the environment, else a file in the data directory, made once, readable by us alone."""
    given = env.text("PINDESK_SECRET_KEY", "")
    if given:
        if len(given) < 32:
            raise Refused("PINDESK_SECRET_KEY is too short: give at least 32 characters.")
        return given
    file = DATA_DIR / "keys" / "secret_key"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = file.with_suffix(f".{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(48))
        try:
            draft.rename(file) if not file.exists() else None
        finally:
            draft.unlink(missing_ok=True)
    return file.read_text().strip()


SECRET_KEY = _secret_key()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "pindesk.events",
    "pindesk.ui",
    "pindesk.outbox",
    "pindesk.files",
    "pindesk.accounts",
    "pindesk.plans",
    "pindesk.hours",
    "pindesk.availability",
    "pindesk.knowledge",
    "pindesk.tickets",
    "pindesk.notifications",
    "pindesk.portal",
    "pindesk.workspace",
    "pindesk.api",
    "pindesk.project",
]
if IS_DEMO:
    INSTALLED_APPS.append("pindesk.demo")

ROOT_URLCONF = "pindesk.project.urls"
WSGI_APPLICATION = None

MIDDLEWARE = [
    "pindesk.events.middleware.CursorMiddleware",
    "pindesk.project.middleware.headers.HeadersMiddleware",
    "pindesk.project.middleware.errors.ErrorMiddleware",
    "pindesk.project.middleware.origin.OriginMiddleware",
    "pindesk.accounts.middleware.SessionMiddleware",
    "pindesk.accounts.middleware.VisitorMiddleware",
    "pindesk.api.middleware.TokenMiddleware",
    "pindesk.project.middleware.language.LanguageMiddleware",
    "pindesk.portal.middleware.UnreadMiddleware",
    "pindesk.project.middleware.set_up.SetUpMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pindesk.workspace.middleware.DoorMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "NAME": "jinja2",
        "APP_DIRS": False,
        "DIRS": [
            Path(__file__).parent.parent / app / "templates"
            for app in ("project", "demo", "portal", "workspace", "notifications", "accounts", "ui")
        ],
        "OPTIONS": {"environment": "pindesk.ui.jinja.environment"},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

DATABASES = {"default": env.database("DATABASE_URL", DATA_DIR / "pindesk.sqlite3")}
DATABASES["default"]["CONN_MAX_AGE"] = None
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Django's migrations of the applications that are not ours stay theirs.
SILENCED_SYSTEM_CHECKS: list[str] = []

AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "pindesk.accounts.passwords.NotLikeThePerson"},
    {"NAME": "pindesk.accounts.passwords.LongEnough", "OPTIONS": {"min_length": 12}},
    {"NAME": "pindesk.accounts.passwords.NotCommon"},
    {"NAME": "pindesk.accounts.passwords.NotOnlyDigits"},
]
SESSION_ENGINE = "pindesk.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IS_BEHIND_TLS
SESSION_COOKIE_AGE = int(timedelta(days=30).total_seconds())

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español")]
LOCALE_PATHS = [Path(__file__).parent.parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"

# Mail: an SMTP address like smtp://user:password@host:587?tls=1; empty: mails wait in the outbox until one is set.
SMTP = env.smtp("PINDESK_SMTP_URL")
MAIL_FROM = env.sender("PINDESK_MAIL_FROM", "support@localhost")
MAIL_FOLDER = env.text("PINDESK_MAIL_FOLDER", str(DATA_DIR / "demo-mail") if IS_DEMO else "")

# The virus scanner clamd, as host:port or the path of its socket; empty: files are not scanned.
CLAMD = env.clamd("PINDESK_CLAMD")

# What the company's billing system signs with, as whsec_...; empty: it has nothing to say here.
BILLING_SECRETS = env.webhook_secrets("PINDESK_BILLING_SECRET")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
# A page of settings has three fields for each of the company's own days, and says itself when they are too many.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
REQUEST_BODY_MAX_BYTES = 2 * 1024 * 1024
# Addresses that take files, by POST: more is let in there, from who is signed in. The view says who may.
UPLOAD_BODY_MAX_BYTES = {
    # A message with one file of the largest size; what is more comes in several messages. Where the company lets in
    # files of more than 50 MB, so much more is let in here.
    re.compile(r"/(en|fr|de|es)/tickets/(new|[0-9]+/replies)"): 60 * 1024 * 1024,
    re.compile(r"/workspace/tickets/[0-9]+/(replies|notes)"): 60 * 1024 * 1024,
    re.compile(r"/workspace/articles/[0-9]+/images"): 12 * 1024 * 1024,
    re.compile(r"/api/v2/uploads(\.json)?"): 51 * 1024 * 1024,
}
UPLOAD_BODY_GROWS_FROM_BYTES = 51 * 1024 * 1024
# Where files come part by part, by PATCH.
UPLOAD_PARTS = re.compile(r"/(en|fr|de|es|workspace)/uploads/[0-9a-z-]+")
FILE_UPLOAD_HANDLERS = [
    "pindesk.project.form_files.FewFiles",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FILES = None  # more are left out instead, so that the form can say so and keep what was typed
REQUEST_HEAD_SECONDS = 30.0  # until the head of a request is complete

LOGGING_CONFIG = None  # the server sets up JSON lines; see project/logs.py


# Sign-in by django-allauth's parts. Limits are ours, in the database (accounts/limits.py), so its own are off; agents'
# addresses are those of workspace/urls_sign_in.py, customers' those of portal/sign_in_addresses.py.
LOGIN_URL = "account_login"
ACCOUNT_ADAPTER = "pindesk.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # addresses are proven by codes and invitations
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_RATE_LIMITS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"length": 6, "dashed": False}
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = {"length": 8, "dashed": True}
ACCOUNT_FORMS = {
    "login": "pindesk.accounts.forms.SignInForm",
    "request_login_code": "pindesk.accounts.forms.RequestCodeForm",
    "confirm_login_code": "pindesk.accounts.forms.ConfirmCodeForm",
    "reset_password": "pindesk.accounts.forms.ResetPasswordForm",
    "confirm_password_reset_code": "pindesk.accounts.forms.ConfirmPasswordCodeForm",
    "reset_password_from_key": "pindesk.accounts.forms.NewPasswordForm",
    "change_password": "pindesk.accounts.forms.ChangePasswordForm",
    "set_password": "pindesk.accounts.forms.FirstPasswordForm",
    "reauthenticate": "pindesk.accounts.forms.PasswordAgainForm",
}
MFA_ADAPTER = "pindesk.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_RATE_LIMITS = False
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_FORMS = {
    "authenticate": "pindesk.accounts.forms.SecondFactorForm",
    "reauthenticate": "pindesk.accounts.forms.AgainForm",
    "activate_totp": "pindesk.accounts.forms.AddAppForm",
}

UNKNOWN_VARIABLES = env.unknown()  # last: every setting has been asked for
