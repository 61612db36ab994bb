"""The one way into the index: rows are put in place of earlier ones, in every generation in use."""

import time
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now

from ..engines import engine
from ..models import Findable, IndexState
from ..vectors import titles_of, vector_of

AT_ONCE = 200
MOST_TRIES = 5
# One lock for all writers, shared; whoever changes generations takes it alone.
LOCK = 0x5EA2C4
SECONDS_BETWEEN_TRIES = 0.05
# The longest that one writer takes: loading much content in one go.
PATIENCE_SECONDS = 15 * 60
# Less than PostgreSQL waits before it takes two who wait for each other for a deadlock and ends
# the work of one of them, which might be an editor's.
WAIT_FOR_ROWS = "500ms"


class NeverAlone(Exception):
    """Somebody wrote to the index all the time."""


@transaction.atomic
def replace(heads, rows):
    """Put rows (unsaved Findables, heads and parts) where the things with these keys stood, or nothing.

    `heads` are all keys of heads that are written anew: one without rows goes.
    """
    _join_writers()
    state = IndexState.objects.get(pk=1)
    for generation in (state.generation, state.building):
        if generation is not None:
            _replace_in(generation, heads, rows)
    note_change()
    _note_languages(state, {row.language for row in rows})
    _note_engine(state)
    engine().rows_removed(sorted(set(heads) - {row.key for row in rows if row.is_head}))
    engine().rows_written([row.key for row in rows])


@transaction.atomic
def amend(rows, **values):
    """Change what rows say besides their words, in all generations."""
    _join_writers()
    keys = set(rows.values_list("key", flat=True))
    if keys:
        rows.update(**values)
        _note_engine(IndexState.objects.get(pk=1))
        engine().rows_written(sorted(keys))


def _replace_in(generation, heads, rows):
    """Put rows in place of others, and of those that somebody else has put there just now."""
    for tries_left in reversed(range(MOST_TRIES)):
        try:
            with transaction.atomic():
                remove_from(generation, heads)
                put_into(generation, rows)
            return
        except IntegrityError:
            # It was waited for, so that they can be seen now.
            if not tries_left:
                raise


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


def note_change():
    """Remember that the word list is behind the index."""
    behind = IndexState.objects.filter(pk=1, words_stale_since=None)
    behind.update(words_stale_since=Now())


def _note_languages(state, languages):
    if further := sorted(languages.difference(state.languages)):
        both = Func(F("languages"), Value(further), function="array_cat")
        IndexState.objects.filter(pk=1).update(languages=both)


def _join_writers():
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [LOCK])


def _note_engine(state):
    """A copy that isn't told of this change is no copy any more (search/engines/opensearch.py)."""
    if state.copied is not None and not engine().has_copy:
        IndexState.objects.filter(pk=1).update(copied=None)


@contextmanager
def while_nobody_writes():
    """Be the only one to write to the index, which must be for moments; raises NeverAlone.

    Whoever waits in a queue would hold up all who come later, and with them the rows that those
    have changed already: so this asks again and again.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _try_alone(cursor):
            if time.monotonic() > deadline:
                raise NeverAlone
            time.sleep(SECONDS_BETWEEN_TRIES)
        cursor.execute("SELECT set_config('lock_timeout', %s, true)", [WAIT_FOR_ROWS])
        yield


def _try_alone(cursor):
    cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
    return cursor.fetchone()[0]
