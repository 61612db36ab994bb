"""Where a message stands, in words for the person who sent it."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import FeedbackItem, FeedbackMail

State = FeedbackItem.State

# What a sender is told is never that we took them for a program.
STANDINGS = {
    State.NEW: _("Waiting to be read"),
    State.IN_HAND: _("Somebody is dealing with it"),
    State.WAITING: _("We have asked others and wait for them"),
    State.DONE: _("Dealt with"),
    State.SPAM: _("Closed"),
}


def standing_of(item):
    """What its sender may know of where a message stands, in a few words."""
    return STANDINGS[item.state]


def answer_due_on(item):
    """By when its sender can expect an answer; None where none is to come, or it is late."""
    is_awaited = item.email and item.is_open and not item.answered_at
    if not is_awaited or item.due_on is None or item.due_on < timezone.localdate():
        return None
    return item.due_on


def letters_of(item):
    """What was answered and what its sender wrote back, the oldest first, without doubtful mails."""
    return [
        mail for mail in item.mails.all() if mail.state != FeedbackMail.State.DOUBTFUL
    ]
