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
    Findable.Kind.TOOLKIT: 1.3,
    Findable.Kind.TOOL: 1.2,
    Findable.Kind.TERM: 0.5,
    Findable.Kind.FILE: 0.8,
    Findable.Kind.TOPIC: 0.8,
}

# The words stand one after another as they were typed.
AS_TYPED = 0.3

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
    ts_rank({IN_VECTOR}, vector, words)
    + (ARRAY{list(NAMED)})[naming + 1]
    + {SHORT_NAME} * ts_rank({IN_TITLES}, titles, words, 2)
    + CASE WHEN vector @@ in_a_row THEN {AS_TYPED} ELSE 0 END
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

# Where some words may be missing: which share of them a thing has, rare ones counting more.
RARITY = """
SELECT place, ln(1 + count(*) / greatest(sum(has), 1.0)) AS worth
FROM scored, unnest(words) WITH ORDINALITY AS each (has, place)
GROUP BY place
"""
SHARE = """
(
    SELECT power(sum(has * worth) / sum(worth), 2)
    FROM unnest(words) WITH ORDINALITY AS each (has, place) JOIN rarity USING (place)
)
"""
