"""The report on searches: who sees it, what it lists, and what can be done from there."""

from datetime import timedelta
from io import BytesIO

from django.contrib.auth.models import Group, Permission
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.models import Page, PageLogEntry

from pages.models import StoryPage
from tests.factories import (
    EventIndexPageFactory,
    LoggedSearchFactory,
    MemberFactory,
    StoryIndexPageFactory,
    ToolkitPageFactory,
    member_of,
)


class ReportTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.publisher = member_of("Publishers")
        cls.address = reverse("search_report")

    def setUp(self):
        self.client.force_login(self.publisher)

    def search(self, words, times=1, days_ago=0, **fields):
        day = timezone.localdate() - timedelta(days=days_ago)
        for _number in range(times):
            LoggedSearchFactory(words=words, day=day, **fields)

    def listed(self, chosen, **asked):
        response = self.client.get(self.address, {"list": chosen, **asked})
        self.assertEqual(response.status_code, 200)
        return [row.phrase for row in response.context["rows"]]


class WhoSeesItTests(ReportTestCase):
    def test_editors_and_publishers_do(self):
        for group in ["Editors", "Publishers"]:
            self.client.force_login(member_of(group))
            self.assertContains(self.client.get(self.address), "Searches")
            self.assertContains(
                self.client.get(reverse("wagtailadmin_home")), self.address
            )

    def test_others_do_not(self):
        for person in [MemberFactory(), member_of("Comment moderators")]:
            self.client.force_login(person)
            for name in ["search_report", "search_report_start"]:
                self.assertEqual(self.client.get(reverse(name)).status_code, 302)

    def test_nobody_who_is_signed_out_does(self):
        self.client.logout()
        self.assertEqual(self.client.get(self.address).status_code, 302)


class ListsTests(ReportTestCase):
    def test_found_nothing_lists_what_is_missed_most_first(self):
        self.search("kanban board", found=0)
        self.search("bed days", times=3, found=0)
        self.search("run chart", times=9, found=4)
        self.assertEqual(self.listed("failed"), ["bed days", "kanban board"])

    def test_spellings_are_one_phrase_in_the_most_usual(self):
        self.search("kanban board", times=2, found=0)
        self.search('"Kanban-Bóard"', found=0)
        self.assertEqual(self.listed("failed"), ["kanban board"])
        response = self.client.get(self.address)
        self.assertEqual(response.context["rows"][0].figures["failures"], 3)

    def test_what_is_found_by_now_is_listed_no_more(self):
        self.search("kanban board", times=5, found=0)
        self.search("kanban board", found=2)
        self.assertEqual(self.listed("failed"), [])

    def test_what_was_put_right_by_other_words_did_not_find_nothing(self):
        self.search("prodction sytem", found=0, corrected_to="production system")
        self.assertEqual(self.listed("failed"), [])
        self.assertEqual(self.listed("ignored"), ["prodction sytem"])
        response = self.client.get(self.address, {"list": "ignored"})
        self.assertContains(response, "Shown instead: production system")

    def test_nobody_opened_anything_leaves_out_what_anybody_opened(self):
        self.search("huddle", times=2, found=9)
        self.search("run chart", times=5, found=9)
        self.search("run chart", found=9, opened=["page:1"])
        self.search("nowhere", found=0)
        self.assertEqual(self.listed("ignored"), ["huddle"])

    def test_most_asked_lists_everything_with_how_often_it_led_somewhere(self):
        self.search("huddle", times=2, found=9)
        self.search("run chart", times=3, found=9)
        self.search("run chart", found=9, opened=["page:1"])
        self.assertEqual(self.listed("asked"), ["run chart", "huddle"])
        response = self.client.get(self.address, {"list": "asked"})
        self.assertEqual(response.context["rows"][0].share_opened, "25%")

    def test_words_that_were_not_kept_are_only_counted(self):
        self.search("", times=2, found=0)
        response = self.client.get(self.address)
        self.assertEqual(response.context["rows"], [])
        self.assertEqual(response.context["figures"]["wordless"], 2)

    def test_narrows_by_time_and_language(self):
        self.search("old", days_ago=40, found=0)
        self.search("polski", language="pl", found=0)
        self.search("new", found=0)
        self.assertEqual(set(self.listed("failed")), {"new", "polski"})
        self.assertEqual(set(self.listed("failed", days=90)), {"old", "new", "polski"})
        self.assertEqual(self.listed("failed", language="pl"), ["polski"])

    def test_what_was_typed_is_shown_as_text(self):
        self.search("<script>alert(1)</script>", found=0)
        self.assertNotContains(self.client.get(self.address), "<script>alert(1)")

    def test_odd_addresses_are_no_error(self):
        self.search("new", found=0)
        for asked in [
            {"days": "x"},
            {"days": "-1"},
            {"language": "\0"},
            {"list": "nonsense"},
            {"p": "-1"},
            {"p": "9" * 30},
            {"p": "x"},
            {"export": "x"},
        ]:
            with self.subTest(asked):
                response = self.client.get(self.address, asked)
                self.assertEqual(response.status_code, 200)
                self.assertEqual(len(response.context["rows"]), 1)

    def test_many_phrases_cost_as_many_queries_as_one(self):
        self.search("first", found=0)
        self.client.get(self.address)
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.address)
        for number in range(60):
            self.search(f"phrase {number}", found=0)
        with self.assertNumQueries(len(few.captured_queries)):
            response = self.client.get(self.address)
        self.assertContains(response, "Page 1 of 2")

    def test_says_so_when_there_is_nothing(self):
        self.assertContains(self.client.get(self.address), "was found")
        response = self.client.get(self.address, {"list": "asked"})
        self.assertContains(response, "Nobody searched in this time.")

    def test_draws_days_or_weeks(self):
        self.search("huddle", times=3, days_ago=2)
        for days, heading in [(30, "Day"), (365, "Week from")]:
            response = self.client.get(self.address, {"days": days})
            self.assertEqual(response.context["chart"]["headings"][0], heading)
            self.assertContains(response, "Of 3 searches 0 found nothing.")


