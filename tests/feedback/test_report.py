"""The report about feedback: right, cheap, safe to open in a spreadsheet, for those who need it."""

import csv
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Locale

from feedback.models import FeedbackItem, FeedbackKind, PastFeedback, UsefulnessCount
from tests.factories import (
    FeedbackItemFactory,
    MemberFactory,
    StoryPageFactory,
    VideoPageFactory,
    member_of,
)

State = FeedbackItem.State
Source = FeedbackItem.Source
SPRING = {"since": "2026-05", "until": "2026-06"}


def moment(month, day=10, year=2026):
    return timezone.make_aware(datetime(year, month, day, 12))


def content(response):
    return b"".join(response.streaming_content)


class ReportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = member_of("Editors")
        cls.address = reverse("feedback_report")
        cls.page = StoryPageFactory(title="A stores cupboard")
        cls.elsewhere = VideoPageFactory(title="A walk")
        cls.wrong = FeedbackKind.objects.get(used_for="wrong")
        cls.praise = FeedbackKind.objects.get(used_for="praise")

    def setUp(self):
        self.client.force_login(self.editor)

    def sent(self, when, *, hours=None, **fields):
        return FeedbackItemFactory(
            created_at=when,
            answered_at=hours and when + timedelta(hours=hours),
            **fields,
        )

    def table(self, key, **asked):
        """The rows of one table as it is downloaded, by what they are about."""
        response = self.client.get(self.address, {**SPRING, **asked, "export": key})
        rows = csv.DictReader(StringIO(content(response).decode("utf-8-sig")))
        return {next(iter(row.values())): row for row in rows}


class CountingTests(ReportTestCase):
    def test_adds_up_each_month_with_those_in_which_nothing_came(self):
        self.sent(moment(5))
        self.sent(moment(5), state=State.DONE, hours=1)
        self.sent(moment(5), state=State.IN_HAND, hours=4)
        self.sent(moment(5), state=State.WAITING, due_on=date(2026, 5, 20))
        self.sent(moment(5), state=State.SPAM)
        months = self.table("months")
        self.assertEqual(list(months), ["May 2026", "June 2026"])
        may = months["May 2026"]
        self.assertEqual(may["Received"], "4")
        self.assertEqual(may["Open"], "3")
        self.assertEqual(may["Overdue"], "1")
        self.assertEqual(may["Done"], "1")
        self.assertEqual(may["Spam, not counted as received"], "1")
        self.assertEqual(may["Answered by mail"], "2")
        self.assertEqual(may["Answered by mail (%)"], "50.0")
        self.assertEqual(may["Median time to the first answer (hours)"], "2.5")
        june = months["June 2026"]
        self.assertEqual(june["Received"], "0")
        self.assertEqual(june["Median time to the first answer (hours)"], "")

    def test_what_was_deleted_after_its_time_still_counts(self):
        self.sent(moment(5), hours=1, kind=self.praise, page=self.page)
        for day in (1, 31):
            PastFeedback.objects.create(
                received_on=date(2026, 5, day),
                kind=self.praise,
                page=self.page,
                source=Source.FORM,
                state=State.DONE,
                answered_after=timedelta(hours=3),
            )
        for key in ("months", "kinds", "sources", "sections", "pages"):
            with self.subTest(key):
                row = next(iter(self.table(key).values()))
                self.assertEqual(row["Received"], "3")
                self.assertEqual(row["Median time to the first answer (hours)"], "3.0")

    def test_what_was_deleted_waits_for_nobody(self):
        PastFeedback.objects.create(
            received_on=date(2026, 5, 1), source=Source.FORM, state=State.NEW
        )
        may = self.table("months")["May 2026"]
        self.assertEqual((may["Received"], may["Open"]), ("1", "0"))

    def test_kinds_of_several_languages_are_one(self):
        polish, _made = Locale.objects.get_or_create(language_code="pl")
        translated = self.praise.copy_for_translation(polish)
        translated.name, translated.used_for = "Pochwała", ""
        translated.save()
        self.sent(moment(5), kind=self.praise)
        self.sent(moment(5), kind=translated)
        self.sent(moment(5))
        kinds = self.table("kinds")
        self.assertEqual(kinds[self.praise.name]["Received"], "2")
        self.assertNotIn("Pochwała", kinds)
        chosen = self.table("months", kind=self.praise.translation_key)
        self.assertEqual(chosen["May 2026"]["Received"], "2")

    def test_sections_hold_all_pages_below_them(self):
        stories = self.page.get_parent()
        for page in (self.page, stories, self.elsewhere, None):
            self.sent(moment(5), page=page)
        sections = self.table("sections")
        self.assertEqual(sections[stories.title]["Received"], "2")
        videos = self.elsewhere.get_parent()
        self.assertEqual(sections[videos.title]["Received"], "1")
        self.assertEqual(sections["No page, or one that is gone"]["Received"], "1")

    def test_pages_with_most_messages_come_first(self):
        for page in (self.elsewhere, self.page, self.page):
            self.sent(moment(5), page=page)
        self.assertEqual(list(self.table("pages")), ["A stores cupboard", "A walk"])

    def test_ways_by_which_they_came(self):
        self.sent(moment(5), source=Source.BESIDE)
        self.assertIn("“Something wrong with this page?”", self.table("sources"))

    def test_is_narrowed_down(self):
        self.sent(moment(5), page=self.page, kind=self.wrong)
        self.sent(moment(6), page=self.elsewhere)
        self.sent(moment(7), page=self.page)
        stories = self.page.get_parent()
        for asked, received in [
            ({}, 2),
            ({"until": "2026-05"}, 1),
            ({"since": "2026-06"}, 1),
            ({"until": "2026-07"}, 3),
            ({"kind": self.wrong.translation_key}, 1),
            ({"section": stories.pk}, 1),
            ({"section": stories.pk, "until": "2026-07"}, 2),
            ({"page": "STORES"}, 1),
            ({"page": self.elsewhere.url_path.removeprefix("/home")}, 1),
            ({"page": "nothing like it"}, 0),
        ]:
            with self.subTest(asked):
                response = self.client.get(self.address, {**SPRING, **asked})
                self.assertEqual(response.context["whole"]["received"], received)

    def test_shows_the_last_twelve_months_at_first(self):
        self.sent(timezone.now())
        self.sent(timezone.now() - timedelta(days=500))
        response = self.client.get(self.address)
        self.assertEqual(response.context["whole"]["received"], 1)
        self.assertEqual(len(response.context["report"].months), 12)
        self.assertContains(response, "Month by month")


