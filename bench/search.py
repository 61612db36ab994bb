"""How the cost of a search grows with the index: `make bench` prints it.

Indexes of 100, 10,000 and 100,000 made-up things (and two parts of each) are made, each in a
database of its own, and asked the same questions in turn, so that whatever else the machine does
weighs on all of them alike. A figure is the median of many searches, from the request to the whole
page; beside it stands what of it is asking the index. The common word stands in every single thing.
"""

import os
import random
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from statistics import median
from time import perf_counter
from unittest import mock

SIZES = (100, 10_000, 100_000)
# What a common word may cost in an index, as a multiple of what it costs in the smallest.
MOST = {10_000: 3, 100_000: 10}
ROUNDS = 15
IN_A_ROW = 3
WITHIN_BOUNDS, TOO_SLOW = 0, 1

# What larger indexes hold copies of, with other dates, topics and settings.
MADE = 1000
PARTS = 2
WORDS_OF_A_PART = 150
SYLLABLES = [first + second for first in "bdfgklmnprstvz" for second in "aeiou"]
KINDS = ("tool", "story", "video", "event", "page", "file", "term")
LANGUAGES = ("en",) * 17 + ("pl", "ar", "de")


class Vocabulary:
    """Made-up words of which some are common and most are rare, as in any language."""

    def __init__(self, chance, size=12_000):
        self.chance = chance
        self.words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(size)]
        self.weights = list(accumulate(1 / rank for rank in range(1, size + 1)))

    def text(self, length):
        """Some words, as they come."""
        return " ".join(
            self.chance.choices(self.words, cum_weights=self.weights, k=length)
        )


def always_the_same():
    """Chance that makes the same things each time."""
    return random.Random(7)  # noqa: S311


def thing(number, words, chance):
    """The rows of one made-up thing: its head, then its parts."""
    from search.models import Findable

    key = f"page:{number}"
    texts = [words.text(WORDS_OF_A_PART) for _ in range(PARTS)]
    shared = {"language": chance.choice(LANGUAGES), "path": path(number)}
    head = Findable(
        key=key,
        kind=chance.choice(KINDS),
        title=words.text(4),
        other_names=words.text(2) if number % 5 == 0 else "",
        headings=words.text(12),
        summary=words.text(25),
        text="\n".join(texts),
        date=date(2026, 11, 1) - timedelta(days=chance.randrange(2000)),
        topics=chance.sample(range(1, 31), k=chance.randrange(4)),
        settings=chance.sample(range(1, 16), k=chance.randrange(3)),
        address=f"/toolkits/made-up/{number}/",
        position=number,
        **shared,
    )
    parts = [
        Findable(
            key=f"{key}#part-{place}",
            head_key=key,
            kind="section",
            position=place,
            title=words.text(4),
            text=text,
            address=f"{head.address}#part-{place}",
            **shared,
        )
        for place, text in enumerate(texts)
    ]
    return [head, *parts]


def path(number):
    """Where the page of a thing would stand in the tree: in one of fifty places."""
    return f"00010001{number % 50:04}{number:06}"[:20]


COPYING = """
INSERT INTO search_findable (
    generation, key, head_key, kind, position, title, other_names, headings, summary, text,
    language, date, topics, settings, address, path, collection_path, vector, titles
)
SELECT generation, regexp_replace(key, '(\\d+)', '\\1' || '00' || copy),
    regexp_replace(head_key, '(\\d+)', '\\1' || '00' || copy), kind, position, title, other_names,
    headings, summary, text, language, date - copy,
    ARRAY(SELECT (topic + copy) %% 30 + 1 FROM unnest(topics) AS topic),
    ARRAY(SELECT (setting + copy) %% 15 + 1 FROM unnest(settings) AS setting),
    address || copy, path, collection_path, vector, titles
FROM search_findable CROSS JOIN generate_series(1, %s) AS copy
"""