class ExportTests(ReportTestCase):
    def setUp(self):
        super().setUp()
        self.search("=cmd|' /C calc'!A0", found=0)
        self.search("huddle", found=9)

    def test_csv_has_the_chosen_list_and_no_formula(self):
        response = self.client.get(self.address, {"list": "failed", "export": "csv"})
        self.assertIn("text/csv", response["Content-Type"])
        said = b"".join(response.streaming_content).decode("utf-8-sig")
        self.assertIn("'=cmd|", said)
        self.assertNotIn("huddle", said)

    def test_xlsx_has_all_lists_and_no_formula(self):
        response = self.client.get(self.address, {"export": "xlsx"})
        book = load_workbook(BytesIO(b"".join(response.streaming_content)))
        names = ["Found nothing", "Nobody opened anything", "Most asked"]
        self.assertEqual(book.sheetnames, names)
        cell = book["Found nothing"]["A2"]
        self.assertEqual((cell.value[:5], cell.data_type), ("'=cmd", "s"))
        self.assertEqual(book["Nobody opened anything"]["A2"].value, "huddle")

    def test_others_get_none(self):
        self.client.force_login(MemberFactory())
        response = self.client.get(self.address, {"export": "xlsx"})
        self.assertEqual(response.status_code, 302)


class StartPageTests(ReportTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.stories = StoryIndexPageFactory(title="Stories")
        cls.toolkit = ToolkitPageFactory(title="Our toolkit")
        EventIndexPageFactory(title="Events")
        cls.start = reverse("search_report_start")

    def places(self, **asked):
        response = self.client.get(self.start, asked)
        return {
            key
            for _type, group in response.context["form"].fields["start"].choices[1:]
            for key, _name in group
        }

    def begin(self, **data):
        data = {
            "title": "Bed days",
            "start": f"pages.storypage:{self.stories.pk}",
            **data,
        }
        return self.client.post(self.start, data)

    def test_each_row_leads_to_it_with_the_title_filled_in(self):
        self.search("bed days", found=0)
        response = self.client.get(self.address)
        [row] = response.context["rows"]
        [address] = [each["url"] for each in row.actions if "start" in each["url"]]
        form = self.client.get(address).context["form"]
        self.assertEqual(form.initial["title"], "Bed days")

    def test_reading_makes_nothing(self):
        before = Page.objects.count()
        self.client.get(self.start, {"title": "Bed days"})
        self.assertEqual(Page.objects.count(), before)

    def test_makes_a_draft_and_leads_to_its_editor(self):
        response = self.begin()
        page = StoryPage.objects.get(title="Bed days")
        self.assertRedirects(
            response, reverse("wagtailadmin_pages:edit", args=[page.pk])
        )
        self.assertFalse(page.live)
        self.assertEqual(page.owner, self.publisher)
        self.assertEqual(page.get_parent().pk, self.stories.pk)
        self.assertEqual(page.locale_id, self.stories.locale_id)
        self.assertEqual(page.slug, "bed-days")
        made = PageLogEntry.objects.get(page=page, action="wagtail.create")
        self.assertEqual(made.user, self.publisher)

    def test_sent_twice_it_makes_one(self):
        first, second = self.begin(), self.begin()
        self.assertEqual(first.url, second.url)
        self.assertEqual(StoryPage.objects.filter(title="Bed days").count(), 1)

    def test_two_of_one_title_get_addresses_of_their_own(self):
        self.begin()
        self.client.force_login(member_of("Publishers"))
        self.begin()
        slugs = StoryPage.objects.filter(title="Bed days").values_list(
            "slug", flat=True
        )
        self.assertEqual(len(set(slugs)), 2)

    def test_a_title_that_no_address_can_hold_gets_one_all_the_same(self):
        titles = ["مرحبا", "你好", "🎉"]
        for title in titles:
            with self.subTest(title):
                self.assertIn("/edit/", self.begin(title=title).url)
        slugs = StoryPage.objects.filter(title__in=titles).values_list(
            "slug", flat=True
        )
        self.assertEqual(set(slugs), {"page", "page-1", "page-2"})

    def test_the_longest_title_can_be_begun_twice(self):
        for _person in range(2):
            self.client.force_login(member_of("Publishers"))
            self.assertIn("/edit/", self.begin(title="x" * 255).url)

    def test_offers_what_can_be_begun_and_what_this_colleague_may_begin(self):
        keys = self.places()
        self.assertIn(f"pages.storypage:{self.stories.pk}", keys)
        self.assertIn(f"pages.toolpage:{self.toolkit.pk}", keys)
        types = {key.partition(":")[0] for key in keys}
        # An event needs its time first; sections and glossaries answer nobody's question.
        self.assertFalse(
            types & {"pages.eventpage", "pages.storyindexpage", "pages.glossarypage"}
        )

    def test_offers_nothing_in_a_language_without_pages(self):
        response = self.client.get(self.start, {"language": "ar"})
        self.assertContains(response, "You may not add pages in this language.")

    def test_what_is_missing_or_not_offered_is_said_and_kept(self):
        for data, words in [
            ({"title": ""}, "Write a title."),
            ({"title": "x" * 300}, "255 characters are the most"),
            ({"start": ""}, "Choose what it is and where it stands."),
            ({"start": "pages.storypage:1"}, "Choose another place."),
            ({"start": "accounts.user:1"}, "Choose another place."),
        ]:
            with self.subTest(words):
                response = self.begin(**data)
                self.assertContains(response, words, status_code=422)
        self.assertFalse(StoryPage.objects.filter(title="Bed days").exists())

    def test_odd_input_is_no_error(self):
        for asked in [{"title": "\0" * 9}, {"title": "x" * 99999}, {"language": "\0"}]:
            self.assertEqual(self.client.get(self.start, asked).status_code, 200)

    def test_a_colleague_without_the_right_to_add_can_begin_none(self):
        person = member_of("Publishers")
        person.groups.clear()
        person.groups.add(self.group_of_readers())
        self.client.force_login(person)
        response = self.begin()
        self.assertEqual(response.status_code, 422)
        self.assertFalse(StoryPage.objects.filter(title="Bed days").exists())

    def group_of_readers(self):
        group = Group.objects.create(name="Readers of reports")
        codenames = ["access_admin", "view_loggedsearch"]
        group.permissions.add(*Permission.objects.filter(codename__in=codenames))
        return group
