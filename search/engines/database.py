"""The index asked in PostgreSQL."""

from dataclasses import replace
from datetime import date
from operator import itemgetter

from django.utils import timezone
from psycopg2.sql import SQL, Identifier

from ..asking.question import Facet, Found, Hit
from ..models import Findable
from ..vectors import OTHER_NAME_MARK, TITLE_MARK
from .base import MOST_RANKED, Engine
from .composing import ask, composed
from .matching import (
    beginning,
    each_word,
    in_a_row,
    in_config,
    matching,
    may_miss_one,
    naming,
    own_config,
)
from .ranking import NAMING, RARITY, SCORE, SHARE

# More than this nobody needs to know of a question that is only weighed.
MOST_COUNTED = 300
FEW = 10

# The columns that are counted, and how a choice is compared with each.
FACETS = {
    "kind": ("kind", "kind = {choice}"),
    "topic": ("topics", "topics @> ARRAY[{choice}]"),
    "setting": ("settings", "settings @> ARRAY[{choice}]"),
    "language": ("language", "language = {choice}"),
    "year": ("year", "year = {choice}"),
}
NUMBERED = {"topic", "setting", "year"}
# What PostgreSQL's grouping() says of a row that counts all values of all columns.
ALL_TOGETHER = 2 ** len(FACETS) - 1
COLUMNS = SQL(", ").join(Identifier(column) for column, _condition in FACETS.values())
SETS = SQL(", ").join(
    composed("({column})", column=Identifier(column))
    for column, _condition in FACETS.values()
)

# All that was found is read once: to count it, and to choose what is worth ranking. What is told
# is rows of (what, value, number).
FINDING = """
WITH matched AS (
    SELECT id, kind, language, date, date_part('year', date)::int AS year, topics, settings,
        {naming} AS naming,
        array_position({pinned}::text[], key::text) AS pin,
        key = ANY({promoted}::text[]) AS is_promoted
    FROM search_findable
    WHERE {found} AND {open}
), counted AS (
    SELECT {columns}, grouping({columns}) AS which, {counts},
        max(date) FILTER (WHERE {narrowed}) AS latest
    FROM matched
    GROUP BY GROUPING SETS ({sets}, ())
), candidates AS (
    SELECT id, naming, pin, is_promoted
    FROM matched
    WHERE {narrowed}
    ORDER BY {first}, id
    LIMIT {most}
), scored AS (
    SELECT id, key, date, pin, {score} AS score, {each_word} AS words
    FROM candidates, LATERAL (
        SELECT key, kind, language, date, vector, titles, {words} AS words,
            {in_a_row} AS in_a_row, {language} AS own_language, {today} AS today
        FROM search_findable
        WHERE id = candidates.id
        OFFSET 0 -- one by one: to read the whole table for them takes longer
    ) AS thing
), rarity AS ({rarity}
), listed AS (
    SELECT key, pin, row_number() OVER (ORDER BY {order}, id) AS place
    FROM scored
)
SELECT CASE WHEN pin IS NULL THEN 'hit' ELSE 'pinned' END, key, place
FROM listed
WHERE place > {offset} AND place <= {offset} + {limit}
UNION ALL {told}
"""

TOLD_FACET = """
SELECT {facet}, {value}::text, sum({count})::bigint
FROM counted
WHERE which = {which}
GROUP BY 2
HAVING sum({count}) > 0
"""
TOLD_TOTAL = "SELECT 'total', latest::text, {count} FROM counted WHERE which = {which}"