def fill(size):
    """Put so many things into the empty index."""
    from django.db import connection

    from search.services.writing import replace

    chance = always_the_same()
    words = Vocabulary(chance)
    rows = [thing(number, words, chance) for number in range(min(size, MADE))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes"
            " WHERE tablename = 'search_findable' AND indexdef LIKE '%USING gin%'"
        )
        indexes = cursor.fetchall()
        # Made at once when all is there: many times quicker than word by word.
        for name, _definition in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
        replace(
            [head.key for head, *_parts in rows], [row for each in rows for row in each]
        )
        if size > MADE:
            cursor.execute(COPYING, [size // MADE - 1])
        for _name, definition in indexes:
            cursor.execute(definition)
        cursor.execute("VACUUM ANALYZE search_findable")


@contextmanager
def databases():
    """One filled database for each size, which go afterwards; gives the name of each."""
    from django.db import connection

    from tests.template_database import provide_template

    template = provide_template()
    names = {size: f"clic_bench_{size}" for size in SIZES}
    try:
        for size, name in names.items():
            sys.stdout.write(f"Making an index of {size:,} things ...\n")
            with connection._nodb_cursor() as cursor:
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
                cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
            use(name)
            fill(size)
        yield names
    finally:
        use("")
        with connection._nodb_cursor() as cursor:
            for name in names.values():
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


def use(name):
    """Ask this database from now on."""
    from django.db import connection

    connection.close()
    connection.settings_dict["NAME"] = name


@dataclass
class Cost:
    """What searches took, in milliseconds: whole pages, and asking the index for them."""

    pages: list[float]
    index: list[float]


def measure(names, questions):
    """What each question costs in each index: Costs by (question, size)."""
    costs = {(label, size): Cost([], []) for label in questions for size in names}
    for _turn in range(ROUNDS):
        for size, name in names.items():
            use(name)
            for label, words in questions.items():
                _search(words)
                for _again in range(IN_A_ROW):
                    page, index = _search(words)
                    costs[label, size].pages.append(page)
                    costs[label, size].index.append(index)
    return costs


def _search(words):
    from django.test import Client

    from search.engines.database import DatabaseEngine

    index = 0
    find = DatabaseEngine.find

    def timed(*arguments, **options):
        nonlocal index
        start = perf_counter()
        found = find(*arguments, **options)
        index += perf_counter() - start
        return found

    with mock.patch.object(DatabaseEngine, "find", timed):
        start = perf_counter()
        response = Client(HTTP_HOST="localhost").get("/search/", {"q": words})
        page = perf_counter() - start
    if response.status_code != 200:
        raise RuntimeError(f"The search page answered {response.status_code}.")
    return page * 1000, index * 1000


def explain(words):
    """How PostgreSQL finds the rows of a common word, as it tells it."""
    from django.db import connection

    from search.asking.parsing import parse
    from search.asking.question import Filters, Reader, Steering
    from search.engines import database

    plans = []

    def explained(statement):
        with connection.cursor() as cursor:
            cursor.execute(
                "EXPLAIN (ANALYZE, COSTS off, TIMING off, BUFFERS off) "
                + statement.as_string(connection.connection)
            )
            plans.extend(line for (line,) in cursor.fetchall())
        return []

    with mock.patch.object(database, "ask", explained):
        database.DatabaseEngine().find(
            parse(words), Reader(), Filters(), Steering(), offset=0, limit=20
        )
    return [
        line
        for line in plans
        if "findable_words" in line or " on search_findable" in line
    ]


def main():
    """Print what searches cost, and fail where a common word costs too much."""
    start_django()
    words = Vocabulary(always_the_same()).words
    questions = {
        "a common word": words[0],
        "two common words": f"{words[0]} {words[1]}",
        "a word of some": words[60],
        "a rare word": words[3000],
    }
    status = WITHIN_BOUNDS
    with databases() as names:
        costs = measure(names, questions)
        smallest = min(SIZES)
        for (label, size), cost in costs.items():
            page, index = median(cost.pages), median(cost.index)
            times = page / median(costs[label, smallest].pages)
            sys.stdout.write(
                f"{label:>18} in {size:>7,} things: {page:6.1f} ms,"
                f" {times:4.1f} times; asking the index {index:6.1f} ms\n"
            )
            if label == "a common word" and times > MOST.get(size, times):
                sys.stdout.write(f"That is more than {MOST[size]} times.\n")
                status = TOO_SLOW
        sys.stdout.write("\n".join(explain(questions["a common word"])) + "\n")
    return status


def start_django():
    """Bring up Django with the site's own settings, without what only watches developers."""
    import django

    from clic_site.database import provide_database_url

    os.environ["DJANGO_SETTINGS_MODULE"] = "clic_site.settings.dev"
    provide_database_url()
    django.setup()
    django.conf.settings.DEBUG = False


if __name__ == "__main__":
    sys.exit(main())
