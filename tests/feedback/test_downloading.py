"""Messages as a file: what the list shows, with nothing to run in it, at the same cost for very many."""

import csv
import gc
import tracemalloc
from datetime import timedelta
from io import BytesIO, StringIO
from tempfile import TemporaryFile

from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from accounts.spreadsheets import csv_response, write_workbook
from feedback.models import FeedbackEvent, FeedbackItem, FeedbackTag
from feedback.services.downloading import PART, lines_of
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    member_of,
)

State = FeedbackItem.State
MEGABYTE = 1024 * 1024
# Whatever is written, no more than this is in memory at once.
MOST_MEMORY = 8 * MEGABYTE
MANY = """
INSERT INTO feedback_feedbackitem (
    reference, fingerprint, message, shown_message, details, is_at_risk, picture, name,
    email, language, page_id, source, state, version, waits_for, created_at
)
SELECT
    'FB-MANY-' || number, 'many ' || number, 'unmasked', repeat('What I think. ', 20),
    '{}', false, '', 'Ann ' || number, 'ann' || number || '@x.example', 'en-gb',
    %(page)s, 'form', 'new', 1, '', now() - make_interval(mins => number / 3)
FROM generate_series(%(first)s, %(last)s) AS number
"""


def send_many(first, last, page):
    with connection.cursor() as cursor:
        cursor.execute(MANY, {"first": first, "last": last, "page": page.pk})


class DownloadTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.publisher = member_of("Publishers")
        cls.page = StoryPageFactory(title="A stores cupboard")

    def setUp(self):
        self.client.force_login(self.editor)

    def post(self, folder="all", *, file="csv", query="", **data):
        address = reverse(f"feedback_inbox:{folder}_download")
        return self.client.post(f"{address}?{query}", {"file": file, **data})

    def lines(self, folder="all", **asked):
        response = self.post(folder, **asked)
        text = b"".join(response.streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text)))

    def cells(self, **asked):
        response = self.post(file="xlsx", **asked)
        book = load_workbook(BytesIO(b"".join(response.streaming_content)))
        return list(book.active.iter_rows())


class LineTests(DownloadTestCase):
    def test_says_of_a_message_what_colleagues_need(self):
        first = FeedbackItemFactory()
        sent = timezone.now() - timedelta(days=30)
        item = FeedbackItemFactory(
            message="Ring me on 07700 900123",
            shown_message="Ring me on [phone number]",
            page=self.page,
            state=State.WAITING,
            waits_for="the printers",
            assignee=self.editor,
            duplicate_of=first,
            created_at=sent,
            due_on=sent.date() + timedelta(days=5),
            answered_at=sent,
        )
        item.tags.add("printing", "leaflets")
        (line,) = self.lines("waiting")
        self.assertEqual(line["Reference"], item.reference)
        self.assertEqual(
            line["Message, personal details masked"], "Ring me on [phone number]"
        )
        self.assertEqual(line["Page"], "A stores cupboard")
        self.assertEqual(line["Section"], self.page.get_parent().title)
        self.assertEqual(line["State"], "Waiting for others")
        self.assertEqual(line["Waiting for"], "the printers")
        self.assertEqual(line["Assigned to"], self.editor.display_name)
        self.assertEqual(line["Duplicate of"], first.reference)
        self.assertEqual(line["Tags"], "leaflets, printing")
        self.assertEqual(line["Overdue"], "Yes")
        local = timezone.localtime(sent)
        self.assertEqual(line["Sent"], f"{local:%Y-%m-%d %H:%M}")
        self.assertNotIn("07700", str(line))

    def test_holds_what_the_list_holds_on_all_its_pages(self):
        FeedbackItemFactory.create_batch(25)
        FeedbackItemFactory.create_batch(2, state=State.DONE)
        FeedbackItemFactory(page=self.page)
        for folder, query, count in [
            ("new", "", 26),
            ("new", "p=2&show=50", 26),
            ("done", "", 2),
            ("all", "", 28),
            ("all", "page=STORES", 1),
            ("all", "state=done", 2),
            ("mine", "", 0),
        ]:
            with self.subTest(folder, query=query):
                self.assertEqual(len(self.lines(folder, query=query)), count)

    def test_each_message_stands_in_it_once_the_newest_first(self):
        send_many(1, 2 * PART + 10, self.page)
        references = [line["Reference"] for line in self.lines()]
        stored = FeedbackItem.objects.newest_first().values_list("reference", flat=True)
        self.assertEqual(references, list(stored))

    def test_tags_narrow_down_and_still_stand_in_it(self):
        item = FeedbackItemFactory()
        item.tags.add("printing", "leaflets")
        tag = FeedbackTag.objects.get(name="printing")
        (line,) = self.lines(query=f"tag={tag.pk}")
        self.assertEqual(line["Tags"], "leaflets, printing")


