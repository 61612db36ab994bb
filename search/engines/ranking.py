"""What puts one thing before another: columns are those of `candidates` (search/engines/database.py)."""

from ..models import Findable

# Of words in the text, the summary, the headings and the names.
IN_VECTOR = "'{0.05, 0.2, 0.4, 1.0}'"
# Of words in other names and in the title.
IN_TITLES = "'{0, 0, 0.7, 1.0}'"

# How the words stand in the names of a thing, and what each is worth: it is called just so, is
# called that as well, has them all among others (the fewer those are the better), or not all.
NAMING = """
CASE
    WHEN NOT titles @@ {asked} THEN 0
    WHEN titles @@ {title} THEN 3
    WHEN titles @@ {other_name} THEN 2
    ELSE 1
END
"""
NAMED = (0, 1, 2.5, 4)
SHORT_NAME = 2

IN_ANOTHER_LANGUAGE = 0.2
PROMOTED = 10

# Tools are what people come for; a word that is explained answers who asks for just that word.
KINDS = {
    Findable.Kind.TOOLKIT: 1.1,
    Findable.Kind.TOOL: 1.2,
    Findable.Kind.TERM: 0.9,
    Findable.Kind.FILE: 0.8,
    Findable.Kind.TOPIC: 0.8,
}

# What happened lately is worth more, of stories and events alone: at most so much, and half of
# that so many days later.
NEWS = 0.2
NEWS_DAYS = 180
DATED = (Findable.Kind.STORY, Findable.Kind.EVENT)


def _by_kind():
    cases = " ".join(f"WHEN '{kind}' THEN {worth}" for kind, worth in KINDS.items())
    return f"CASE kind {cases} ELSE 1 END"


SCORE = f"""
(
    ts_rank({IN_VECTOR}, vector, words, 1)
    + (ARRAY{list(NAMED)})[naming + 1]
    + {SHORT_NAME} * ts_rank({IN_TITLES}, titles, words, 2)
)
* {_by_kind()}
* CASE WHEN language = own_language THEN 1 ELSE {IN_ANOTHER_LANGUAGE} END
* CASE
    WHEN kind IN {tuple(map(str, DATED))} AND date IS NOT NULL
    THEN 1 + {NEWS} * power(0.5, abs(date - today) / {NEWS_DAYS}.0)
    ELSE 1
END
+ CASE WHEN is_promoted THEN {PROMOTED} ELSE 0 END
"""
