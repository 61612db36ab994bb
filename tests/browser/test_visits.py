"""Nothing that readers can meet is without a visit."""

from django.urls import URLPattern, get_resolver, resolve
from wagtail.models import get_page_models

from pages.blocks import BodyBlock
from tests.browser.visits import NOT_VISITED, VISITS

# Wagtail's root, which has no address.
NO_PAGE = {"Page"}
NOT_FOR_READERS = ("admin/", "django-admin/", "^admin/", "^django-admin/")


def readers_addresses(patterns, above=""):
    """The pattern and the name of each address outside the admins."""
    for pattern in patterns:
        place = above + str(pattern.pattern)
        if place.startswith(NOT_FOR_READERS):
            continue
        if isinstance(pattern, URLPattern):
            yield place, pattern.name
        else:
            yield from readers_addresses(pattern.url_patterns, place)


def visited_pages(content):
    addresses = {visit.last_address(content) for visit in VISITS}
    return [page for page in content["pages"] if page["address"] in addresses]


def test_every_page_type_is_visited(content):
    types = {model.__name__ for model in get_page_models()}
    assert types - {page["type"] for page in visited_pages(content)} == NO_PAGE


def test_every_block_is_visited(content):
    visited = {name for page in visited_pages(content) for name in page["blocks"]}
    assert set(BodyBlock().child_blocks) - visited == set()


def test_every_address_is_visited_or_shows_no_page(content):
    visited = {resolve(visit.last_address(content)).route for visit in VISITS}
    addresses = list(readers_addresses(get_resolver().url_patterns))
    names = {name for _place, name in addresses}
    seen = {name for place, name in addresses if place in visited}
    assert names - seen - {None} == set(NOT_VISITED)
