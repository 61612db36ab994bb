"""What colleagues see of each message in a list, asked for together however many there are."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..models import FeedbackItem, FeedbackMail

Mail = FeedbackMail.State


@dataclass
class Row:
    """One message in a list: with its badges, its owner, and whether it is late."""

    item: FeedbackItem
    is_mine: bool

    @property
    def due(self):
        """By when it has to be answered, in words; nothing where that no longer matters."""
        item = self.item
        if not item.is_open or item.due_on is None:
            return ""
        days = (timezone.localdate() - item.due_on).days
        if days > 0:
            return ngettext("Overdue by %d day", "Overdue by %d days", days) % days
        if days == 0:
            return _("Due today")
        return _("Due tomorrow") if days == -1 else ""

    @property
    def mail(self):
        """What became of the last mail about it, in words."""
        latest = {
            Mail.BOUNCED: _("Answer came back"),
            Mail.FAILED: _("Answer not delivered"),
            Mail.RECEIVED: _("Sender wrote again"),
            Mail.DOUBTFUL: _("Mail from another address"),
        }.get(self.item.latest_mail)
        return latest or (_("Answered") if self.item.answered_at else "")

    @property
    def is_mail_urgent(self):
        """Whether somebody should look at what became of it."""
        return self.item.latest_mail in {
            Mail.BOUNCED,
            Mail.FAILED,
            Mail.RECEIVED,
            Mail.DOUBTFUL,
        }

    @property
    def has_known_sender(self):
        return bool(self.item.user_id or self.item.email)


def rows_of(items, *, viewer):
    """A row for each of these messages, as `viewer` sees it; they were made with `for_rows`."""
    return [Row(item, is_mine=item.assignee_id == viewer.pk) for item in items]
