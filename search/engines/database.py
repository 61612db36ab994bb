"""The index asked in PostgreSQL."""

from django.db import connection
from django.utils import timezone
from psycopg2.sql import SQL, Composable, Identifier, Literal

from ..asking.question import Facet, Found, Hit
from ..models import Findable
from .base import MOST_RANKED, Engine
from .matching import beginning, matching
from .ranking import SCORE

# More than this nobody needs to know of a question that is only weighed.
MOST_COUNTED = 300

# What each facet reads of a counted combination, and how a choice is compared with it.
FACETS = {
    "kind": ("kind", "kind = {choice}"),
    "topic": ("unnest(topics)", "topics @> ARRAY[{choice}]"),
    "setting": ("unnest(settings)", "settings @> ARRAY[{choice}]"),
    "language": ("language", "language = {choice}"),
    "year": ("year", "year = {choice}"),
}

FINDING = """
WITH matched AS (
    SELECT id, kind, language, date, date_part('year', date)::int AS year, topics, settings,
        array_position({pinned}::text[], key::text) AS pin,
        key = ANY({promoted}::text[]) AS is_promoted
    FROM search_findable
    WHERE {found} AND key <> ALL({hidden}::text[]) AND {open}
), counted AS (
    SELECT kind, language, year, topics, settings, count(*) AS n, max(date) AS latest
    FROM matched
    GROUP BY kind, language, year, topics, settings
), candidates AS (
    SELECT id, pin, is_promoted
    FROM matched
    WHERE {narrowed}
    ORDER BY pin NULLS LAST, is_promoted DESC, language = {language} DESC,
        date DESC NULLS LAST, id
    LIMIT {most}
), scored AS (
    SELECT id, key, date, pin, {score} AS score
    FROM candidates JOIN search_findable USING (id),
        LATERAL (SELECT {asked} AS asked, {language} AS own_language) AS question
), ranked AS (
    SELECT key, pin IS NOT NULL AS is_pinned, row_number() OVER (ORDER BY {order}, id) AS place
    FROM scored
)
SELECT coalesce((SELECT sum(n) FROM counted WHERE {narrowed}), 0)::int,
    (SELECT max(latest) FROM counted WHERE {narrowed}),
    (SELECT json_agg(json_build_array(facet, value, n)) FROM ({counts}) AS counts),
    (SELECT json_agg(json_build_array(key, is_pinned) ORDER BY place)
        FROM ranked WHERE place > {offset} AND place <= {offset} + {limit})
"""

COUNT = """
(SELECT count(*)
    FROM (SELECT FROM search_findable WHERE vector @@ {asked} AND {open} LIMIT {most}) AS few)
"""

SUGGESTING = """
SELECT {columns}
FROM search_findable
WHERE titles @@ {asked} AND {open}
ORDER BY language = {language} DESC, starts_with(lower(title), {typed}) DESC, length(title), key
LIMIT {limit}
"""

SUGGESTED = ["key", "kind", "title", "other_names", "language", "address"]

ORDERS = {
    "relevance": "pin NULLS LAST, score DESC",
    "date": "date DESC NULLS LAST, score DESC",
}


