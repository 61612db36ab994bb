"""Reads the mail that the demo keeps in files instead of sending it."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One message as it would have arrived."""

    recipients: str
    subject: str
    sent_at: datetime | None
    body: str


def newest_mail(folder: Path, limit: int = 50) -> list[Mail]:
    """The last `limit` messages in `folder`, the newest first; none when the folder is missing."""
    # A name that begins with a dot is a mail that is still being written.
    files = sorted(folder.glob("[!.]*.eml"), reverse=True) if folder.is_dir() else []
    return [_read(file) for file in files[:limit]]


def _read(file):
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    text = message.get_body(preferencelist=("plain",))
    sent = message["date"]
    return Mail(
        recipients=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        sent_at=sent.datetime if sent else None,
        body=text.get_content() if text else "",
    )
