"""What a real site runs, and `make run` too: with CLIC_DEMO only the HTTPS rules are relaxed."""

from .base import *  # noqa: F403
from .base import CLIC_DEMO, CLIC_REQUIRE_MFA, PUBLIC_ADDRESS, ImproperlyConfigured

if CLIC_DEMO:
    if PUBLIC_ADDRESS.hostname not in {"localhost", "127.0.0.1", "::1"}:
        raise ImproperlyConfigured(
            "CLIC_DEMO is for this computer only: its passwords are public. "
            "Unset CLIC_DEMO, or let PUBLIC_URL begin with http://localhost."
        )
    SESSION_COOKIE_SECURE = False
    CSRF_COOKIE_SECURE = False
    SECURE_SSL_REDIRECT = False
    SECURE_HSTS_SECONDS = 0
    SECURE_HSTS_INCLUDE_SUBDOMAINS = False
    OUTBOX_DELIVERY_BACKEND = "safeguards.outbox.FileDeliveryBackend"
elif not CLIC_REQUIRE_MFA:
    raise ImproperlyConfigured(
        "CLIC_REQUIRE_MFA=0 is for the demo only: on a real site everyone who can publish, "
        "moderate or administer needs a second factor. Unset it."
    )
