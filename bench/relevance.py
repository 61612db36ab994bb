"""How well search answers: judged questions over the demo's content, and what is found for them.

`make relevance` prints the figures of both halves. `judged/tuning.tsv` may be looked at while search
is changed; `judged/checking.tsv` is for checking only. Both were written before anything was tuned.
A line is a kind of question, the question, and what answers it: `5s:3` is the page of that address,
`file:`, `term:` and `topic:` name others. 3 is what somebody looks for, 2 helps them as well, 1 is worth a look.

The measure is nDCG@10: https://en.wikipedia.org/wiki/Discounted_cumulative_gain
"""

import csv
import json
import os
import sys
from collections import defaultdict
from dataclasses import dataclass
from math import log2
from pathlib import Path
from statistics import mean

FOLDER = Path(__file__).parent / "judged"
HALVES = ("tuning", "checking")
LOOKED_AT = 10


@dataclass(frozen=True)
class Judged:
    """A question with the grade of each thing that answers it, the best first."""

    kind: str
    words: str
    grades: dict[str, int]

    @property
    def best(self):
        """What a question for the name of a tool must find first."""
        return next(iter(self.grades))


def judged(half):
    """The judged questions of a half, in their order."""
    with (FOLDER / f"{half}.tsv").open(encoding="utf-8", newline="") as lines:
        return [
            Judged(kind, words, dict(map(_grade, grades.split())))
            for kind, words, grades in csv.reader(lines, delimiter="\t")
        ]


def ndcg(found, grades):
    """How near a list of names comes to the best one there could be: from 0 to 1."""
    best = sorted(grades.values(), reverse=True)
    return _gain(grades.get(name, 0) for name in found) / _gain(best)


def measure(half, ask):
    """The figures of a half, as a dictionary; `ask` gives the names found for some words, the best first.

    `ndcg` is the mean over all questions, `kinds` that of each kind, `names_first` the share of
    questions for a tool's name that find it first, `weakest` the questions with less than the
    floor of 0.85, each with its figure and what was found.
    """
    questions = judged(half)
    figures, weakest, first = defaultdict(list), [], []
    for question in questions:
        found = ask(question.words)[:LOOKED_AT]
        figure = ndcg(found, question.grades)
        figures[question.kind].append(figure)
        if question.kind == "name":
            first.append(found[:1] == [question.best])
        if figure < 0.85:
            weakest.append((round(figure, 2), question.words, found))
    every = [figure for group in figures.values() for figure in group]
    return {
        "questions": len(questions),
        "ndcg": round(mean(every), 3),
        "names_first": round(mean(first), 3),
        "kinds": {kind: round(mean(group), 3) for kind, group in figures.items()},
        "weakest": sorted(weakest),
    }


def found_for(words):
    """The names of what the site finds for some words, as a signed-out reader in English sees it."""
    from django.contrib.auth.models import AnonymousUser
    from django.test import RequestFactory
    from django.utils import translation

    from search.asking.answering import answer
    from search.asking.question import Filters

    request = RequestFactory().get("/search/", {"q": words})
    request.user = AnonymousUser()
    with translation.override("en-gb"):
        found = answer(request, words, Filters())
    return _names([result.key for result in found.results])


def _names(keys):
    """What the judged questions call things of the index."""
    from library.models import CLICDocument
    from pages.models import GlossaryTerm, Topic
    from pages.models.querysets import pages_of_any_type

    slugs = {
        kind: dict(rows.values_list("pk", "slug"))
        for kind, rows in (
            ("page", pages_of_any_type()),
            ("file", CLICDocument.objects),
            ("term", GlossaryTerm.objects),
            ("topic", Topic.objects),
        )
    }
    named = []
    for key in keys:
        kind, _colon, number = key.partition(":")
        slug = slugs[kind][int(number)]
        named.append(slug if kind == "page" else f"{kind}:{slug}")
    return named


def _grade(written):
    name, _colon, grade = written.rpartition(":")
    return name, int(grade)


def _gain(grades):
    return sum(
        (2**grade - 1) / log2(place + 2)
        for place, grade in enumerate(list(grades)[:LOOKED_AT])
    )


def start():
    """Bring up Django with the site's own database."""
    import django

    from clic_site.database import provide_database_url

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "clic_site.settings.dev")
    provide_database_url()
    django.setup()


def main():
    """Print the figures of both halves; what was found for weak questions of the half for tuning only."""
    start()
    for half in HALVES:
        figures = measure(half, found_for)
        weakest = figures.pop("weakest")
        sys.stdout.write(f"{half}: {json.dumps(figures)}\n")
        if half == "tuning":
            for figure, words, found in weakest:
                sys.stdout.write(f"  {figure:.2f}  {words}: {', '.join(found[:5])}\n")


if __name__ == "__main__":
    main()
