"""Keeps the files in the index as they are, and where pages offer them."""

from collections import defaultdict

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery

from library.models import CLICDocument

from ..index import files
from ..models import Findable
from .feeding import is_paused
from .writing import amend, replace


@transaction.atomic
def feed_files(numbers):
    """Write anew what is found of some files."""
    if is_paused() or not numbers:
        return
    _hold(numbers)
    rows = files.rows_for(numbers)
    if rows or Findable.objects.of_files(numbers).exists():
        replace([files.key_of(number) for number in numbers], rows)


def remove_file(number):
    """Take a file that is gone out of the index."""
    replace([files.key_of(number)], [])


def feed_files_of(page):
    """Find the files that a page offers, and no longer those that none offers any more."""
    if not is_paused():
        place_files(_files_at(page) | files.offered_by([page.pk]))


def feed_files_below(page):
    """The same for a page with all below it, and for what shows them at other addresses."""
    if not is_paused():
        for shown in [page, *page.aliases.all()]:
            place_files(_files_at(shown) | files.offered_below(shown))


def place_all_files():
    """Look where each file is offered now."""
    if not is_paused():
        place_files(set(files.ids()))


@transaction.atomic
def place_files(numbers):
    """Have some files stand in the index where they are offered now; their own words haven't changed."""
    if not numbers:
        return
    _hold(numbers)
    before, after = _places_in_index(numbers), files.places_of(numbers)
    going = before.keys() - after.keys()
    if going:
        replace([files.key_of(number) for number in going], [])
    staying = before.keys() & after.keys()
    renamed = {
        number
        for number in staying
        if any(place.title != after[number].title for place in before[number])
    }
    feed_files((after.keys() - before.keys()) | renamed)
    for number in staying - renamed:
        if before[number] != {after[number]}:
            _move(number, after[number])


def _hold(numbers):
    """Have whoever else changes these files or reads them wait until this is certain.

    One publishes the page of a file while the worker reads it: each by itself would leave out
    what the other has done.
    """
    CLICDocument.objects.order_by("pk").select_for_update(no_key=True).in_bulk(numbers)


def _move(number, place):
    rows = Findable.objects.of_files([number])
    amend(rows.heads(), topics=list(place.topics), settings=list(place.settings))
    amend(rows, path=place.path)


def feed_moved_collections():
    """Note in which collections files lie now, and where those stand: where one is moved, others make room."""
    own = CLICDocument.objects.filter(pk=OuterRef("document"))
    path = own.values("collection__path")
    is_in_place = Q(collection_path=F("document__collection__path"))
    displaced = Findable.objects.of_files().exclude(is_in_place)
    amend(displaced, collection_path=Subquery(path))


def _files_at(page):
    """The files that stand in the index as offered by a page or by one below it."""
    rows = Findable.objects.of_files().heads().at_or_below(page.path)
    return set(rows.values_list("document_id", flat=True))


def _places_in_index(numbers):
    """Where each file stands, by its id: in all generations, which is one place if all is well."""
    places = defaultdict(set)
    heads = Findable.objects.of_files(numbers).heads()
    for number, path, headings, topics, settings in heads.values_list(
        "document_id", "path", "headings", "topics", "settings"
    ):
        title = files.title_in(headings)
        place = files.Place(path, title, tuple(topics), tuple(settings))
        places[number].add(place)
    return places
