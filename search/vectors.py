"""The words of a row as PostgreSQL compares them, and the marks among them."""

from django.conf import settings
from django.contrib.postgres.search import (
    SearchConfig,
    SearchVector,
    SearchVectorCombinable,
    SearchVectorField,
)
from django.db.models import Func, TextField, Value

from .languages import config_of
from .words import searchable

# What search remembers of one thing: PostgreSQL refuses more than a megabyte of words.
MOST_LETTERS = 150_000
MOST_LETTERS_FURTHER = 50_000
# No word has these signs. A language's mark tells whose endings were taken off; a name's mark is
# the whole of it, so that “run charts” is known to be the name of “Run chart”.
LANGUAGE_MARK = "~"
TITLE_MARK, OTHER_NAME_MARK = "=", "+"
LONGEST_NAME = 200


class Marks(SearchVectorCombinable, Func):
    """Marks as a vector: they have neither place nor weight."""

    function = "array_to_tsvector"
    template = "%(function)s(ARRAY[%(expressions)s])"
    output_field = SearchVectorField()
    config = None


class NameMark(Func):
    """The mark of a whole name: its words without their endings."""

    template = (
        "%(sign)s || replace(strip(to_tsvector(%(expressions)s))::text, '''', '')"
    )
    output_field = TextField()


def vector_of(row):
    """All words of a row with their weights: A names, B headings, C summary, D text."""
    config = config_of(row.language)
    whole = Marks(Value(f"{LANGUAGE_MARK}{row.language}"))
    for names_config in _configs_of_names(row):
        whole += _words(f"{row.title}\n{row.other_names}", "A", names_config)
    whole += _words(row.headings, "B", config)
    whole += _words(row.summary, "C", config)
    whole += _words(row.text, "D", config)
    return whole


def titles_of(row):
    """The words of its names, as they are written and without their endings, and the marks of its names."""
    whole = Marks(*_name_marks(row))
    for config in ("simple", *_configs_of_names(row)):
        whole += _words(row.title, "A", config)
        whole += _words(row.other_names, "B", config)
    return whole


def _configs_of_names(row):
    # What is in another language often has a name in the site's own.
    languages = (row.language, settings.LANGUAGE_CODE)
    return dict.fromkeys(map(config_of, languages))


def _name_marks(row):
    names = [(TITLE_MARK, row.title)]
    names += [(OTHER_NAME_MARK, name) for name in row.other_names.splitlines()]
    for config in _configs_of_names(row):
        for sign, name in names:
            yield NameMark(
                SearchConfig.from_parameter(config),
                Value(searchable(name)[:LONGEST_NAME]),
                sign=f"'{sign}'",
            )


def _words(text, weight, config):
    text = _within_limits(searchable(text))
    return SearchVector(Value(text), weight=weight, config=config)


def _within_limits(text):
    """The beginning of a very long text, and each further word once."""
    if len(text) <= MOST_LETTERS:
        return text
    end = (
        text.rindex(" ", 0, MOST_LETTERS)
        if " " in text[:MOST_LETTERS]
        else MOST_LETTERS
    )
    further = dict.fromkeys(text[end:].split())
    return text[:end] + " ".join(["", *further])[:MOST_LETTERS_FURTHER]
