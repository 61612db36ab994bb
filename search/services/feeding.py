"""Keeps the index as the site is: each change of what can be found comes through here."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db.models import F

from pages.models import GlossaryPage, GlossaryTerm, Topic, TopicIndexPage
from pages.models.querysets import pages_of_any_type

from ..index import pages, terms, topics
from ..models import Findable
from .writing import replace

_is_paused = ContextVar("feeding_is_paused", default=False)


@contextmanager
def paused():
    """What changes inside is not fed: for what makes many things and builds the index afterwards."""
    token = _is_paused.set(True)
    try:
        yield
    finally:
        _is_paused.reset(token)


def feed_pages(numbers):
    """Write anew what is found of some pages, and of the lists that they are or belong to."""
    if _is_paused.get() or not numbers:
        return
    fetched = list(pages_of_any_type().filter(pk__in=numbers).specific())
    keys = [pages.key_of(number) for number in numbers]
    before = _topics_in_index(keys)
    rows = pages.rows_of(fetched)
    if rows or before:
        replace(keys, rows)
    after = {row.key: set(row.topics) for row in rows if row.is_head}
    feed_topics(_differing(before, after))
    for page in fetched:
        feed_list(page)


def feed_list(page):
    """Write anew what a page lists, where it lists terms or topics."""
    if isinstance(page, GlossaryPage):
        feed_terms(GlossaryTerm.objects.of_language(page).values_list("pk", flat=True))
    elif isinstance(page, TopicIndexPage):
        feed_topics(Topic.objects.of_language(page).values_list("pk", flat=True))


def feed_terms(numbers):
    """Write anew what is found of some terms."""
    _feed(terms, numbers)


def feed_topics(numbers):
    """Write anew what is found of some topics."""
    _feed(topics, numbers)


def feed_below(page):
    """Write anew the pages below one, where they are found at an address that was its own before."""
    rows = Findable.objects.heads().filter(
        key__startswith="page:", path__startswith=page.path
    )
    moved = rows.exclude(address__startswith=pages.address_of(page))
    feed_pages(set(moved.values_list("page_id", flat=True)))


def feed_branch(page):
    """Write anew a page and all below it."""
    branch = pages_of_any_type().filter(path__startswith=page.path)
    feed_pages(list(branch.values_list("pk", flat=True)))


def feed_displaced():
    """Write anew the pages that got another place in the tree because one was moved."""
    displaced = Findable.objects.heads().filter(key__startswith="page:")
    displaced = displaced.exclude(path=F("page__path"))
    feed_pages(set(displaced.values_list("page_id", flat=True)))


def remove_page(number):
    """Take a page that goes out of the index."""
    key = pages.key_of(number)
    if Findable.objects.filter(key=key).exists():
        replace([key], [])


def _feed(source, numbers):
    if _is_paused.get() or not numbers:
        return
    keys = [source.key_of(number) for number in numbers]
    rows = source.rows_for(numbers)
    if rows or Findable.objects.filter(key__in=keys).exists():
        replace(keys, rows)


def _topics_in_index(keys):
    """The topics of the heads with these keys, by key."""
    heads = Findable.objects.filter(key__in=keys)
    return {key: set(found) for key, found in heads.values_list("key", "topics")}


def _differing(before, after):
    """The topics that any head has got or lost."""
    return {
        topic
        for key in before.keys() | after.keys()
        for topic in before.get(key, set()) ^ after.get(key, set())
    }