class DatabaseEngine(Engine):
    """Full text search over the table of findable things, which is its whole index."""

    def find(self, question, reader, filters, steering, *, offset, limit):
        chosen = [*steering.pinned, *steering.promoted]
        if question.is_empty and not chosen:
            return Found()
        asked = matching(question, reader)
        found = "(vector @@ {asked} OR key = ANY({chosen}::text[]))"
        if not chosen:
            found = "vector @@ {asked}"
        ((total, latest, counts, hits),) = _ask(
            FINDING,
            found=_composed(found, asked=asked, chosen=chosen),
            asked=asked,
            open=_open_to(reader),
            narrowed=_narrowed(filters),
            counts=_counts(filters),
            score=SQL(SCORE),
            order=SQL(ORDERS[filters.sort]),
            pinned=list(steering.pinned),
            promoted=list(steering.promoted),
            hidden=list(steering.hidden),
            language=reader.language,
            most=MOST_RANKED,
            offset=offset,
            limit=limit,
        )
        return Found(
            hits=[Hit(key, is_pinned) for key, is_pinned in hits or []],
            total=total,
            is_cut=total > MOST_RANKED,
            facets=_facets(counts or []),
            latest=latest,
        )

    def count_each(self, questions, reader):
        if not questions:
            return []
        counts = [
            _composed(
                COUNT,
                asked=matching(question, reader),
                open=_open_to(reader),
                most=MOST_COUNTED,
            )
            for question in questions
        ]
        (row,) = _ask("SELECT {counts}", counts=SQL(", ").join(counts))
        return list(row)

    def suggest(self, words, reader, *, limit):
        if not words:
            return []
        rows = _ask(
            SUGGESTING,
            asked=beginning(words),
            open=_open_to(reader),
            language=reader.language,
            typed=" ".join(words),
            limit=limit,
            columns=SQL(", ").join(map(Identifier, SUGGESTED)),
        )
        return [Findable(**dict(zip(SUGGESTED, row, strict=True))) for row in rows]

    def rows_written(self, keys):
        """Nothing: the table is the index."""

    def rows_removed(self, keys):
        """Nothing: the table is the index."""

    def rebuild(self, rows, *, generation):
        """Nothing: the table is the index."""

    def switch_to(self, generation):
        """Nothing: the table is the index."""

    def clear_away(self, generation):
        """Nothing: the table is the index."""

    def copied_keys(self):
        """None: there is no copy."""
        return None


def _open_to(reader):
    """Heads in use that nothing closes to this reader today."""
    clauses = [
        SQL("head_key = ''"),
        SQL("generation = (SELECT generation FROM search_indexstate WHERE id = 1)"),
        _composed("(until IS NULL OR until >= {today})", today=timezone.localdate()),
    ]
    for column, closed in (
        ("path", reader.closed_paths),
        ("collection_path", reader.closed_collections),
    ):
        # By length, so that a thousand closed paths are compared as quickly as one.
        for length in sorted({len(path) for path in closed}):
            paths = [path for path in closed if len(path) == length]
            clauses.append(
                _composed(
                    "left({column}, {length}) <> ALL({paths}::text[])",
                    column=Identifier(column),
                    length=length,
                    paths=paths,
                )
            )
    return SQL(" AND ").join(clauses)


def _narrowed(filters, but_by=None):
    """The filters as a condition, without that of the facet `but_by`."""
    clauses = [
        _composed(condition, choice=getattr(filters, facet))
        for facet, (_value, condition) in FACETS.items()
        if facet != but_by and getattr(filters, facet) not in ("", None)
    ]
    return SQL(" AND ").join(clauses or [SQL("true")])


def _counts(filters):
    """How many there are of each value of each facet, with what is chosen in the others."""
    counts = [
        _composed(
            "SELECT {facet} AS facet, to_json({value}) AS value, sum(n)::int AS n"
            " FROM counted WHERE {narrowed} GROUP BY {value}",
            facet=facet,
            value=SQL(value),
            narrowed=_narrowed(filters, but_by=facet),
        )
        for facet, (value, _condition) in FACETS.items()
    ]
    return SQL(" UNION ALL ").join(counts)


def _facets(counts):
    facets = {facet: [] for facet in FACETS}
    for facet, value, count in counts:
        if value is not None:
            facets[facet].append(Facet(value, count))
    for values in facets.values():
        values.sort(key=lambda facet: (-facet.count, facet.value))
    facets["year"].sort(key=lambda facet: -facet.value)
    return facets


def _composed(statement, **parts):
    """A statement with parts of it and with values, which are quoted."""
    return SQL(statement).format(
        **{
            name: part if isinstance(part, Composable) else Literal(part)
            for name, part in parts.items()
        }
    )


def _ask(statement, **parts):
    with connection.cursor() as cursor:
        cursor.execute(_composed(statement, **parts))
        return cursor.fetchall()
