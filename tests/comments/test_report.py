"""The figures about comments: right, cheap, safe to open in a spreadsheet, for those who need them."""

import csv
from datetime import datetime, timedelta
from io import BytesIO, StringIO

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from comments.models import CommentDecision, RejectionReason
from tests.factories import (
    CommentFactory,
    MemberFactory,
    StoryPageFactory,
    VideoPageFactory,
    member_of,
)

Action = CommentDecision.Action


def moment(month, day=10, year=2026):
    return timezone.make_aware(datetime(year, month, day, 12))


class FiguresTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.moderator = member_of("Comment moderators")
        cls.address = reverse("comment_figures")
        cls.page = StoryPageFactory()
        cls.comment = CommentFactory(page=cls.page)
        cls.reason = RejectionReason.objects.first()

    def setUp(self):
        self.client.force_login(self.moderator)

    def decided(self, action, when, *, hours=None, reason=None, comment=None):
        CommentDecision.objects.create(
            comment_id=(comment or self.comment).pk,
            action=action,
            decided_at=when,
            reason_id=reason and reason.pk,
            moderator_id=self.moderator.pk,
            waited=None if hours is None else timedelta(hours=hours),
        )

    def rows(self, **asked):
        response = self.client.get(self.address, {**asked, "export": "csv"})
        text = b"".join(response.streaming_content).decode()
        return list(csv.DictReader(StringIO(text)))


class FiguresTests(FiguresTestCase):
    def test_adds_up_each_month_the_newest_first(self):
        for action, number in [
            (Action.HELD, 3),
            (Action.PUBLISHED_AT_ONCE, 2),
            (Action.HIDDEN, 1),
            (Action.HIDDEN_BY_LINK, 1),
            (Action.RETURNED, 1),
            (Action.DETAILS_REMOVED, 2),
            (Action.REPORTED, 4),
        ]:
            for _ in range(number):
                self.decided(action, moment(5))
        for hours in (1, 2, 30):
            self.decided(Action.APPROVED, moment(5), hours=hours)
        self.decided(Action.HELD, moment(6))
        june, may = self.rows()
        assert (june["Month"], may["Month"]) == ("2026-06-01", "2026-05-01")
        assert june["Written"] == "1"
        assert may["Written"] == "5"
        assert may["Published at once"] == "2"
        assert may["Approved"] == "3"
        assert may["Hidden"] == "2"
        assert may["Sent back to be changed"] == "1"
        assert may["Details taken out"] == "2"
        assert may["Reported by readers"] == "4"
        assert may["Half waited up to (hours)"] == "2.0"
        assert may["9 of 10 waited up to (hours)"] == "30.0"
        assert june["Half waited up to (hours)"] in ("", "None")

    def test_says_why_the_most_frequent_first(self):
        other = RejectionReason.objects.last()
        for reason in (self.reason, other, other):
            self.decided(Action.REJECTED, moment(5), hours=1, reason=reason)
        (may,) = self.rows()
        assert may["Not published"] == "3"
        assert may["Reasons for not publishing or sending back"] == (
            f"{other.name}: 2; {self.reason.name}: 1"
        )

    def test_a_reason_that_is_gone_still_counts(self):
        reason = RejectionReason.objects.create(name="Old", message="Old")
        self.decided(Action.REJECTED, moment(5), reason=reason)
        reason.delete()
        (may,) = self.rows()
        assert "a reason that is gone: 1" in str(may.values())

    def test_is_narrowed_down_to_days_and_to_a_section(self):
        elsewhere = CommentFactory(page=VideoPageFactory())
        self.decided(Action.HELD, moment(5, 1))
        self.decided(Action.HELD, moment(5, 20))
        self.decided(Action.HELD, moment(5, 20), comment=elsewhere)
        stories = self.page.get_parent()
        days = {
            "decided_at_from": "2026-05-10",
            "decided_at_to": "2026-05-31",
        }
        for asked, written in [
            ({}, "3"),
            (days, "2"),
            ({"section": stories.pk}, "2"),
            ({**days, "section": stories.pk}, "1"),
        ]:
            with self.subTest(asked):
                (may,) = self.rows(**asked)
                assert may["Written"] == written
                response = self.client.get(self.address, asked)
                assert response.context["whole"]["written"] == int(written)

    def test_what_nobody_can_mean_is_no_error(self):
        self.decided(Action.HELD, moment(5))
        for asked in (
            {"section": "9" * 30},
            {"section": "x\x00"},
            {"decided_at_from": "yesterday", "decided_at_to": "9" * 500},
            {"p": "-1"},
            {"ordering": "waited"},
            {"export": "exe"},
        ):
            for name in ("comment_figures", "comment_figures_results"):
                with self.subTest(asked):
                    response = self.client.get(reverse(name), asked)
                    self.assertContains(response, "May 2026")

    def test_shows_figures_in_words(self):
        for hours in (0.5, 3, 60):
            self.decided(Action.APPROVED, moment(5), hours=hours)
        response = self.client.get(self.address)
        self.assertContains(response, "May 2026")
        self.assertContains(response, "3 h")
        self.assertContains(response, "2.5 days")
        self.assertContains(response, "1 month")
        self.assertNotContains(response, "1 decision")

    def test_says_so_where_there_is_nothing(self):
        self.assertContains(self.client.get(self.address), "There are no months")

    def test_costs_the_same_for_a_month_and_for_years(self):
        def cost():
            with CaptureQueriesContext(connection) as queries:
                self.client.get(self.address)
            return len(queries)

        self.decided(Action.REJECTED, moment(5), hours=1, reason=self.reason)
        cost()
        little = cost()
        for month in range(1, 13):
            for reason in RejectionReason.objects.all():
                self.decided(
                    Action.REJECTED, moment(month, year=2025), hours=1, reason=reason
                )
        assert cost() == little

    def test_names_nobody(self):
        self.decided(Action.APPROVED, moment(5), hours=1)
        text = b"".join(
            self.client.get(self.address, {"export": "csv"}).streaming_content
        ).decode()
        for person in (self.moderator, self.comment.author):
            assert person.display_name not in text
            assert person.email not in text
        assert self.comment.body not in text


