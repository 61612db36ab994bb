from datetime import date

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import Locale, PageViewRestriction

from pages.models import PageTopic
from search.models import SynonymSet
from search.services.lists import lists_changed
from search.services.words import build_words
from tests.factories import (
    CareSettingFactory,
    EventPageFactory,
    InformationPageFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    TopicFactory,
    VideoPageFactory,
    home_page,
)


class SearchTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("search")

    def search(self, words, **query):
        return self.client.get(self.url, {"q": words, **query})

    def titles(self, words, **query):
        response = self.search(words, **query)
        self.assertEqual(response.status_code, 200)
        return [result.title for result in response.context["answer"].results]


class FindingTests(SearchTestCase):
    def test_finds_pages_by_title_summary_and_text(self):
        StoryPageFactory(title="A stores cupboard")
        StoryPageFactory(title="Two", summary="We tidied the cupboards.")
        StoryPageFactory(title="Three", body=[("text", "<p>The cupboard again.</p>")])
        StoryPageFactory(title="Four")
        self.assertCountEqual(
            self.titles("cupboard"), ["A stores cupboard", "Two", "Three"]
        )

    def test_puts_what_has_it_in_the_title_first(self):
        StoryPageFactory(title="Another", summary="About process mapping.")
        ToolPageFactory(title="Process mapping")
        StoryPageFactory(title="Third", summary="More about process mapping.")
        self.assertEqual(self.titles("process mapping")[0], "Process mapping")

    def test_wants_all_words_and_settles_for_any(self):
        StoryPageFactory(title="Waiting times")
        StoryPageFactory(title="Waiting rooms")
        self.assertEqual(self.titles("waiting times"), ["Waiting times"])
        self.assertCountEqual(
            self.titles("waiting zebra"), ["Waiting times", "Waiting rooms"]
        )

    def test_says_what_each_result_is_and_where(self):
        toolkit = ToolkitPageFactory(title="Production System toolkit")
        ToolPageFactory(title="Five whys", summary="Ask again.", parent=toolkit)
        result = self.search("whys").context["answer"].results[0]
        self.assertEqual(result.kind, "Tool")
        self.assertEqual(result.section, "toolkits")
        self.assertEqual("".join(piece.text for piece in result.pieces), "Ask again.")
        self.assertEqual(result.place, ["Toolkits", "Production System toolkit"])
        self.assertEqual(self.client.get(result.address).status_code, 200)

    def test_names_no_unpublished_page_above_a_result(self):
        toolkit = ToolkitPageFactory(title="Secret plans", live=False)
        ToolPageFactory(title="Five whys", parent=toolkit)
        self.assertNotContains(self.search("whys"), "Secret plans")

    def test_shows_markup_in_words_and_titles_as_text(self):
        StoryPageFactory(title="<script>alert(1)</script> cupboard")
        response = self.search('cupboard "><script>alert(2)</script>')
        self.assertNotContains(response, "<script>alert")
        self.assertContains(response, "&lt;script&gt;alert(2)")


