"""Settings every environment shares: safe for production, loud when something is missing.

The environment is read here, once. docs/operators.md explains each variable.
"""

from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from environs import Env

from .incoming_mail import read_mailbox, read_reply_address
from .organisations import read_organisations
from .search_service import read_search_service

env = Env()

BASE_DIR = Path(__file__).resolve().parent.parent.parent

# Where the site runs -------------------------------------------------------

CLIC_DATA_DIR = env.path("CLIC_DATA_DIR", BASE_DIR / "var").resolve()
CLIC_DEMO = env.bool("CLIC_DEMO", False)
PUBLIC_URL = env.str("PUBLIC_URL").rstrip("/")
PUBLIC_ADDRESS = urlsplit(PUBLIC_URL)
if PUBLIC_ADDRESS.scheme not in {"http", "https"} or not PUBLIC_ADDRESS.hostname:
    raise ImproperlyConfigured("PUBLIC_URL must look like https://clic.example")
TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)

SECRET_KEY = env.str("SECRET_KEY")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", [PUBLIC_ADDRESS.hostname])
CSRF_TRUSTED_ORIGINS = [f"{PUBLIC_ADDRESS.scheme}://{PUBLIC_ADDRESS.netloc}"]

ROOT_URLCONF = "clic_site.urls"
WSGI_APPLICATION = "clic_site.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What it is made of --------------------------------------------------------

INSTALLED_APPS = [
    "clic_site",
    "search",
    "feedback",
    "comments",
    "packs",
    "saved",
    "contributions",
    "pages",
    "library",
    "accounts",
    "safeguards",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "wagtailmedia",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.apps.PeopleAdminConfig",  # wagtail.users
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "pages.current_request.CurrentRequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "clic_site.middleware.NoStoreMiddleware",
    "clic_site.middleware.ContentSecurityPolicyMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "clic_site.middleware.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "clic_site.middleware.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SecondFactorMiddleware",
    "clic_site.middleware.RefusalMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "clic_site.context_processors.site",
            ],
        },
    },
]

# Database and cache --------------------------------------------------------

DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60)}
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
if DATABASES["default"]["ENGINE"] != "django.db.backends.postgresql":
    raise ImproperlyConfigured("DATABASE_URL must name a PostgreSQL database")

CACHES = {
    "default": env.dj_cache_url("CACHE_URL")
    if env.str("CACHE_URL", "")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "clic_cache",
        # Django keeps 300 by default: a busy hour would forget who is over a limit.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    },
    # Which file shows a picture in one size: never changes, so each process may keep it.
    "renditions": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    # What may be some minutes old, and is not worth a query on every page.
    "process": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "process",
    },
}

# Slow work -----------------------------------------------------------------

# Wagtail's own small tasks stay immediate, so that a page can be found without
# a worker; ours name the backend "background".
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Mail ----------------------------------------------------------------------

