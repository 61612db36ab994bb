"""The index is built anew beside the old one, while the site goes on."""

import threading
import time
from io import StringIO
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import TestCase, TransactionTestCase
from wagtail.models import Page

from safeguards.timed_jobs import only_here
from search.index import SOURCES
from search.jobs import clear_unfinished_index
from search.models import Findable, IndexedWord, IndexState
from search.services import rebuilding, writing
from search.services.rebuilding import AlreadyRebuilding, is_due, rebuild
from search.services.writing import replace
from tests.factories import (
    GlossaryPageFactory,
    GlossaryTermFactory,
    StoryPageFactory,
)


def state():
    """The one row of the state of the index."""
    return IndexState.objects.get()


def keys(generation=None):
    """The keys of the heads in a generation, that in use by default."""
    rows = Findable.objects.of_generation(generation or state().generation)
    return set(rows.heads().values_list("key", flat=True))


def key_of(page):
    return f"page:{page.pk}"


def command(*options):
    """Run the command; what it said."""
    said = StringIO()
    call_command("rebuild_search", *options, stdout=said)
    return said.getvalue()


class RebuildingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(title="A stores cupboard")
        cls.glossary = GlossaryPageFactory()
        cls.term = GlossaryTermFactory(term="Huddle")

    def setUp(self):
        no_wait = mock.patch.object(rebuilding, "GRACE_SECONDS", 0)
        no_wait.start()
        self.addCleanup(no_wait.stop)


class RebuildingTests(RebuildingTestCase):
    def test_fills_an_empty_index(self):
        Findable.objects.all().delete()
        count = rebuild()
        self.assertLessEqual({key_of(self.story), f"term:{self.term.pk}"}, keys())
        self.assertEqual(count, len(keys()))

    def test_makes_the_rows_that_publishing_makes(self):
        replace(["page:0"], [])
        fed = set(Findable.objects.values_list("key", "title", "text", "address"))
        rebuild()
        built = set(Findable.objects.values_list("key", "title", "text", "address"))
        self.assertTrue(built)
        self.assertEqual(built, fed)

    def test_leaves_nothing_of_the_old_index(self):
        replace(["term:0"], [Findable(key="term:0", kind="term", title="Gone")])
        rebuild()
        self.assertNotIn("term:0", keys())
        self.assertEqual(Findable.objects.values("generation").distinct().count(), 1)
        self.assertIsNone(state().building)

    def test_what_stands_in_the_table_can_be_found(self):
        Findable.objects.all().delete()
        rebuild()
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT key FROM search_findable"
                " WHERE head_key = '' AND vector @@ to_tsquery('english', 'cupboard')"
            )
            self.assertEqual(cursor.fetchall(), [(key_of(self.story),)])

    def test_makes_the_word_list_too(self):
        IndexedWord.objects.all().delete()
        rebuild()
        self.assertTrue(IndexedWord.objects.filter(word="cupboard").exists())

    def test_asks_the_old_index_until_the_new_one_is_whole(self):
        before = state().generation
        asked = []

        def look(kind, done, total):
            asked.append(state().generation)
            self.assertIn(key_of(self.story), keys())

        replace([], [])
        rebuild()
        before = state().generation
        rebuild(look)
        self.assertEqual(set(asked), {before})
        self.assertGreater(state().generation, before)

    def test_what_is_published_meanwhile_is_in_both(self):
        rebuild()
        late = []

        def publish(kind, done, total):
            if kind == "topic" or late:
                return
            late.append(StoryPageFactory(title="Come late"))
            self.assertIn(key_of(late[0]), keys())

        rebuild(publish)
        self.assertIn(key_of(late[0]), keys())

    def test_what_goes_meanwhile_is_in_neither(self):
        rebuild()

        def unpublish(kind, done, total):
            Page.objects.get(pk=self.story.pk).specific.unpublish()
            self.assertNotIn(key_of(self.story), keys())

        rebuild(unpublish)
        self.assertNotIn(key_of(self.story), keys())

    def test_is_due_until_it_was_built_by_this_code(self):
        IndexState.objects.update(rows_version=0)
        self.assertTrue(is_due())
        rebuild()
        self.assertFalse(is_due())
        with mock.patch.object(rebuilding, "ROWS_VERSION", rebuilding.ROWS_VERSION + 1):
            self.assertTrue(is_due())


class BrokenOffTests(RebuildingTestCase):
    def half_built(self):
        """An index of which a killed building has left a part."""
        rebuild()
        building = state().generation + 1
        IndexState.objects.update(building=building)
        Findable.objects.create(
            generation=building, key="term:0", kind="term", title="Half", vector=""
        )

    def test_a_failure_leaves_the_index_as_it_was(self):
        rebuild()
        before = state().generation, keys()

        def fail(kind, done, total):
            raise KeyboardInterrupt

        with self.assertRaises(KeyboardInterrupt):
            rebuild(fail)
        self.assertEqual((state().generation, keys()), before)
        self.assertIsNone(state().building)
        self.assertFalse(
            Findable.objects.but_of_generation(state().generation).exists()
        )

    def test_after_one_that_was_killed_it_begins_anew(self):
        self.half_built()
        rebuild()
        self.assertNotIn("term:0", keys())
        self.assertIn(key_of(self.story), keys())

    def test_the_clock_clears_away_what_a_killed_one_left(self):
        self.half_built()
        clear_unfinished_index()
        self.assertIsNone(state().building)
        self.assertNotIn("term:0", Findable.objects.values_list("key", flat=True))
        self.assertIn(key_of(self.story), keys())

    def test_the_clock_leaves_one_alone_that_goes_on(self):
        self.half_built()
        with only_here(rebuilding.NAME):
            clear_unfinished_index()
        self.assertIsNotNone(state().building)

    def test_two_at_once_are_refused(self):
        with only_here(rebuilding.NAME):
            with self.assertRaises(AlreadyRebuilding):
                rebuild()
            with self.assertRaisesMessage(CommandError, "is being built already"):
                command()

    def test_gives_up_where_others_write_all_the_time(self):
        with (
            mock.patch.object(writing, "PATIENCE_SECONDS", 0),
            mock.patch.object(writing, "_try_alone", return_value=False),
            self.assertRaisesMessage(CommandError, "writing to the search index"),
        ):
            command()


