"""The daily mail about feedback, as colleagues can switch it off in "my account"."""

from django.utils.translation import gettext_lazy as _

from accounts.mail_choices import MailChoice

from .permissions import can_read
from .services.digests import choose_digest, wants_digest

DAILY_MAIL = MailChoice(
    key="feedback_daily",
    title=_("Tell me each working day which feedback needs me"),
    text=_(
        "One e-mail in the morning, if messages that are mine, or about pages of my team, are new, "
        "due or overdue. It holds references and links, and not what was written."
    ),
    is_offered_to=can_read,
    is_wanted_by=wants_digest,
    choose=choose_digest,
)