class SafetyTests(DownloadTestCase):
    STARTS = ("=1+1", "+SUM(A1)", "-2", "@now", "\tx", "\rx", "\n=x", "＝1+1")

    def test_no_cell_is_a_formula(self):
        for text in self.STARTS:
            FeedbackItemFactory(
                message=text, shown_message=text, waits_for=text, name=text
            )
        self.client.force_login(self.publisher)
        lines = self.lines(with_senders="on")
        for column in ("Message, personal details masked", "Waiting for", "Name"):
            self.assertEqual(
                {line[column] for line in lines}, {f"'{text}" for text in self.STARTS}
            )
        for row in self.cells(with_senders="on"):
            for cell in row:
                self.assertNotEqual(cell.data_type, "f")
                if isinstance(cell.value, str):
                    self.assertFalse(cell.value.startswith(("=", "+", "-", "@")))

    def test_what_looks_like_a_number_or_an_error_stays_text_in_a_workbook(self):
        for text in ("00123", "#N/A", "1e5", "2026-01-01", "http://x.example"):
            with self.subTest(text):
                FeedbackItem.objects.all().delete()
                FeedbackItemFactory(message=text, shown_message=text)
                cell = self.cells()[1][4]
                self.assertEqual((cell.value, cell.data_type), (text, "s"))

    def test_what_no_workbook_can_hold_is_left_out(self):
        FeedbackItemFactory(message="a", shown_message="a\x0bb\x1fc 🙂 \ufffe")
        self.assertTrue(self.cells()[1][4].value.startswith("abc 🙂"))

    def test_moments_are_moments_in_a_workbook(self):
        item = FeedbackItemFactory(due_on=timezone.localdate())
        row = self.cells()[1]
        local = timezone.localtime(item.created_at)
        self.assertEqual(
            row[1].value, local.replace(tzinfo=None, second=0, microsecond=0)
        )
        self.assertEqual(row[12].value.date(), item.due_on)


class SenderTests(DownloadTestCase):
    def setUp(self):
        super().setUp()
        self.named = FeedbackItemFactory(name="Ann Example", email="ann@x.example")
        self.nameless = FeedbackItemFactory()

    def read(self):
        action = FeedbackEvent.Action.DETAILS_READ
        return FeedbackEvent.objects.filter(action=action)

    def test_stand_in_it_only_for_whom_they_may_and_who_asks(self):
        for person, asked, named in [
            (self.publisher, {"with_senders": "on"}, True),
            (self.publisher, {}, False),
            (self.editor, {"with_senders": "on"}, False),
        ]:
            with self.subTest(person.display_name, asked=asked):
                self.client.force_login(person)
                text = str(self.lines(**asked))
                self.assertEqual("Ann Example" in text, named)
                self.assertEqual("ann@x.example" in text, named)

    def test_whoever_takes_them_along_is_logged_with_each_message(self):
        self.client.force_login(self.publisher)
        self.lines()
        self.assertFalse(self.read().exists())
        self.lines(with_senders="on")
        (event,) = self.read()
        self.assertEqual(event.item_id, self.named.pk)
        self.assertEqual(event.actor_id, self.publisher.pk)
        page = self.client.get(reverse("feedback_inbox:message", args=[self.named.pk]))
        self.assertContains(page, "name and address, in a downloaded file")

    def test_nothing_is_logged_by_looking(self):
        self.client.force_login(self.publisher)
        self.client.get(reverse("feedback_inbox:all_download"))
        self.assertFalse(self.read().exists())

    def test_the_service_itself_refuses(self):
        with self.assertRaises(PermissionDenied):
            lines_of(FeedbackItem.objects.all(), by=self.editor, with_senders=True)
        with self.assertRaises(PermissionDenied):
            lines_of(FeedbackItem.objects.all(), by=MemberFactory())


