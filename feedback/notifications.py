"""Mails about messages. None repeats what the visitor wrote."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from safeguards.letters import send_letter
from safeguards.limits import Limit, within_limit

from .models import FeedbackSettings

# Anyone can type anyone's address into the form.
RECEIPTS = Limit("feedback_receipt", count=10, seconds=24 * 60 * 60)


def tell_team(item):
    """Tell the team's mailbox that a message has arrived, and where to read it."""
    mailbox = FeedbackSettings.current().mailbox
    if not mailbox:
        return
    path = reverse("feedback_inbox:message", args=[item.pk])
    context = {"item": item, "address": f"{settings.PUBLIC_URL}{path}"}
    with translation.override(settings.LANGUAGE_CODE):
        send_letter("feedback/team", context, to=mailbox)


def confirm_to_sender(item):
    """Send a receipt in the reader's language, if an address was given."""
    if not item.email or not within_limit(RECEIPTS, item.email.lower()):
        return
    context = {
        "item": item,
        "what_happens_next": FeedbackSettings.current().what_happens_next,
    }
    send_letter("feedback/receipt", context, to=item.email)
