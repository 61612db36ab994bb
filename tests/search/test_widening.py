"""A search finds what others call by other words."""

from django.test import SimpleTestCase, TestCase

from search.asking import lists
from search.asking.lists import Lists
from search.asking.parsing import parse
from search.asking.variants import variants_of
from search.asking.vocabulary import Vocabulary
from search.asking.widening import MOST_WAYS, widen
from search.models import SynonymSet
from tests.factories import GlossaryTermFactory


def ways(question):
    return [{" ".join(way) for way in group.ways} for group in question.wanted]


class NamesTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        GlossaryTermFactory(term="After Action Review", other_names="AAR\nhot debrief")
        SynonymSet.objects.create(words="meeting\nhuddle", is_one_way=True)
        SynonymSet.objects.create(words="5S\nfive rounds")
        SynonymSet.objects.create(language="pl", words="narada\nodprawa")

    def widen(self, text, language="en"):
        return widen(parse(text), lists.load(1), language)

    def test_an_acronym_finds_its_long_form(self):
        question, included = self.widen("aar template")
        self.assertEqual(
            ways(question),
            [{"aar", "after action review", "hot debrief"}, {"template"}],
        )
        self.assertEqual(included, ["After Action Review", "hot debrief"])

    def test_a_long_form_finds_its_acronym_wherever_its_words_stand(self):
        question, included = self.widen("after action review template")
        # “after” is not in the index, and a group of AAR alone would be one that must occur.
        self.assertEqual(
            ways(question),
            [
                {"action", "aar", "hot debrief"},
                {"review", "aar", "hot debrief"},
                {"template"},
            ],
        )
        self.assertEqual(included, ["AAR", "hot debrief"])

    def test_more_than_one_of_a_thing_finds_it(self):
        self.assertIn("after action review", ways(self.widen("AARs")[0])[0])

    def test_a_number_is_not_one_of_many(self):
        self.assertEqual(self.widen("5 reasons")[1], [])

    def test_a_name_of_which_one_usual_word_is_left_is_not_added(self):
        SynonymSet.objects.create(words="huddle\nstand-up\nsafety huddle")
        self.assertEqual(self.widen("huddle")[1], ["safety huddle"])
        self.assertIn("huddle", self.widen("stand-up")[1])

    def test_what_was_typed_stays_first(self):
        self.assertEqual(self.widen("AAR")[0].wanted[0].typed, ("aar",))

    def test_quoted_words_stay_as_they_are(self):
        question, included = self.widen('"aar" "meeting"')
        self.assertEqual((ways(question), included), ([{"aar"}, {"meeting"}], []))

    def test_what_is_left_out_stays_as_it_is(self):
        question, _included = self.widen("template -aar")
        self.assertEqual(question.unwanted, parse("-aar").unwanted)

    def test_each_of_some_alternatives_is_widened(self):
        question, included = self.widen("aar OR meeting")
        self.assertEqual(
            ways(question),
            [{"aar", "meeting", "after action review", "hot debrief", "huddle"}],
        )
        self.assertEqual(included, ["After Action Review", "hot debrief", "huddle"])

    def test_the_wider_word_finds_the_narrower_only(self):
        self.assertEqual(ways(self.widen("meeting")[0]), [{"meeting", "huddle"}])
        self.assertEqual(ways(self.widen("huddle")[0]), [{"huddle"}])

    def test_a_name_that_is_typed_already_is_not_said_to_be_included(self):
        self.assertEqual(self.widen("aar hot debrief")[1], ["After Action Review"])

    def test_a_name_typed_apart_is_the_name(self):
        question, included = self.widen("5 s")
        self.assertIn("5s", ways(question)[0])
        self.assertEqual(included, ["five rounds"])

    def test_readers_of_other_languages_use_english_words_too(self):
        self.assertEqual(self.widen("narada", "pl")[1], ["odprawa"])
        self.assertEqual(
            self.widen("aar", "pl")[1], ["After Action Review", "hot debrief"]
        )
        self.assertEqual(self.widen("narada", "en")[1], [])

    def test_a_very_long_set_is_cut(self):
        SynonymSet.objects.create(words="x\n" + "\n".join(f"y{n}" for n in range(50)))
        self.assertEqual(len(self.widen("x")[0].wanted[0].ways), MOST_WAYS)

    def test_nothing_stays_nothing(self):
        self.assertTrue(self.widen("")[0].is_empty)


class SpellingsTests(SimpleTestCase):
    def widen(self, text, words=()):
        known = Lists(version=1)
        known.vocabulary = Vocabulary([(word, 1, False) for word in words])
        question, included = widen(parse(text), known, "en")
        self.assertEqual(included, [])
        return ways(question)

    def test_british_and_american_spelling_find_each_other(self):
        pairs = """organisation organization, organising organizing, analyse analyze,
            behaviour behavior, behavioural behavioral, centre center, centred centered,
            programme program, catalogue catalog, paediatric pediatric, oedema edema,
            anaesthetist anesthetist, haematology hematology, anaemia anemia, theatre theater,
            travelling traveling, cancelled canceled, labelling labeling, defence defense,
            practise practice, judgement judgment, ageing aging, fulfil fulfill, tumour tumor,
            sceptical skeptical, learnt learned, enquiry inquiry, summarise summarize"""
        for pair in pairs.split(","):
            british, american = pair.split()
            with self.subTest(british):
                self.assertIn(american, variants_of(british))
                self.assertIn(british, variants_of(american))

    def test_words_that_are_written_alike_have_no_other_spelling(self):
        for word in [
            "size",
            "prize",
            "rise",
            "sour",
            "flour",
            "her",
            "summer",
            "5s",
            "",
        ]:
            with self.subTest(word):
                self.assertEqual(variants_of(word), ())

    def test_other_spellings_are_looked_for_and_not_told(self):
        self.assertEqual(self.widen("color chart"), [{"color", "colour"}, {"chart"}])

    def test_numbers_are_found_as_words_and_the_other_way_round(self):
        self.assertEqual(self.widen("5 whys"), [{"5", "five"}, {"whys"}])
        self.assertEqual(self.widen("five whys"), [{"5", "five"}, {"whys"}])

    def test_a_hyphen_or_none_is_the_same(self):
        both = {"co production", "coproduction"}
        self.assertEqual(self.widen("co-production"), [both])
        self.assertEqual(self.widen("coproduction", ["production"]), [both])
        self.assertEqual(
            self.widen("co production"),
            [{"co", "coproduction"}, {"production", "coproduction"}],
        )

    def test_words_that_only_begin_like_that_stay_whole(self):
        self.assertEqual(self.widen("community", ["munity"]), [{"community"}])

    def test_words_typed_apart_find_the_joined_word_of_the_index(self):
        self.assertEqual(
            self.widen("tool kit", ["toolkit"]),
            [{"tool", "toolkit"}, {"kit", "toolkit"}],
        )
        self.assertEqual(self.widen("tool kit"), [{"tool"}, {"kit"}])
