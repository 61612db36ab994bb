"""What readers keep: rows, limits, having seen."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection
from django.test import TestCase, TransactionTestCase
from django.utils import timezone

from saved.models import SavedPage
from saved.services import MOST_SAVED, TooManySaved, mark_seen, save_page
from tests.factories import MemberFactory, StoryPageFactory, ToolPageFactory


class SavingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.member = MemberFactory()
        cls.tool = ToolPageFactory()

    def test_saving_twice_makes_one_row(self):
        first = save_page(self.member, self.tool)
        self.assertEqual(save_page(self.member, self.tool), first)
        self.assertEqual(SavedPage.objects.count(), 1)

    def test_everyone_has_a_toolkit_of_their_own(self):
        save_page(self.member, self.tool)
        other = MemberFactory()
        self.assertFalse(SavedPage.objects.of(other).exists())
        save_page(other, self.tool)
        self.assertEqual(SavedPage.objects.of(other).count(), 1)

    def test_keeps_no_more_than_can_be_shown(self):
        SavedPage.objects.bulk_create(
            SavedPage(user=self.member) for _each in range(MOST_SAVED)
        )
        with self.assertRaises(TooManySaved):
            save_page(self.member, self.tool)

    def test_a_deleted_page_leaves_its_row(self):
        save_page(self.member, self.tool)
        self.tool.delete()
        self.assertIsNone(SavedPage.objects.get().page_id)

    def test_having_seen_covers_what_was_new_then_and_nothing_later(self):
        early, late = StoryPageFactory(), StoryPageFactory()
        for page in (early, late):
            page.save_revision().publish()
            page.refresh_from_db()
            save_page(self.member, page)
        before = timezone.now() - timedelta(days=2)
        SavedPage.objects.update(looked_at=before, seen_revision=None)
        shown_at = timezone.now()
        late.save_revision().publish()
        mark_seen(self.member, until=shown_at)
        rows = {row.page_id: row for row in SavedPage.objects.of(self.member)}
        self.assertEqual(rows[early.pk].seen_revision_id, early.live_revision_id)
        self.assertIsNone(rows[late.pk].seen_revision_id)
        self.assertEqual(rows[late.pk].looked_at, shown_at)

    def test_nobody_sees_into_the_future(self):
        save_page(self.member, self.tool)
        mark_seen(self.member, until=timezone.now() + timedelta(days=999))
        self.assertLessEqual(SavedPage.objects.get().looked_at, timezone.now())


class ParallelSavingTests(TransactionTestCase):
    serialized_rollback = True

    def test_many_clicks_at_once_make_one_row(self):
        member, tool = MemberFactory(), ToolPageFactory()

        def click(_number):
            try:
                return save_page(member, tool).pk
            finally:
                connection.close()

        with ThreadPoolExecutor(10) as pool:
            self.assertEqual(len(set(pool.map(click, range(20)))), 1)
        self.assertEqual(SavedPage.objects.count(), 1)
