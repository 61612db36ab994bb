"""Mails about messages. None repeats what the visitor wrote."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from pages.owners import teams_of
from safeguards.at_risk import alert_lead
from safeguards.letters import send_letter
from safeguards.limits import Limit, within_limit

from .incoming.addresses import reply_headers
from .models import FeedbackItem, FeedbackSettings
from .note_mails import is_public

# Anyone can type anyone's address into the form.
RECEIPTS = Limit("feedback_receipt", count=10, seconds=24 * 60 * 60)


def tell_team(item):
    """Tell whoever deals with such messages that one has arrived, and where to read it."""
    mailbox = mailbox_for(item)
    if not mailbox:
        return
    context = {
        "item": item,
        # Nobody knows who reads a shared mailbox.
        "page": item.page if item.page and is_public(item.page) else None,
        "address": f"{settings.PUBLIC_URL}{_path_to(item)}",
    }
    with translation.override(settings.LANGUAGE_CODE):
        send_letter("feedback/team", context, to=mailbox)


def alert_lead_of(item):
    """Tell the safeguarding lead of a message whose sender thinks that somebody may be at risk."""
    on_page = item.page.title if item.page else ""
    alert_lead(what=_("a feedback message"), address=_path_to(item), on_page=on_page)


def confirm_to_sender(item):
    """Send a receipt in the reader's language, if an address was given."""
    if not item.email or not within_limit(RECEIPTS, item.email.lower()):
        return
    context = {
        "item": item,
        "what_happens_next": FeedbackSettings.current().next_line,
        "answers_arrive": bool(settings.FEEDBACK_REPLY_ADDRESS),
    }
    # No program that answers mail by itself answers this one; a person who does reaches the message.
    headers = {"Auto-Submitted": "auto-replied", **reply_headers(item)}
    send_letter("feedback/receipt", context, to=item.email, headers=headers)


def mailbox_for(item):
    """Who asks for a document in another format asks those who look after its page."""
    if item.source == FeedbackItem.Source.DOCUMENT and item.page:
        team = teams_of([item.page]).get(item.page_id)
        if team and team.mailbox:
            return team.mailbox
    if item.kind and item.kind.mailbox:
        return item.kind.mailbox
    return FeedbackSettings.current().mailbox


def _path_to(item):
    return reverse("feedback_inbox:message", args=[item.pk])
