"""What the outcomes of all stories add up to."""

from datetime import date
from decimal import Decimal

import html5lib
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from wagtail.models import Locale, PageViewRestriction

from pages.models import PageTopic, StoryTool
from tests.factories import (
    DifferencePageFactory,
    GainFactory,
    StoryOutcomeFactory,
    StoryPageFactory,
    ToolPageFactory,
    TopicFactory,
)

BUDGET = 14


def add_story(gain, amount, *, topic=None, tool=None, year=2026, **fields):
    """A story that adds so much to `gain`."""
    story = StoryPageFactory(date=date(year, 3, 1), **fields)
    StoryOutcomeFactory(story=story, gain=gain, gained=amount)
    if topic:
        PageTopic.objects.create(page=story, topic=topic)
    if tool:
        StoryTool.objects.create(story=story, tool=tool)
    return story


class DifferenceTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = DifferencePageFactory()
        cls.hours = GainFactory(name="hours given back each year", slug="hours")

    def get(self, part=""):
        return self.client.get(f"{self.page.url}{part}")

    def totals(self, part=""):
        difference = self.get(part).context["difference"]
        return {total.gain.name: total.amount for total in difference.totals}

    def options(self, kind, part=""):
        filters = self.get(part).context["difference"].filters
        found = [one.options for one in filters if one.kind == kind]
        return {option.name: option.count for options in found for option in options}


class TotalTests(DifferenceTestCase):
    def test_adds_up_what_stories_say_by_gain(self):
        pounds = GainFactory(name="saved each year", slug="pounds", unit="£")
        story = add_story(self.hours, "120.50")
        StoryOutcomeFactory(story=story, gain=pounds, gained=4000)
        add_story(self.hours, "1200")
        self.assertEqual(
            self.totals(),
            {self.hours.name: Decimal("1320.50"), pounds.name: Decimal(4000)},
        )

    def test_two_outcomes_of_a_story_are_one_share(self):
        story = add_story(self.hours, 10)
        StoryOutcomeFactory(story=story, gain=self.hours, gained=5)
        (total,) = self.get().context["difference"].totals
        self.assertEqual([(s.story, s.amount) for s in total.shares], [(story, 15)])

    def test_outcomes_that_add_to_nothing_do_not_count(self):
        StoryOutcomeFactory()
        self.assertEqual(self.totals(), {})
        self.assertContains(self.get(), "No story has a number that adds up yet")

    def test_drafts_and_private_stories_count_nowhere(self):
        topic, tool = TopicFactory(), ToolPageFactory()
        add_story(self.hours, 1, live=False, topic=topic, tool=tool)
        private = add_story(self.hours, 2, year=1999, title="Kept for us")
        PageViewRestriction.objects.create(page=private, restriction_type="login")
        add_story(self.hours, 4)
        self.assertEqual(self.totals(), {self.hours.name: 4})
        self.assertNotContains(self.get(), "Kept for us")
        for part in ("year/1999/", f"topic/{topic.slug}/", f"tool/{tool.slug}/"):
            with self.subTest(part):
                self.assertEqual(self.get(part).status_code, 404)

    def test_stories_of_other_languages_have_their_own_page(self):
        polish = Locale.objects.create(language_code="pl")
        add_story(self.hours, 3, locale=polish)
        add_story(self.hours, 4)
        self.assertEqual(self.totals(), {self.hours.name: 4})

    def test_each_total_lists_the_stories_behind_it_with_their_share(self):
        stories = [add_story(self.hours, 1500), add_story(self.hours, 20)]
        page = self.get()
        for story in stories:
            self.assertContains(page, f'<a href="{story.url}">{story.title}</a>')
        self.assertContains(page, "From 2 stories")
        self.assertContains(
            page, '<span class="shares__amount">1,500</span>', html=True
        )
        self.assertContains(page, '<span class="total__number">1,520</span>', html=True)

    def test_numbers_are_written_as_in_the_language(self):
        pounds = GainFactory(name="saved", slug="pounds", unit="£")
        add_story(pounds, "1234567.50")
        self.assertContains(self.get(), "£1,234,567.50")

    def test_is_html_without_errors(self):
        add_story(self.hours, 3, year=2024, topic=TopicFactory())
        add_story(self.hours, -4, year=2025, tool=ToolPageFactory())
        html5lib.HTMLParser(strict=True).parse(self.get().content)


class YearTests(DifferenceTestCase):
    def years(self, part=""):
        (total,) = self.get(part).context["difference"].totals
        return [(row["year"], row["amount"], row["bar"].length) for row in total.years]

    def test_each_year_has_its_sum_and_a_bar(self):
        add_story(self.hours, 30, year=2025)
        add_story(self.hours, 20, year=2025)
        add_story(self.hours, 25, year=2026)
        self.assertEqual(self.years(), [(2025, 50, 100), (2026, 25, 50)])
        self.assertEqual(self.years("year/2025/"), [])

    def test_years_are_written_without_separators(self):
        add_story(self.hours, 30, year=2025)
        add_story(self.hours, 25, year=2026)
        self.assertContains(self.get(), '<th scope="row">2025</th>')


