from django import forms
from django.test import SimpleTestCase

from safeguards.text import PlainLineField, PlainTextField, clean_text


def line(value):
    return clean_text(value, multiline=False)


def lines(value):
    return clean_text(value, multiline=True)


class CleanTextTests(SimpleTestCase):
    def test_removes_what_no_database_or_page_can_hold(self):
        self.assertEqual(line("a\x00b\x07c\x1b[0m\ud800"), "abc[0m")

    def test_one_kind_of_line_end(self):
        self.assertEqual(lines("a\r\nb\rc\u2028d\u0085e"), "a\nb\nc\nd\ne")

    def test_a_line_stays_a_line(self):
        self.assertEqual(line("  a\r\n\tb  c\n"), "a b c")

    def test_keeps_paragraphs_and_tabs(self):
        self.assertEqual(lines("a  \n\n\tb\n"), "a\n\n\tb")

    def test_one_way_to_write_a_letter(self):
        self.assertEqual(line("Zoe\u0308"), "Zo\u00eb")

    def test_nothing_turns_the_words_around(self):
        self.assertEqual(
            line("nurse \u202egpj.exe\u202c \u2066x\u2069"), "nurse gpj.exe x"
        )

    def test_invisible_characters_do_not_make_two_names_look_the_same(self):
        self.assertEqual(line("Ad\u200bm\u200ci\u200dn\u2060\ufeff"), "Admin")

    def test_hidden_messages_in_invisible_letters_go(self):
        self.assertEqual(line("hello\U000e0068\U000e0069"), "hello")

    def test_what_shows_nothing_is_nothing(self):
        for value in ["\u200b", "\u3164", "\u2800\u2800", "\u115f", "\u0301", " \n "]:
            with self.subTest(value=ascii(value)):
                self.assertEqual(lines(value), "")

    def test_other_writings_keep_what_they_need(self):
        for value in [
            "مرحبا \u200fسلام",
            "می\u200cخواهم",
            "3\u200cها",
            "क्\u200dष",
            "שלום\u200e!",
            "ภาษาไทย",
            "Zażółć gęślą jaźń",
        ]:
            with self.subTest(value=value):
                self.assertEqual(line(value), value)

    def test_emoji_keep_what_joins_them(self):
        family = "\U0001f469\u200d\U0001f467"
        rainbow = "\U0001f3f3\ufe0f\u200d\U0001f308"
        scotland = (
            "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
        )
        for value in [
            family,
            rainbow,
            scotland,
            "1\ufe0f\u20e3",
            "\U0001f44d\U0001f3fd",
        ]:
            with self.subTest(value=ascii(value)):
                self.assertEqual(line(value), value)

    def test_markup_is_text_like_any_other(self):
        self.assertEqual(line("<b>5 < 6</b>"), "<b>5 < 6</b>")

    def test_a_megabyte_is_no_trouble(self):
        self.assertEqual(len(lines("a\u0301 \u200d" * 250_000)), 2 * 250_000 - 1)

    def test_what_would_keep_a_server_busy_for_hours_is_no_trouble_either(self):
        for name, value, length in [
            ("spaces", " " * 1_000_000 + "x", 1),
            ("spaces in between", "x" + " " * 1_000_000 + "x", 1_000_002),
            ("marks", "a" + "\u0301\u0316" * 500_000, 30),
            ("marks that hide in letters", "a" + "\u0f73" * 300_000, 61),
        ]:
            with self.subTest(name):
                self.assertEqual(len(lines(value)), length)


class NoteForm(forms.Form):
    title = PlainLineField(max_length=10)
    body = PlainTextField(max_length=20)


class PlainTextFieldTests(SimpleTestCase):
    def test_a_nul_typed_in_is_removed_not_refused(self):
        form = NoteForm({"title": "Hi\x00", "body": "one\r\ntwo\x00"})
        self.assertTrue(form.is_valid(), form.errors)
        self.assertEqual(form.cleaned_data, {"title": "Hi", "body": "one\ntwo"})

    def test_length_is_counted_after_cleaning(self):
        form = NoteForm({"title": "x" * 10 + "\u200b" * 90, "body": "ok"})
        self.assertTrue(form.is_valid(), form.errors)
        self.assertFalse(NoteForm({"title": "x" * 11, "body": "ok"}).is_valid())

    def test_nothing_to_see_counts_as_left_out(self):
        form = NoteForm({"title": "\u200b\u3164", "body": " "})
        self.assertEqual(set(form.errors), {"title", "body"})

    def test_a_line_is_typed_into_a_line(self):
        form = NoteForm()
        self.assertIn("<input", str(form["title"]))
        self.assertIn("<textarea", str(form["body"]))
