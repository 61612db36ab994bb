"""The index asked in PostgreSQL: what is found, counted, put first and kept from whom."""

from datetime import date, timedelta

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
