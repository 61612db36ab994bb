"""What went to and fro about a message, for the inbox."""

from django import template

from ..answer_letters import can_be_mailed
from ..models import FeedbackMail

register = template.Library()


@register.simple_tag
def conversation_about(item):
    """The mails about a message, the oldest first."""
    mails = list(FeedbackMail.objects.about(item).select_related("author"))
    for mail in mails:
        mail.item = item
    return mails


@register.filter
def has_mailbox(item):
    """Whether there is an address to which an answer can go."""
    return can_be_mailed(item)


@register.filter
def has_any_mailbox(items):
    """Whether an answer can go to somebody who sent one of these messages."""
    return any(can_be_mailed(item) for item in items)
