"""The index asked in PostgreSQL: what is found, counted, put first and kept from whom."""

from dataclasses import replace as replace_in
from datetime import date, timedelta
from unittest import mock

from django.db import connection
from django.test import TestCase
from django.utils import timezone

from search.asking.question import Facet, Filters, Group, Question, Reader, Steering
from search.engines.database import DatabaseEngine
from search.models import Findable, IndexState
from search.services.writing import replace
from search.words import words_of


def thing(key, title="A title", **fields):
    """A row of the index; a page unless its kind is given."""
    fields.setdefault("kind", Findable.Kind.PAGE)
    fields.setdefault("language", "en")
    return Findable(key=key, title=title, address=f"/{key}/", **fields)


def index(*rows):
    """Put rows into the index in use."""
    replace([row.key for row in rows if row.is_head], list(rows))


def question(*wanted, unwanted=(), is_any=False):
    """A question for all of these; each is words, or a tuple of ways to say one thing."""
    return Question(
        wanted=tuple(map(group, wanted)),
        unwanted=tuple(map(group, unwanted)),
        is_any=is_any,
    )


def exactly(words):
    """A group that was typed in quotes."""
    return Group((tuple(words_of(words)),), is_exact=True)


def group(ways):
    """A group of one or several ways."""
    ways = (ways,) if isinstance(ways, str) else ways
    return Group(tuple(tuple(words_of(way)) for way in ways))


class EngineTestCase(TestCase):
    reader = Reader()

    def find(self, *wanted, filters=None, steering=None, offset=0, limit=20, **asked):
        return DatabaseEngine().find(
            question(*wanted, **asked),
            self.reader,
            filters or Filters(),
            steering or Steering(),
            offset=offset,
            limit=limit,
        )

    def keys(self, *wanted, **options):
        return [hit.key for hit in self.find(*wanted, **options).hits]


class MatchingTests(EngineTestCase):
    def test_finds_words_wherever_they_stand(self):
        index(
            thing("page:1", "A cupboard"),
            thing("page:2", other_names="Cupboard"),
            thing("page:3", headings="The cupboards"),
            thing("page:4", summary="Tidy cupboards."),
            thing("page:5", text="In the cupboard."),
            thing("page:6", text="In the drawer."),
        )
        found = self.find("cupboard")
        self.assertEqual(
            {hit.key for hit in found.hits},
            {f"page:{number}" for number in range(1, 6)},
        )
        self.assertEqual(found.total, 5)

    def test_wants_every_word_and_none_of_the_unwanted(self):
        index(thing("page:1", "Waiting times"), thing("page:2", "Waiting rooms"))
        self.assertEqual(self.keys("waiting", "times"), ["page:1"])
        self.assertEqual(self.keys("waiting", unwanted=["times"]), ["page:2"])

    def test_settles_for_any_word(self):
        index(thing("page:1", "Waiting times"), thing("page:2", "Waiting rooms"))
        self.assertCountEqual(
            self.keys("waiting", "times", is_any=True), ["page:1", "page:2"]
        )

    def test_finds_one_way_or_another(self):
        index(thing("page:1", "After action review"), thing("page:2", "Review action"))
        self.assertEqual(self.keys(("aar", "after action review")), ["page:1"])

    def test_misses_one_of_three_words_where_few_things_have_all(self):
        index(
            thing("page:1", text="A story about a stores cupboard."),
            thing("page:2", text="A stores cupboard."),
            thing("page:3", text="A cupboard."),
        )
        self.assertEqual(self.keys("stores", "cupboard", "story"), ["page:1", "page:2"])
        self.assertCountEqual(
            self.keys("stores", "cupboard", "the"), ["page:1", "page:2"]
        )
        some = [thing(f"page:{n}", text="stores cupboard story") for n in range(4, 14)]
        index(*some)
        self.assertEqual(self.find("stores", "cupboard", "story").total, 11)

    def test_never_misses_what_was_quoted(self):
        index(thing("page:1", text="stores shelf"), thing("page:2", text="shelf story"))
        asked = question("stores", "cupboard", "shelf")
        exact = replace_in(asked, wanted=(exactly("stores"), *asked.wanted[1:]))
        found = DatabaseEngine().find(
            exact, self.reader, Filters(), Steering(), offset=0, limit=20
        )
        self.assertEqual([hit.key for hit in found.hits], ["page:1"])

    def test_words_that_are_not_wanted_need_others_that_are(self):
        index(thing("page:1", "Cupboard"))
        self.assertEqual(self.keys("the", unwanted=["drawer"]), [])

    def test_lists_heads_and_never_their_parts(self):
        index(
            thing("page:1", text="cupboard"),
            thing("page:1#steps", text="cupboard", head_key="page:1", kind="section"),
        )
        self.assertEqual(self.keys("cupboard"), ["page:1"])
        self.assertEqual(self.find("cupboard").total, 1)

    def test_asks_the_generation_in_use_alone(self):
        IndexState.objects.update(building=2)
        index(thing("page:1", "Cupboard"))
        self.assertEqual(self.keys("cupboard"), ["page:1"])

    def test_finds_nothing_for_nothing(self):
        index(thing("page:1", "Cupboard"))
        self.assertEqual(self.find().total, 0)
        self.assertEqual(self.find("the").total, 0)


