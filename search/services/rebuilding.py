"""Builds the index anew beside the one that is asked, and puts it in its place when it is whole."""

import time

from django.db import OperationalError, connection
from psycopg2.errors import DeadlockDetected, LockNotAvailable

from safeguards.timed_jobs import only_here

from ..engines import engine
from ..index import SOURCES
from ..models import Findable, IndexState
from .words import build_words
from .writing import put_into, remove_from, while_nobody_writes

# Raise it when rows come to say something else: the next start builds the index anew.
ROWS_VERSION = 3
NAME = "rebuild search"
# Whoever publishes waits for so many things at most.
AT_ONCE = 20
TRIES = 100
# What was asked before the new index stood in place of the old one is answered by then.
GRACE_SECONDS = 2
DELETED_AT_ONCE = 5000


class AlreadyRebuilding(Exception):
    """Somebody else builds the index anew right now."""


def is_due():
    """Whether the index was never built, or by code that made other rows."""
    return IndexState.objects.get(pk=1).rows_version != ROWS_VERSION


def rebuild(tell=lambda kind, done, total: None):
    """Build the whole index beside the one in use and swap them; return how many things it has.

    What is published meanwhile is written to both. `tell` hears how far it is. Raises
    AlreadyRebuilding, and leaves nothing behind when it fails.
    """
    with only_here(NAME) as alone:
        if not alone:
            raise AlreadyRebuilding
        _clear_away()
        generation = _begin()
        try:
            for kind, source in SOURCES.items():
                _fill(generation, kind, source, tell)
            _swap(generation)
        except BaseException:
            _clear_away()
            raise
        if Findable.objects.but_of_generation(generation).exists():
            time.sleep(GRACE_SECONDS)
        _clear_away()
    build_words()
    return Findable.objects.of_generation(generation).heads().count()


def clear_unfinished():
    """Remove what is left of a building that was killed."""
    with only_here(NAME) as alone:
        if alone:
            _clear_away()


def keep_copy():
    """Tell OpenSearch, where it is asked, what it has missed: a few changes or all."""
    if not engine().has_copy:
        return
    with only_here(NAME) as alone:
        if not alone:
            return
        state = IndexState.objects.get(pk=1)
        if state.copied == state.generation:
            engine().catch_up()
            return
        _copy(state.generation)
        with while_nobody_writes():
            engine().switch_to(state.generation)


def _begin():
    with while_nobody_writes():
        state = IndexState.objects.get(pk=1)
        state.building = state.generation + 1
        state.save(update_fields=["building"])
    return state.building


def _fill(generation, kind, source, tell):
    ids = list(source.ids())
    for start in range(0, len(ids), AT_ONCE):
        batch = ids[start : start + AT_ONCE]
        _put(generation, source, batch)
        tell(kind, start + len(batch), len(ids))


def _put(generation, source, ids):
    for left in reversed(range(TRIES)):
        try:
            with while_nobody_writes():
                remove_from(generation, [source.key_of(number) for number in ids])
                put_into(generation, source.rows_for(ids))
                # Now, while whoever is deleting one of these things can be made way for.
                connection.check_constraints()
            return
        except OperationalError as error:
            if not left or not isinstance(
                error.__cause__, LockNotAvailable | DeadlockDetected
            ):
                raise


def _swap(generation):
    with connection.cursor() as cursor:
        # Else PostgreSQL plans the first searches as if there were no such rows.
        cursor.execute("ANALYZE search_findable")
    _copy(generation)
    with while_nobody_writes():
        engine().switch_to(generation)
        IndexState.objects.filter(pk=1).update(
            generation=generation,
            building=None,
            rows_version=ROWS_VERSION,
            languages=Findable.objects.of_generation(generation).languages(),
        )


def _copy(generation):
    heads = Findable.objects.of_generation(generation).heads()
    engine().rebuild(heads, generation=generation)


def _clear_away():
    """Delete every row but those in use."""
    with while_nobody_writes():
        IndexState.objects.filter(pk=1).update(building=None)
    state = IndexState.objects.get(pk=1)
    others = Findable.objects.but_of_generation(state.generation)
    while some := list(others.values_list("pk", flat=True)[:DELETED_AT_ONCE]):
        Findable.objects.filter(pk__in=some).delete()
    engine().clear_away(state.generation)
