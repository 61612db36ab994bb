"""Mails about what readers told. None repeats it."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from safeguards.letters import send_letter


def confirm_to_sender(contribution):
    """Tell a sender that what they told has arrived, and what happens next."""
    _send_to_sender("receipt", contribution)


def contribution_published(contribution):
    """Tell a sender that their story is on the site, and where."""
    address = _absolute(contribution.story.get_url() or "/")
    _send_to_sender("published", contribution, story_address=address)


def contribution_not_published(contribution):
    """Tell a sender that their story won't be on the site, with the editors' answer."""
    _send_to_sender("not_published", contribution)


def tell_owner_team(contribution):
    """Tell those who keep the tool right that somebody used it, and where to read it."""
    mailbox = _mailbox_of(contribution.tool)
    if not mailbox:
        return
    path = reverse("contributions_inbox:contribution", args=[contribution.pk])
    context = {"contribution": contribution, "address": _absolute(path)}
    with translation.override(settings.LANGUAGE_CODE):
        send_letter("contributions/team", context, to=mailbox)


def _mailbox_of(tool):
    """The mailbox of the tool's owner team, else of its toolkit's."""
    for page in (tool, tool.get_parent().specific):
        owner = getattr(page, "content_owner", None)
        if owner and owner.mailbox:
            return owner.mailbox
    return ""


def _send_to_sender(name, contribution, **context):
    sender = contribution.sender
    if sender is None or not sender.is_active:
        return
    # In the language they read or told it in, not in the one an editor works in.
    with translation.override(sender.language or contribution.language):
        context |= {
            "contribution": contribution,
            "name": sender.display_name,
            "account_address": _absolute(reverse("my_contributions")),
        }
        send_letter(f"contributions/{name}", context, to=sender.email)


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
