"""For unit tests: production's rules, with quick hashes, throwaway files and no HTTPS redirect."""

import os
import tempfile
from pathlib import Path

os.environ["PUBLIC_URL"] = "http://testserver"
os.environ["SECRET_KEY"] = "for tests only: not a secret"  # noqa: S105
os.environ["CLIC_DEMO"] = "0"
# Tests of second factors ask for them themselves.
os.environ["CLIC_REQUIRE_MFA"] = "0"

from .base import *  # noqa: F403
from .base import INSTALLED_APPS, MIDDLEWARE, STORAGES, env

# Removed when the tests end, with all they stored.
_folder = tempfile.TemporaryDirectory(prefix="clic-tests-")
_files = Path(_folder.name)

ALLOWED_HOSTS = ["testserver", "localhost"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
MEDIA_ROOT = _files / "media"
STATIC_ROOT = _files / "static"
STATIC_ROOT.mkdir()
STORAGES["documents"]["OPTIONS"]["location"] = str(_files / "documents")
STORAGES["packs"]["OPTIONS"]["location"] = str(_files / "packs")
STORAGES["feedback"]["OPTIONS"]["location"] = str(_files / "feedback")
STORAGES["exports"]["OPTIONS"]["location"] = str(_files / "exports")
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
OUTBOX_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
EMAIL_FILE_PATH = _files / "mail"
LOGGING = {}
EXTERNAL_VIDEO_CHECKS = False

# A reader's request that repeats a query for related rows (N+1) fails its test.
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
MIDDLEWARE = ["tests.public_zeal.zeal_middleware", *MIDDLEWARE]
ZEAL_RAISE = True
# Wagtail walks down the tree of pages, one query a level.
ZEAL_ALLOWLIST = [
    {"model": "wagtailcore.Page", "field": "get()"},
    # A missing page is looked up among the redirects with its query, then without.
    {"model": "wagtailredirects.Redirect", "field": "get()"},
    # A session is looked up again before it is deleted, an address while somebody signs in.
    {"model": "sessions.Session", "field": "get()"},
    {"model": "account.EmailAddress", "field": "get()"},
]
ZEAL_SHOW_ALL_CALLERS = env.bool("ZEAL_SHOW_ALL_CALLERS", False)