class NotFindingTests(SearchTestCase):
    def test_drafts_are_not_found(self):
        StoryPageFactory(title="Cupboard", live=False)
        self.assertEqual(self.titles("cupboard"), [])

    def test_unpublished_pages_are_not_found_any_more(self):
        story = StoryPageFactory(title="Cupboard")
        self.assertEqual(self.titles("cupboard"), ["Cupboard"])
        story.unpublish()
        self.assertEqual(self.titles("cupboard"), [])

    def test_restricted_pages_are_neither_found_nor_counted(self):
        story = StoryPageFactory(title="Cupboard")
        restriction = PageViewRestriction.objects.create(
            page=story, restriction_type=PageViewRestriction.LOGIN
        )
        self.assertContains(self.search("cupboard"), "Nothing found")
        restriction.page = story.get_parent()
        restriction.save()
        self.assertContains(self.search("cupboard"), "Nothing found")

    def test_aliases_of_restricted_pages_are_not_found(self):
        story = StoryPageFactory(title="Cupboard")
        story.create_alias(parent=home_page(), update_slug="alias")
        self.assertEqual(self.titles("cupboard"), ["Cupboard"] * 2)
        PageViewRestriction.objects.create(page=story, restriction_type="login")
        self.assertEqual(self.titles("cupboard"), [])

    def test_pages_in_the_readers_language_come_before_others(self):
        StoryPageFactory(title="Cupboard")
        polish = Locale.objects.create(language_code="pl")
        home = home_page().copy_for_translation(polish)
        home.save_revision().publish()
        InformationPageFactory(title="Cupboard po polsku", parent=home, locale=polish)
        english, polski = "Cupboard", "Cupboard po polsku"
        self.assertEqual(self.titles("cupboard"), [english, polski])
        response = self.client.get("/pl/search/", {"q": "cupboard"})
        found = [result.title for result in response.context["answer"].results]
        self.assertEqual(found, [polski, english])

    def test_the_root_of_the_tree_is_not_found(self):
        self.assertEqual(self.titles("root"), [])

    def test_leads_to_the_feedback_form(self):
        response = self.search("zebra")
        self.assertContains(response, "Nothing found for <q>zebra</q>")
        self.assertContains(response, 'href="/feedback/?looking_for=zebra"')


class SearchPageTests(SearchTestCase):
    def test_without_words_gives_hints(self):
        for response in [self.client.get(self.url), self.search(""), self.search("  ")]:
            self.assertContains(response, "How to search")

    def test_is_for_readers_not_for_robots_and_sets_no_cookie(self):
        StoryPageFactory(title="Cupboard")
        response = self.search("cupboard")
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertFalse(response.cookies)
        self.assertNotContains(response, "csrfmiddlewaretoken")

    def test_answers_only_reading(self):
        self.assertEqual(self.client.post(self.url, {"q": "x"}).status_code, 405)

    def test_says_how_many_there_are(self):
        StoryPageFactory(title="Cupboard")
        self.assertContains(self.search("cupboard"), "1 result for <q>cupboard</q>")

    def test_has_twenty_on_a_page_and_links_to_the_next(self):
        for number in range(25):
            StoryPageFactory(title=f"Cupboard {number}")
        response = self.search("cupboard")
        self.assertEqual(len(response.context["answer"].results), 20)
        self.assertContains(response, "25 results")
        self.assertContains(
            response, 'rel="next" href="/search/?q=cupboard&amp;page=2"'
        )
        first = set(self.titles("cupboard"))
        second = set(self.titles("cupboard", page=2))
        self.assertEqual((len(second), first & second), (5, set()))

    def test_page_numbers_that_make_no_sense_show_a_page(self):
        for number in range(25):
            StoryPageFactory(title=f"Cupboard {number}")
        for page in ["0", "-1", "abc", "", "9" * 5000, "1e9", "\x00", "2.5", "٢"]:
            with self.subTest(page=page[:10]):
                self.assertTrue(self.titles("cupboard", page=page))

    def test_asks_few_questions_of_the_database_whatever_is_found(self):
        makers = [
            StoryPageFactory,
            ToolPageFactory,
            VideoPageFactory,
            EventPageFactory,
            InformationPageFactory,
        ]
        ToolPageFactory(title="Cupboard")
        self.search("cupboard")
        one = self.count("cupboard")
        for maker in makers:
            for number in range(4):
                maker(title=f"Cupboard {maker.__name__} {number}")
        self.assertEqual(self.count("cupboard"), one)
        self.assertLessEqual(self.count("cupboard zebra"), 14)

    def count(self, words):
        with CaptureQueriesContext(connection) as queries:
            self.search(words)
        return len(queries)


