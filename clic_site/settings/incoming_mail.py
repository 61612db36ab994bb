"""The mailbox to which answers come back, as the environment names it."""

from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

PORTS = {"imaps": 993, "imap": 143}
THIS_COMPUTER = {"localhost", "127.0.0.1", "::1"}
# Of the 64 characters before the @ the reference and its proof take so many.
LONGEST_NAME = 30


@dataclass(frozen=True)
class Mailbox:
    """Where to fetch mail: `is_safe` from the first byte, else after STARTTLS."""

    host: str
    port: int
    user: str
    password: str
    folder: str
    is_safe: bool

    @property
    def is_here(self):
        """Whether nobody else can listen in, because the server runs on this computer."""
        return self.host in THIS_COMPUTER


def read_mailbox(env):
    """What FEEDBACK_IMAP_URL says, or None; an address that can't be one stops the start."""
    url = env.str("FEEDBACK_IMAP_URL", "")
    if not url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or PORTS[parts.scheme]
    except (KeyError, ValueError) as error:
        raise _unreadable() from error
    if not (parts.hostname and parts.username and parts.password):
        raise _unreadable()
    return Mailbox(
        host=parts.hostname,
        port=port,
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        is_safe=parts.scheme == "imaps",
    )


def read_reply_address(env):
    """What FEEDBACK_REPLY_ADDRESS says, or nothing; an address that can't be one stops the start."""
    address = env.str("FEEDBACK_REPLY_ADDRESS", "")
    if not address:
        return ""
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(
            "FEEDBACK_REPLY_ADDRESS must look like feedback@clic.example"
        ) from error
    name = address.partition("@")[0]
    if "+" in name or len(name) > LONGEST_NAME:
        raise ImproperlyConfigured(
            "FEEDBACK_REPLY_ADDRESS has no + before the @, where the reference is added, "
            f"and at most {LONGEST_NAME} characters there."
        )
    return address


def _unreadable():
    # Never the value: it holds a password.
    return ImproperlyConfigured(
        "FEEDBACK_IMAP_URL must look like imaps://user:password@mail.example/INBOX, "
        "with %40 for @ and %3A for : in the user and the password."
    )
