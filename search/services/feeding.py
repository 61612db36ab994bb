"""Keeps the index as the site is: each change of what can be found comes through here."""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import transaction

from pages.models import (
    GlossaryPage,
    GlossaryTerm,
    StoryPage,
    Topic,
    TopicIndexPage,
    VideoPage,
)
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


def is_paused():
    """Whether nothing is fed now."""
    return _is_paused.get()


@transaction.atomic
def feed_pages(numbers):
    """Write anew what is found of some pages, and of the lists that they are or belong to."""
    if is_paused() or not numbers:
        return
    # Whoever unpublishes one of them at the same time waits, or is waited for: what is written
    # here is never what was true before.
    held = pages_of_any_type().order_by("pk").select_for_update(no_key=True)
    fetched = list(held.filter(pk__in=numbers).specific())
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


def feed_lists_below(page):
    """The same for all pages from this one down: others may have begun to stand for their lists."""
    for page_type in (GlossaryPage, TopicIndexPage):
        for found in page_type.objects.descendant_of(page, inclusive=True):
            feed_list(found)


def feed_topics_below(page):
    """Write anew the topics of all pages from this one down: it may be closed or open since now."""
    topics_below = Topic.objects.given_at_or_below(page)
    feed_topics(list(topics_below.values_list("pk", flat=True)))


def feed_terms(numbers):
    """Write anew what is found of some terms."""
    _feed(terms, numbers)


def feed_topics(numbers):
    """Write anew what is found of some topics."""
    _feed(topics, numbers)


def feed_pages_about(topic):
    """Write anew the pages that are found by this topic."""
    _feed_found(_pages_in_index().about_topic(topic))


def feed_pages_fitting(setting):
    """Write anew the pages that are found by this setting."""
    _feed_found(_pages_in_index().fitting_setting(setting))


def feed_page_given_topic(page, topic):
    """Write a page anew that has got a topic, unless it is found by it."""
    key = pages.key_of(page)
    if topic not in _topics_in_index([key]).get(key, {topic}):
        feed_pages([page])


def feed_page_without_topic(page, topic):
    """Write a page anew that has lost a topic, if it is found by it."""
    key = pages.key_of(page)
    if topic in _topics_in_index([key]).get(key, set()):
        feed_pages([page])
    else:
        feed_topics([topic])


def feed_videos_showing(media):
    """Write anew the pages that show a recording."""
    feed_pages(set(VideoPage.objects.showing(media).values_list("pk", flat=True)))


def feed_stories_from(organisation):
    """Write anew the stories that happened in an organisation."""
    stories = StoryPage.objects.from_organisation(organisation)
    feed_pages(list(stories.values_list("pk", flat=True)))


def feed_what_consent_has_ended_for():
    """Write anew the pages with words that may no longer be shown."""
    _feed_found(_pages_in_index().past_consent())


def feed_below(page):
    """Write anew the pages below one whose address does not begin with its own any more."""
    below = _pages_in_index().at_or_below(page.path)
    _feed_found(below.exclude(address__startswith=pages.address_of(page)))


def feed_branch(page):
    """Write anew a page and all below it."""
    branch = pages_of_any_type().descendant_of(page, inclusive=True)
    feed_pages(list(branch.values_list("pk", flat=True)))
    feed_topics_below(page)


def feed_displaced():
    """Write anew the pages that got another place in the tree because one was moved."""
    _feed_found(_pages_in_index().displaced())


def remove_page(number):
    """Take a page that goes out of the index."""
    _remove(pages.key_of(number))


def remove_term(number):
    """Take a term that goes out of the index."""
    _remove(terms.key_of(number))


def remove_topic(number):
    """Take a topic that goes out of the index."""
    _remove(topics.key_of(number))


def _pages_in_index():
    """The heads of pages, in all generations."""
    return Findable.objects.heads().of_pages()


def _feed_found(heads):
    feed_pages(set(heads.values_list("page_id", flat=True)))


def _remove(key):
    if Findable.objects.with_keys([key]).exists():
        replace([key], [])


def _feed(source, numbers):
    if is_paused() or not numbers:
        return
    keys = [source.key_of(number) for number in numbers]
    rows = source.rows_for(numbers)
    if rows or Findable.objects.with_keys(keys).exists():
        replace(keys, rows)


def _topics_in_index(keys):
    """The topics of the heads with these keys, by key."""
    heads = Findable.objects.with_keys(keys)
    return {key: set(found) for key, found in heads.values_list("key", "topics")}


def _differing(before, after):
    """The topics that any head has got or lost."""
    return {
        topic
        for key in before.keys() | after.keys()
        for topic in before.get(key, set()) ^ after.get(key, set())
    }
