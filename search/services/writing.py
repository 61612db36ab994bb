"""The one way into the index: rows are put in place of earlier ones, in every generation in use."""

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Now

from ..engines import engine
from ..languages import config_of
from ..models import Findable, IndexState
from ..words import searchable

# What search remembers of one thing: PostgreSQL refuses more than a megabyte of words.
MOST_LETTERS = 150_000
AT_ONCE = 200
# One lock for all writers, shared; whoever changes generations takes it alone.
LOCK = 0x5EA2C4


@transaction.atomic
def replace(heads, rows):
    """Put rows (unsaved Findables, heads and parts) where the things with these keys stood, or nothing.

    `heads` are all keys of heads that are written anew: one without rows goes.
    """
    _join_writers()
    state = IndexState.objects.get(pk=1)
    for generation in (state.generation, state.building):
        if generation is not None:
            remove_from(generation, heads)
            put_into(generation, rows)
    note_change()
    engine().rows_removed(sorted(set(heads) - {row.key for row in rows if row.is_head}))
    engine().rows_written([row.key for row in rows])


def remove_from(generation, heads):
    """Take things with all their parts out of a generation."""
    things = Findable.objects.of_generation(generation)
    things.filter(Q(key__in=heads) | Q(head_key__in=heads)).delete()


def put_into(generation, rows):
    """Add rows to a generation, with their vectors."""
    for row in rows:
        row.pk, row.generation = None, generation
        row.vector, row.titles = vector_of(row), titles_of(row)
    Findable.objects.bulk_create(rows, batch_size=AT_ONCE)


def vector_of(row):
    """All words of a row with their weights: A names, B headings, C summary, D text."""
    config = config_of(row.language)
    parts = [
        (f"{row.title}\n{row.other_names}", "A"),
        (row.headings, "B"),
        (row.summary, "C"),
        (row.text, "D"),
    ]
    vectors = [
        SearchVector(
            Value(searchable(text)[:MOST_LETTERS]), weight=weight, config=config
        )
        for text, weight in parts
    ]
    whole = vectors[0]
    for vector in vectors[1:]:
        whole += vector
    return whole


def titles_of(row):
    """The words of its names, as they are written."""
    names = searchable(f"{row.title}\n{row.other_names}")
    return SearchVector(Value(names), config="simple")


def note_change():
    """Remember that the word list is behind the index."""
    behind = IndexState.objects.filter(pk=1, words_stale_since=None)
    behind.update(words_stale_since=Now())


def _join_writers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])