class UsefulnessTests(ReportTestCase):
    def answered(self, page, yes, no, day=date(2026, 5, 10)):
        UsefulnessCount.objects.create(page=page, day=day, yes=yes, no=no)

    def test_pages_are_compared_by_the_upper_end_of_the_interval(self):
        # One in four of a hundred is surer to be little than one in five of twenty.
        self.answered(self.page, 25, 75)
        self.answered(self.elsewhere, 4, 16)
        rows = self.table("usefulness")
        self.assertEqual(list(rows), ["A stores cupboard", "A walk"])
        row = rows["A stores cupboard"]
        self.assertEqual(row["Share of yes (%)"], "25.0")
        self.assertEqual(row["Of all readers, probably from (%)"], "17.5")
        self.assertEqual(row["to (%)"], "34.3")

    def test_days_add_up_within_the_time(self):
        self.answered(self.page, 5, 5)
        self.answered(self.page, 5, 5, day=date(2026, 6, 30))
        self.answered(self.page, 900, 0, day=date(2026, 7, 1))
        self.assertEqual(self.table("usefulness")["A stores cupboard"]["Answers"], "20")

    def test_too_few_answers_say_nothing(self):
        self.answered(self.page, 0, 19)
        self.assertEqual(self.table("usefulness"), {})
        response = self.client.get(self.address, SPRING)
        self.assertContains(response, "No page has enough answers yet.")
        self.assertContains(response, "at least 20 answers")

    def test_is_said_with_how_sure_it_is(self):
        self.answered(self.page, 5, 15)
        response = self.client.get(self.address, SPRING)
        self.assertContains(
            response,
            "5 of 20 readers said yes (25%). Of all readers, probably 11% to 47% find it useful.",
        )

    def test_is_narrowed_down_to_a_section(self):
        self.answered(self.page, 5, 15)
        self.answered(self.elsewhere, 5, 15)
        asked = {"section": self.page.get_parent().pk}
        self.assertEqual(list(self.table("usefulness", **asked)), ["A stores cupboard"])


