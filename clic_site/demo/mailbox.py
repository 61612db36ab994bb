"""Reads the mail that the demo keeps in files instead of sending it."""

from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes, policy
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    """One message as it would have arrived; `name` is that of its file."""

    name: str
    recipients: str
    subject: str
    sent_at: datetime | None
    body: str
    html: str


def newest_mail(folder: Path, limit: int = 50) -> list[Mail]:
    """The last `limit` messages in `folder`, the newest first; none when the folder is missing."""
    files = sorted(_files(folder), reverse=True)
    return [_read(file) for file in files[:limit]]


def mail_named(folder: Path, name: str) -> Mail | None:
    """The message in the file of this name in `folder`; None where there is none."""
    # Compared with what is there, so that no name leads out of the folder.
    for file in _files(folder):
        if file.stem == name:
            return _read(file)
    return None


def _files(folder):
    # A name that begins with a dot is a mail that is still being written.
    return list(folder.glob("[!.]*.eml")) if folder.is_dir() else []


def _read(file):
    message = message_from_bytes(file.read_bytes(), policy=policy.default)
    sent = message["date"]
    return Mail(
        name=file.stem,
        recipients=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        sent_at=sent.datetime if sent else None,
        body=_part(message, "plain"),
        html=_part(message, "html"),
    )


def _part(message, kind):
    part = message.get_body(preferencelist=(kind,))
    return part.get_content() if part else ""
