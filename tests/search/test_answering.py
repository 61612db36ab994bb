"""From what was typed to results: what is looked for instead, and what a list shows of each thing."""

from datetime import date

from django.db import connection
from django.test import RequestFactory, TestCase
from django.test.utils import CaptureQueriesContext

from search.asking.answering import RESULTS_PER_PAGE, answer
from search.asking.parsing import parse
from search.asking.question import Filters, Hit, Reader
from search.asking.results import results_of
from search.models import Findable, SteeredPhrase, SteeredResult, SynonymSet
from search.services.lists import lists_changed
from search.services.words import build_words
from tests.factories import (
    DocumentFactory,
    StoryPageFactory,
    ToolkitPageFactory,
    ToolPageFactory,
    TopicFactory,
)
from tests.search.test_database_engine import index, thing


def part(key, text, **fields):
    """A part of the thing with this key; a section unless its kind is given."""
    head = fields.pop("of")
    fields.setdefault("kind", Findable.Part.SECTION)
    return thing(key, text=text, head_key=head, **fields)


class AnsweringTestCase(TestCase):
    def answer(self, text, **options):
        request = RequestFactory().get("/search/")
        return answer(request, text, options.pop("filters", Filters()), **options)

    def keys(self, text, **options):
        return [result.key for result in self.answer(text, **options).results]

    def know_words(self):
        build_words()
        lists_changed()


class MeantTests(AnsweringTestCase):
    @classmethod
    def setUpTestData(cls):
        index(
            thing("page:1", "Production system"),
            thing("page:2", "Stores cupboard", kind="story"),
            thing("page:3", "Cardboard"),
        )
        build_words()
        lists_changed()

    def test_looks_for_what_was_meant(self):
        found = self.answer("prodction sytem")
        self.assertEqual(found.corrected_to, "production system")
        self.assertEqual(found.shown_words, "production system")
        self.assertEqual([result.key for result in found.results], ["page:1"])
        self.assertEqual((found.found.total, found.found_as_typed), (1, 0))

    def test_looks_for_what_was_typed_where_somebody_insists(self):
        found = self.answer("prodction sytem", is_exact=True)
        self.assertEqual((found.corrected_to, found.results), ("", []))
        self.assertEqual(found.meant[0], "production system")

    def test_leaves_alone_what_is_found(self):
        found = self.answer("cupboard")
        self.assertEqual((found.corrected_to, found.meant), ("", []))

    def test_leaves_quoted_words_alone(self):
        self.assertEqual(self.answer('"prodction"').results, [])

    def test_settles_for_some_of_the_words_where_each_is_known(self):
        found = self.answer("system cupboard")
        self.assertTrue(found.is_any)
        self.assertEqual(found.corrected_to, "")
        self.assertCountEqual(
            [result.key for result in found.results], ["page:1", "page:2"]
        )
        self.assertEqual(found.found_as_typed, 0)

    def test_settles_for_some_of_the_words_where_nothing_is_like_the_others(self):
        found = self.answer("cupboard xqzvw")
        self.assertTrue(found.is_any)
        self.assertEqual([result.key for result in found.results], ["page:2"])

    def test_tells_filters_that_leave_nothing_from_words_that_find_nothing(self):
        found = self.answer("cupboard", filters=Filters(kind="tool"))
        self.assertTrue(found.is_narrowed_away)
        self.assertEqual((found.results, found.corrected_to), ([], ""))
        found = self.answer("xqzvw", filters=Filters(kind="tool"))
        self.assertFalse(found.is_narrowed_away)

    def test_narrows_down_what_was_meant(self):
        found = self.answer("cuppboard", filters=Filters(kind="story"))
        self.assertEqual(found.corrected_to, "cupboard")
        self.assertEqual([result.key for result in found.results], ["page:2"])

    def test_offers_only_words_that_find_something_for_this_reader(self):
        Findable.objects.filter(key="page:2").delete()
        found = self.answer("cuppboard")
        self.assertNotEqual(found.corrected_to, "cupboard")
        self.assertNotIn("cupboard", [*found.meant, *found.nearest])

    def test_shows_topics_where_nothing_is_found(self):
        index(
            thing("topic:1", "Waste", kind="topic"),
            thing("topic:2", "Odpady", kind="topic", language="pl"),
        )
        topics = self.answer("xqzvw").topics
        self.assertEqual([topic.title for topic in topics], ["Waste"])

    def test_finds_nothing_for_nothing(self):
        for text in ["", "  ", "!!!", "-cupboard", "\x00"]:
            with self.subTest(text=text):
                found = self.answer(text)
                self.assertFalse(found.is_asked)
                self.assertEqual(found.results, [])