class LanguageTests(EngineTestCase):
    def test_each_language_has_its_own_endings(self):
        index(
            thing("file:1", text="Die Häuser der Pflege", language="de"),
            thing("file:2", text="Les soins", language="fr"),
            thing("page:1", text="Houses of care"),
            thing("page:2", text="The car park"),
        )
        self.reader = Reader(languages=("de", "en", "fr"))
        self.assertEqual(self.keys("haus"), ["file:1"])
        self.assertEqual(self.keys("care"), ["page:1"])
        self.assertEqual(self.keys("house"), ["page:1"])

    def test_words_are_found_without_their_accents(self):
        index(thing("page:1", "Café Łódź", language="pl"))
        self.assertEqual(self.keys("cafe", "lodz"), ["page:1"])
        self.assertEqual(self.keys("Café"), ["page:1"])

    def test_what_is_in_another_language_is_found_by_its_name_in_the_sites_own(self):
        index(thing("file:1", "Leaflets about waiting", text="ulotki", language="pl"))
        self.assertEqual(self.keys("leaflet", "wait"), ["file:1"])

    def test_the_readers_own_language_comes_first(self):
        index(thing("page:1", "Kaizen"), thing("page:2", "Kaizen", language="pl"))
        self.assertEqual(self.keys("kaizen"), ["page:1", "page:2"])
        self.reader = Reader(language="pl")
        self.assertEqual(self.keys("kaizen"), ["page:2", "page:1"])

    def test_the_languages_of_the_index_are_known(self):
        IndexState.objects.update(languages=["en"])
        index(thing("page:1", language="pl"), thing("page:2"))
        index(thing("page:3", language="pl"))
        self.assertEqual(IndexState.objects.get().languages, ["en", "pl"])


class OrderTests(EngineTestCase):
    def test_what_is_called_so_comes_before_what_has_it_in_a_longer_name(self):
        index(
            thing("page:1", "How to read a run chart", text="run chart " * 9),
            thing("page:2", "Run chart"),
            thing("page:3", "Something", text="run chart " * 9),
        )
        self.assertEqual(self.keys("run", "charts"), ["page:2", "page:1", "page:3"])

    def test_what_is_also_called_so_comes_before_a_longer_name(self):
        index(
            thing("page:1", "An AAR on a ward"),
            thing("page:2", "After action review", other_names="AAR\nHot debrief"),
        )
        self.assertEqual(self.keys("aar"), ["page:2", "page:1"])
        self.assertEqual(self.keys("hot", "debrief"), ["page:2"])

    def test_names_weigh_more_than_headings_these_than_summaries_these_than_text(self):
        index(
            thing("page:4", text="cupboard"),
            thing("page:3", summary="cupboard"),
            thing("page:2", headings="cupboard"),
            thing("page:1", "The stores cupboard"),
        )
        self.assertEqual(self.keys("cupboard"), [f"page:{n}" for n in range(1, 5)])

    def test_words_in_a_row_come_before_the_same_words_apart(self):
        index(
            thing("page:1", text="Waiting is bad. At all times, at any times, times."),
            thing("page:2", text="Here and there are some waiting times for all."),
        )
        self.assertEqual(self.keys("waiting", "times"), ["page:2", "page:1"])

    def test_a_tool_comes_before_the_explanation_of_its_name(self):
        index(
            thing("term:1", "SPC", kind="term"),
            thing("page:1", "Run charts", kind="tool", other_names="SPC"),
        )
        self.assertEqual(self.keys("spc"), ["page:1", "term:1"])

    def test_of_some_words_the_rare_ones_count_more(self):
        common = [thing(f"page:{n}", text="patient") for n in range(1, 9)]
        index(
            *common, thing("page:9", text="patient"), thing("page:10", text="hydration")
        )
        self.assertEqual(self.keys("patient", "hydration", is_any=True)[0], "page:10")

    def test_what_is_new_comes_first_of_stories_and_events_alone(self):
        today = timezone.localdate()
        for kind, expected in (
            ("story", ["page:2", "page:1"]),
            ("event", ["page:2", "page:1"]),
            ("tool", ["page:1", "page:2"]),
        ):
            with self.subTest(kind=kind):
                index(
                    thing("page:1", kind=kind, date=date(2019, 1, 1), text="cupboard"),
                    thing("page:2", kind=kind, date=today, text="cupboard"),
                )
                self.assertEqual(self.keys("cupboard"), expected)

    def test_each_page_goes_on_where_the_one_before_ended(self):
        index(*(thing(f"page:{n}", text="cupboard") for n in range(1, 8)))
        pages = [self.keys("cupboard", offset=start, limit=3) for start in (0, 3, 6, 9)]
        self.assertEqual([len(page) for page in pages], [3, 3, 1, 0])
        self.assertEqual(len({key for page in pages for key in page}), 7)