EMAIL_BACKEND = "safeguards.outbox.OutboxEmailBackend"
_delivery = env.dj_email_url("EMAIL_URL", "smtp://localhost:25")
OUTBOX_DELIVERY_BACKEND = _delivery["EMAIL_BACKEND"]
EMAIL_HOST = _delivery["EMAIL_HOST"]
EMAIL_PORT = _delivery["EMAIL_PORT"]
EMAIL_HOST_USER = _delivery["EMAIL_HOST_USER"]
EMAIL_HOST_PASSWORD = _delivery["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS = _delivery["EMAIL_USE_TLS"]
EMAIL_USE_SSL = _delivery["EMAIL_USE_SSL"]
EMAIL_TIMEOUT = 20  # seconds
EMAIL_FILE_PATH = CLIC_DATA_DIR / "mail"
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", f"CLIC <no-reply@{PUBLIC_ADDRESS.hostname}>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# Answers to feedback that come back: docs/operators.md. Without them nothing is fetched.
FEEDBACK_MAILBOX = read_mailbox(env)
FEEDBACK_REPLY_ADDRESS = read_reply_address(env)
# Whose word counts on whether a sender is who they say: our own mail server's name for itself.
FEEDBACK_AUTHSERV_ID = env.str("FEEDBACK_AUTHSERV_ID", "")
if FEEDBACK_MAILBOX and not FEEDBACK_REPLY_ADDRESS:
    raise ImproperlyConfigured("FEEDBACK_IMAP_URL needs FEEDBACK_REPLY_ADDRESS")

# Who people are ------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.AccountBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {
        "NAME": "accounts.passwords.GuessablePasswordValidator",
        "OPTIONS": {"min_length": 12},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "/"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = True
CSRF_FAILURE_VIEW = "clic_site.views.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "change_password": "accounts.forms.signing_in.ChangePasswordForm",
    "confirm_email_verification_code": "accounts.forms.signing_in.EmailCodeForm",
    "confirm_login_code": "accounts.forms.signing_in.EnterSignInCodeForm",
    "confirm_password_reset_code": "accounts.forms.signing_in.PasswordResetCodeForm",
    "login": "accounts.forms.signing_in.LoginForm",
    "reauthenticate": "accounts.forms.signing_in.ReauthenticateForm",
    "request_login_code": "accounts.forms.signing_in.SignInCodeForm",
    "reset_password": "accounts.forms.signing_in.ResetPasswordForm",
    "reset_password_from_key": "accounts.forms.signing_in.ResetPasswordKeyForm",
    "set_password": "accounts.forms.signing_in.SetPasswordForm",
    "signup": "accounts.forms.signing_in.SignupForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_PREVENT_ENUMERATION = True

# Codes, because mail scanners use links up.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 15 * 60
_SIX_DIGITS = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_FORMAT = _SIX_DIGITS
# Spelt like this in allauth.
ACCOUNT_PASSWORD_RESET_BY_CODE_CODE_FORMAT = _SIX_DIGITS
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_FORMAT = _SIX_DIGITS
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60

# Strict for one account; generous for one address, behind which a whole hospital may sit.
# How many codes go to one mailbox is counted in accounts/codes.py.
ACCOUNT_RATE_LIMITS = {
    "login": "600/10m/ip",
    "login_failed": "10/15m/key,300/15m/ip",
    "signup": "200/10m/ip",
    "confirm_email": None,
    "ask_for_code": "200/10m/ip",
    "request_login_code": None,
    "reset_password": None,
    "reset_password_from_key": "200/10m/ip",
    "change_password": "10/10m/user",
    "manage_email": "10/10m/user",
    "reauthenticate": "10/10m/user",
}

ACCOUNT_LOGOUT_ON_GET = False
# Django ends the other sessions when the password changes; the one it was changed in stays.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC_ADDRESS.scheme

# Several factors -----------------------------------------------------------

# Whoever can publish, moderate or administer reaches nothing but the set-up of a second
# factor until they have one. Off in the demo only, whose passwords are public.
CLIC_REQUIRE_MFA = env.bool("CLIC_REQUIRE_MFA", not CLIC_DEMO)
MFA_ADAPTER = "accounts.mfa_adapter.SecondFactorAdapter"
MFA_FORMS = {
    "activate_totp": "accounts.forms.second_factors.ActivateAppForm",
    "add_webauthn": "accounts.forms.second_factors.AddPasskeyForm",
    "authenticate": "accounts.forms.second_factors.AuthenticateForm",
    "authenticate_webauthn": "accounts.forms.second_factors.AuthenticatePasskeyForm",
    "edit_webauthn": "accounts.forms.second_factors.RenamePasskeyForm",
    "login_webauthn": "accounts.forms.second_factors.SignInPasskeyForm",
    "reauthenticate": "accounts.forms.second_factors.ReauthenticateForm",
    "reauthenticate_webauthn": "accounts.forms.second_factors.ReauthenticatePasskeyForm",
}
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "CLIC"
# Few phones keep time to the second: the code before and the code after are taken too.
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "200/10m/ip"}
# Browsers refuse passkeys on plain HTTP themselves, but for localhost.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = PUBLIC_ADDRESS.scheme == "http"

# Signing in with an organisation's account ---------------------------------

# By the environment alone; without it nothing of this is shown. docs/operators.md
ORGANISATIONS = read_organisations(env)
SOCIALACCOUNT_ADAPTER = "accounts.organisation_adapter.OrganisationAdapter"
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "accounts.openid.OrganisationProvider",
        "APPS": ORGANISATIONS.apps,
    }
}

# How long we keep people's data -------------------------------------------

ACCOUNT_UNUSED_DAYS = env.int("ACCOUNT_UNUSED_DAYS", 3 * 365)
# Whoever does not use their account is warned twice, so many days before it goes.
ACCOUNT_FIRST_WARNING_DAYS = env.int("ACCOUNT_FIRST_WARNING_DAYS", 30)
ACCOUNT_LAST_WARNING_DAYS = env.int("ACCOUNT_LAST_WARNING_DAYS", 7)
if not (
    0 < ACCOUNT_LAST_WARNING_DAYS < ACCOUNT_FIRST_WARNING_DAYS < ACCOUNT_UNUSED_DAYS
):
    raise ImproperlyConfigured(
        "ACCOUNT_LAST_WARNING_DAYS must be less than ACCOUNT_FIRST_WARNING_DAYS, "
        "and that less than ACCOUNT_UNUSED_DAYS"
    )
UNFINISHED_SIGNUP_DAYS = env.int("UNFINISHED_SIGNUP_DAYS", 7)
ERASURE_WAIT_DAYS = env.int("ERASURE_WAIT_DAYS", 7)
# What moderators did not publish or hid, and what a comment said before they took details out.
COMMENT_WORDS_KEPT_DAYS = env.int("COMMENT_WORDS_KEPT_DAYS", 30)
# After so long a message of a visitor has no name and no address, and later it goes altogether.
FEEDBACK_NAMED_DAYS = env.int("FEEDBACK_NAMED_DAYS", 365)
FEEDBACK_KEPT_DAYS = env.int("FEEDBACK_KEPT_DAYS", 3 * 365)
if not 0 < FEEDBACK_NAMED_DAYS < FEEDBACK_KEPT_DAYS:
    raise ImproperlyConfigured(
        "FEEDBACK_NAMED_DAYS must be less than FEEDBACK_KEPT_DAYS"
    )
