"""The same index in OpenSearch: the same answers, and PostgreSQL's whenever its copy is not as it should be."""

import json
from io import StringIO
from unittest import mock

from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import TestCase, override_settings

from clic_site.settings.search_service import SearchService
from search.asking.question import Filters, Group, Reader, Steering
from search.engines import engine
from search.jobs import tell_opensearch_what_it_missed
from search.models import Findable, IndexState, OverdueCopy
from search.services import rebuilding
from search.services.rebuilding import keep_copy, rebuild
from search.services.writing import replace
from tests.factories import StoryPageFactory
from tests.search import test_database_engine as database
from tests.search.opensearch_server import OpenSearchServer
from tests.search.test_database_engine import index, question, thing

ENGINE = "search.engines.opensearch.OpenSearchEngine"
NAME = "clic-test"


class WithOpenSearch:
    """A site that asks an OpenSearch on this computer."""

    @classmethod
    def setUpClass(cls):
        cls.server = cls.enterClassContext(OpenSearchServer())
        service = SearchService("127.0.0.1", cls.server.port, is_safe=False, name=NAME)
        cls.enterClassContext(
            override_settings(SEARCH_SERVICE=service, SEARCH_ENGINE=ENGINE)
        )
        engine.cache_clear()
        cls.addClassCleanup(engine.cache_clear)
        super().setUpClass()

    def setUp(self):
        super().setUp()
        engine.cache_clear()
        self.server.indexes.clear()
        self.server.aliases.clear()
        self.server.requests.clear()
        self.server.fails_with = None
        self.server.is_partial = False

    def asked(self):
        """The last search that was sent, as JSON."""
        bodies = [body for _, path, body in self.server.requests if "_search" in path]
        return json.loads(bodies[-1])

    def paths(self):
        return [path for _method, path, _body in self.server.requests]


class SameAnswers(WithOpenSearch):
    """What PostgreSQL finds, counts, steers and suggests, with the copy made before each question."""

    def setUp(self):
        super().setUp()
        in_place = mock.patch.object(database, "DatabaseEngine", self.opensearch)
        in_place.start()
        self.addCleanup(in_place.stop)

    def opensearch(self):
        IndexState.objects.update(copied=None)
        keep_copy()
        self.assertEqual(IndexState.objects.get().copied, 1)
        opensearch = engine()
        # A question that it could not answer fails here instead of being asked elsewhere.
        opensearch.table = None
        return opensearch


class SameMatchingTests(SameAnswers, database.MatchingTests):
    # PostgreSQL alone goes on to what misses one of several words: docs/adr/0033.
    test_misses_one_of_three_words_where_few_things_have_all = None
    test_never_misses_what_was_quoted = None

    def test_wants_all_of_three_words(self):
        index(
            thing("page:1", text="A story about a stores cupboard."),
            thing("page:2", text="A stores cupboard."),
        )
        self.assertEqual(self.keys("stores", "cupboard", "story"), ["page:1"])


class SameReaderTests(SameAnswers, database.ReaderTests):
    pass


class SameFacetTests(SameAnswers, database.FacetTests):
    pass


class SameSteeringTests(SameAnswers, database.SteeringTests):
    pass


class SameSuggestingTests(SameAnswers, database.SuggestingTests):
    pass


class OpenSearchTestCase(WithOpenSearch, TestCase):
    reader = Reader()

    def find(self, *wanted, **options):
        return engine().find(
            question(*wanted),
            self.reader,
            options.get("filters", Filters()),
            options.get("steering", Steering()),
            offset=options.get("offset", 0),
            limit=options.get("limit", 20),
        )

    def keys(self, *wanted, **options):
        return [hit.key for hit in self.find(*wanted, **options).hits]

    def change(self, *rows):
        """Put rows into the index as a request does that is saved afterwards."""
        with self.captureOnCommitCallbacks(execute=True):
            index(*rows)

    def remove(self, *keys):
        with self.captureOnCommitCallbacks(execute=True):
            replace(list(keys), [])

    def stored(self):
        """The keys of what OpenSearch holds."""
        return set(self.server.documents(NAME))