class HostileQuestionTests(EngineTestCase):
    def test_signs_of_the_database_are_words(self):
        index(thing("page:1", "Cupboard"))
        for text in (
            "cupboard'; DROP TABLE search_findable; --",
            "a & b | !c <-> d:*",
            "{0} {asked} %s %(x)s %",
            "\\ ' \" $$ ",
            "😀 ٣ ½ ﬁ ß İ",
            "كوب خزانة",
        ):
            with self.subTest(text=text):
                self.find(*words_of(text))
                self.find(*words_of(text), unwanted=words_of(text), is_any=True)
                self.assertEqual(self.suggest(text), [])

    def test_many_words_with_many_ways_are_answered(self):
        index(thing("page:1", "Cupboard"))
        ways = [tuple(f"way{n} of{way}" for way in range(12)) for n in range(20)]
        self.assertEqual(self.find(*ways).total, 0)
        self.assertEqual(self.find(*ways, "cupboard", is_any=True).total, 1)

    def suggest(self, text):
        words = words_of(text)
        return DatabaseEngine().suggest(["zz", *words], self.reader, limit=9)


class EffortTests(EngineTestCase):
    def test_everything_is_asked_in_one_query(self):
        index(thing("page:1", "Cupboard"))
        with self.assertNumQueries(1):
            self.find("one", "two", "three", filters=Filters(kind="tool", year=2026))
        with self.assertNumQueries(1):
            DatabaseEngine().count_each([question("one"), question("two")], self.reader)
        with self.assertNumQueries(1):
            DatabaseEngine().suggest(["cup"], self.reader, limit=9)

    def test_words_are_looked_up_in_their_index(self):
        index(
            *(thing(f"page:{n}", f"Title {n}", text="words " * 9) for n in range(400))
        )
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE search_findable")
        for label, plan in (
            ("one", self.plan("title")),
            ("several", self.plan("title", "words", "nowhere")),
            ("pinned", self.plan("300", steering=Steering(pinned=("page:7",)))),
        ):
            with self.subTest(label=label):
                self.assertIn("Bitmap Index Scan on findable_words", plan)
                self.assertNotIn("Seq Scan on search_findable", plan)

    def plan(self, *wanted, **options):
        plans = []

        def explain(statement):
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL enable_seqscan = off")
                cursor.execute("EXPLAIN " + statement.as_string(connection.connection))
                plans.extend(line for (line,) in cursor.fetchall())
            return []

        with mock.patch("search.engines.database.ask", explain):
            self.find(*wanted, **options)
        return "\n".join(plans)


class ReaderTests(EngineTestCase):
    @classmethod
    def setUpTestData(cls):
        index(
            thing("page:1", "Open cupboard", path="00010001", kind="tool"),
            thing("page:2", "Closed cupboard", path="000100020001", kind="story"),
            thing(
                "file:1", "Filed cupboard", path="00010001", collection_path="00010003"
            ),
        )

    def test_what_is_closed_is_neither_listed_nor_counted(self):
        self.reader = Reader(
            closed_paths=("00010002",), closed_collections=("00010003",)
        )
        found = self.find("cupboard")
        self.assertEqual([hit.key for hit in found.hits], ["page:1"])
        self.assertEqual(found.total, 1)
        self.assertEqual(found.facets["kind"], [Facet("tool", 1)])

    def test_what_is_pinned_stays_closed(self):
        self.reader = Reader(closed_paths=("00010002",))
        steering = Steering(pinned=("page:2",), promoted=("page:2",))
        self.assertNotIn("page:2", self.keys("cupboard", steering=steering))

    def test_what_is_closed_is_neither_counted_for_corrections_nor_suggested(self):
        reader = Reader(closed_paths=("00010002",))
        asked = [question("cupboard"), question("closed"), question("open")]
        self.assertEqual(DatabaseEngine().count_each(asked, reader), [2, 0, 1])
        suggested = DatabaseEngine().suggest(["clo"], reader, limit=9)
        self.assertEqual(suggested, [])

    def test_what_consent_no_longer_covers_is_not_found(self):
        today = timezone.localdate()
        index(
            thing("page:8", "Clip", until=today),
            thing("page:9", "Clip", until=today - timedelta(days=1)),
        )
        self.assertEqual(self.keys("clip"), ["page:8"])


