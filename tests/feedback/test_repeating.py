"""What counts as somebody's own words, and as their name."""

from time import perf_counter

from django.test import SimpleTestCase

from feedback.repeating import is_said_in, repeated_name, repeated_words

MESSAGE = (
    "The link to the checklist on the 5S page opened an old version on our ward computer. "
    "After I pressed reload it was the new one. It wasn’t fun!"
)


class WordsTests(SimpleTestCase):
    def test_a_run_of_six_words_is_found_with_all_that_follows_alike(self):
        text = "Somebody wrote: an old version on our ward computer, today."
        self.assertEqual(
            repeated_words(text, [MESSAGE]), "an old version on our ward computer"
        )

    def test_case_accents_quotes_and_what_stands_between_make_no_difference(self):
        for text in [
            "AN OLD VERSION ON OUR WARD",
            "an old, version – on «our» ward",
            "an old\nversion   on our. Ward",
            "án öld version on our ward",
            "ａｎ ｏｌｄ ｖｅｒｓｉｏｎ ｏｎ ｏｕｒ ｗａｒｄ",
            "the new one it wasn't fun",
            "the new one. It wasnt fun",
        ]:
            with self.subTest(text):
                self.assertEqual(repeated_words(text, [MESSAGE]), text)

    def test_five_words_in_a_row_and_single_words_may_be_the_same(self):
        for text in [
            "The link to the checklist was old.",
            "Pressed reload: the new one opened",
            "The checklist opened on a computer of the ward in an old version",
            "",
        ]:
            with self.subTest(text):
                self.assertEqual(repeated_words(text, [MESSAGE]), "")

    def test_words_that_were_joined_or_split_are_found_by_their_letters(self):
        joined = "an oldversion onour wardcomputer after"
        self.assertEqual(repeated_words(joined, [MESSAGE]), joined)
        chinese = "这个页面上的检查清单链接打开的是旧版本而不是最新的版本我们病房的电脑上也是这样"
        self.assertTrue(repeated_words(f"您说{chinese}", [chinese]))

    def test_all_of_a_short_message_is_found(self):
        self.assertEqual(
            repeated_words("You said: too many words!", ["Too many words"]),
            "too many words",
        )
        self.assertEqual(repeated_words("Thank you all", ["Thank you"]), "")

    def test_words_stand_in_a_text_however_they_are_written(self):
        self.assertTrue(is_said_in("The LIST, of wards", "See the list of wards."))
        self.assertFalse(is_said_in("the list of wards", "the list"))

    def test_any_of_several_messages_counts(self):
        self.assertTrue(repeated_words("too many words", ["Ours.", "Too many words"]))

    def test_the_longest_texts_take_no_time(self):
        message = " ".join(f"word{number % 97}" for number in range(900))
        text = "word1 word3 " * 45
        begun = perf_counter()
        repeated_words(text, [message] * 5)
        self.assertLess(perf_counter() - begun, 1)


class NamesTests(SimpleTestCase):
    def test_a_name_is_found_whole_and_in_parts(self):
        for text, found in [
            ("We thank Ann Example for it", "Ann Example"),
            ("we thank ann example", "ann example"),
            ("Ann wrote to us", "Ann"),
            ("It was EXAMPLE who wrote", "EXAMPLE"),
        ]:
            with self.subTest(text):
                self.assertEqual(repeated_name(text, ["Ann Example"]), found)
        self.assertEqual(repeated_name("نور كتبت", ["نور"]), "نور")
        self.assertEqual(repeated_name("Zoë asked", ["zoe"]), "Zoë")

    def test_ordinary_words_are_not_names(self):
        for text, name in [
            ("The ward asked, an example is there", "Ann Example"),
            ("Ward computers show the newest version", "Ward clerk"),
            ("The team asked", "The team"),
            ("We did it", ""),
        ]:
            with self.subTest(text):
                self.assertEqual(repeated_name(text, [name]), "")
