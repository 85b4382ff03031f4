"""Django settings: defaults for a demonstration; every deployment value comes from the environment."""

import functools
import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from thihanh.config import clock, database, secrets

PROJECT_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = Path(os.environ.get("THIHANH_VAR", PROJECT_DIR / "var"))

DEBUG = False
DEMO = os.environ.get("THIHANH_DEMO", "1") == "1"
CLOCK: clock.Clock = clock.Clock()
SECRET_KEY = secrets.read_or_create(VAR_DIR / "secret.key", "THIHANH_SECRET_KEY")
ALLOWED_HOSTS = os.environ.get("THIHANH_HOSTS", "127.0.0.1,localhost,testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("THIHANH_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "thihanh.web",  # before allauth, whose pages it draws anew
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
    "procrastinate.contrib.django",
    "thihanh.trail",
    "thihanh.queue",
    "thihanh.offices",
    "thihanh.money",
    "thihanh.matters",
    "thihanh.dossiers",
    "thihanh.coordination",
    "thihanh.oversight",
    "thihanh.documents",
    "thihanh.procedures",
    "thihanh.statistics",
    "thihanh.editions",
    "thihanh.targets",
    "thihanh.steering",
    "thihanh.reports",
    "thihanh.config",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thihanh.config.requests.ReadableRequests",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "thihanh.config.sessions.AbsoluteLimit",
    "thihanh.offices.sessions.ViewerOfTheDay",
    "django_htmx.middleware.HtmxMiddleware",
    "thihanh.web.middleware.PageMiddleware",
]

ROOT_URLCONF = "thihanh.config.urls"
WSGI_APPLICATION = "thihanh.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "thihanh.web.page.context",
            ],
        },
    }
]

DATABASES = {"default": database.connection_settings(VAR_DIR)}
# Used by `migrate` alone; the product's own connections belong to a role that owns nothing.
OWNER_CONNECTION = database.owner_settings(VAR_DIR)
# Entry points call this before the first query; loading settings starts nothing.
START_DATABASE = functools.partial(database.start_for_entry_point, VAR_DIR)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "offices.Account"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "files"
# Keys that sign papers: apart from the database and from the kept files.
KEY_STORE = Path(os.environ.get("THIHANH_KEY_STORE", VAR_DIR / "keys"))
# How the public finds the check page: the address in the square code of every paper.
PUBLIC_ADDRESS = os.environ.get("THIHANH_PUBLIC_ADDRESS", "http://127.0.0.1:8000").rstrip("/")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
# Stated to browsers only over HTTPS; the proxy in front says so by X-Forwarded-Proto.
SECURE_HSTS_SECONDS = 0 if DEMO else 365 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not DEMO
# Idle limit: each request moves it on. The demonstration stays signed in for the day.
SESSION_COOKIE_AGE = 12 * 3600 if DEMO else 15 * 60
SESSION_SAVE_EVERY_REQUEST = not DEMO
SESSION_ABSOLUTE_LIMIT = timedelta(hours=12)
# A form sent twice acts once for as long as its key is kept. A page left open may be sent again after a new
# log-in, so the time is longer than the longest leave people go on with pages open (Tết and annual leave).
REQUEST_KEYS_KEPT = timedelta(days=45)
X_FRAME_OPTIONS = "DENY"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "thihanh.offices.adapter.AccountAdapter"
ACCOUNT_SESSION_REMEMBER = True  # how long a session lives is said above, not asked
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
# Wrong guesses are slowed per account and place ("key", see the adapter) and per address; nobody is shut out.
# How many proxies of one's own stand in front: the caller's address is that many places from the end of
# X-Forwarded-For. Without them the header is not believed.
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("THIHANH_PROXIES", "0"))
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "60/m/ip,5/m/key,10/10m/key,30/h/key"}
# Pages that anybody may read without logging in, per address.
PUBLIC_RATE = "120/m/ip"
# Codes on papers: asked, and asked for a code that no paper bears.
CHECK_RATES = {"check": "60/m/ip", "check_wrong": "5/m/ip"}
# Codes and replies sent by the links of other bodies, and those that were wrong, per address.
REPLY_RATES = {"reply": "60/m/ip", "reply_wrong": "10/m/ip"}
# The slow-down counts here; a small cache would forget under a flood of addresses. One worker, so no server.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
MFA_ADAPTER = "thihanh.offices.adapter.SecondFactorAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]

# Request lines carry names and numbers of people, so they are not logged; errors are, without local values.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("THIHANH_LOG_LEVEL", "WARNING")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
