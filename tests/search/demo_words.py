"""The words of the demo's own content, for tests that need a real vocabulary without a database."""

import pkgutil
from collections import Counter
from dataclasses import fields, is_dataclass
from importlib import import_module

from django.utils.html import strip_tags

from clic_site.demo import content
from search.asking.lists import Lists
from search.asking.vocabulary import Vocabulary
from search.words import words_of

# What readers typed, mistyped too, is no word of a page.
LEFT_OUT = {f"{content.__name__}.searches"}

# What readers typed, slips of the pen and all: none of it is read on the site.
SEARCHES = f"{content.__name__}.searches"


def demo_lists():
    """Lists that know the words of the demo, and nothing else."""
    lists = Lists(version=1)
    lists.vocabulary = Vocabulary(_rows())
    return lists


def _rows():
    counts = Counter()
    for module in pkgutil.walk_packages(content.__path__, f"{content.__name__}."):
        if module.name in LEFT_OUT:
            continue
        if module.name == SEARCHES:
            continue
        for value in vars(import_module(module.name)).values():
            for text in _texts(value):
                counts.update(set(words_of(strip_tags(text))))
    return [(word, count, False) for word, count in counts.items() if len(word) > 1]


def _texts(value):
    """The texts in whatever the demo's content is made of."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from _texts(inner)
    elif isinstance(value, list | tuple | set):
        for inner in value:
            yield from _texts(inner)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
