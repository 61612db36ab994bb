"""Which messages say the same, and which others may."""

import re

from django.contrib.postgres.search import SearchQuery, SearchRank
from django.db.models import F, Q

from .items import FeedbackItem

State = FeedbackItem.State

WORD = re.compile(r"[^\W\d_]{4,}")
MOST_WORDS = 20
# Of which the likely ones are chosen, the newest.
MOST_COMPARED = 500


def group_of(item):
    """All that is linked together with a message, itself too, the first one at the head."""
    head = item.duplicate_of_id or item.pk
    group = FeedbackItem.objects.filter(Q(pk=head) | Q(duplicate_of_id=head))
    return group.order_by(F("duplicate_of").asc(nulls_first=True), "pk")


def others_like(item):
    """Messages that say the same as this one, as colleagues linked them; never spam."""
    return group_of(item).exclude(pk=item.pk).exclude(state=State.SPAM)


def to_link_with(item, words):
    """Messages that this one may say the same as.

    With `words`: those with this reference or these words, the newest first. Without: those
    about the same page and kind in similar words, the likeliest first.
    """
    others = FeedbackItem.objects.exclude(state=State.SPAM).exclude(
        pk__in=group_of(item).order_by().values("pk")
    )
    if words:
        return others.saying(words).newest_first()
    any_word = _any_word_of(item)
    if not any_word:
        return others.none()
    said = SearchQuery(any_word, config="simple", search_type="raw")
    around = others.filter(page=item.page_id, kind=item.kind_id).newest_first()
    newest = around.values("pk")[:MOST_COMPARED]
    return (
        FeedbackItem.objects.filter(pk__in=newest, search=said)
        .annotate(likeness=SearchRank(F("search"), said))
        .order_by("-likeness", "-created_at", "-pk")
    )


def _any_word_of(item):
    """A question to the index that any longer word of a message answers: letters alone can't break it."""
    words = dict.fromkeys(WORD.findall(item.shown_message.lower()))
    longest = sorted(words, key=len, reverse=True)[:MOST_WORDS]
    return " | ".join(longest)
