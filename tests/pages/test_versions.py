"""Which versions of a page readers have had before them."""

from django.test import TestCase

from pages.versions import published_version
from tests.factories import StoryPageFactory


class PublishedVersionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory()
        cls.first = cls._save("First")
        cls.first.publish()
        cls.page.refresh_from_db()
        cls.second = cls._save("Second")
        cls.second.publish()
        cls.page.refresh_from_db()

    @classmethod
    def _save(cls, title):
        cls.page.title = title
        return cls.page.save_revision()

    def test_the_live_one_and_those_before_it(self):
        for version in (self.second, self.first):
            found = published_version(self.page, version.pk)
            self.assertEqual(found, version)

    def test_no_draft(self):
        draft = self._save("Not yet")
        self.assertIsNone(published_version(self.page, draft.pk))

    def test_none_of_another_page(self):
        other = StoryPageFactory()
        other.save_revision().publish()
        other.refresh_from_db()
        self.assertIsNone(published_version(self.page, other.live_revision_id))

    def test_none_that_was_never_made(self):
        self.assertIsNone(published_version(self.page, 2**31 - 1))
        self.assertIsNone(published_version(StoryPageFactory(), 1))
