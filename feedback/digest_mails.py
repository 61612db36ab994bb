"""What the daily mail about feedback says: counts, references, kinds, pages. Never a word of a sender."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.functional import cached_property

from accounts.models import User
from pages.access import pages_readable_by
from pages.models.querysets import pages_of_any_type
from safeguards.letters import send_letter

from .models import FeedbackItem

# Longer mails are not read; the inbox has the rest.
MOST_LISTED = 20


@dataclass
class Digest:
    """Messages that need somebody on a day; `reader` is None where several people read the mailbox.

    What is due until the next working day (`until`) is due; what is due later is there because it
    is new.
    """

    today: date
    until: date
    reader: User | None
    items: list[FeedbackItem]

    @property
    def overdue(self):
        return self._due_between(date.min, self.today)

    @property
    def due(self):
        return self._due_between(self.today, self.until, with_last=True)

    @property
    def new(self):
        return sorted(
            (
                item
                for item in self.items
                if item.due_on is None or item.due_on > self.until
            ),
            key=lambda item: item.pk,
        )

    @cached_property
    def named_pages(self):
        """The numbers of the pages whose titles may stand in the mail."""
        pages = {item.page_id: item.page for item in self.items if item.page}
        if self.reader is None:
            # Nobody knows who reads a shared mailbox.
            return set(pages_of_any_type().live().public().in_bulk(pages))
        return {page.pk for page in pages_readable_by(self.reader, pages.values())}

    def _due_between(self, first, last, with_last=False):
        """Messages due from one day to another, the earliest first."""
        found = [
            item
            for item in self.items
            if item.due_on is not None
            and first <= item.due_on
            and (item.due_on < last or (with_last and item.due_on == last))
        ]
        return sorted(found, key=lambda item: (item.due_on, item.pk))


def write_digest(address, digest):
    """Write the daily mail to an address."""
    reader = digest.reader
    with translation.override((reader and reader.language) or settings.LANGUAGE_CODE):
        parts = {name: getattr(digest, name) for name in ("overdue", "due", "new")}
        context = {
            "name": reader.display_name if reader else "",
            "parts": [
                {
                    "kind": name,
                    "count": len(items),
                    "entries": [_entry(digest, item) for item in items[:MOST_LISTED]],
                    "more": max(0, len(items) - MOST_LISTED),
                }
                for name, items in parts.items()
                if items
            ],
            **{f"count_{name}": len(items) for name, items in parts.items()},
            "inbox_address": _absolute(reverse("feedback_inbox:new")),
            "choices_address": _absolute(reverse("mail_choices")) if reader else "",
        }
        send_letter("feedback/digest", context, to=address)


def _entry(digest, item):
    """What the mail says of one message; a page that its readers may not see is not named."""
    return {
        "reference": item.reference,
        "kind": item.kind.name if item.kind else "",
        "title": item.page.title if item.page_id in digest.named_pages else "",
        "due_on": item.due_on,
        "address": _absolute(reverse("feedback_inbox:message", args=[item.pk])),
    }


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
