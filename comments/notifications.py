"""Mails to those who comment. None repeats the comment, none names a moderator."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from safeguards.letters import send_letter

from .addresses import address_of


def comment_published(comment):
    """Tell a writer that readers can see the comment now."""
    _send("published", comment)


def comment_not_published(comment, reason):
    """Tell a writer that the comment won't be published, and why."""
    _send("not_published", comment, reason=reason)


def comment_hidden(comment):
    """Tell a writer that readers no longer see the comment."""
    _send("hidden", comment)


def comment_shown_again(comment):
    """Tell a writer that a comment that was hidden is back."""
    _send("shown_again", comment)


def _send(name, comment, **context):
    writer = comment.author
    if writer is None or not writer.is_active:
        return
    page = comment.page
    context |= {
        "name": writer.display_name,
        "page_title": page.title,
        "page_address": _absolute(page.get_url() or "/"),
        "comment_address": _absolute(address_of(comment)),
        "feedback_address": _absolute(reverse("feedback")),
    }
    # In the language the writer reads in, not in the one the moderator works in.
    with translation.override(writer.language or page.locale.language_code):
        send_letter(f"comments/{name}", context, to=writer.email)


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
