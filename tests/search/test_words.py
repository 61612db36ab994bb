"""The word list holds what everybody may find, and follows the index."""

from datetime import timedelta

from django.test import TestCase
from django.utils import timezone
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from search.jobs import build_word_list
from search.models import Findable, IndexedWord, IndexState
from search.services.words import build_words
from search.services.writing import replace
from tests.factories import StoryPageFactory


def row(key="term:1", **fields):
    """A head of the index that is not saved yet."""
    fields = {"kind": "page", "title": "A thing", "address": "/", **fields}
    return Findable(key=key, **{"language": "en", **fields})


def put(*rows):
    """Put rows into the index."""
    replace([row.key for row in rows], list(rows))


def words(language="en"):
    """The words of the list in a language."""
    rows = IndexedWord.objects.filter(language=language)
    return set(rows.values_list("word", flat=True))


class ListedWordsTests(TestCase):
    def setUp(self):
        Findable.objects.all().delete()

    def test_counts_the_things_in_which_a_word_stands_once_each(self):
        put(
            row("term:1", title="Run chart", text="A chart of a run, a chart."),
            row("term:2", title="Waste walk", summary="See also: run chart."),
        )
        build_words()
        counts = dict(IndexedWord.objects.values_list("word", "count"))
        self.assertEqual(counts["chart"], 2)
        self.assertEqual(counts["waste"], 1)

    def test_tells_words_of_names_from_those_of_texts(self):
        put(row(title="Run chart", other_names="Time series", headings="Uses"))
        build_words()
        named = IndexedWord.objects.filter(is_in_titles=True)
        self.assertCountEqual(
            named.values_list("word", flat=True), ["run", "chart", "time", "series"]
        )
        self.assertIn("uses", words())

    def test_takes_initials_for_one_word_however_they_are_written(self):
        put(row(title="A&E", text="From A. and E. to the N.H.S., and R&D; A&Eve."))
        build_words()
        self.assertLessEqual({"ae", "nhs", "rd", "eve"}, words())
        self.assertNotIn("aeve", words())

    def test_holds_words_as_they_are_compared(self):
        put(row(title="The Team’s Café, 5S and co-design"))
        build_words()
        self.assertLessEqual({"team", "cafe", "5s", "co", "design"}, words())

    def test_leaves_out_numbers_single_letters_and_what_is_no_word(self):
        put(row(title="Thing", text=f"2024 {'x' * 61} a y"))
        build_words()
        self.assertEqual(words(), {"thing"})

    def test_each_language_has_its_own(self):
        put(
            row("term:1", title="Waste", language="en"),
            row("term:2", title="Marnotrawstwo", language="pl"),
        )
        build_words()
        self.assertEqual((words("en"), words("pl")), ({"waste"}, {"marnotrawstwo"}))

    def test_parts_add_nothing_of_their_own(self):
        part = row("page:1#x", head_key="term:1", kind="section", title="Elsewhere")
        replace(["term:1"], [row(title="Thing"), part])
        build_words()
        self.assertEqual(words(), {"thing"})

    def test_words_of_another_generation_are_no_words(self):
        put(row(title="Thing"))
        Findable.objects.update(generation=7)
        build_words()
        self.assertEqual(words(), set())


class HiddenWordsTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.page = StoryPageFactory(title="Zebra crossing")
        Findable.objects.all().delete()

    def listed(self, **fields):
        put(row(title="Zebra", **fields))
        build_words()
        return words()

    def test_lists_what_is_open(self):
        self.assertEqual(self.listed(path=self.page.path), {"zebra"})

    def test_leaves_out_what_a_restriction_on_its_page_keeps_from_anyone(self):
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.assertEqual(self.listed(path=self.page.path), set())

    def test_leaves_out_what_is_below_a_restricted_page(self):
        PageViewRestriction.objects.create(
            page=self.page.get_parent(), restriction_type="login"
        )
        self.assertEqual(self.listed(path=self.page.path), set())

    def test_leaves_out_the_alias_of_a_restricted_page(self):
        alias = self.page.create_alias(update_slug="zebra-again")
        PageViewRestriction.objects.create(page=self.page, restriction_type="login")
        self.assertEqual(self.listed(path=alias.path), set())

    def test_leaves_out_files_of_a_closed_collection(self):
        closed = Collection.get_first_root_node().add_child(name="Closed")
        CollectionViewRestriction.objects.create(
            collection=closed, restriction_type="login"
        )
        self.assertEqual(self.listed(collection_path=closed.path), set())

    def test_leaves_out_what_consent_no_longer_lets_be_shown(self):
        yesterday = timezone.localdate() - timedelta(days=1)
        self.assertEqual(self.listed(until=yesterday), set())

    def test_lists_what_consent_lets_be_shown_today(self):
        self.assertEqual(self.listed(until=timezone.localdate()), {"zebra"})

    def test_the_job_forgets_words_of_a_page_that_was_closed_since(self):
        self.listed(path=self.page.path)
        closing = PageViewRestriction.objects.create(
            page=self.page, restriction_type="login"
        )
        build_word_list()
        self.assertEqual(words(), set())
        closing.delete()
        build_word_list()
        self.assertEqual(words(), {"zebra"})

    def test_the_job_forgets_words_of_a_collection_that_was_closed_since(self):
        collection = Collection.get_first_root_node().add_child(name="Soon closed")
        self.listed(collection_path=collection.path)
        CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )
        build_word_list()
        self.assertEqual(words(), set())


class FollowingTests(TestCase):
    def setUp(self):
        Findable.objects.all().delete()
        build_words()

    def version(self):
        return IndexState.objects.get().lists_version

    def test_the_job_adds_changes_and_deletes_words(self):
        put(row("term:1", title="Waste walk"), row("term:2", title="Walk"))
        build_word_list()
        put(row("term:1", title="Run"))
        build_word_list()
        self.assertEqual(
            dict(IndexedWord.objects.values_list("word", "count")),
            {"run": 1, "walk": 1},
        )

    def test_processes_hear_of_changed_words_only(self):
        before = self.version()
        put(row(title="Waste"))
        build_words()
        after = self.version()
        self.assertGreater(after, before)
        build_words()
        self.assertEqual(self.version(), after)

    def test_the_job_does_nothing_where_nothing_changed(self):
        built = IndexState.objects.get().words_built_at
        with self.assertNumQueries(1):
            build_word_list()
        self.assertEqual(IndexState.objects.get().words_built_at, built)

    def test_the_job_looks_again_after_a_day(self):
        Findable.objects.all().delete()
        put(row(title="Waste"))
        long_ago = timezone.now() - timedelta(days=1, minutes=1)
        IndexState.objects.update(words_stale_since=None, words_built_at=long_ago)
        build_word_list()
        self.assertEqual(words(), {"waste"})

    def test_a_build_that_was_killed_is_begun_again(self):
        put(row(title="Waste"))
        # What is left of it: the state says neither that words are missing nor that they are built.
        IndexState.objects.update(words_stale_since=None, words_built_at=None)
        build_word_list()
        self.assertEqual(words(), {"waste"})
        self.assertIsNotNone(IndexState.objects.get().words_built_at)