class CommandTests(RebuildingTestCase):
    def test_shows_how_far_it_is(self):
        said = command()
        pages = len(SOURCES["page"].ids())
        self.assertIn(f"page: {pages} of {pages}", said)
        self.assertIn(f"The search index is new: {len(keys())} things", said)

    def test_tells_of_each_tenth_of_many_where_no_one_watches(self):
        for number in range(45):
            GlossaryTermFactory(term=f"Word {number}")
        with mock.patch.object(rebuilding, "AT_ONCE", 1):
            told = [line for line in command().splitlines() if "term: " in line]
        self.assertEqual(len(told), 10)

    def test_builds_what_is_due_and_nothing_else(self):
        IndexState.objects.update(rows_version=0)
        self.assertIn("is new", command("--if-due"))
        self.assertEqual(command("--if-due"), "")

    def test_leaves_what_is_due_to_whoever_is_at_it(self):
        IndexState.objects.update(rows_version=0)
        with only_here(rebuilding.NAME):
            self.assertEqual(command("--if-due"), "")

    def test_says_nothing_of_its_way_where_nobody_listens(self):
        self.assertEqual(command("--verbosity=0").count("\n"), 1)


class CheckTests(RebuildingTestCase):
    def setUp(self):
        super().setUp()
        rebuild()

    def refusal(self):
        """What a failing check says, line by line."""
        said = StringIO()
        with self.assertRaisesMessage(CommandError, "differs from the site"):
            call_command("rebuild_search", "--check", "--verbosity=0", stdout=said)
        return said.getvalue().splitlines()

    def test_finds_nothing_wrong_after_building(self):
        self.assertIn("The search index is as the site is.", command("--check"))

    def test_finds_nothing_wrong_after_publishing(self):
        StoryPageFactory(title="Another")
        self.assertIn("The search index is as the site is.", command("--check"))

    def test_names_what_is_missing(self):
        Findable.objects.filter(key=key_of(self.story)).delete()
        self.assertEqual(self.refusal(), [f"missing: {key_of(self.story)}"])

    def test_names_what_is_left_over(self):
        Findable.objects.create(
            generation=state().generation,
            key="page:99999",
            kind="story",
            title="Ghost",
            vector="",
            titles="",
        )
        self.assertEqual(self.refusal(), ["left over: page:99999"])

    def test_names_what_is_outdated_and_in_what(self):
        Findable.objects.filter(key=key_of(self.story)).update(
            address="/old/", path="00010009"
        )
        self.assertEqual(
            self.refusal(), [f"outdated: {key_of(self.story)} (address, path)"]
        )

    def test_names_what_is_found_by_other_words_than_it_has(self):
        Findable.objects.filter(key=key_of(self.story)).update(vector="", titles="")
        self.assertEqual(
            self.refusal(), [f"outdated: {key_of(self.story)} (vector, titles)"]
        )

    def test_names_what_is_no_longer_published(self):
        Page.objects.filter(pk=self.story.pk).update(live=False)
        self.assertIn(f"left over: {key_of(self.story)}", self.refusal())

    def test_changes_nothing(self):
        Findable.objects.filter(key=key_of(self.story)).delete()
        self.refusal()
        self.assertNotIn(key_of(self.story), keys())

    def test_building_anew_puts_it_right(self):
        Findable.objects.filter(key=key_of(self.story)).update(title="Old")
        command()
        self.assertIn("The search index is as the site is.", command("--check"))


class MeanwhileTests(TransactionTestCase):
    """Others write at the very same time, on connections of their own."""

    serialized_rollback = True

    def setUp(self):
        self.story = StoryPageFactory(title="A stores cupboard")
        rebuild()
        self.errors = []

    def building(self):
        """A thread that builds the index anew."""

        def build():
            try:
                rebuild()
            except Exception as error:  # noqa: BLE001
                self.errors.append(error)
            finally:
                connection.close()

        return threading.Thread(target=build)

    def wait_until(self, condition):
        deadline = time.monotonic() + 20
        while not condition():
            self.assertLess(time.monotonic(), deadline, "It never happened.")
            time.sleep(0.02)

    def test_what_is_being_written_when_it_begins_is_not_lost(self):
        thread = self.building()
        with transaction.atomic():
            replace(["term:0"], [Findable(key="term:0", kind="term", title="Late")])
            late = StoryPageFactory(title="Come late")
            thread.start()
            # It waits for us before it begins.
            thread.join(timeout=0.5)
            self.assertIsNone(state().building)
        thread.join()
        self.assertEqual(self.errors, [])
        self.assertIn(key_of(late), keys())

    def test_makes_way_for_an_editor_whose_row_it_waits_for(self):
        thread = self.building()
        with transaction.atomic():
            # As while a page is being deleted.
            Page.objects.select_for_update().get(pk=self.story.pk)
            thread.start()
            self.wait_until(lambda: state().building)
            replace([key_of(self.story)], [])
        thread.join()
        self.assertEqual(self.errors, [])
        self.assertIn(key_of(self.story), keys())
