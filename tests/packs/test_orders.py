"""PDFs are made once, at once or by the worker, kept while they are asked for, and never waited for in vain."""

from datetime import timedelta
from unittest.mock import patch

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import PageViewRestriction

from packs import models, orders, services, views
from packs.models import PackFile
from packs.orders import order_pack, seconds_to_make
from packs.services import forget_packs, make_left_behind, make_pack
from packs.typesetting import NotTypeset
from safeguards.limits import Limit
from safeguards.timed_jobs import all_jobs
from tests.factories import ImageFactory, UserFactory
from tests.packs.packing import content_of, text_of, tool_with_steps

LARGE = patch.object(orders, "LONGEST_AT_ONCE", 0)


class PackPdfTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = tool_with_steps(title="Five whys")

    def get(self, **query):
        return self.client.get(reverse("pack_pdf"), {"tool": self.tool.pk, **query})

    def test_a_small_pack_is_there_at_once(self):
        response = self.get(title="Wózek Ł")
        self.assertEqual(response["Content-Type"], "application/pdf")
        self.assertIn("inline", response["Content-Disposition"])
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertEqual(response["Cache-Control"], "private, no-cache")
        self.assertIn("Five whys", text_of(response.getvalue()))

    def test_is_made_once_for_everyone(self):
        with patch.object(services, "typeset", wraps=services.typeset) as typeset:
            first, second = self.get().getvalue(), self.get().getvalue()
            self.client.force_login(UserFactory())
            self.get()
        self.assertEqual(typeset.call_count, 1)
        self.assertEqual(first, second)

    def test_is_not_sent_again_to_those_who_have_it(self):
        etag = self.get()["ETag"]
        response = self.client.get(
            reverse("pack_pdf"), {"tool": self.tool.pk}, headers={"If-None-Match": etag}
        )
        self.assertEqual(response.status_code, 304)

    def test_is_made_anew_when_a_tool_or_an_option_changes(self):
        self.get()
        self.get(start="10:00")
        self.assertEqual(PackFile.objects.count(), 2)
        self.tool.title = "Seven whys"
        self.tool.save_revision().publish()
        self.assertIn("Seven whys", text_of(self.get().getvalue()))

    def test_is_for_those_who_may_read_its_tools_though_it_was_made(self):
        self.get()
        PageViewRestriction.objects.create(page=self.tool, restriction_type="login")
        response = self.get()
        self.assertContains(response, "is not shown", status_code=404)
        self.assertNotContains(response, "Five whys", status_code=404)

    def test_mistyped_options_are_told_beside_the_field(self):
        self.assertContains(self.get(start="soon"), "Write the time", status_code=422)

    def test_a_pack_beyond_all_reason_is_refused(self):
        with patch("packs.content.LONGEST_PACK", 100):
            self.assertContains(self.get(), "Choose fewer tools", status_code=422)
        self.assertFalse(PackFile.objects.exists())

    def test_only_so_many_new_ones_for_one_network(self):
        with patch.object(views, "NEW_PACKS", Limit("new-packs-test", 2, 3600)):
            self.get()
            self.get(start="10:00")
            self.assertEqual(self.get(start="11:00").status_code, 429)
            self.assertEqual(self.get().status_code, 200)

    def test_a_large_pack_is_left_to_the_worker(self):
        with LARGE:
            response = self.get()
        self.assertContains(response, "Your PDF is being made", status_code=202)
        self.assertContains(response, 'http-equiv="refresh"', status_code=202)
        self.assertEqual(response["Cache-Control"], "no-store")
        task = DBTaskResult.objects.get()
        self.assertEqual(task.args_kwargs["args"], [PackFile.objects.get().pk])
        make_pack(*task.args_kwargs["args"])
        self.assertIn("Five whys", text_of(self.get().getvalue()))

    def test_a_large_pack_is_left_to_the_worker_once(self):
        with LARGE:
            for _time in range(3):
                self.get()
        self.assertEqual(DBTaskResult.objects.count(), 1)

    def test_what_was_said_is_not_kept_beside_the_pdf(self):
        with LARGE:
            self.get()
        pack = PackFile.objects.get()
        self.assertTrue(pack.content)
        make_pack(pack.pk)
        pack.refresh_from_db()
        self.assertIsNone(pack.content)

    def test_nobody_waits_in_vain(self):
        with LARGE:
            self.get()
        PackFile.objects.update(created_at=timezone.now() - timedelta(minutes=2))
        response = self.get()
        self.assertContains(response, "longer than it should", status_code=202)
        self.assertNotContains(response, 'http-equiv="refresh"', status_code=202)
        self.assertNotContains(response, "data-waiting", status_code=202)

    def test_without_a_worker_the_clock_makes_what_waits(self):
        with LARGE:
            self.get()
        make_left_behind()
        self.assertFalse(PackFile.objects.get().is_ready)
        PackFile.objects.update(asked_at=timezone.now() - models.LEASE)
        make_left_behind()
        self.assertTrue(PackFile.objects.get().is_ready)

    def test_a_failure_is_told_and_tried_again_later(self):
        failing = patch.object(services, "typeset", side_effect=NotTypeset)
        with failing as typeset, self.assertLogs("packs.services", "ERROR"):
            response = self.get()
            self.assertContains(response, "could not be made", status_code=503)
            self.assertNotContains(response, 'http-equiv="refresh"', status_code=503)
            self.get()
            self.assertEqual(typeset.call_count, 1)
        PackFile.objects.update(finished_at=timezone.now() - models.REST)
        self.assertEqual(self.get().status_code, 200)

    def test_a_file_that_was_lost_is_made_again(self):
        self.get()
        pack = PackFile.objects.get()
        pack.file.storage.delete(pack.file.name)
        self.assertEqual(self.get().status_code, 200)
        self.assertEqual(PackFile.objects.count(), 1)

    def test_what_nobody_asks_for_is_forgotten_with_its_file(self):
        self.get()
        pack = PackFile.objects.get()
        forget_packs()
        self.assertTrue(pack.file.storage.exists(pack.file.name))
        PackFile.objects.update(asked_at=timezone.now() - models.KEPT)
        for _time in range(2):
            with self.captureOnCommitCallbacks(execute=True):
                forget_packs()
        self.assertFalse(PackFile.objects.exists())
        self.assertFalse(pack.file.storage.exists(pack.file.name))

    def test_the_clock_knows_both_jobs(self):
        names = {job.name for job in all_jobs()}
        self.assertLessEqual({"make packs left behind", "forget old packs"}, names)

    def test_many_pictures_and_many_words_take_long(self):
        image = ImageFactory()
        pictures = [("image", {"image": image, "caption": ""})]
        small = content_of(self.tool)
        large = content_of(tool_with_steps(example=pictures))
        self.assertLess(seconds_to_make(small), orders.LONGEST_AT_ONCE)
        self.assertGreater(seconds_to_make(large), seconds_to_make(small))
        wordy = {**small, "subtitle": "word " * 100_000}
        self.assertGreater(seconds_to_make(wordy), orders.LONGEST_AT_ONCE)


class AtTheSameMomentTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.content = content_of(tool_with_steps())

    def test_who_comes_while_it_is_made_waits_for_it(self):
        seen = []

        def order_once_more(content):
            seen.append(order_pack(content).state)
            return b"%PDF-1.7"

        with patch.object(services, "typeset", side_effect=order_once_more):
            made = order_pack(self.content)
        self.assertEqual(seen, [PackFile.State.WAITING])
        self.assertTrue(made.is_ready)

    def test_the_worker_leaves_alone_what_another_works_on(self):
        pack = PackFile.objects.create(
            key="key", content=self.content, claimed_at=timezone.now()
        )
        with patch.object(services, "typeset") as typeset:
            make_pack(pack.pk)
            make_pack(999_999)
        typeset.assert_not_called()

    def test_what_a_dead_worker_left_is_taken_over(self):
        long_ago = timezone.now() - models.LEASE
        pack = PackFile.objects.create(
            key="key", content=self.content, claimed_at=long_ago
        )
        make_pack(pack.pk)
        pack.refresh_from_db()
        self.assertTrue(pack.is_ready)
