"""A question as PostgreSQL asks it."""

from django.conf import settings
from psycopg2.sql import SQL, Literal

from ..languages import config_of


def matching(question, reader):
    """What the vector of a row is compared with (@@)."""
    ways = [_in_config(question, config) for config in configs_for(reader)]
    return _joined(" || ", ways)


def beginning(words):
    """The same for the names of a row: a word of them begins with each of these folded words."""
    return SQL("to_tsquery('simple', {})").format(
        Literal(" & ".join(f"{word}:*" for word in words))
    )


def configs_for(reader):
    """The reader's own language, the site's, and words as they are written."""
    languages = (reader.language, settings.LANGUAGE_CODE)
    return dict.fromkeys([*map(config_of, languages), "simple"])


def _in_config(question, config):
    wanted = [_in_any_way(group, config) for group in question.wanted]
    asked = _joined(" || " if question.is_any else " && ", wanted)
    for group in question.unwanted:
        asked = SQL("({} && !! {})").format(asked, _in_any_way(group, config))
    return asked


def _in_any_way(group, config):
    return _joined(
        " || ",
        [
            SQL("phraseto_tsquery({}::regconfig, {})").format(
                Literal(config), Literal(" ".join(way))
            )
            for way in group.ways
        ],
    )


def _joined(sign, parts):
    return SQL("({})").format(SQL(sign).join(parts or [SQL("''::tsquery")]))