class RequestTests(OpenSearchTestCase):
    def setUp(self):
        super().setUp()
        index(thing("page:1", "Cupboard"))
        keep_copy()

    def test_small_words_neither_find_nor_hinder(self):
        self.assertEqual(self.keys("the", "cupboards"), ["page:1"])
        self.assertEqual(self.keys("the"), [])
        self.assertEqual(IndexState.objects.get().copied, 1)

    def test_what_is_closed_is_one_condition_however_much_there_is(self):
        closed = tuple(f"0001{number:04}" for number in range(3000))
        self.reader = Reader(closed_paths=closed)
        self.assertEqual(self.keys("cupboard"), ["page:1"])
        self.assertTrue(self.server.requests[-1][1].endswith("_search"))

    def test_the_longest_question_is_not_too_long(self):
        word = Group((("aar",), ("after", "action", "review"), ("debrief",)))
        groups = tuple(Group(((f"word{number}",), *word.ways)) for number in range(20))
        asked = question("cupboard")
        asked = type(asked)(wanted=groups)
        with self.assertNoLogs("search.engines.opensearch"):
            engine().find(asked, self.reader, Filters(), Steering(), offset=0, limit=20)

    def test_pages_that_nobody_reaches_are_not_asked_for(self):
        self.assertEqual(self.keys("cupboard", offset=5000), [])
        self.assertEqual((self.asked()["from"], self.asked()["size"]), (1000, 0))

    def test_an_exact_title_stands_before_one_with_more_words(self):
        self.change(
            thing("page:2", "Cupboard cupboard cupboard", summary="Cupboard cupboard"),
        )
        self.assertEqual(self.keys("cupboard")[0], "page:1")

    def test_a_name_is_known_by_its_plural_and_before_one_with_more_words(self):
        self.change(
            thing("page:2", "The cupboard in the hall", text="cupboard " * 50),
            thing("page:3", "Something else", other_names="Cupboards"),
        )
        self.assertEqual(self.keys("cupboards"), ["page:1", "page:3", "page:2"])

    def test_an_english_name_is_read_as_english_in_another_language_too(self):
        self.change(thing("page:2", "Run chart", language="pl", text="Wykres"))
        self.assertEqual(self.keys("run", "charts"), ["page:2"])
        self.assertEqual(self.keys("wykres"), ["page:2"])

    def test_what_begins_with_the_words_is_suggested_before_what_has_them_later(self):
        self.change(
            thing("page:2", "Tidy cup"), thing("page:3", "Something", other_names="Cup")
        )
        found = engine().suggest(["cup"], self.reader, limit=9)
        self.assertEqual(
            [head.title for head in found], ["Cupboard", "Tidy cup", "Something"]
        )

    def test_several_questions_are_one_request(self):
        self.server.requests.clear()
        asked = [question("cupboard"), question("nowhere")]
        self.assertEqual(engine().count_each(asked, self.reader), [1, 0])
        self.assertEqual(self.paths(), [f"{NAME}/_msearch"])
        self.assertEqual(engine().count_each([], self.reader), [])

    def test_a_search_costs_one_query(self):
        with self.assertNumQueries(1):
            self.find("cupboard")


