"""One settings file. All state lives under LONJA_HOME; the environment says the rest.

LONJA_HOME       folder of the database, the uploads and the secret key (default ./var)
DATABASE_URL     moves the records to PostgreSQL; nothing else has to change
LONJA_HOSTS      names under which the office is reached, separated by commas
LONJA_HTTPS      "yes" behind TLS: secure cookies, HSTS, and https in the links of e-mails
LONJA_ADDRESS    the address printed in e-mails, e.g. https://oficina.example
EMAIL_URL        smtp://user:password@host:port (or smtps://); without it mail waits in files
LONJA_SENDER     who signs the e-mails: "Oficina técnica <oficina@example.org>"
LONJA_PROXIES    how many proxies stand before the office (default 1 with LONJA_HTTPS, else 0)
LONJA_FEEDS      "anywhere" lets feeds of notices be read from a private network too
OIDC_SERVER_URL  signs people in with the identity provider at that address, together with
                 OIDC_NAME, OIDC_CLIENT_ID and OIDC_SECRET; OIDC_TRUSTED=yes when it does not say
                 which addresses it has verified, and it is the cluster's own
"""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

import dj_database_url
from django.core.management.utils import get_random_secret_key
from django.utils.translation import gettext_lazy as _

HERE = Path(__file__).resolve().parent
HOME = Path(os.environ.get("LONJA_HOME", "var")).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)


def _kept_secret() -> str:
    """The key that signs sessions and links: made once, readable by its owner only."""
    path = HOME / "secret.key"
    try:
        with open(path, "x", opener=lambda p, flags: os.open(p, flags, 0o600)) as new:
            new.write(get_random_secret_key())
    except FileExistsError:
        pass
    return path.read_text()


SECRET_KEY = os.environ.get("SECRET_KEY") or _kept_secret()
DEBUG = False
HTTPS = os.environ.get("LONJA_HTTPS") == "yes"
ALLOWED_HOSTS = [
    h for h in os.environ.get("LONJA_HOSTS", "localhost,127.0.0.1,[::1]").split(",") if h
]
ADDRESS = os.environ.get("LONJA_ADDRESS", f"http://localhost:{os.environ.get('PORT', '8000')}")
CSRF_TRUSTED_ORIGINS = [ADDRESS]

# Apps stand from the highest layer to the lowest, so that a higher one may override a template
# or a command of a lower one.
INSTALLED_APPS = [
    "lonja.example",
    "lonja.welcome",
    "lonja.api",
    "lonja.desk",
    "lonja.portal",
    "lonja.balance",
    "lonja.outreach",
    "lonja.events",
    "lonja.grants",
    "lonja.press",
    "lonja.matching",
    "lonja.groups",
    "lonja.alliances",
    "lonja.acts",
    "lonja.ranking",
    "lonja.directory",
    "lonja.territories",
    "lonja.workbench",
    "lonja.imports",
    "lonja.team",
    "lonja.mail",
    "lonja.jobs",
    "lonja.evidence",
    "lonja.house",
    "lonja.journal",
    "lonja.accounts",
    "lonja.search",
    "lonja.core",
    "django_tasks",
    "django_tasks_db",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "lonja.core.middleware.ContentSecurityPolicy",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "lonja.accounts.middleware.NotTooLarge",
    "lonja.accounts.middleware.LanguageOfUser",
    "django.contrib.messages.middleware.MessageMiddleware",
    "lonja.accounts.middleware.RefuseUnlessAllowed",
    "lonja.core.middleware.Legible",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "lonja.urls"
WSGI_APPLICATION = "lonja.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "lonja.core.context.theme",
                "lonja.house.context.house",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "lonja.core.templatetags.ui",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'lonja.sqlite3'}", conn_max_age=None
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; "
        "PRAGMA foreign_keys=ON; PRAGMA cache_size=-32000; PRAGMA mmap_size=268435456;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"

LANGUAGE_CODE = "es"
LANGUAGES = [("es", _("español")), ("en", _("inglés"))]
LOCALE_PATHS = [HERE / "locale"]
USE_I18N = True
# An address typed without http is taken for https; from Django 6 on this goes without saying.
FORMS_URLFIELD_ASSUME_HTTPS = True
TIME_ZONE = "Europe/Madrid"
USE_TZ = True
# Keys and years stand in templates too: what should have separators is printed by core.formatting.
USE_THOUSAND_SEPARATOR = False
FORMAT_MODULE_PATH = ["lonja.core.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o640

# In the database, so that every process counts the same wrong passwords.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

TASKS = {"default": {"BACKEND": "lonja.jobs.backend.Backend", "QUEUES": []}}


def _mail(url: str) -> dict[str, object]:
    """EMAIL_* settings from an address such as smtp://user:password@host:587."""
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp" and bool(parts.username),
        "EMAIL_TIMEOUT": 20,
    }


if os.environ.get("EMAIL_URL"):
    globals().update(_mail(os.environ["EMAIL_URL"]))
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = HOME / "mail"
DEFAULT_FROM_EMAIL = os.environ.get("LONJA_SENDER", "Oficina técnica <oficina@localhost>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 7 * 24 * 3600
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
if HTTPS:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "MinimumLengthValidator": {"min_length": 12},
        "CommonPasswordValidator": {},
        "UserAttributeSimilarityValidator": {"user_attributes": ["email", "name"]},
    }.items()
]

# Sign-in. Nobody signs up: the office invites (see lonja.team).
ACCOUNT_ADAPTER = "lonja.team.sign_in.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "lonja.team.web.passwords.Change",
    "set_password": "lonja.team.web.passwords.Put",
    "reset_password_from_key": "lonja.team.web.passwords.Renew",
}
SOCIALACCOUNT_ADAPTER = "lonja.team.sign_in.OutsideAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True  # nobody is written to: see lonja.team.sign_in
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # or who finds a session open would keep the account
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("LONJA_PROXIES", "1" if HTTPS else "0"))
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "edit_webauthn": "lonja.team.web.keys.Rename",
    "login_webauthn": "lonja.team.web.keys.ComeIn",
}
MFA_TOTP_ISSUER = urlsplit(ADDRESS).hostname or "Lonja"
MFA_TOTP_TOLERANCE = 1  # a telephone half a minute wrong still gets in
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SOCIALACCOUNT_LOGIN_ON_GET = True  # our CSP would stop a form that is sent on elsewhere
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # who signs in outside is whoever was invited here
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "oidc",
                "name": os.environ.get("OIDC_NAME", "OpenID"),
                "client_id": os.environ.get("OIDC_CLIENT_ID", ""),
                "secret": os.environ.get("OIDC_SECRET", ""),
                "settings": {
                    "server_url": url,
                    "oauth_pkce_enabled": True,
                    "verified_email": os.environ.get("OIDC_TRUSTED") == "yes",
                },
            }
            for url in [os.environ.get("OIDC_SERVER_URL")]
            if url
        ]
    }
}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"private": {"()": "lonja.accounts.tokens.WithoutTokens"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["private"]}
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Robots ask by any name all day long; they are refused, and fill no log with traces.
    "loggers": {"django.security.DisallowedHost": {"level": "CRITICAL"}},
}

# What texts mean is compared too, with a model of 160 MB in each process that ranks.
SENTENCES = os.environ.get("LONJA_SENTENCES", "yes") == "yes"

# Addresses that the office writes are fetched from the public network only (see notices.fetching).
FEEDS_ANYWHERE = os.environ.get("LONJA_FEEDS") == "anywhere"
