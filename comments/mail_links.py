"""Links in mails to moderators: each does one thing to one comment as it was then, and for a week.

A link names the comment, its version, who got the mail and what it does. Whoever holds it can
do just that, without signing in: docs/adr/0028.
"""

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin

from django.conf import settings
from django.core import signing
from django.urls import reverse

SALT = "comments.mail_links"
VALID_FOR = timedelta(days=7)
HOLD, HIDE = "hold", "hide"


class NoLinkOfOurs(Exception):
    """Nobody here made this link."""


class LinkIsTooOld(Exception):
    """The link was ours, and its week is over."""


@dataclass(frozen=True)
class MailLink:
    """What a link does, to what, and to whom it was sent."""

    comment_id: int
    version: int
    recipient_id: int
    action: str


def address_of_link(comment, recipient, action):
    """The address that does this to the comment as it is now."""
    content = [comment.pk, comment.version, recipient.pk, action]
    token = signing.dumps(content, salt=SALT)
    path = reverse("comment_from_mail", args=[token])
    return urljoin(f"{settings.PUBLIC_URL}/", path)


def read_link(token):
    """What a link does. Raises NoLinkOfOurs, LinkIsTooOld."""
    try:
        comment, version, recipient, action = signing.loads(
            token, salt=SALT, max_age=VALID_FOR
        )
    except signing.SignatureExpired as error:
        raise LinkIsTooOld from error
    except (signing.BadSignature, TypeError, ValueError) as error:
        raise NoLinkOfOurs from error
    if action not in {HOLD, HIDE}:
        raise NoLinkOfOurs
    return MailLink(comment, version, recipient, action)
