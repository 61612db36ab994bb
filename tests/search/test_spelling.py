"""What was meant is found though it was typed wrongly."""

from pathlib import Path
from time import perf_counter

from django.test import SimpleTestCase

from search.asking.lists import Lists
from search.asking.parsing import parse
from search.asking.slips import slips_between
from search.asking.spelling import MOST, corrections, nearest_words
from search.asking.vocabulary import Vocabulary
from search.words import searchable

from .demo_words import demo_lists

# Written before the first line of the code that puts them right.
TYPOS = Path(__file__).with_name("typos.txt")


def lists_of(*words, often=()):
    lists = Lists(version=1)
    lists.vocabulary = Vocabulary(
        (word, 50 if word in often else 1, False) for word in words
    )
    return lists


def texts(typed, lists):
    return [question.text for question in corrections(parse(typed), lists)]


class RealLifeTyposTests(SimpleTestCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.lists = demo_lists()

    def test_nine_of_ten_are_right_at_the_first_or_second_suggestion(self):
        lines = TYPOS.read_text(encoding="utf-8").splitlines()
        pairs = [line.split(" = ") for line in lines]
        self.assertEqual(len({typed for typed, _meant in pairs}), 200)
        wrong = []
        for typed, meant in pairs:
            suggested = list(map(searchable, texts(typed, self.lists)[:2]))
            if meant not in suggested:
                wrong.append((typed, meant, suggested))
        self.assertLessEqual(len(wrong), 20, wrong)

    def test_the_first_example_of_all_is_right_at_once(self):
        self.assertEqual(texts("prodction sytem", self.lists)[0], "production system")

    def test_a_search_full_of_slips_is_answered_in_no_time(self):
        for typed in [
            "xqzvw kjhgf " * 20,
            "w" * 200,
            "ab " * 60,
            "maping procses " * 12,
        ]:
            with self.subTest(typed[:12]):
                start = perf_counter()
                self.assertLessEqual(len(corrections(parse(typed), self.lists)), MOST)
                self.assertLess(perf_counter() - start, 1)


class CorrectionsTests(SimpleTestCase):
    def test_only_the_wrong_word_is_changed(self):
        self.assertEqual(texts("Run chrat", lists_of("run", "chart")), ["Run chart"])

    def test_words_typed_as_one_are_parted(self):
        self.assertEqual(texts("runchart", lists_of("run", "chart")), ["run chart"])

    def test_a_word_typed_as_two_is_joined(self):
        self.assertEqual(texts("tool kit", lists_of("toolkit")), ["toolkit"])
        self.assertEqual(texts("hand ovr", lists_of("handover")), ["handover"])

    def test_of_two_the_one_that_is_used_more_comes_first(self):
        for often in ["word", "ward"]:
            lists = lists_of("word", "ward", often=[often])
            self.assertEqual(texts("wxrd", lists)[0], often)

    def test_what_has_no_slip_is_not_changed(self):
        self.assertEqual(texts("run chart", lists_of("run", "chart")), [])

    def test_quoted_words_and_those_left_out_stay_as_they_are(self):
        lists = lists_of("run", "chart")
        self.assertEqual(texts('chrat "chrat" -rnu', lists), ['chart "chrat" -rnu'])
        self.assertEqual(texts("chrat NOT rnu", lists), ["chart NOT rnu"])

    def test_either_of_two_can_be_put_right(self):
        self.assertEqual(
            texts("rnu OR chrat", lists_of("run", "chart"))[0], "run OR chart"
        )
        # Words with a sign between them are never one word.
        self.assertEqual(texts("tool OR kit", lists_of("toolkit")), [])

    def test_numbers_stay_as_they_are(self):
        self.assertEqual(texts("2026 chrat", lists_of("2025", "chart")), ["2026 chart"])

    def test_words_of_other_scripts_are_put_right_too(self):
        self.assertEqual(
            texts("مراجعه السلمة", lists_of("مراجعه", "السلامه")), ["مراجعه السلامه"]
        )

    def test_nothing_like_it_is_nothing_to_offer(self):
        self.assertEqual(texts("xqzvw", lists_of("run", "chart")), [])
        self.assertEqual(texts("xqzvw", lists_of()), [])
        self.assertEqual(texts("", lists_of("run")), [])

    def test_names_that_editors_gave_can_be_meant(self):
        lists = Lists(version=1)
        lists.vocabulary = Vocabulary([("hoshin", 1, False)])
        self.assertEqual(texts("hosin", lists), ["hoshin"])


class NearestWordsTests(SimpleTestCase):
    def test_words_like_the_unknown_ones_are_near(self):
        lists = lists_of("pharmacy", "pharmacist", "chart")
        self.assertEqual(nearest_words(parse("farmacy chart"), lists), ["pharmacy"])

    def test_known_words_have_none(self):
        self.assertEqual(nearest_words(parse("chart"), lists_of("chart", "charts")), [])


class SlipsTests(SimpleTestCase):
    def test_likely_slips_are_smaller_than_unlikely_ones(self):
        for meant, likely, unlikely in [
            ("letter", "leter", "lette"),
            ("chart", "chrat", "chxrt"),
            ("chart", "chsrt", "chprt"),
            ("leaflet", "leeflet", "lepflet"),
            ("kaizen", "kaisen", "kailen"),
            ("huddle", "hudfle", "huddlx"),
            ("wheel", "weel", "heel"),
        ]:
            with self.subTest(likely):
                self.assertLess(
                    slips_between(likely, meant), slips_between(unlikely, meant)
                )

    def test_the_same_word_has_none(self):
        self.assertEqual(slips_between("chart", "chart"), 0)