class FilterTests(DifferenceTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.safer = TopicFactory(name="Safer care", slug="safer-care")
        cls.waits = TopicFactory(name="Shorter waits", slug="shorter-waits")
        cls.five_s = ToolPageFactory(title="5S", slug="5s")
        cls.pdsa = ToolPageFactory(title="PDSA", slug="pdsa")
        add_story(cls.hours, 1, topic=cls.safer, tool=cls.five_s, year=2025)
        add_story(cls.hours, 2, topic=cls.safer, tool=cls.pdsa, year=2026)
        add_story(cls.hours, 4, topic=cls.waits, tool=cls.five_s, year=2026)

    def test_by_year_topic_and_tool_in_the_address(self):
        for part, amount in (
            ("year/2026/", 6),
            ("topic/safer-care/", 3),
            ("tool/5s/", 5),
            ("year/2026/tool/5s/", 4),
            ("year/2025/topic/safer-care/tool/5s/", 1),
        ):
            with self.subTest(part):
                self.assertEqual(self.totals(part), {self.hours.name: amount})

    def test_what_is_unknown_empty_or_out_of_order_is_not_found(self):
        for part in (
            "year/2024/",
            "year/26/",
            "year/0000/",
            "year/99999999999999999999/",
            "topic/nothing/",
            "tool/nothing/",
            "tool/5s/year/2026/",
            "year/2026/year/2026/",
            "year/2025/topic/shorter-waits/",
            "topic/%00/",
            "gain/hours/",
        ):
            with self.subTest(part):
                self.assertEqual(self.get(part).status_code, 404)

    def test_offers_what_has_results_with_the_number_of_stories(self):
        self.assertEqual(self.options("year"), {"2026": 2, "2025": 1})
        self.assertEqual(self.options("topic"), {"Safer care": 2, "Shorter waits": 1})
        self.assertEqual(self.options("tool", "year/2026/"), {"5S": 1, "PDSA": 1})
        self.assertEqual(
            self.options("topic", "topic/safer-care/"),
            {"Safer care": 2, "Shorter waits": 1},
        )

    def test_leaves_out_a_filter_that_has_nothing_to_choose(self):
        self.assertEqual(self.options("topic", "year/2025/"), {})

    def test_options_keep_what_is_chosen_and_stand_in_one_order(self):
        page = self.get("tool/5s/")
        self.assertContains(page, f'href="{self.page.url}year/2026/tool/5s/"')
        self.assertContains(page, f'href="{self.page.url}tool/5s/" aria-current="true"')

    def test_says_what_is_chosen_in_title_heading_and_canonical_address(self):
        page = self.get("year/2026/tool/5s/")
        self.assertContains(page, "<title>The difference made: 2026, 5S – CLIC</title>")
        self.assertContains(page, "2026, 5S</h2>")
        self.assertContains(
            page,
            f'rel="canonical" href="http://testserver{self.page.url}year/2026/tool/5s/"',
        )

    def test_tells_no_tool_that_readers_may_not_see(self):
        PageViewRestriction.objects.create(page=self.pdsa, restriction_type="login")
        self.assertEqual(self.options("tool", "topic/safer-care/"), {})
        self.assertEqual(self.get("tool/pdsa/").status_code, 404)
        self.assertEqual(self.totals(), {self.hours.name: 7})

    def test_works_in_other_scripts(self):
        topic = TopicFactory(name="سلامة", slug="سلامة")
        add_story(self.hours, 8, topic=topic)
        self.assertEqual(self.totals("topic/سلامة/"), {self.hours.name: 8})


class BudgetTests(DifferenceTestCase):
    def add_stories(self, number):
        topic, tool = TopicFactory(), ToolPageFactory()
        for each in range(number):
            add_story(self.hours, 1, topic=topic, tool=tool, year=2000 + each % 25)

    def queries(self):
        with CaptureQueriesContext(connection) as queries:
            self.get("year/2001/")
        return [query["sql"] for query in queries]

    def test_costs_the_same_with_few_and_with_many_stories(self):
        self.add_stories(4)
        self.queries()
        few = self.queries()
        self.add_stories(30)
        many = self.queries()
        self.assertEqual(len(few), len(many), "\n".join(many))
        self.assertLessEqual(len(many), BUDGET)

    def test_touches_no_session_and_sets_no_cookie(self):
        self.add_stories(2)
        response = self.get()
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrfmiddlewaretoken")

    def test_numbers_follow_the_language_of_the_reader(self):
        self.add_stories(1)
        with translation.override("pl"):
            self.assertEqual(self.get().status_code, 200)
