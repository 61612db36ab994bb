from time import process_time

from django.test import SimpleTestCase

from feedback.incoming.words import MOST_SEARCHED, split_reply, text_of_html

QUOTE = "On Mon, 2 Nov 2026 at 10:00, CLIC <no-reply@clic.example> wrote:\n> Dear Ann"


class ReplyTests(SimpleTestCase):
    def assertReply(self, text, reply):
        found, rest = split_reply(text)
        self.assertEqual(found, reply)
        for line in text.split("\n"):
            self.assertTrue(line in found or line in rest, line)

    def test_what_stands_above_the_quote_is_the_reply(self):
        for quote in [
            QUOTE,
            "W dniu 2.11.2026 o 10:00, CLIC pisze:\n> Dear Ann",
            "في الاثنين كتب CLIC:\n> مرحبا",
            "________________________________\nFrom: CLIC <a@b.example>\nSent: Monday\nTo: Ann\n\nDear",
            "> Dear Ann\n>> Dear CLIC",
        ]:
            with self.subTest(quote):
                self.assertReply(
                    f"It works.\n\nThank you.\n\n{quote}", "It works.\n\nThank you."
                )

    def test_who_writes_below_the_quote_is_read_too(self):
        self.assertReply(f"{QUOTE}\n\nIt works.", "It works.")

    def test_signatures_of_programs_are_cut(self):
        for signature in [
            "--\nAnn\nWard 3",
            "Sent from my iPhone",
            "Get Outlook for iOS",
        ]:
            with self.subTest(signature):
                self.assertReply(f"It works.\n\n{signature}", "It works.")

    def test_words_of_thanks_and_lists_cut_nothing(self):
        for text in [
            "Hello\n\nThank you,\nBut the second link is broken too.",
            "Three things:\n- one\n- two\n- three",
            "Best regards\nAnn",
            "From: the ward\nTo: you",
        ]:
            with self.subTest(text):
                self.assertEqual(split_reply(text)[0], text)

    def test_a_mail_that_only_quotes_says_nothing_new_and_is_shown(self):
        self.assertEqual(split_reply("> Dear Ann"), ("> Dear Ann", ""))
        self.assertEqual(split_reply(""), ("", ""))

    def test_texts_made_to_take_long_do_not(self):
        for text in [
            "On " * MOST_SEARCHED,
            " \n" * MOST_SEARCHED,
            "CAUTION: " + "a " * MOST_SEARCHED,
        ]:
            begun = process_time()
            split_reply(text)
            with self.subTest(text[:9]):
                self.assertLess(process_time() - begun, 10)


class HtmlTests(SimpleTestCase):
    def test_lines_and_paragraphs_stay_apart(self):
        html = "<div>One</div><div>two <b>three</b></div><p>four<br>five</p>six"
        self.assertEqual(
            text_of_html(html).split("\n"),
            ["One", "two three", "", "four", "five", "six"],
        )

    def test_quotes_are_marked(self):
        html = "<p>Yes</p><blockquote><div>Dear</div><blockquote>x</blockquote></blockquote>"
        lines = [line for line in text_of_html(html).split("\n") if line]
        self.assertEqual(lines, ["Yes", "> Dear", "> x"])

    def test_what_no_reader_sees_is_left_out(self):
        html = (
            '<?xml version="1.0" encoding="ascii"?><head><title>t</title></head>'
            "<style>s</style><script>alert(1)</script><!-- c --><p>é</p><template>t</template>"
        )
        self.assertEqual(text_of_html(html).strip(), "é")

    def test_nothing_is_nothing(self):
        for html in ["", " ", "<!-- -->", "<>", "\x00"]:
            with self.subTest(html):
                self.assertEqual(text_of_html(html).strip("<>\x00 \n\ufffd"), "")

    def test_pages_made_to_take_long_do_not(self):
        for html in [
            "<div>" * 20_000,
            "<blockquote>" * 8_000,
            "<br>" * 25_000,
            "<table><tr><td>" * 6_000,
            "<!--" * 25_000,
            "<a " * 30_000,
        ]:
            begun = process_time()
            text_of_html(html)
            with self.subTest(html[:12]):
                self.assertLess(process_time() - begun, 5)
