"""What the search box suggests while somebody types."""

from unittest import mock

from django.contrib.auth.models import Group
from django.test import TestCase
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from search.asking import lists
from search.asking.parsing import MOST_WORDS
from search.models import Findable, IndexState, SteeredPhrase, SteeredResult
from search.services.writing import replace
from search.words import searchable
from tests.factories import DocumentFactory, InformationPageFactory, UserFactory

HOSTILE = [
    "a\0b",
    "review" * 20_000,
    "re " * 1_000,
    "' & | ! :* <-> ( )",
    "re:*",
    "50%_re\\",
    "🙂🙂🙂",
    "<script>alert(1)</script>",
    # One sign, four letters.
    "㌀" * 200,
    "\ud800re",
    "مراجعة",
]


def thing(key, title, **fields):
    """A row of the index, a tool in English unless said otherwise."""
    defaults = {"kind": Findable.Kind.TOOL, "language": "en", "address": f"/{key}/"}
    return Findable(key=key, title=title, **{**defaults, **fields})


def index(*rows):
    """Put rows into the index in use."""
    replace([row.key for row in rows], list(rows))


class SuggestingTestCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.url = reverse("suggest")

    def answer(self, text):
        response = self.client.get(self.url, {"q": text})
        self.assertEqual(response.status_code, 200)
        return response.json()

    def suggested(self, text):
        return self.answer(text)["suggestions"]

    def titles(self, text):
        return [title_of(suggestion) for suggestion in self.suggested(text)]


def title_of(suggestion):
    return "".join(text for text, _is_typed in suggestion["pieces"])


class SuggestingTests(SuggestingTestCase):
    def test_suggests_titles_with_words_that_begin_like_those_typed(self):
        index(
            thing("page:1", "After Action Review"),
            thing("page:2", "Action plan"),
            thing("page:3", "Process map", summary="Then act."),
        )
        self.assertCountEqual(
            self.titles("act"), ["Action plan", "After Action Review"]
        )
        self.assertEqual(self.titles("rev act"), ["After Action Review"])
        self.assertEqual(self.titles("zebra"), [])

    def test_says_what_it_is_and_leads_there(self):
        index(thing("term:1", "Takt time", kind="term", address="/glossary/#takt"))
        suggestion = self.suggested("takt")[0]
        self.assertEqual(suggestion["kind"], "Word explained")
        self.assertEqual(suggestion["address"], "/glossary/#takt")

    def test_a_tool_comes_before_what_only_explains_its_name(self):
        index(
            thing("term:1", "Takt", kind="term"),
            thing("page:1", "Takt time, counted"),
        )
        self.assertEqual(self.titles("takt"), ["Takt time, counted", "Takt"])

    def test_says_by_which_other_name_it_was_found(self):
        index(thing("page:1", "After Action Review", other_names="Debrief\nAAR"))
        self.assertEqual(self.suggested("aa")[0]["also"], "AAR")
        self.assertEqual(self.suggested("act")[0]["also"], "")

    def test_tells_what_was_typed_from_the_rest(self):
        index(
            thing("page:1", "After Action Review"), thing("page:2", "W Łódźi: spacer")
        )
        self.assertEqual(
            self.suggested("act af")[0]["pieces"],
            [["Af", True], ["ter ", False], ["Act", True], ["ion Review", False]],
        )
        self.assertEqual(
            self.suggested("LODZ")[0]["pieces"],
            [["W ", False], ["Łódź", True], ["i: spacer", False]],
        )

    def test_suggests_eight_things_at_most(self):
        index(*[thing(f"page:{number}", f"Huddle {number}") for number in range(12)])
        answer = self.answer("huddle")
        self.assertEqual(len(answer["suggestions"]), 8)
        self.assertTrue(answer["said"].startswith("8 suggestions."))

    def test_waits_for_two_letters(self):
        index(thing("page:1", "5S"))
        with self.assertNumQueries(0):
            self.assertEqual(self.titles("5"), [])
            self.assertEqual(self.titles(" - 5!"), [])
        self.assertEqual(self.titles("5s"), ["5S"])

    def test_asks_the_database_twice(self):
        index(thing("page:1", "Huddle"))
        self.titles("hu")
        with self.assertNumQueries(2):
            self.titles("hud")

    def test_the_readers_language_comes_first_and_others_are_named(self):
        index(
            thing("page:1", "Huddle"), thing("page:2", "Huddle dzienny", language="pl")
        )
        self.assertEqual(
            [found["language"] for found in self.suggested("huddle")], ["", "pl"]
        )
        with override("pl"):
            polish = self.client.get(reverse("suggest"), {"q": "huddle"}).json()
        self.assertEqual(
            [found["language"] for found in polish["suggestions"]], ["", "en"]
        )

    def test_only_whole_things_are_suggested(self):
        section = thing("page:1#how", "Huddle well", head_key="page:1", kind="section")
        index(thing("page:1", "Meetings"))
        replace(["page:1"], [thing("page:1", "Meetings"), section])
        self.assertEqual(self.titles("huddle"), [])