class FacetTests(EngineTestCase):
    @classmethod
    def setUpTestData(cls):
        index(
            thing("page:1", "One", text="cupboard", kind="tool", topics=[1, 2]),
            thing(
                "page:2",
                "Two",
                text="cupboard",
                kind="story",
                topics=[2],
                settings=[7],
                date=date(2025, 3, 1),
            ),
            thing(
                "page:3",
                "Three",
                text="cupboard",
                kind="story",
                language="pl",
                date=date(2026, 3, 1),
            ),
        )

    def test_counts_what_each_choice_would_find(self):
        facets = self.find("cupboard").facets
        self.assertEqual(facets["kind"], [Facet("story", 2), Facet("tool", 1)])
        self.assertEqual(facets["topic"], [Facet(2, 2), Facet(1, 1)])
        self.assertEqual(facets["setting"], [Facet(7, 1)])
        self.assertEqual(facets["language"], [Facet("en", 2), Facet("pl", 1)])
        self.assertEqual(facets["year"], [Facet(2026, 1), Facet(2025, 1)])

    def test_a_choice_narrows_the_others_counts_and_not_its_own(self):
        found = self.find("cupboard", filters=Filters(kind="story", topic=2))
        self.assertEqual([hit.key for hit in found.hits], ["page:2"])
        self.assertEqual(found.total, 1)
        self.assertEqual(found.facets["kind"], [Facet("story", 1), Facet("tool", 1)])
        self.assertEqual(found.facets["topic"], [Facet(2, 1)])
        self.assertEqual(found.facets["language"], [Facet("en", 1)])

    def test_narrows_by_each_of_them(self):
        for filters, expected in (
            (Filters(kind="tool"), ["page:1"]),
            (Filters(topic=1), ["page:1"]),
            (Filters(setting=7), ["page:2"]),
            (Filters(language="pl"), ["page:3"]),
            (Filters(year=2026), ["page:3"]),
            (Filters(kind="nonsense"), []),
        ):
            with self.subTest(filters=filters):
                self.assertEqual(self.keys("cupboard", filters=filters), expected)

    def test_sorts_by_date(self):
        self.assertEqual(
            self.keys("cupboard", filters=Filters(sort="date")),
            ["page:3", "page:2", "page:1"],
        )


class SteeringTests(EngineTestCase):
    @classmethod
    def setUpTestData(cls):
        index(
            thing("page:1", "Cupboard"),
            thing("page:2", "Two", text="cupboard"),
            thing("page:3", "Something else"),
        )

    def test_pinned_things_stand_first_even_without_the_words(self):
        found = self.find("cupboard", steering=Steering(pinned=("page:3", "page:2")))
        self.assertEqual(
            [(hit.key, hit.is_pinned) for hit in found.hits],
            [("page:3", True), ("page:2", True), ("page:1", False)],
        )
        self.assertEqual(found.total, 3)

    def test_promoted_things_stand_higher(self):
        self.assertEqual(self.keys("cupboard"), ["page:1", "page:2"])
        steering = Steering(promoted=("page:2",))
        self.assertEqual(self.keys("cupboard", steering=steering), ["page:2", "page:1"])

    def test_hidden_things_are_not_there(self):
        found = self.find("cupboard", steering=Steering(hidden=("page:1",)))
        self.assertEqual([hit.key for hit in found.hits], ["page:2"])
        self.assertEqual(found.total, 1)


class SuggestingTests(EngineTestCase):
    def suggest(self, *words, limit=9):
        found = DatabaseEngine().suggest(list(words), self.reader, limit=limit)
        return [head.key for head in found]

    def test_suggests_what_has_words_that_begin_like_these(self):
        index(
            thing("page:1", "After action review"),
            thing("page:2", "Action plan", other_names="Plan of action"),
            thing("page:3", "Something", text="action"),
        )
        self.assertEqual(self.suggest("act"), ["page:2", "page:1"])
        self.assertEqual(self.suggest("act", "re"), ["page:1"])
        self.assertEqual(self.suggest("act", limit=1), ["page:2"])