class PageTests(DownloadTestCase):
    address = "/admin/feedback/all/download/"

    def test_asks_how_and_says_how_many(self):
        FeedbackItemFactory.create_batch(2)
        page = self.client.get(self.address)
        self.assertContains(page, "2 messages")
        self.assertNotContains(page, "With names and e-mail addresses")
        self.client.force_login(self.publisher)
        page = self.client.get(self.address)
        self.assertContains(page, "With names and e-mail addresses")

    def test_the_list_leads_to_it_as_it_is_narrowed_down(self):
        FeedbackItemFactory(page=self.page)
        page = self.client.get("/admin/feedback/all/?page=stores")
        self.assertContains(page, f'href="{self.address}?page=stores"')

    def test_where_nothing_is_there_is_nothing_to_download(self):
        page = self.client.get(self.address)
        self.assertContains(page, "0 messages")
        self.assertNotContains(page, 'type="submit">Download')

    def test_what_is_mistyped_is_told_kindly(self):
        FeedbackItemFactory()
        for data in ({}, {"file": "exe"}, {"file": "\x00" * 100}):
            with self.subTest(data):
                response = self.client.post(self.address, data)
                self.assertContains(response, "Choose a kind of file", status_code=422)
                self.assertContains(response, "1 message", status_code=422)

    def test_a_mistyped_filter_is_told_by_the_list(self):
        for query in ("since=yesterday", "section=%00", "kind=999999999999999999999"):
            with self.subTest(query):
                response = self.client.get(f"{self.address}?{query}")
                self.assertRedirects(
                    response,
                    f"/admin/feedback/all/?{query}",
                    fetch_redirect_response=False,
                )
                self.assertEqual(self.post(query=query).status_code, 302)

    def test_only_for_whoever_reads_the_inbox(self):
        for person in (member_of("Comment moderators"), MemberFactory()):
            self.client.force_login(person)
            with self.subTest(person.display_name):
                self.assertNotEqual(self.client.get(self.address).status_code, 200)
                self.assertNotEqual(self.post().status_code, 200)
        self.client.logout()
        self.assertEqual(self.post().status_code, 302)


class CostTests(DownloadTestCase):
    """However much there is, memory is the same, and questions come by the part."""

    def test_files_of_many_lines_take_no_more_memory(self):
        for form in (self.as_csv, self.as_workbook):
            with self.subTest(form.__name__):
                form(10)
                few, many = self.peak(form, 2_000), self.peak(form, 20_000)
                self.assertLess(many, max(1.5 * few, MEGABYTE))
                self.assertLess(many, MOST_MEMORY)

    def test_many_messages_take_no_more_memory_and_few_questions(self):
        send_many(1, 3 * PART, self.page)
        self.read()
        few, few_questions = self.peak(self.read), self.questions()
        send_many(3 * PART + 1, 9 * PART, self.page)
        self.assertLess(self.peak(self.read), 1.5 * few)
        # For each part its messages and the log.
        self.assertLessEqual(self.questions(), few_questions + 6 * 2)

    def as_csv(self, count):
        sent = sum(map(len, csv_response("x", self.lines_of(count)).streaming_content))
        self.assertGreater(sent, 100 * count)

    def as_workbook(self, count):
        with TemporaryFile() as file:
            write_workbook(file, [("Messages", self.lines_of(count))])
            self.assertGreater(file.tell(), count)

    def lines_of(self, count):
        return ([f"{number} {'So it is. ' * 10}", number] for number in range(count))

    def read(self):
        lines = lines_of(
            FeedbackItem.objects.all(), by=self.publisher, with_senders=True
        )
        self.assertEqual(sum(1 for _line in lines), FeedbackItem.objects.count() + 1)

    def peak(self, act, *args):
        gc.collect()
        tracemalloc.start()
        try:
            act(*args)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    def questions(self):
        with CaptureQueriesContext(connection) as queries:
            self.read()
        return len(queries)
