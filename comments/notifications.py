"""Mails to those who comment about what became of it. None repeats the comment, none names a moderator."""

from functools import partial
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from pages.access import pages_readable_by
from safeguards.letters import send_letter

from .addresses import address_of, address_of_house_rules
from .models import Comment


def comment_published(comment):
    """Tell a writer that readers can see the comment now."""
    _send("published", comment, is_first=_is_first(comment))


def comment_not_published(comment, reason):
    """Tell a writer that the comment won't be published, why, and how to send it again."""
    _send("not_published", comment, reason=reason, **_ways_on(comment))


def comment_hidden(comment):
    """Tell a writer that readers no longer see the comment."""
    _send("hidden", comment)


def comment_put_aside(comment):
    """Tell a writer that a moderator keeps a comment back that readers never saw."""
    _send("put_aside", comment)


def comment_held(comment):
    """Tell a writer that readers reported the comment, and that a moderator looks at it; never who."""
    _send("held", comment)


def comment_shown_again(comment):
    """Tell a writer that a comment that was hidden is back."""
    _send("shown_again", comment)


def comment_returned(comment, reason):
    """Ask a writer to change the comment and send it again, and say why."""
    _send("returned", comment, reason=reason, **_ways_on(comment))


def comment_changed(comment):
    """Tell a writer that a moderator took details out of the comment, or put them back."""
    _send("changed", comment, was_taken_out=bool(comment.original_body))


def comment_waits_again(comment):
    """Tell a writer that a moderator looks at the comment once more."""
    _send("waits_again", comment)


def comment_moved(comment):
    """Tell whoever began a thread on which page it stands now."""
    _send("moved", comment)


def comment_merged(comment):
    """Tell a writer that another comment says the same, and stays in place of theirs."""
    _send("merged", comment)


def comments_gone(page, writer, count):
    """Tell a writer that a page is deleted, and what they wrote there with it."""
    if _gets_mail(writer):
        _write("gone", writer, page, count=count)


def _send(name, comment, **context):
    writer = comment.author
    if writer is not None and _gets_mail(writer):
        _write(name, writer, comment.page, comment=comment, **context)


def _gets_mail(writer):
    return writer.is_active and not writer.is_suspended


def _write(name, writer, page, comment=None, **context):
    """Send a mail to a writer; a page that they may no longer see is not named."""
    if pages_readable_by(writer, [page]):
        context |= {
            "page_title": page.title,
            "page_address": _absolute(page.get_url() or "/"),
        }
        if comment:
            context["comment_address"] = _absolute(address_of(comment))
    # In the language the writer reads in, not in the one the moderator works in.
    with translation.override(writer.language or page.locale.language_code):
        context |= {
            "name": writer.display_name,
            "feedback_address": _absolute(reverse("feedback")),
            # Looked up by those mails that name them.
            "house_rules": partial(_house_rules, writer),
        }
        send_letter(f"comments/{name}", context, to=writer.email)


def _is_first(comment):
    """Whether its writer may now count on later ones: it is their first, and they are not on watch."""
    writer = comment.author
    if writer is None or writer.is_watched:
        return False
    return Comment.objects.written_by(writer).once_public().count() == 1


def _ways_on(comment):
    """Where a writer finds what was not published, and where they can change it if they may."""
    ways = {"own_address": _absolute(reverse("my_comments"))}
    if comment.is_sendable_again:
        resend = reverse("comment_resend", args=[comment.pk])
        ways["change_address"] = _absolute(resend)
    return ways


def _house_rules(writer):
    address = address_of_house_rules(writer)
    return address and _absolute(address)


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