DATA_EXPORT_HOURS = env.int("DATA_EXPORT_HOURS", 48)

# Language ------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en-gb", _("English")),
    ("pl", _("Polish")),
    ("ar", _("Arabic")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/London"
USE_TZ = True

# Comments ------------------------------------------------------------------

# When moderators get a mail about what is new, once an hour at most: Monday to Friday, from
# eight until six. Of what can't wait they hear at once, at any time.
COMMENT_DIGEST_WEEKDAYS = range(5)
COMMENT_DIGEST_HOURS = range(8, 18)

# Files ---------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = CLIC_DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", CLIC_DATA_DIR / "build"]
MEDIA_URL = "/media/"
MEDIA_ROOT = CLIC_DATA_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # Never under MEDIA_URL: documents are served by /downloads/, which asks who may read.
    "documents": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(CLIC_DATA_DIR / "documents"), "base_url": None},
    },
    # PDFs of workshop packs: a cache, which may be emptied at any time.
    "packs": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(CLIC_DATA_DIR / "packs"), "base_url": None},
    },
    # Pictures that visitors send, for the inbox alone.
    "feedback": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(CLIC_DATA_DIR / "feedback"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    # Copies of people's own data, for them alone: /account/data/ serves them.
    "exports": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(CLIC_DATA_DIR / "exports"),
            "base_url": None,
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    },
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# Wagtail's page forms hold many fields: an editor's long page must not be refused.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000
FILE_UPLOAD_PERMISSIONS = 0o640
# What is larger is refused before it is read: a film and its captions by those who work in the
# admin, a few pictures by everyone else.
MAX_ADMIN_UPLOAD_BYTES = 550 * 1024 * 1024
MAX_UPLOAD_BYTES = 25 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "library.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Headers -------------------------------------------------------------------

X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
if TRUSTED_PROXY_COUNT:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "frame-src": [
            "https://www.youtube-nocookie.com",
            "https://player.vimeo.com",
        ],
        "frame-ancestors": [SELF],
        # Chromium follows a form's redirects too: to the organisation that signs in.
        "form-action": [SELF, *ORGANISATIONS.origins],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}
PERMISSIONS_POLICY = {
    **dict.fromkeys(("camera", "geolocation", "microphone", "payment", "usb"), []),
    **dict.fromkeys(
        ("publickey-credentials-create", "publickey-credentials-get"), ["self"]
    ),
}

# Wagtail -------------------------------------------------------------------

WAGTAIL_SITE_NAME = "CLIC"
# "Stores" and "stores" are one tag.
TAGGIT_CASE_INSENSITIVE = True
WAGTAILADMIN_BASE_URL = PUBLIC_URL
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILADMIN_LOGIN_URL = "/admin/login/"
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_USER_TIME_ZONES = ["Europe/London"]
WAGTAILIMAGES_IMAGE_MODEL = "library.CLICImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "library.forms.ImageForm"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"png": "webp", "jpeg": "webp", "webp": "webp"}
WAGTAILDOCS_DOCUMENT_MODEL = "library.CLICDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "library.forms.DocumentForm"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "odp",
    "ods",
    "odt",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "xlsx",
]
WAGTAILDOCS_MAX_UPLOAD_SIZE = 50 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILMEDIA = {
    "MEDIA_MODEL": "library.CLICMedia",
    "MEDIA_FORM_BASE": "library.forms.MediaForm",
    "VIDEO_EXTENSIONS": ["mp4", "webm"],
    "AUDIO_EXTENSIONS": ["m4a", "mp3"],
}
WAGTAILEMBEDS_FINDERS = []

# Videos elsewhere ----------------------------------------------------------

# Asks YouTube and Vimeo, a few times a day, whether the videos shown here are still there.
EXTERNAL_VIDEO_CHECKS = env.bool("EXTERNAL_VIDEO_CHECKS", not CLIC_DEMO)
EXTERNAL_VIDEO_ENDPOINTS = {
    "youtube": "https://www.youtube.com/oembed",
    "vimeo": "https://vimeo.com/api/oembed.json",
}

# Search --------------------------------------------------------------------

# Asks OpenSearch at this address instead of PostgreSQL, which holds the index either way.
SEARCH_SERVICE = read_search_service(env)
SEARCH_ENGINE = (
    "search.engines.opensearch.OpenSearchEngine"
    if SEARCH_SERVICE
    else "search.engines.database.DatabaseEngine"
)
SEARCH_LOG_KEPT_DAYS = env.int("SEARCH_LOG_KEPT_DAYS", 365)

WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "english",
    }
}

# Logs ----------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    # The level stands on the handler: the worker's command lowers its loggers' own.
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "level": env.str("LOG_LEVEL", "INFO"),
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    # It tells of each page by its title, which may be what a reader told.
    "loggers": {
        "wagtail": {"level": "WARNING"},
        # Seventeen lines for each mail that came back.
        "flufl.bounce": {"level": "WARNING"},
        # A trace for each failure: search/engines/opensearch.py says it in one line.
        "opensearch": {"level": "ERROR"},
    },
}