class ShownTests(ReportTestCase):
    def test_charts_are_named_and_have_their_table(self):
        self.sent(moment(5), hours=60)
        UsefulnessCount.objects.create(
            page=self.page, day=date(2026, 5, 1), yes=1, no=30
        )
        response = self.client.get(self.address, SPRING)
        self.assertContains(response, 'role="img" aria-label="Chart. ', count=3)
        self.assertContains(response, "Half of the first answers took up to 2.5 days.")
        self.assertNotContains(response, ' style="')

    def test_says_so_where_there_is_nothing(self):
        response = self.client.get(self.address, SPRING)
        self.assertContains(response, "No messages came in this time")

    def test_what_nobody_can_mean_is_said_beside_its_field(self):
        for asked, words in [
            ({"since": "yesterday"}, "Choose a month from the list."),
            ({"until": "2026-99"}, "Choose a month from the list."),
            ({"since": "2026-06", "until": "2026-05"}, "not before the first one"),
            ({"kind": "x\x00"}, "Choose from the list."),
            ({"section": "9" * 5000}, "This page is no longer there."),
            ({"page": "x" * 201}, "200 characters are the most"),
        ]:
            with self.subTest(asked):
                self.sent(moment(5))
                response = self.client.get(self.address, {**SPRING, **asked})
                self.assertContains(response, words)

    def test_nothing_typed_is_an_error(self):
        for asked in [
            {"page": "\x00"},
            {"page": "<script>alert(1)</script>🙂"},
            {"page": "%_\\'\""},
            {"export": "exe"},
            {"export": "\x00"},
            {"since": "", "until": "", "kind": "", "section": "", "page": " "},
            {"since": ["2026-05", "2026-06"], "page": ["a", "b"]},
        ]:
            with self.subTest(asked):
                response = self.client.get(self.address, asked)
                self.assertEqual(response.status_code, 200)
                self.assertNotContains(response, "<script>alert")

    def test_names_nobody(self):
        self.sent(
            moment(5),
            name="Ann Example",
            email="ann@x.example",
            message="Words of mine",
            assignee=self.editor,
        )
        whole = (
            b"".join(
                content(self.client.get(self.address, {**SPRING, "export": key}))
                for key in (
                    "months",
                    "kinds",
                    "sources",
                    "sections",
                    "pages",
                    "usefulness",
                )
            ).decode()
            + self.client.get(self.address, SPRING)
            .content.decode()
            .partition("<main")[2]
        )
        for words in ("Ann", "ann@x.example", "Words of mine"):
            self.assertNotIn(words, whole)

    def test_costs_the_same_for_one_message_and_for_many(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.address, {"since": "2026-01"})
            return len(queries)

        self.sent(moment(5), page=self.page, kind=self.praise)
        UsefulnessCount.objects.create(
            page=self.page, day=date(2026, 5, 1), yes=9, no=30
        )
        cost()
        little = cost()
        for month in range(1, 11):
            page = StoryPageFactory()
            self.sent(moment(month), page=page, kind=self.wrong, source=Source.USEFUL)
            UsefulnessCount.objects.create(
                page=page, day=date(2026, 5, 1), yes=9, no=30
            )
        self.assertEqual(cost(), little)


class DownloadTests(ReportTestCase):
    def workbook(self, **asked):
        response = self.client.get(self.address, {**SPRING, **asked, "export": "xlsx"})
        return load_workbook(BytesIO(content(response)))

    def test_a_workbook_has_a_sheet_for_each_table(self):
        self.sent(moment(5), hours=2)
        book = self.workbook()
        self.assertEqual(len(book.sheetnames), 6)
        headings, may, _june = book["By month"].iter_rows(values_only=True)
        row = dict(zip(headings, may, strict=True))
        self.assertEqual(row["Received"], 1)
        self.assertEqual(row["Median time to the first answer (hours)"], 2)

    def test_no_cell_is_a_formula(self):
        for title in ("=1+1", "+SUM(A1)", "-2", "@now", "＝1+1"):
            self.page.title = title
            self.page.save()
            self.sent(moment(5), page=self.page)
            with self.subTest(title):
                self.assertIn(f"'{title}", self.table("pages"))
                for sheet in self.workbook():
                    for row in sheet.iter_rows():
                        kinds = {cell.data_type for cell in row}
                        self.assertNotIn("f", kinds)
                        self.assertIn("s", kinds)


class WhoMayTests(ReportTestCase):
    def test_whoever_reads_the_inbox(self):
        for person, sees in [
            (self.editor, True),
            (member_of("Publishers"), True),
            (member_of("Comment moderators"), False),
            (MemberFactory(), False),
        ]:
            self.client.force_login(person)
            for export in ("", "months", "xlsx"):
                with self.subTest(person.display_name, export=export):
                    response = self.client.get(self.address, {"export": export})
                    self.assertEqual(response.status_code == 200, sees)
            home = self.client.get(reverse("wagtailadmin_home"))
            if home.status_code == 200:
                self.assertEqual(self.address in home.content.decode(), sees)
        self.client.logout()
        self.assertEqual(self.client.get(self.address).status_code, 302)