class FollowingTests(OpenSearchTestCase):
    def setUp(self):
        super().setUp()
        index(thing("page:1", "Cupboard"), thing("page:2", "Drawer"))
        keep_copy()

    def test_what_is_written_is_there_at_once(self):
        self.change(thing("page:3", "Another cupboard"), thing("page:1", "Shelf"))
        self.assertEqual(self.stored(), {"page:1", "page:2", "page:3"})
        self.assertEqual(self.keys("cupboard"), ["page:3"])
        self.assertFalse(OverdueCopy.objects.exists())

    def test_what_is_removed_is_gone_at_once(self):
        self.remove("page:1")
        self.assertEqual(self.stored(), {"page:2"})

    def test_parts_are_not_copied(self):
        self.change(
            thing("page:1", text="shelf"),
            thing("page:1#a", head_key="page:1", kind="section", text="shelf"),
        )
        self.assertEqual(self.stored(), {"page:1", "page:2"})

    def test_what_was_never_there_can_be_removed(self):
        self.remove("page:99")
        self.assertFalse(OverdueCopy.objects.exists())

    def test_what_is_rolled_back_is_told_to_nobody(self):
        self.server.requests.clear()
        with transaction.atomic():
            replace(["page:1"], [])
            transaction.set_rollback(True)
        self.assertEqual(self.server.requests, [])
        self.assertEqual(self.keys("cupboard"), ["page:1"])

    def test_until_it_is_told_the_table_is_asked(self):
        # Saved, and the request that saved it was killed before it told.
        replace(["page:1"], [])
        self.assertIn("page:1", self.stored())
        self.server.requests.clear()
        self.assertEqual(self.keys("cupboard"), [])
        self.assertEqual(engine().suggest(["cup"], self.reader, limit=5), [])
        self.assertEqual(engine().count_each([question("cupboard")], self.reader), [0])
        self.assertEqual(self.server.requests, [])

    def test_the_clock_tells_what_was_left(self):
        replace(["page:1"], [])
        tell_opensearch_what_it_missed()
        self.assertEqual(self.stored(), {"page:2"})
        self.assertFalse(OverdueCopy.objects.exists())

    def test_a_removal_that_fails_is_tried_again(self):
        self.server.fails_with = 503
        with self.assertLogs("search.engines.opensearch", "WARNING"):
            self.remove("page:1")
        self.assertTrue(OverdueCopy.objects.exists())
        self.assertEqual(self.keys("cupboard"), [])
        self.server.fails_with = None
        engine.cache_clear()
        tell_opensearch_what_it_missed()
        self.assertEqual(self.stored(), {"page:2"})

    def test_a_document_that_is_refused_stays_overdue(self):
        refused = {
            "errors": True,
            "items": [{"index": {"_id": "page:1", "status": 400}}],
        }
        with (
            mock.patch.object(OpenSearchServer, "_bulk", return_value=refused),
            self.assertLogs("search.engines.opensearch", "WARNING"),
        ):
            self.change(thing("page:1", "Shelf"))
        self.assertTrue(OverdueCopy.objects.exists())

    def test_an_index_that_vanished_is_never_made_by_telling(self):
        self.server.indexes.clear()
        self.server.aliases.clear()
        with self.assertLogs("search.engines.opensearch", "WARNING"):
            self.change(thing("page:1", "Shelf"))
        self.assertEqual(self.server.indexes, {})
        self.assertTrue(OverdueCopy.objects.exists())

    def test_a_copy_that_was_not_told_for_a_while_is_no_copy(self):
        with override_settings(SEARCH_ENGINE="search.engines.database.DatabaseEngine"):
            engine.cache_clear()
            replace(["page:1"], [])
        engine.cache_clear()
        self.assertIn("page:1", self.stored())
        self.assertEqual(self.keys("cupboard"), [])
        keep_copy()
        self.assertEqual(self.stored(), {"page:2"})


class FailingTests(OpenSearchTestCase):
    def setUp(self):
        super().setUp()
        index(thing("page:1", "Cupboard"))
        keep_copy()

    def test_postgresql_answers_where_it_fails(self):
        for failure in ({"fails_with": 500}, {"fails_with": 429}, {"is_partial": True}):
            with self.subTest(failure), mock.patch.multiple(self.server, **failure):
                engine.cache_clear()
                with self.assertLogs("search.engines.opensearch", "WARNING"):
                    self.assertEqual(self.keys("cupboard"), ["page:1"])

    def test_postgresql_answers_where_nobody_listens(self):
        nobody = SearchService("127.0.0.1", 1, is_safe=False, name=NAME)
        with override_settings(SEARCH_SERVICE=nobody):
            engine.cache_clear()
            with self.assertLogs("search.engines.opensearch", "WARNING") as logged:
                self.assertEqual(self.keys("cupboard"), ["page:1"])
            # The next one doesn't wait for it.
            self.server.requests.clear()
            with self.assertNoLogs("search.engines.opensearch"):
                self.assertEqual(self.keys("cupboard"), ["page:1"])
        self.assertIn("PostgreSQL is asked instead", logged.output[0])

    def test_the_log_says_nothing_of_what_was_searched_for(self):
        self.server.fails_with = 400
        with self.assertLogs(level="DEBUG") as logged:
            self.find("zebra")
        warnings = [line for line in logged.output if not line.startswith("DEBUG")]
        self.assertTrue(warnings)
        self.assertNotIn("zebra", "".join(warnings))

    def test_a_question_that_is_refused_spoils_no_other(self):
        self.server.fails_with = 400
        with self.assertLogs("search.engines.opensearch", "WARNING"):
            self.assertEqual(self.keys("cupboard"), ["page:1"])
        self.server.fails_with = None
        self.server.requests.clear()
        self.assertEqual(self.keys("cupboard"), ["page:1"])
        self.assertEqual(self.paths(), [f"{NAME}/_search"])

    def test_suggestions_and_counts_come_from_postgresql_too(self):
        self.server.fails_with = 500
        with self.assertLogs("search.engines.opensearch", "WARNING"):
            (head,) = engine().suggest(["cup"], self.reader, limit=5)
        self.assertEqual(head.key, "page:1")
        self.assertEqual(engine().count_each([question("cupboard")], self.reader), [1])