# Where few things have all words, those that miss one are worth a look.
WITH_A_WORD_MISSING = """
CASE
    WHEN {count} < {few} THEN {loose}
    ELSE {asked}
END
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

SUGGESTED = ("key", "kind", "title", "other_names", "language", "address")

# What is worth ranking, and what is then put first.
ORDERS = {
    "relevance": (
        "pin NULLS LAST, is_promoted DESC, naming DESC, language = {language} DESC,"
        " date DESC NULLS LAST",
        "pin NULLS LAST, {score} DESC",
    ),
    "date": ("date DESC NULLS LAST", "date DESC NULLS LAST, {score} DESC"),
}


class DatabaseEngine(Engine):
    """Full text search over the table of findable things, which is its whole index."""

    def find(self, question, reader, filters, steering, *, offset, limit):
        chosen = [*steering.pinned, *steering.promoted]
        if question.is_empty and not chosen:
            return Found()
        first, order = ORDERS[filters.sort]
        counts, told = _counting(filters)
        asked, is_loose = _asked(question, reader)
        rows = ask(
            composed(
                FINDING,
                words=in_config(question, own_config(reader)),
                naming=composed(
                    NAMING,
                    asked=matching(replace(question, is_any=False), reader),
                    title=naming(question, reader, TITLE_MARK),
                    other_name=naming(question, reader, OTHER_NAME_MARK),
                ),
                score=SQL(SCORE),
                in_a_row=in_a_row(question, reader),
                each_word=each_word(question, reader)
                if is_loose
                else SQL("NULL::int[]"),
                rarity=SQL(RARITY),
                columns=COLUMNS,
                sets=SETS,
                found=_found(asked, chosen, list(steering.hidden)),
                open=_open_to(reader),
                narrowed=_narrowed(filters),
                first=composed(first, language=reader.language),
                order=composed(
                    order, score=SQL(f"score * {SHARE}" if is_loose else "score")
                ),
                counts=counts,
                told=told,
                pinned=list(steering.pinned),
                promoted=list(steering.promoted),
                language=reader.language,
                today=timezone.localdate(),
                most=MOST_RANKED,
                offset=offset,
                limit=limit,
            )
        )
        return _as_found(rows)

    def count_each(self, questions, reader):
        if not questions:
            return []
        counts = [
            composed(
                COUNT,
                asked=matching(question, reader),
                open=_open_to(reader),
                most=MOST_COUNTED,
            )
            for question in questions
        ]
        (row,) = ask(SQL("SELECT {}").format(SQL(", ").join(counts)))
        return list(row)

    def suggest(self, words, reader, *, limit):
        if not words:
            return []
        rows = ask(
            composed(
                SUGGESTING,
                asked=beginning(words),
                open=_open_to(reader),
                language=reader.language,
                typed=" ".join(words),
                limit=limit,
                columns=SQL(", ").join(map(Identifier, SUGGESTED)),
            )
        )
        return [Findable(**dict(zip(SUGGESTED, row, strict=True))) for row in rows]

    def rows_written(self, keys):
        """Nothing: the table is the index."""

    def rows_removed(self, keys):
        """Nothing: the table is the index."""

    def catch_up(self):
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


def _asked(question, reader):
    """What vectors are compared with, and whether words may be missing."""
    asked = matching(question, reader)
    if not may_miss_one(question):
        return asked, question.is_any
    return composed(
        WITH_A_WORD_MISSING,
        count=composed(COUNT, asked=asked, open=_open_to(reader), most=FEW),
        few=FEW,
        loose=matching(question, reader, is_loose=True),
        asked=asked,
    ), True


def _found(asked, chosen, hidden):
    """What has the words or was chosen for them, without what is hidden."""
    found = "vector @@ {asked}"
    if chosen:
        found = f"({found} OR key = ANY({{chosen}}::text[]))"
    if hidden:
        found = f"{found} AND key <> ALL({{hidden}}::text[])"
    return composed(found, asked=asked, chosen=chosen, hidden=hidden)


def _open_to(reader):
    """Heads in use that nothing closes to this reader today."""
    clauses = [
        SQL("head_key = ''"),
        SQL("generation = (SELECT generation FROM search_indexstate WHERE id = 1)"),
        composed("(until IS NULL OR until >= {today})", today=timezone.localdate()),
    ]
    for column, closed in (
        ("path", reader.closed_paths),
        ("collection_path", reader.closed_collections),
    ):
        # By length, so that a thousand closed paths are compared as quickly as one.
        for length in sorted({len(path) for path in closed}):
            clauses.append(
                composed(
                    "left({column}, {length}) <> ALL({paths}::text[])",
                    column=Identifier(column),
                    length=length,
                    paths=[path for path in closed if len(path) == length],
                )
            )
    return SQL(" AND ").join(clauses)


def _narrowed(filters, but_by=None):
    """The filters as a condition, without that of the facet `but_by`."""
    clauses = [
        composed(condition, choice=getattr(filters, facet))
        for facet, (_column, condition) in FACETS.items()
        if facet != but_by and getattr(filters, facet) not in ("", None)
    ]
    return SQL(" AND ").join(clauses or [SQL("true")])


def _counting(filters):
    """What is counted, and how it is told: each facet's counts with what is chosen in the others."""
    conditions, told = [], []
    for place, (facet, (column, _condition)) in enumerate(FACETS.items()):
        if (narrowed := _narrowed(filters, but_by=facet)) not in conditions:
            conditions.append(narrowed)
        told.append(
            composed(
                TOLD_FACET,
                facet=facet,
                value=SQL(f"unnest({column})" if column.endswith("s") else column),
                count=_count_named(conditions.index(narrowed)),
                which=ALL_TOGETHER ^ 1 << len(FACETS) - 1 - place,
            )
        )
    if (narrowed := _narrowed(filters)) not in conditions:
        conditions.append(narrowed)
    total = _count_named(conditions.index(narrowed))
    told.append(composed(TOLD_TOTAL, count=total, which=ALL_TOGETHER))
    counts = [
        composed(
            "count(*) FILTER (WHERE {condition}) AS {name}",
            condition=condition,
            name=_count_named(number),
        )
        for number, condition in enumerate(conditions)
    ]
    return SQL(", ").join(counts), SQL(" UNION ALL ").join(told)


def _count_named(number):
    return Identifier(f"count_{number}")


def _as_found(rows):
    found = Found(facets={facet: [] for facet in FACETS})
    hits = []
    for what, value, number in rows:
        if what in FACETS:
            if value is not None:  # has no date
                value = int(value) if what in NUMBERED else value
                found.facets[what].append(Facet(value, number))
        elif what == "total":
            found.total = number
            found.is_cut = number > MOST_RANKED
            found.latest = value and date.fromisoformat(value)
        else:
            hits.append((number, Hit(value, is_pinned=what == "pinned")))
    found.hits = [hit for _place, hit in sorted(hits, key=itemgetter(0))]
    for facet, values in found.facets.items():
        values.sort(key=_by_year if facet == "year" else _by_count)
    return found


def _by_year(facet):
    return -facet.value


def _by_count(facet):
    return -facet.count, facet.value
