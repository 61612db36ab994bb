"""What people type in the search box is understood as they mean it."""

from django.test import SimpleTestCase

from search.asking.parsing import MOST_WORDS, parse
from search.asking.question import Group, Question


def wanted(text):
    """The ways of each wanted group, quoted ones in a list: short to compare with."""
    return [
        [*map(" ".join, group.ways)]
        if group.is_exact
        else " | ".join(map(" ".join, group.ways))
        for group in parse(text).wanted
    ]


def unwanted(text):
    return [" ".join(group.typed) for group in parse(text).unwanted]


class WordsTests(SimpleTestCase):
    def test_every_word_is_wanted(self):
        self.assertEqual(wanted("Run  CHART templates"), ["run", "chart", "templates"])

    def test_accents_case_and_apostrophes_do_not_count(self):
        self.assertEqual(wanted("Café’s don't ÉCOLE"), ["cafe", "dont", "ecole"])

    def test_a_word_written_with_a_hyphen_stays_together(self):
        self.assertEqual(
            wanted("co-production A&E 24/7"), ["co production", "ae", "24 7"]
        )

    def test_a_word_typed_twice_is_asked_once(self):
        self.assertEqual(wanted("huddle Huddle"), ["huddle"])

    def test_words_of_other_scripts_are_words(self):
        self.assertEqual(wanted("مراجعة سلامة"), ["مراجعه", "سلامه"])

    def test_what_was_typed_can_be_shown_again(self):
        self.assertEqual(parse("  “Run chart”\n -old ").text, "“Run chart” -old")


class QuotesTests(SimpleTestCase):
    def test_quoted_words_stand_together(self):
        self.assertEqual(wanted('"run chart" weekly'), [["run chart"], "weekly"])

    def test_the_quotes_of_all_keyboards_are_quotes(self):
        for quoted in [
            "“run chart”",
            "„run chart“",
            "«run chart»",
            "»run chart«",
            "”run chart”",
        ]:
            with self.subTest(quoted):
                self.assertEqual(wanted(quoted), [["run chart"]])

    def test_a_quote_that_is_never_closed_is_no_quote(self):
        self.assertEqual(wanted('run "chart weekly'), ["run", "chart", "weekly"])

    def test_quotes_inside_a_line_without_spaces(self):
        self.assertEqual(wanted('a"b c"d'), ["a", ["b c"], "d"])

    def test_empty_quotes_are_nothing(self):
        self.assertEqual(wanted('"" “ ” x'), ["x"])


class MinusTests(SimpleTestCase):
    def test_a_minus_before_a_word_leaves_out(self):
        for text in ["chart -run", "chart −run", "chart NOT run", "chart –run"]:
            with self.subTest(text):
                self.assertEqual(wanted(text), ["chart"])
                self.assertEqual(unwanted(text), ["run"])

    def test_quoted_words_can_be_left_out(self):
        self.assertEqual(unwanted('chart -"bar chart"'), ["bar chart"])

    def test_a_dash_between_words_is_only_a_dash(self):
        self.assertEqual(wanted("lean - a start"), ["lean", "a", "start"])
        self.assertEqual(unwanted("lean - a -- start --x well-being"), [])

    def test_not_in_small_letters_is_a_word(self):
        self.assertEqual(wanted("not now"), ["not", "now"])

    def test_only_things_to_leave_out_is_nothing_to_look_for(self):
        self.assertTrue(parse("-run -chart").is_empty)


class OrTests(SimpleTestCase):
    def test_either_will_do(self):
        self.assertEqual(
            wanted("huddle OR briefing board"), ["huddle | briefing", "board"]
        )
        self.assertEqual(wanted("a | b OR c"), ["a | b | c"])

    def test_quoted_words_may_be_one_of_them(self):
        self.assertEqual(wanted('5s OR "run chart"'), [["5s", "run chart"]])

    def test_or_in_small_letters_is_a_word(self):
        self.assertEqual(wanted("tea or coffee"), ["tea", "or", "coffee"])

    def test_or_with_nothing_beside_it_is_nothing(self):
        self.assertEqual(wanted("OR a OR"), ["a"])
        self.assertEqual(wanted("OR AND NOT"), [])

    def test_and_is_what_happens_anyway(self):
        self.assertEqual(wanted("run AND chart"), ["run", "chart"])


class HostileInputTests(SimpleTestCase):
    def test_nothing_is_nothing(self):
        for text in [
            "",
            " ",
            "\0",
            "🎉 🎈",
            "***",
            '"',
            "-",
            '-"',
            "(((&|!:*)))",
            "%%__",
            "\\",
        ]:
            with self.subTest(text):
                self.assertEqual(parse(text).wanted, ())

    def test_controls_and_halves_of_letters_are_taken_out(self):
        self.assertEqual(parse("ru\0n\ud800 ch\u202eart").text, "run chart")

    def test_what_is_very_long_is_cut(self):
        for text in [
            "x" * 100_000,
            '"' * 100_000,
            "- " * 50_000,
            "a\u0301" * 50_000,
            " " * 99_999 + "a",
        ]:
            with self.subTest(text[:3]):
                self.assertLessEqual(len(parse(text).text), 200)

    def test_a_thousand_words_are_cut(self):
        count = sum(len(group.typed) for group in parse("a b " * 500).wanted)
        self.assertEqual(count, 2)
        question = parse(" ".join(map(str, range(1000))))
        self.assertEqual(len(question.wanted), MOST_WORDS)

    def test_signs_of_the_database_are_only_signs(self):
        self.assertEqual(wanted("run:* & !chart <-> 'x'"), ["run", "chart", "x"])

    def test_a_question_is_made_of_plain_parts(self):
        self.assertEqual(
            parse('huddle -"bar chart"'),
            Question(
                text='huddle -"bar chart"',
                wanted=(Group((("huddle",),)),),
                unwanted=(Group((("bar", "chart"),), is_exact=True),),
            ),
        )