class CopyingTests(OpenSearchTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.story = StoryPageFactory(title="A stores cupboard")

    def setUp(self):
        super().setUp()
        no_wait = mock.patch.object(rebuilding, "GRACE_SECONDS", 0)
        no_wait.start()
        self.addCleanup(no_wait.stop)

    def key(self):
        return f"page:{self.story.pk}"

    def test_building_anew_fills_a_new_index_and_points_to_it(self):
        rebuild()
        first = dict(self.server.aliases)
        rebuild()
        second = dict(self.server.aliases)
        generation = IndexState.objects.get().generation
        self.assertNotEqual(first, second)
        self.assertEqual(second, {NAME: f"{NAME}-{generation}"})
        self.assertEqual(list(self.server.indexes), [f"{NAME}-{generation}"])
        self.assertEqual(self.keys("cupboard"), [self.key()])

    def test_what_is_published_meanwhile_is_in_the_new_index(self):
        rebuild()
        late = []

        def publish(kind, done, total):
            if not late:
                with self.captureOnCommitCallbacks(execute=True):
                    late.append(StoryPageFactory(title="Come late"))

        rebuild(publish)
        self.assertIn(f"page:{late[0].pk}", self.stored())
        self.assertFalse(OverdueCopy.objects.exists())

    def test_what_is_published_while_it_is_copied_is_in_the_new_index(self):
        rebuild()
        send = engine()._send

        def publish_and_send(*args):
            replace(["term:0"], [thing("term:0", "Late", kind="term")])
            send(*args)

        with mock.patch.object(engine(), "_send", publish_and_send):
            IndexState.objects.update(copied=None)
            keep_copy()
        tell_opensearch_what_it_missed()
        self.assertIn("term:0", self.stored())

    def test_others_indexes_are_left_alone(self):
        for name in (f"{NAME}-other", f"{NAME}-7-x", "clic-2"):
            self.server._create(
                name, {"mappings": {"dynamic": "strict", "properties": {}}}
            )
        rebuild()
        self.assertLessEqual(
            {f"{NAME}-other", f"{NAME}-7-x", "clic-2"}, self.server.indexes.keys()
        )

    def test_the_index_is_built_though_opensearch_is_away(self):
        self.server.fails_with = 503
        Findable.objects.all().delete()
        with self.assertLogs("search.engines.opensearch", "WARNING"):
            rebuild()
        self.assertEqual(self.keys("cupboard"), [self.key()])
        self.assertIsNone(IndexState.objects.get().copied)

    def test_the_clock_copies_all_as_soon_as_it_is_there(self):
        rebuild()
        self.server.indexes.clear()
        self.server.aliases.clear()
        IndexState.objects.update(copied=None)
        tell_opensearch_what_it_missed()
        self.assertIn(self.key(), self.stored())
        self.server.requests.clear()
        self.assertEqual(self.keys("cupboard"), [self.key()])
        self.assertEqual(self.paths(), [f"{NAME}/_search"])

    def check(self):
        said = StringIO()
        try:
            call_command("rebuild_search", "--check", "--verbosity=0", stdout=said)
        except CommandError:
            return said.getvalue().splitlines()
        return []

    def test_check_names_what_the_copy_lacks_or_has_too_much(self):
        rebuild()
        self.assertEqual(self.check(), [])
        document = self.server.documents(NAME).pop(self.key())
        self.server.documents(NAME)["page:0"] = document
        self.assertCountEqual(
            self.check(),
            [
                f"not copied to OpenSearch: {self.key()}",
                "left over in OpenSearch: page:0",
            ],
        )

    def test_check_says_that_it_can_not_be_reached(self):
        rebuild()
        self.server.fails_with = 503
        self.assertEqual(self.check(), ["not copied to OpenSearch: everything"])
