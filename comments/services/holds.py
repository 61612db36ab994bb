"""Why a comment waits for a moderator before readers see it."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from rapidfuzz.fuzz import ratio

from safeguards.at_risk import alert_lead
from safeguards.languages import language_of
from safeguards.personal_details import find_details

from ..models import Comment, CommentSettings, HeldWord, PagePolicy
from ..permissions import can_moderate
from ..text import links_in
from ..words import plain_words
from .inbox import tell_at_once

Hold = Comment.Hold

# Shorter ones, such as “Thank you, that helped”, are said again and again by everybody.
SHORTEST_REPEAT = 25
REPEATED_WITHIN = timedelta(hours=24)
# How alike two texts are, of 100, before the second one waits.
ALIKE = 90
# The newest texts of about the same length that a text is compared with.
MOST_COMPARED = 200
ENGLISH = "en"


def why_held(*, author, page, body, is_at_risk=False, comment=None):
    """The reasons to hold these words of this member under this page; none: publish them.

    `comment` is the one that they stand in already, when it is changed or sent again. Whoever
    decides about comments may do more than others with their own; a patient's details wait
    whoever wrote them.
    """
    reasons = {
        Hold.AT_RISK: is_at_risk,
        Hold.DETAILS: bool(find_details(body)),
        Hold.WORDS: bool(HeldWord.objects.said_in(body)),
        Hold.WATCHED: author.is_watched,
        Hold.PAGE: PagePolicy.objects.for_page(page).approves_first,
    }
    if not can_moderate(author):
        settings = CommentSettings.current()
        reasons |= {
            Hold.FIRST: not _is_vouched_for(author),
            Hold.LINKS: len(links_in(body)) > settings.most_links,
            Hold.REPEATED: _is_repeated(body, author, page, comment),
            Hold.LANGUAGE: not _is_read(body, settings.languages_read),
        }
    return [reason for reason, applies in reasons.items() if applies]


def tell_of(comment):
    """Tell moderators at once of a comment that can't wait, and the safeguarding lead where somebody may be at risk."""
    tell_at_once(comment)
    if comment.state == Comment.State.WAITING and Hold.AT_RISK in comment.held_for:
        alert_lead(
            what=_("a comment"),
            address=reverse("comment_queue:comment", args=[comment.pk]),
            on_page=comment.page.title,
        )


def _is_vouched_for(author):
    return author.is_trusted or Comment.objects.vouching_for(author).exists()


def _is_repeated(body, author, page, comment):
    """Whether about the same was said a short while ago: under another page by anybody, here by them."""
    words = plain_words(body)
    if len(words) < SHORTEST_REPEAT:
        return False
    recent = Comment.objects.said_since(timezone.now() - REPEATED_WITHIN)
    recent = recent.besides(page, author, comment).about_as_long_as(body)
    return any(
        ratio(words, plain_words(other), score_cutoff=ALIKE)
        for other in recent.values_list("body", flat=True)[:MOST_COMPARED]
    )


def _is_read(body, languages):
    language = language_of(body)
    return language is None or language in (languages or [ENGLISH])
