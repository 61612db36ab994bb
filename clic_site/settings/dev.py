"""For `make dev` and manage.py: the demo with tracebacks, reloading on change."""

import os

os.environ.setdefault("PUBLIC_URL", f"http://localhost:{os.environ.get('PORT', 8000)}")
os.environ.setdefault("SECRET_KEY", "for development only: not a secret")
os.environ.setdefault("CLIC_DEMO", "1")

from .production import *  # noqa: F403
from .production import STORAGES

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
