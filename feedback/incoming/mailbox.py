"""The mailbox to which answers come back, over IMAP."""

import ssl
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from imapclient import IMAPClient
from imapclient.exceptions import IMAPClientError

SECONDS = 30
# The words of a mail come before its files: no more of one is ever read.
MOST_BYTES = 1024 * 1024
MOST_AT_ONCE = 200
# A standard flag, which people see as a star: a person has to look.
FOR_A_PERSON = rb"\Flagged"
DONE = rb"\Seen"


class MailboxUnreachable(Exception):
    """The mail server did not answer, or not as one; as text it names the kind of failure only."""


@dataclass(frozen=True)
class Fetched:
    """A mail of the mailbox: its beginning, and how large it is."""

    number: int
    raw: bytes
    size: int


class OpenMailbox:
    """A mailbox in which we are signed in."""

    def __init__(self, client):
        self._client = client

    def unread(self):
        """What nobody has looked at, the oldest first, each fetched when it is its turn."""
        numbers = self._client.search(["UNSEEN", "UNFLAGGED", "UNDELETED"])
        for number in sorted(numbers)[:MOST_AT_ONCE]:
            fetched = self._fetch(number)
            if fetched:
                yield fetched

    def mark_done(self, mail):
        self._client.add_flags([mail.number], [DONE], silent=True)

    def leave_to_a_person(self, mail):
        self._client.add_flags([mail.number], [FOR_A_PERSON], silent=True)

    def _fetch(self, number):
        wanted = ["RFC822.SIZE", f"BODY.PEEK[]<0.{MOST_BYTES}>"]
        found = self._client.fetch([number], wanted).get(number)
        # Somebody may have deleted it meanwhile.
        if not found or b"BODY[]<0>" not in found:
            return None
        raw = found[b"BODY[]<0>"] or b""
        return Fetched(number, raw, found.get(b"RFC822.SIZE", len(raw)))


@contextmanager
def open_mailbox(place):
    """Sign in, as settings.FEEDBACK_MAILBOX says. Raises MailboxUnreachable, also while it is used."""
    try:
        client = _sign_in(place)
        try:
            yield OpenMailbox(client)
        finally:
            with suppress(IMAPClientError, OSError):
                client.logout()
    except (IMAPClientError, OSError) as error:
        raise MailboxUnreachable(type(error).__name__) from error


def _sign_in(place):
    context = ssl.create_default_context()
    client = IMAPClient(
        place.host,
        port=place.port,
        ssl=place.is_safe,
        ssl_context=context if place.is_safe else None,
        timeout=SECONDS,
    )
    if not place.is_safe and not place.is_here:
        # No password goes over a line to which others can listen.
        client.starttls(context)
    client.login(place.user, place.password)
    client.select_folder(place.folder)
    return client