class WideningTests(AnsweringTestCase):
    def test_names_what_was_found_along(self):
        SynonymSet.objects.create(words="AAR\nAfter Action Review")
        lists_changed()
        index(thing("page:1", "After Action Review"), thing("page:2", "Action"))
        found = self.answer("aar")
        self.assertEqual(found.included, ["After Action Review"])
        self.assertEqual([result.key for result in found.results], ["page:1"])

    def test_editors_put_first_what_they_chose(self):
        tool = ToolPageFactory(title="Huddle board")
        StoryPageFactory(title="Huddle")
        phrase = SteeredPhrase.objects.create(phrase="Huddle", folded="huddle")
        SteeredResult.objects.create(phrase=phrase, action="pin", page=tool)
        lists_changed()
        first = self.answer("huddle").results[0]
        self.assertEqual((first.key, first.is_pinned), (f"page:{tool.pk}", True))


class ShowingTests(AnsweringTestCase):
    def result(self, text):
        (result,) = self.answer(text).results
        return result

    def words(self, pieces):
        return "".join(f"[{p.text}]" if p.is_marked else p.text for p in pieces)

    def test_leads_to_the_parts_that_have_the_words(self):
        index(
            thing("page:1", "A tool", summary="What it does.", text="cupboard steps"),
            part("page:1#when", "Nothing here.", of="page:1", title="When to use it"),
            part("page:1#steps", "Tidy the cupboards.", of="page:1", title="Steps"),
        )
        result = self.result("cupboard")
        self.assertEqual(self.words(result.pieces), "What it does.")
        (link,) = result.parts
        self.assertEqual((link.label, link.address), ("Steps", "/page:1#steps/"))
        self.assertEqual(self.words(link.pieces), "Tidy the [cupboards].")

    def test_leads_to_at_most_three_parts_that_have_most_of_the_words(self):
        index(
            thing("page:1", text="stores cupboard"),
            part("page:1#0", "A cupboard.", of="page:1", position=0),
            *(
                part(f"page:1#{n}", "A stores cupboard.", of="page:1", position=n)
                for n in range(1, 6)
            ),
        )
        parts = self.result("stores cupboard").parts
        self.assertEqual([part.address[-3:-1] for part in parts], ["#1", "#2", "#3"])

    def test_names_the_moment_of_a_video(self):
        index(
            thing("page:1", kind="video", text="cupboard"),
            part("page:1@200", "A cupboard.", of="page:1", kind="moment", position=200),
            part("page:1@3723", "Cupboard", of="page:1", kind="moment", position=3723),
        )
        labels = [part.label for part in self.result("cupboard").parts]
        self.assertCountEqual(labels, ["At 3:20", "At 1:02:03"])

    def test_names_the_page_of_a_file(self):
        for name, label, kind in [
            ("guide.pdf", "Page 7", "PDF file"),
            ("talk.pptx", "Slide 7", "PowerPoint file"),
            ("data.xlsx", "Sheet 7: Costs", "Excel file"),
        ]:
            with self.subTest(name=name):
                document = DocumentFactory()
                document.file.name = name
                type(document).objects.filter(pk=document.pk).update(file=name)
                head = thing("file:7", kind="file", document=document, text="cupboard")
                page = part(
                    "file:7/7",
                    "A cupboard.",
                    of="file:7",
                    kind="file_page",
                    position=7,
                    title="Costs",
                    document=document,
                )
                index(head, page)
                result = self.result("cupboard")
                self.assertEqual((result.kind, result.parts[0].label), (kind, label))

    def test_shows_the_text_where_the_summary_has_no_word_and_there_are_no_parts(self):
        index(thing("page:1", summary="Tidy.", text="In the cupboard."))
        self.assertEqual(
            self.words(self.result("cupboard").pieces), "In the [cupboard]."
        )

    def test_marks_no_small_words(self):
        index(thing("page:1", summary="The state of the cupboard."))
        self.assertEqual(
            self.words(self.result("the cupboard of").pieces),
            "The state of the [cupboard].",
        )

    def test_names_the_published_pages_above(self):
        toolkit = ToolkitPageFactory(title="Production System toolkit")
        ToolPageFactory(title="Five whys", parent=toolkit)
        self.assertEqual(
            self.result("whys").place, ["Toolkits", "Production System toolkit"]
        )

    def test_leaves_out_a_place_that_only_repeats_the_kind(self):
        StoryPageFactory(title="Cupboard")
        self.assertEqual(self.result("cupboard").place, [])

    def test_dates_what_happened_and_says_which_language_is_another_one(self):
        index(
            thing("page:1", "Scena", kind="story", date=date(2025, 3, 4), language="pl")
        )
        result = self.result("scena")
        self.assertEqual((result.is_dated, result.date), (True, date(2025, 3, 4)))
        self.assertTrue(result.is_in_another_language)
        self.assertEqual((result.language_name, result.direction), ("Polski", "ltr"))

    def test_turns_what_is_written_from_right_to_left(self):
        index(thing("page:1", "مراجعة", language="ar", summary="مراجعة قصيرة"))
        result = self.result("مراجعة")
        self.assertEqual(result.direction, "rtl")
        self.assertEqual(self.words(result.pieces), "[مراجعة] قصيرة")

    def test_leaves_out_what_has_gone_meanwhile(self):
        index(thing("page:1", "Cupboard"))
        hits = [Hit("page:2"), Hit("page:1")]
        results = results_of(hits, parse("cupboard"), Reader(), generation=1)
        self.assertEqual([result.key for result in results], ["page:1"])


