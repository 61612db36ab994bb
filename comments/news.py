"""Mails about new comments to those who follow, or are answered: links and names, never the words."""

from itertools import groupby
from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.bylines import FORMER_MEMBER
from accounts.unsubscribing import headers_for
from safeguards.letters import letter

from . import unfollowing
from .models import NAMELESS, Notice
from .purposes import REPLY_MAIL

# Longer mails are not read; the pages have the rest.
MOST_LISTED = 40


def letters_of_one(notices, choices):
    """A mail about each of these notices."""
    return [_letter_about(notice, choices) for notice in notices]


def digests(notices, choices):
    """One mail to each person about all that is new to them, by page and thread."""
    return [
        _digest(list(theirs))
        for _number, theirs in groupby(notices, key=lambda notice: notice.user_id)
    ]


def _letter_about(notice, choices):
    reader, comment = notice.user, notice.comment
    with translation.override(_language(notice)):
        context = {
            "name": reader.display_name,
            "page_title": comment.page.title,
            "comment_address": _address("comment", comment.pk),
        }
        if notice.kind == Notice.Kind.REPLY:
            context["choices_address"] = _address("mail_choices")
            headers = headers_for(reader, REPLY_MAIL)
            return letter("comments/reply", context, to=reader.email, headers=headers)
        mail = _mail_about(reader, comment, choices)
        context |= {
            "writer": name_shown(comment),
            "is_of_thread": mail.kind == unfollowing.THREAD,
            "stop_address": mail.address,
            "following_address": _address("following"),
        }
        return letter(
            "comments/new_comment", context, to=reader.email, headers=mail.headers
        )


def _digest(notices):
    reader = notices[0].user
    with translation.override(_language(notices[0])):
        mail = unfollowing.Mail(reader, unfollowing.DAILY)
        context = {
            "name": reader.display_name,
            "count": len(notices),
            "pages": _by_page(notices[:MOST_LISTED]),
            "left_out": max(0, len(notices) - MOST_LISTED),
            "stop_address": mail.address,
            "following_address": _address("following"),
        }
        return letter("comments/daily", context, to=reader.email, headers=mail.headers)


def _by_page(notices):
    """Pages with their threads, and what is new in each of these."""
    pages = {}
    for notice in notices:
        comment = notice.comment
        threads = pages.setdefault(comment.page, {})
        found = threads.setdefault(comment.parent or comment, [])
        found.append(
            {"writer": name_shown(comment), "address": _address("comment", comment.pk)}
        )
    return [
        {
            "title": page.title,
            "threads": [
                {"writer": thread.is_public and name_shown(thread), "comments": found}
                for thread, found in threads.items()
            ],
        }
        for page, threads in pages.items()
    ]


def _mail_about(reader, comment, choices):
    """The mail that this one is of, as its reader can end it."""
    if choices.is_about_thread(reader.pk, comment):
        thread = comment.parent_id or comment.pk
        return unfollowing.Mail(reader, unfollowing.THREAD, thread)
    return unfollowing.Mail(reader, unfollowing.PAGE, comment.page_id)


def name_shown(comment):
    """The name that readers see beside a comment, and nothing else of its writer."""
    if comment.hides_name:
        return str(NAMELESS.name)
    return comment.author.display_name if comment.author else str(FORMER_MEMBER.name)


def _language(notice):
    return notice.user.language or notice.comment.page.locale.language_code


def _address(name, *args):
    return urljoin(f"{settings.PUBLIC_URL}/", reverse(name, args=args))
