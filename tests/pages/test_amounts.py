"""Ranges are told in the unit that says most, and only as far as they are known."""

from decimal import Decimal

from django.test import SimpleTestCase
from django.utils import translation

from pages.amounts import in_short, people_in_words, time_in_words


class TimeTests(SimpleTestCase):
    def test_is_told_in_the_unit_that_says_most(self):
        for least, most, words in (
            (30, 60, "30 to 60 minutes"),
            (60, 90, "60 to 90 minutes"),
            (60, 120, "1 to 2 hours"),
            (90, 180, "1.5 to 3 hours"),
            (120, 450, "2 to 7.5 hours"),
            (450, 2250, "1 to 5 days"),
        ):
            with self.subTest(words):
                self.assertEqual(time_in_words(least, most), words)

    def test_is_rounded_to_halves(self):
        self.assertEqual(time_in_words(100, 130), "1.5 to 2 hours")

    def test_both_ends_alike_are_one_amount(self):
        self.assertEqual(time_in_words(45, 45), "45 minutes")
        self.assertEqual(time_in_words(1, 1), "1 minute")
        self.assertEqual(time_in_words(115, 120), "2 hours")

    def test_one_end_is_enough(self):
        self.assertEqual(time_in_words(120, None), "From 2 hours")
        self.assertEqual(time_in_words(None, 60), "Up to 60 minutes")

    def test_is_empty_when_nobody_knows(self):
        self.assertEqual(time_in_words(None, None), "")
        self.assertEqual(time_in_words(0, 0), "")

    def test_halves_are_written_as_the_reader_writes_them(self):
        with translation.override("pl"):
            self.assertIn("1,5", time_in_words(90, 180))


class PeopleTests(SimpleTestCase):
    def test_is_a_range_or_what_is_known_of_it(self):
        for least, most, words in (
            (4, 8, "4 to 8 people"),
            (1, 1, "1 person"),
            (3, None, "From 3 people"),
            (None, 12, "Up to 12 people"),
            (None, None, ""),
        ):
            with self.subTest(words):
                self.assertEqual(people_in_words(least, most), words)


class ShortNumberTests(SimpleTestCase):
    def test_has_no_zeros_that_say_nothing(self):
        for number, said in (
            ("6.50", "6.5"),
            ("10.00", "10"),
            ("1200.00", "1,200"),
            ("0.04", "0"),
        ):
            with self.subTest(number):
                self.assertEqual(in_short(Decimal(number)), said)
