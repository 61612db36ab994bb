"""A question as PostgreSQL asks it: everything is a constant to it, so that it can weigh which index to use."""

from itertools import chain

from django.conf import settings
from psycopg2.sql import SQL, Literal

from ..languages import config_of
from ..vectors import LANGUAGE_MARK, LONGEST_NAME
from .composing import composed, joined

LEAST_WORDS_TO_MISS_ONE = 3
MOST_WORDS_TO_MISS_ONE = 8
NOTHING = SQL("''::tsquery")


def matching(question, reader, *, is_loose=False):
    """What the vector of a row is compared with (@@); `is_loose`: one of some words may be missing.

    What is written in another language than the reader's and the site's is compared without the
    endings of its own, and only that: English “care” isn't French “car”.
    """
    configs = _usual_configs(reader)
    usual = joined(
        " || ", [in_config(question, config, is_loose=is_loose) for config in configs]
    )
    further = [
        composed(
            "CASE WHEN {asked} = ANY(ARRAY[{usual}]) THEN {nothing} ELSE {asked} && {marks} END",
            asked=in_config(question, config, is_loose=is_loose),
            usual=SQL(", ").join(
                in_config(question, usual, is_loose=is_loose) for usual in configs
            ),
            nothing=NOTHING,
            marks=_marks(languages),
        )
        for config, languages in _further_configs(reader, configs).items()
    ]
    return joined(" || ", [usual, *further])


def in_config(question, config, *, is_loose=False):
    """A question without the endings and small words of one language."""
    wanted = _wanted(question, config, is_loose)
    if not question.unwanted:
        return wanted
    # Without small words nothing may be left that is wanted.
    return composed(
        "CASE WHEN numnode({wanted}) > 0 THEN {wanted} && !! {unwanted} ELSE {nothing} END",
        wanted=wanted,
        unwanted=joined(
            " || ", [_in_any_way(group, config) for group in question.unwanted]
        ),
        nothing=NOTHING,
    )


def _wanted(question, config, is_loose):
    groups = [_in_any_way(group, config) for group in question.wanted]
    if question.is_any:
        return joined(" || ", groups)
    every = joined(" && ", groups)
    if not is_loose:
        return every
    all_but_one = [
        joined(" && ", groups[:place] + groups[place + 1 :])
        for place, group in enumerate(question.wanted)
        if not group.is_exact
    ]
    # Small words say nothing: without them there may be too few.
    return composed(
        "CASE WHEN {telling} >= {least} THEN {all_but_one} ELSE {every} END",
        telling=joined(
            " + ",
            [composed("(numnode({group}) > 0)::int", group=group) for group in groups],
        ),
        least=LEAST_WORDS_TO_MISS_ONE,
        all_but_one=joined(" || ", all_but_one),
        every=every,
    )


def may_miss_one(question):
    """Whether what has all words but one may be found: not where two words would become one."""
    is_of_a_length = (
        LEAST_WORDS_TO_MISS_ONE <= len(question.wanted) <= MOST_WORDS_TO_MISS_ONE
    )
    is_free = not all(group.is_exact for group in question.wanted)
    return is_of_a_length and is_free and not question.is_any


def own_config(reader):
    """The configuration of the reader's own language."""
    return config_of(reader.language)


def in_a_row(question, reader):
    """The same for all words as they were typed, one after another."""
    if len(question.wanted) < 2:
        return NOTHING
    return composed(
        "phraseto_tsquery({config}::regconfig, {words})",
        config=own_config(reader),
        words=" ".join(_typed(question)),
    )


def each_word(question, reader):
    """Which of the wanted groups the vector of a row has: a list of 0 and 1."""
    groups = [
        composed(
            "(vector @@ ({own} || {written}))::int",
            own=_in_any_way(group, own_config(reader)),
            written=_in_any_way(group, "simple"),
        )
        for group in question.wanted
    ]
    return SQL("ARRAY[{}]::int[]").format(SQL(", ").join(groups))


def naming(question, reader, mark):
    """The same for what is called just like that: for marks of names among the titles of a row."""
    if not question.wanted:
        return NOTHING
    names = question.wanted[0].ways if len(question.wanted) == 1 else [_typed(question)]
    return joined(
        " || ",
        [
            composed(
                "('''' || {mark} || replace(strip(to_tsvector({config}::regconfig, {name}))::text,"
                " '''', '') || '''')::tsquery",
                mark=mark,
                config=config,
                name=" ".join(name)[:LONGEST_NAME],
            )
            for name in names
            for config in _usual_configs(reader)
        ],
    )


def beginning(words):
    """The same for names in which a word begins with each of these folded words."""
    return SQL("to_tsquery('simple', {})").format(
        Literal(" & ".join(f"{word}:*" for word in words))
    )


def _typed(question):
    return list(chain.from_iterable(group.typed for group in question.wanted))


def _usual_configs(reader):
    """The reader's own language, the site's, and words as they are written."""
    languages = (reader.language, settings.LANGUAGE_CODE)
    return dict.fromkeys([*map(config_of, languages), "simple"])


def _further_configs(reader, usual):
    further = {}
    for language in reader.languages:
        if config_of(language) not in usual:
            further.setdefault(config_of(language), []).append(language)
    return further


def _marks(languages):
    marks = " | ".join(f"'{LANGUAGE_MARK}{language}'" for language in languages)
    return SQL("{}::tsquery").format(Literal(f"({marks})"))


def _in_any_way(group, config):
    ways = [
        composed(
            "phraseto_tsquery({config}::regconfig, {words})",
            config=config,
            words=" ".join(way),
        )
        for way in group.ways
    ]
    return joined(" || ", ways)
