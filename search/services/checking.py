"""Tells where the index is not as the site is."""

from dataclasses import dataclass
from functools import reduce
from operator import or_

from django.db.models import F, Q
from django.db.models.lookups import Exact

from ..engines import engine
from ..engines.base import CopyUnreachable
from ..index import SOURCES
from ..models import Findable, IndexState
from ..vectors import titles_of, vector_of
from .writing import while_nobody_writes

AT_ONCE = 20
ROWS_AT_ONCE = 50
# PostgreSQL compares these itself.
VECTORS = {"vector": vector_of, "titles": titles_of}
LEFT_OUT = {"id", "generation", *VECTORS}


@dataclass(frozen=True, order=True)
class Difference:
    """A row that is not as the site is: “missing”, “left over”, “outdated”."""

    key: str
    what: str
    fields: tuple[str, ...] = ()

    def __str__(self):
        return f"{self.what}: {self.key}" + (
            f" ({', '.join(self.fields)})" if self.fields else ""
        )


def differences(tell=lambda kind, done, total: None):
    """Return how the index differs from the site, as a sorted list; `tell` hears how far it is.

    What differs is looked at once more while nobody writes: the site changes meanwhile.
    """
    found, wanted = [], set()
    for kind, source in SOURCES.items():
        ids = list(source.ids())
        wanted.update(source.key_of(number) for number in ids)
        for start in range(0, len(ids), AT_ONCE):
            batch = ids[start : start + AT_ONCE]
            if _compare(source, batch):
                with while_nobody_writes():
                    found += _compare(source, batch)
            tell(kind, start + len(batch), len(ids))
    return sorted([*found, *_strangers(wanted), *_copies()])


def _compare(source, ids):
    """How the rows of some things differ from those that they should have."""
    keys = [source.key_of(number) for number in ids]
    stored = {row.key: row for row in _rows_of(keys)}
    wanted = {row.key: row for row in source.rows_for(ids)}
    found = [Difference(key, "missing") for key in wanted.keys() - stored.keys()]
    found += [Difference(key, "left over") for key in stored.keys() - wanted.keys()]
    pairs = [(wanted[key], stored[key]) for key in wanted.keys() & stored.keys()]
    vectors = {name: _with_other_vector(name, pairs) for name in VECTORS}
    for row, held in pairs:
        fields = _differing(row, held)
        fields += tuple(name for name in VECTORS if held.pk in vectors[name])
        if fields:
            found.append(Difference(row.key, "outdated", fields))
    return found


def _rows_of(keys):
    things = _in_use().filter(Q(key__in=keys) | Q(head_key__in=keys))
    return things.defer("vector", "titles")


def _in_use():
    return Findable.objects.of_generation(IndexState.objects.get(pk=1).generation)


def _differing(wanted, stored):
    return tuple(
        field.name
        for field in Findable._meta.concrete_fields
        if field.name not in LEFT_OUT
        and _comparable(wanted, field) != _comparable(stored, field)
    )


def _with_other_vector(name, pairs):
    """The ids of the rows whose words were put down in another way."""
    found = set()
    for start in range(0, len(pairs), ROWS_AT_ONCE):
        some = pairs[start : start + ROWS_AT_ONCE]
        # Written out, as `vector=` means something else to Django: whether it has these words.
        other = [
            Q(pk=held.pk) & ~Q(Exact(F(name), VECTORS[name](row))) for row, held in some
        ]
        rows = Findable.objects.filter(reduce(or_, other))
        found.update(rows.values_list("pk", flat=True))
    return found


def _comparable(row, field):
    value = field.to_python(getattr(row, field.attname))
    return sorted(value) if isinstance(value, list) else value


def _strangers(wanted):
    """Rows of what the site doesn't know at all."""
    rows = _in_use().values_list("key", "head_key")
    return [
        Difference(key, "left over")
        for key, head_key in rows
        if (head_key or key) not in wanted
    ]


def _copies():
    """Where OpenSearch holds other things than the table; nothing where it isn't asked."""
    try:
        copied = engine().copied_keys()
    except CopyUnreachable:
        return [Difference("everything", "not copied to OpenSearch")]
    if copied is None:
        return []
    heads = set(_in_use().heads().values_list("key", flat=True))
    missing = [Difference(key, "not copied to OpenSearch") for key in heads - copied]
    return missing + [
        Difference(key, "left over in OpenSearch") for key in copied - heads
    ]
