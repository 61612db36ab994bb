"""Pages in the index: each event that changes what is found."""

from django.test import TestCase
from wagtail.models import Page

from search.models import Findable
from tests.factories import (
    InformationPageFactory,
)


def head(page):
    """The row of a page; None where it isn't found."""
    return Findable.objects.filter(key=f"page:{page.pk}").first()


def keys():
    """All keys of the index."""
    return set(Findable.objects.values_list("key", flat=True))


class PublishingTests(TestCase):
    def test_a_new_live_page_is_found(self):
        page = InformationPageFactory(title="About us", summary="Who we are.")
        row = head(page)
        self.assertEqual(row.title, "About us")
        self.assertEqual(row.summary, "Who we are.")
        self.assertEqual(row.kind, Findable.Kind.PAGE)
        self.assertEqual(row.address, page.get_url())
        self.assertEqual(row.path, page.path)
        self.assertEqual(row.language, "en")

    def test_a_draft_is_not_found(self):
        page = InformationPageFactory(live=False)
        self.assertIsNone(head(page))

    def test_a_draft_is_found_once_it_is_published(self):
        page = InformationPageFactory(live=False)
        page.save_revision().publish()
        self.assertIsNotNone(head(page))

    def test_a_draft_of_a_live_page_changes_nothing(self):
        page = InformationPageFactory(title="As published")
        page.title = "As drafted"
        page.save_revision()
        self.assertEqual(head(page).title, "As published")

    def test_a_published_draft_is_found_by_its_new_words(self):
        page = InformationPageFactory(title="Before")
        page.title = "After"
        page.save_revision().publish()
        self.assertEqual(head(page).title, "After")

    def test_an_unpublished_page_is_gone_with_its_parts(self):
        page = InformationPageFactory(
            body=[("heading", {"text": "Who", "level": "h2", "anchor": "who"})]
        )
        self.assertIn(f"page:{page.pk}#section-who", keys())
        page.unpublish()
        self.assertEqual([key for key in keys() if f"page:{page.pk}" in key], [])

    def test_a_page_unpublished_as_any_page_is_gone(self):
        page = InformationPageFactory()
        Page.objects.get(pk=page.pk).unpublish()
        self.assertIsNone(head(page))