class WhoIsAnsweredTests(SuggestingTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        page = InformationPageFactory(title="Our plans")
        restriction = PageViewRestriction.objects.create(
            page=page, restriction_type=PageViewRestriction.GROUPS
        )
        group = Group.objects.create(name="Board")
        restriction.groups.add(group)
        cls.reader = UserFactory()
        cls.reader.groups.add(group)
        index(thing("page:90", "Confidential merger", path=page.path + "0001"))

    def test_nobody_is_suggested_what_is_closed_to_them(self):
        self.assertEqual(self.titles("merger"), [])
        self.client.force_login(UserFactory())
        self.assertEqual(self.titles("merger"), [])

    def test_those_whom_it_is_open_to_are(self):
        self.client.force_login(self.reader)
        self.assertEqual(self.titles("merger"), ["Confidential merger"])

    def test_an_answer_is_kept_for_a_minute_by_the_browser_alone(self):
        response = self.client.get(self.url, {"q": "merger"})
        self.assertIn("private", response["Cache-Control"])
        self.assertIn("max-age=60", response["Cache-Control"])
        self.assertEqual(response["X-Robots-Tag"], "noindex")
        self.assertFalse(response.cookies)
        self.assertFalse(response.has_header("Vary"))

    def test_an_answer_for_a_member_is_kept_nowhere(self):
        self.client.force_login(self.reader)
        response = self.client.get(self.url, {"q": "merger"})
        self.assertIn("no-store", response["Cache-Control"])


class SteeredSuggestionsTests(SuggestingTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.shown, cls.hidden = DocumentFactory(), DocumentFactory()
        index(
            thing("page:91", "Rota"),
            thing(f"file:{cls.shown.pk}", "Rota template for a month"),
            thing(f"file:{cls.hidden.pk}", "Rota of 2019"),
        )
        phrase = SteeredPhrase.objects.create(phrase="Rota", folded=searchable("Rota"))
        for document, action in [(cls.shown, "pin"), (cls.hidden, "hide")]:
            SteeredResult.objects.create(
                phrase=phrase, document=document, action=action
            )

    def test_what_editors_hide_for_a_phrase_is_not_suggested_for_it(self):
        self.assertEqual(self.titles("rota"), ["Rota template for a month", "Rota"])
        self.assertIn("Rota of 2019", self.titles("rot"))

    def test_after_the_lists_are_read_it_takes_two_queries(self):
        lists.at(IndexState.objects.get().lists_version)
        with self.assertNumQueries(2):
            self.titles("rota")


class HostileInputTests(SuggestingTestCase):
    def test_whatever_is_typed_is_answered(self):
        index(thing("page:1", "Review"))
        for text in HOSTILE:
            with self.subTest(text=text[:20]):
                self.answer(text.encode("utf-8", "surrogatepass"))

    def test_a_word_that_is_typed_again_and_again_is_looked_up_once(self):
        with mock.patch("search.asking.suggesting.engine") as asked:
            asked().suggest.return_value = []
            self.answer("run " * 40 + "chart")
            self.answer(" ".join(f"re{number}" for number in range(40)))
        words = [call.args[0] for call in asked().suggest.call_args_list]
        self.assertEqual(words[0], ["run", "chart"])
        self.assertEqual(len(words[1]), MOST_WORDS)

    def test_without_words_it_suggests_nothing(self):
        self.assertEqual(self.client.get(self.url).json()["suggestions"], [])

    def test_titles_with_markup_stay_text(self):
        index(thing("page:1", "<script>alert(1)</script> review"))
        response = self.client.get(self.url, {"q": "review"})
        self.assertEqual(response["Content-Type"], "application/json")
        self.assertEqual(response["X-Content-Type-Options"], "nosniff")

    def test_it_is_only_read(self):
        self.assertEqual(self.client.post(self.url, {"q": "re"}).status_code, 405)