class NarrowingTests(SearchTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.topic = TopicFactory(name="Waste")
        cls.story = StoryPageFactory(title="Cupboard", date=date(2025, 3, 4))
        cls.tool = ToolPageFactory(title="Cupboard tool")
        PageTopic.objects.create(page=cls.tool, topic=cls.topic)
        cls.tool.care_settings.add(CareSettingFactory(name="Ward by the lake"))
        cls.tool.save()

    def narrowing(self, **query):
        return self.search("cupboard", **query).context["narrowing"]

    def options(self, key, **query):
        groups = {group.key: group for group in self.narrowing(**query).groups}
        options = groups[key].options if key in groups else []
        return [(str(each.words), each.count) for each in options]

    def test_each_kind_has_its_count_and_its_address(self):
        kinds = self.narrowing().kinds
        self.assertEqual(
            [(str(kind.words), kind.count) for kind in kinds],
            [("All", 2), ("Tools", 1), ("Stories", 1)],
        )
        response = self.client.get(kinds[1].address)
        (result,) = response.context["answer"].results
        self.assertEqual(result.title, "Cupboard tool")

    def test_nothing_is_offered_that_leaves_as_much(self):
        InformationPageFactory(title="Drawer")
        narrowing = self.search("drawer").context["narrowing"]
        self.assertEqual((narrowing.kinds, narrowing.groups), ([], []))
        self.assertNotContains(self.search("drawer"), "Narrow down")

    def test_counts_stay_while_a_kind_is_chosen(self):
        kinds = self.narrowing(kind="tool").kinds
        self.assertEqual([kind.count for kind in kinds], [2, 1, 1])
        self.assertEqual([kind.is_chosen for kind in kinds], [False, True, False])

    def test_can_be_narrowed_down_by_topic_setting_and_year(self):
        self.assertEqual(self.options("topic", topic=self.topic.pk), [("Waste", 1)])
        setting = self.tool.care_settings.get()
        self.assertEqual(
            self.options("setting", setting=setting.pk), [("Ward by the lake", 1)]
        )
        self.assertEqual(self.titles("cupboard", year=2025), ["Cupboard"])
        self.assertEqual(
            self.titles("cupboard", topic=self.topic.pk), ["Cupboard tool"]
        )

    def test_what_is_chosen_can_be_taken_back(self):
        response = self.search("cupboard", topic=self.topic.pk, kind="tool")
        (chosen,) = response.context["narrowing"].chosen
        self.assertEqual(chosen.address, "/search/?q=cupboard&kind=tool")
        self.assertContains(response, 'href="/search/?q=cupboard&amp;kind=tool"')
        self.assertContains(response, 'href="/search/?q=cupboard">Show all results')

    def test_says_when_nothing_is_left(self):
        response = self.search("cupboard", kind="event")
        self.assertContains(response, "none with all that you chose")
        self.assertContains(response, 'href="/search/?q=cupboard">Show all results')

    def test_can_be_put_in_order_of_date(self):
        response = self.search("cupboard", sort="date")
        titles = [result.title for result in response.context["answer"].results]
        self.assertEqual(titles, ["Cupboard tool", "Cupboard"])
        self.assertContains(response, '<time datetime="2025-03-04">4 March 2025</time>')

    def test_a_topic_that_no_result_has_is_not_named(self):
        secret = TopicFactory(name="Secret plans")
        response = self.search("cupboard", topic=secret.pk)
        self.assertNotContains(response, "Secret plans")

    def test_what_makes_no_sense_counts_as_not_said(self):
        for query in [
            {"kind": "zebra"},
            {"kind": "\x00"},
            {"topic": "x"},
            {"topic": "-1"},
            {"topic": "9" * 5000},
            {"setting": "1e9"},
            {"language": "english; --"},
            {"year": "20x"},
            {"year": "-2025"},
            {"sort": "random"},
            {"exact": "\x00"},
        ]:
            with self.subTest(query=str(query)[:40]):
                self.assertEqual(len(self.titles("cupboard", **query)), 2)

    def test_unknown_values_leave_nothing_and_break_nothing(self):
        for query in [{"topic": 2**31 - 1}, {"setting": 2**31 - 1}, {"language": "zz"}]:
            with self.subTest(query=query):
                self.assertEqual(self.titles("cupboard", **query), [])


class SayingTests(SearchTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        StoryPageFactory(title="Production system", summary="How work flows.")
        ToolPageFactory(title="After Action Review")
        SynonymSet.objects.create(words="AAR\nAfter Action Review")
        build_words()
        lists_changed()

    def test_says_what_was_looked_for_instead(self):
        response = self.search("prodction sytem")
        self.assertContains(
            response, "Showing results for <b><bdi>production system</bdi></b>"
        )
        self.assertContains(
            response, 'href="/search/?q=prodction+sytem&amp;exact=1">Search instead for'
        )
        response = self.search("prodction sytem", exact=1)
        self.assertContains(response, "Nothing found for")
        self.assertContains(response, 'href="/search/?q=production+system"')

    def test_says_what_was_found_along(self):
        response = self.search("aar")
        self.assertContains(response, "Including results for <bdi>After Action Review")

    def test_says_when_only_some_of_the_words_are_found(self):
        response = self.search("production review")
        self.assertContains(response, "These have some of them")

    def test_marks_the_words(self):
        response = self.search("flow")
        self.assertContains(response, "How work <mark>flows</mark>.")

    def test_markup_in_what_was_meant_stays_text(self):
        response = self.search("prodction <b>sytem</b>")
        self.assertNotContains(response, "<b>sytem")

    def test_the_title_names_the_words_and_the_page(self):
        for number in range(25):
            StoryPageFactory(title=f"Drawer {number}")
        self.assertContains(self.search("drawer"), "<title>Search: drawer – CLIC")
        self.assertContains(
            self.search("drawer", page=2), "<title>Search: drawer (page 2 of 2) – CLIC"
        )

    def test_each_result_tells_that_it_was_opened(self):
        self.assertContains(
            self.search("review"), 'ping="/search/opened/?search=', count=1
        )

    def test_no_cache_but_the_readers_own_keeps_it(self):
        self.assertIn("private", self.search("review")["Cache-Control"])


class HostileInputTests(SearchTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        StoryPageFactory(title="Cupboard")

    def test_breaks_nothing(self):
        for words in [
            "x" * 100_000,
            " ".join(f"word{number}" for number in range(1000)),
            "a-" * 1000,
            "a" * 199 + "😀" * 100_000,
            "& | ! ( ) <-> :*",
            "!!!",
            "cupboard & !",
            "'",
            "''' \" \"\"",
            "\\",
            "\\' \\\\",
            "cupboard:*",
            "cupboard <2> x",
            "%",
            "%s %d %(x)s %%",
            "_",
            "cup\x00board",
            "\x00",
            "👩‍👧 👍🏽",
            "مرحبا بالعالم",
            "\u202eevil\u202c",
            "\ud800".encode("utf-8", "replace").decode(),
            "-----",
            "the of and",
            "'; DROP TABLE wagtailcore_page; --",
            "<script>alert(1)</script>",
            "http://example.com/?q=a&b=c",
            "ß ﬁ Å",
        ]:
            with self.subTest(words=ascii(words[:30])):
                self.assertEqual(self.search(words).status_code, 200)

    def test_undecodable_addresses_break_nothing(self):
        for query in [
            "q=%ff%fe",
            "q=%00",
            "q",
            "q=%",
            "q[]=x",
            "q=a&q=b",
            "&&&",
            "q=%ed%a0%80",
        ]:
            with self.subTest(query):
                response = self.client.get(f"{self.url}?{query}")
                self.assertIn(response.status_code, [200, 400])

    def test_finds_in_spite_of_signs(self):
        for words in [
            "(cupboard)",
            "cupboard!",
            '"cupboard"',
            "cup\x00board",
            "cupboard &",
        ]:
            with self.subTest(words=words):
                self.assertEqual(self.titles(words), ["Cupboard"])

    def test_shows_no_more_of_the_words_than_were_looked_for(self):
        response = self.search("y" * 100_000)
        self.assertLess(len(response.content), 50_000)

    def test_links_to_other_pages_stay_short(self):
        for number in range(25):
            StoryPageFactory(title=f"Drawer {number}")
        response = self.search("drawer " + "zebra " * 10_000)
        self.assertLess(len(response.content), 60_000)