class PagesTests(AnsweringTestCase):
    @classmethod
    def setUpTestData(cls):
        index(*(thing(f"page:{n}", f"Cupboard {n}") for n in range(1, 46)))

    def test_shows_twenty_at_once(self):
        seen = [
            key for number in (1, 2, 3) for key in self.keys("cupboard", number=number)
        ]
        self.assertEqual(len(seen), 45)
        self.assertEqual(len(set(seen)), 45)
        self.assertEqual(len(self.keys("cupboard")), RESULTS_PER_PAGE)

    def test_beyond_the_last_page_is_the_last_page(self):
        found = self.answer("cupboard", number=50)
        self.assertEqual((found.number, found.pages), (3, 3))
        self.assertEqual(len(found.results), 5)


class CostTests(AnsweringTestCase):
    def test_what_is_found_takes_at_most_five_queries(self):
        topic = TopicFactory()
        rows = []
        for n in range(1, 26):
            rows += [
                thing(
                    f"page:{n}", f"Cupboard {n}", topics=[topic.pk], path="000100010001"
                ),
                part(f"page:{n}#steps", "The cupboard.", of=f"page:{n}"),
            ]
        index(*rows)
        self.know_words()
        self.answer("cupboard")
        with CaptureQueriesContext(connection) as queries:
            found = self.answer("cupboard")
        self.assertEqual(len(found.results), RESULTS_PER_PAGE)
        self.assertEqual(found.names, {("topic", topic.pk): topic.name})
        self.assertLessEqual(len(queries), 5)
