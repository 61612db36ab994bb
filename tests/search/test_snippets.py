from django.test import SimpleTestCase

from search.asking.question import Group, Question
from search.asking.snippets import Marker, has_mark
from search.words import words_of


def looking_for(*groups):
    """A question for groups, each of one way or of several: `["aar", "after action review"]`."""
    ways = ([group] if isinstance(group, str) else group for group in groups)
    return Question(
        wanted=tuple(Group(tuple(tuple(words_of(w)) for w in way)) for way in ways)
    )


def shown(text, *groups, language="en", length=160):
    """The snippet as a reader sees it, with [brackets] round what is marked."""
    pieces = Marker(looking_for(*groups), language).marked(text, length)
    return "".join(f"[{p.text}]" if p.is_marked else p.text for p in pieces)


class MarkingTests(SimpleTestCase):
    def test_marks_words_whatever_their_case_accents_and_apostrophes(self):
        self.assertEqual(
            shown("CAFÉ. The Café’s team; cafe\u0301.", "cafe"),
            "[CAFÉ]. The [Café’s] team; [cafe\u0301].",
        )

    def test_marks_other_forms_of_a_word(self):
        self.assertEqual(
            shown("We map it: mapped, mapping, maps.", "mapping"),
            "We [map] it: [mapped], [mapping], [maps].",
        )

    def test_takes_off_endings_by_the_language_of_the_text(self):
        self.assertEqual(shown("Les équipes", "equipe", language="fr"), "Les [équipes]")
        self.assertEqual(shown("mapping maps", "maps", language="pl"), "mapping [maps]")

    def test_marks_no_part_of_a_word(self):
        self.assertEqual(shown("The cartridge", "art"), "The cartridge")

    def test_marks_what_stands_in_for_a_word_only_as_a_whole(self):
        self.assertEqual(
            shown(
                "An action, a review. After-action reviews help.",
                ["aar", "after action review"],
            ),
            "An action, a review. [After-action reviews] help.",
        )

    def test_marks_a_quoted_phrase_only_where_its_words_follow_one_another(self):
        self.assertEqual(
            shown("A run for a chart is no run chart.", "run chart"),
            "A run for a chart is no [run chart].",
        )

    def test_marks_words_with_vowel_marks_and_in_other_scripts(self):
        self.assertEqual(
            shown("هذا كِتابٌ جديد", "كتاب", language="ar"), "هذا [كِتابٌ] جديد"
        )
        self.assertEqual(shown("Наш склад.", "склад", language="ru"), "Наш [склад].")

    def test_leaves_markup_as_the_text_it_is(self):
        pieces = Marker(looking_for("cupboard"), "en").marked("<b>cupboard</b>", 100)
        self.assertEqual(
            [(piece.text, piece.is_marked) for piece in pieces],
            [("<b>", False), ("cupboard", True), ("</b>", False)],
        )

    def test_shows_nothing_that_hides_or_turns_other_text(self):
        self.assertEqual(
            shown("cup\u00adboard \u202eeliver\x00", "cupboard"), "[cupboard] eliver"
        )

    def test_says_whether_anything_is_marked(self):
        marker = Marker(looking_for("chart"), "en")
        self.assertTrue(has_mark(marker.marked("A chart", 100)))
        self.assertFalse(has_mark(marker.marked("A table", 100)))
        self.assertFalse(has_mark(marker.marked("", 100)))


class CuttingTests(SimpleTestCase):
    def test_shows_short_text_whole_on_one_line(self):
        self.assertEqual(shown("  One\n\n two  ", "two"), "One [two]")

    def test_keeps_headings_and_entries_of_lists_apart(self):
        self.assertEqual(
            shown("Waste walk sheet\nHalf an hour.\nTwo people", "sheet"),
            "Waste walk [sheet]\u00a0\u00b7 Half an hour. Two people",
        )

    def test_ends_with_a_word_not_between_two_entries(self):
        self.assertEqual(
            shown("Tape and dots\nLabels", "tape", length=17), "[Tape] and dots\u2026"
        )

    def test_joins_lines_that_are_only_broken(self):
        line = "Whoever draws a process together with those who work in all"
        text = f"{line} of\nCumbria sees it."
        self.assertEqual(shown(text, "sees"), f"{line} of Cumbria [sees] it.")

    def test_begins_where_the_text_does_if_nothing_is_marked(self):
        text = "word " * 100
        self.assertEqual(shown(text, "zebra", length=12), "word word…")

    def test_shows_where_the_words_stand_from_the_start_of_their_sentence(self):
        text = (
            "Nothing here. " * 40
            + "Now the stores cupboard is tidy. "
            + "And on. " * 40
        )
        found = shown(text, "cupboard", length=60)
        self.assertTrue(found.startswith("…Now the stores [cupboard] is tidy."), found)

    def test_prefers_the_place_that_has_most_of_the_words(self):
        text = "A chart. " + "Nothing. " * 60 + "A run chart. " + "Nothing. " * 60
        self.assertIn("A [run chart].", shown(text, "run", "chart", length=60))

    def test_words_that_follow_one_another_have_one_mark(self):
        self.assertEqual(
            shown("A run chart, chart run; run.", "run", "chart"),
            "A [run chart], [chart run]; [run].",
        )

    def test_cuts_between_words_and_keeps_to_the_length(self):
        text = " ".join(f"word{number}" for number in range(500))
        for place in [0, 3, 250, 498, 499]:
            with self.subTest(place=place):
                found = shown(text, f"word{place}", length=80)
                self.assertIn(f"[word{place}]", found)
                self.assertLessEqual(len(found), 84)
                words = found.strip("…").replace("[", "").replace("]", "").split()
                self.assertLessEqual(set(words), set(text.split()))

    def test_copes_with_text_without_spaces(self):
        self.assertLessEqual(len(shown("字" * 5000, "chart", length=80)), 81)
        self.assertLessEqual(len(shown("x" * 100_000, "x", length=80)), 81)

    def test_copes_with_a_phrase_longer_than_the_snippet(self):
        phrase = " ".join(f"word{number}" for number in range(20))
        self.assertEqual(shown(phrase + " end" * 50, phrase, length=20), f"[{phrase}]…")

    def test_long_texts_cost_little(self):
        text = "The run chart tells. " * 50_000
        self.assertIn("[run chart]", shown(text, "run chart"))