class ExportTests(FiguresTestCase):
    def test_no_cell_is_a_formula(self):
        for name in ("=1+1", "+SUM(A1)", "-2", "@now", "\tx"):
            self.reason.name = name
            self.reason.save()
            self.decided(Action.REJECTED, moment(5), reason=self.reason)
            with self.subTest(name):
                (may,) = self.rows()
                cell = may["Reasons for not publishing or sending back"]
                assert cell.startswith(f"'{name}")
                response = self.client.get(self.address, {"export": "xlsx"})
                book = load_workbook(BytesIO(b"".join(response.streaming_content)))
                for row in book.active.iter_rows():
                    assert {cell.data_type for cell in row}.isdisjoint({"f"})

    def test_numbers_are_numbers_in_a_workbook(self):
        self.decided(Action.APPROVED, moment(5), hours=2.5)
        response = self.client.get(self.address, {"export": "xlsx"})
        book = load_workbook(BytesIO(b"".join(response.streaming_content)))
        headings, may = book.active.iter_rows(values_only=True)
        row = dict(zip(headings, may, strict=True))
        assert row["Approved"] == 1
        assert row["Half waited up to (hours)"] == 2.5


class WhoSeesFiguresTests(FiguresTestCase):
    def test_moderators_and_publishers_only(self):
        for person, sees in [
            (self.moderator, True),
            (member_of("Publishers"), True),
            (member_of("Editors"), False),
            (MemberFactory(), False),
        ]:
            self.client.force_login(person)
            for name in ("comment_figures", "comment_figures_results"):
                with self.subTest(person.display_name):
                    response = self.client.get(reverse(name))
                    assert (response.status_code == 200) == sees
            home = self.client.get(reverse("wagtailadmin_home"))
            if home.status_code == 200:
                assert (self.address in home.content.decode()) == sees
        self.client.logout()
        assert self.client.get(self.address).status_code == 302
