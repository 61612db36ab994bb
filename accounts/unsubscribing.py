"""Ending a kind of mail from the mail itself: a link that needs no sign-in and names nobody."""

from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

from . import purposes
from .models import User

SALT = "accounts.unsubscribing"


def headers_for(user, purpose):
    """What mail programs need for their own button: RFC 8058."""
    token = signing.dumps([user.pk, purpose.key], salt=SALT)
    address = urljoin(f"{settings.PUBLIC_URL}/", reverse("stop_mail", args=[token]))
    return {
        "List-Unsubscribe": f"<{address}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }


def read(token):
    """Whom a link belongs to, and which mail it ends; None where it is not one of ours."""
    try:
        number, key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=number).first()
    purpose = purposes.purpose(key)
    return (user, purpose) if user and purpose else None
