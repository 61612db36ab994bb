"""Mail backends: one keeps mail in the outbox, one delivers it into a folder."""

import contextlib
import os
from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from .mail_layout import lay_out
from .services import queue_messages
from .tasks import send_messages


class OutboxEmailBackend(BaseEmailBackend):
    """Keep mail in the outbox and have the worker send it once the caller's transaction holds."""

    def send_messages(self, email_messages):
        to_keep = [message for message in email_messages if message.recipients()]
        kept = queue_messages(_laid_out(message) for message in to_keep)
        for message, row in zip(to_keep, kept, strict=True):
            # By which whoever wrote it knows what becomes of it: safeguards.signals.
            message.kept_as = row.pk
        if kept:
            # Robust: should this fail, the timed job finds the rows, and the reader's
            # request is not answered with an error after everything was saved. Not a
            # partial: Django's log of a failure asks for the function's name.
            def ask_the_worker():
                send_messages.enqueue([row.pk for row in kept])

            transaction.on_commit(ask_the_worker, robust=True)
        return len(kept)


def _laid_out(message):
    """What an add-on wrote as text alone, such as Wagtail, looks like all our mail."""
    if isinstance(message, EmailMultiAlternatives) and not message.alternatives:
        lay_out(message)
    return message


class FileDeliveryBackend(BaseEmailBackend):
    """Deliver each mail into a file of its own, readable by us alone, newest name last."""

    def __init__(self, *args, file_path=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.folder = Path(file_path or settings.EMAIL_FILE_PATH)

    def send_messages(self, email_messages):
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for message in email_messages:
            self._write(message.message().as_bytes())
        return len(email_messages)

    def _write(self, content):
        name = f"{timezone.now():%Y%m%d-%H%M%S-%f}-{uuid4().hex[:8]}.eml"
        unfinished = self.folder / f".{name}"
        try:
            handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            unfinished.rename(self.folder / name)
        except OSError:
            with contextlib.suppress(FileNotFoundError):
                unfinished.unlink()
            raise
