"""The site's own word list, from which slips of the pen are corrected: made of what everybody may find."""

from collections import Counter
from datetime import timedelta

from django.db import connection, transaction
from django.db.models.functions import Now
from django.utils import timezone

from ..models import Findable, IndexedWord, IndexState
from ..words import words_of
from .lists import lists_changed

LONGEST_WORD = IndexedWord._meta.get_field("word").max_length
# Each process that corrects searches holds them all.
MOST_WORDS = 100_000
AT_ONCE = 100
LOCK = 0x5EA2C5
# Then it is built whatever happened: a day may close things without any writing.
OLD_AFTER = timedelta(days=1)


def build_words_if_stale():
    """Build the word list anew where the index has changed since, or it is a day old."""
    state = IndexState.objects.get(pk=1)
    built_at = state.words_built_at
    is_old = built_at is None or built_at < timezone.now() - OLD_AFTER
    if is_old or state.words_stale_since:
        build_words()


def build_words():
    """Bring the word list in line with the index; return how many words it has."""
    # Empty until it is done: a build that was killed is begun again (search/jobs.py).
    # What changes from here on makes the list stale again.
    IndexState.objects.filter(pk=1).update(words_built_at=None, words_stale_since=None)
    with transaction.atomic():
        wanted = _count_words()
    _keep(wanted)
    IndexState.objects.filter(pk=1).update(words_built_at=Now())
    return len(wanted)


def _count_words():
    """In how many things each word stands, and whether in a name: by (language, word)."""
    things, names = Counter(), set()
    state = IndexState.objects.get(pk=1)
    rows = Findable.objects.of_generation(state.generation).heads()
    texts = rows.open_to_everybody().values_list(
        "language", "title", "other_names", "headings", "summary", "text"
    )
    for language, title, other_names, *rest in texts.iterator(chunk_size=AT_ONCE):
        named = _words_to_keep(title, other_names)
        names.update((language, word) for word in named)
        things.update((language, word) for word in named | _words_to_keep(*rest))
    best = sorted(things, key=lambda word: (word in names, things[word]), reverse=True)
    return {word: (things[word], word in names) for word in best[:MOST_WORDS]}


def _words_to_keep(*texts):
    # Each once, as folding takes most of the time.
    written = set("\n".join(texts).split())
    return {
        word
        for word in words_of("\n".join(written))
        # Nobody's “2024” is put right to another number.
        if 1 < len(word) <= LONGEST_WORD and not word.isdecimal()
    }


@transaction.atomic
def _keep(wanted):
    """Add, change and delete what differs, so that a small change is a small write."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    stored = {(row.language, row.word): row for row in IndexedWord.objects.all()}
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    new = [
        IndexedWord(
            language=key[0], word=key[1], count=count, is_in_titles=is_in_titles
        )
        for key, (count, is_in_titles) in wanted.items()
        if key not in stored
        or (stored[key].count, stored[key].is_in_titles) != (count, is_in_titles)
    ]
    IndexedWord.objects.filter(pk__in=gone).delete()
    IndexedWord.objects.bulk_create(
        new,
        batch_size=1000,
        update_conflicts=True,
        unique_fields=["language", "word"],
        update_fields=["count", "is_in_titles"],
    )
    if new or gone:
        lists_changed()
