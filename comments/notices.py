"""Mails to those who look after comments and pages. None repeats a comment or names its writer."""

from urllib.parse import urljoin

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from pages.access import readable_by_each
from safeguards.letters import letter, send_letter, send_letters

from .mail_links import HIDE, HOLD, address_of_link

MOST_IN_A_MAIL = 20
# How the outbox calls the mail of this name.
OPEN_QUESTIONS = "comments_open_questions"


def comments_need_you(moderators, comments):
    """Tell moderators of comments that wait or were reported."""
    _tell_moderators("moderators", moderators, comments)


def comments_need_you_now(moderators, comments):
    """Tell moderators of comments that could harm somebody."""
    _tell_moderators("moderators_now", moderators, comments)


def open_questions(address, reader, questions):
    """Tell a page team of the questions that nobody has answered; `reader` is None where several read it."""
    listed = questions[:MOST_IN_A_MAIL]
    with translation.override((reader and reader.language) or settings.LANGUAGE_CODE):
        context = {
            "name": reader.display_name if reader else "",
            "entries": [
                {
                    "title": question.page.title,
                    "since": question.published_at,
                    "now": timezone.now(),
                    "address": _absolute(reverse("comment", args=[question.pk])),
                }
                for question in listed
            ],
            "count": len(questions),
            "more": len(questions) - len(listed),
            "list_address": _absolute(reverse("questions:open")),
        }
        send_letter("comments/open_questions", context, to=address)


def _tell_moderators(name, moderators, comments):
    listed = comments[:MOST_IN_A_MAIL]
    pages = {comment.page_id: comment.page for comment in listed}
    readable = readable_by_each(moderators, pages.values())
    send_letters(
        [
            _letter_to(moderator, name, listed, len(comments), readable[moderator.pk])
            for moderator in moderators
        ]
    )


def _letter_to(moderator, name, listed, count, readable):
    with translation.override(moderator.language or settings.LANGUAGE_CODE):
        context = {
            "name": moderator.display_name,
            "entries": [
                _entry(moderator, comment, is_named=comment.page_id in readable)
                for comment in listed
            ],
            "count": count,
            "more": count - len(listed),
            "queue_address": _absolute(reverse("comment_queue:waiting")),
        }
        return letter(f"comments/{name}", context, to=moderator.email)


def _entry(moderator, comment, *, is_named):
    """What a mail says of one comment: where it stands, for how long, why; never its words."""
    reports = comment.open_reports
    reasons = [str(comment.Hold(hold).label) for hold in comment.held_for]
    reasons += [each.get_reason_display() for each in reports]
    since = (
        reports[0].made_at if comment.is_public and reports else comment.waiting_since
    )
    return {
        "title": comment.page.title if is_named else "",
        "is_public": comment.is_public,
        "since": since,
        "now": timezone.now(),
        "reasons": "; ".join(dict.fromkeys(reasons)),
        "address": _absolute(reverse("comment_queue:comment", args=[comment.pk])),
        "hold_address": address_of_link(comment, moderator, HOLD)
        if comment.is_public
        else "",
        "hide_address": address_of_link(comment, moderator, HIDE),
    }


def _absolute(address):
    return urljoin(f"{settings.PUBLIC_URL}/", address)
