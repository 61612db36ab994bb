from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.test import SimpleTestCase, TestCase, override_settings
from django.utils import translation
from wagtail.admin.mail import send_mail as send_as_wagtail_does

from safeguards.letters import send_letter
from safeguards.mail_layout import lay_out
from safeguards.models import OutboxMessage

from .mail_reader import Reader


def laid_out(body, subject="A mail"):
    message = EmailMultiAlternatives(subject, body, to=["ann@ward.example"])
    lay_out(message)
    return message


@override_settings(PUBLIC_URL="https://clic.example")
class LayOutTests(SimpleTestCase):
    def test_the_text_is_signed(self):
        message = laid_out("Hello Ann,\n\nall is well.\n\n")
        self.assertEqual(
            message.body,
            "Hello Ann,\n\nall is well.\n\n-- \n"
            "CLIC, the Cumbria Learning and Improvement Collaborative\n"
            "https://clic.example/\n",
        )

    def test_both_versions_say_the_same(self):
        reader = Reader(laid_out("Hello Ann,\n\nall is\nwell.\n\n- one\n- two"))
        for words in ["Hello Ann,", "all is well.", "one", "two", "Cumbria Learning"]:
            self.assertIn(words, reader.text)
        self.assertEqual(reader.elements.count("li"), 2)
        self.assertNotIn("- one", reader.text)

    def test_a_code_stands_out(self):
        reader = Reader(laid_out("Type this code:\n\n123456\n\nIt is new."))
        (code,) = [
            attributes
            for _tag, attributes in reader.attributes
            if "code" in attributes.get("class", "")
        ]
        self.assertIn("font-size: 34px", code["style"])
        self.assertEqual(code["dir"], "ltr")

    def test_our_addresses_are_links(self):
        reader = Reader(
            laid_out(
                "Read it here:\nhttps://clic.example/stories/?a=1&b=2#x\n\n"
                "or (at https://clic.example/about/). Bye."
            )
        )
        self.assertEqual(
            reader.links,
            [
                "https://clic.example/stories/?a=1&b=2#x",
                "https://clic.example/about/",
                "https://clic.example/",
            ],
        )
        self.assertIn("or (at https://clic.example/about/ ). Bye.", reader.text)

    def test_no_other_address_is_a_link(self):
        reader = Reader(
            laid_out(
                "https://evil.example/\n\nhttps://clic.example.evil.example/\n"
                "https://clic.example@evil.example/ javascript:alert(1) "
                "http://clic.example/"
            )
        )
        self.assertEqual(reader.links, ["https://clic.example/"])
        self.assertIn("https://evil.example/", reader.text)

    def test_what_people_wrote_stays_text(self):
        nasty = '<img src=x onerror="a()"> & <a href="https://evil.example">x</a>'
        reader = Reader(laid_out(f"Hello {nasty},\n\n- {nasty}", subject=nasty))
        self.assertEqual(reader.text.count(nasty), 2)
        self.assertEqual(reader.title, nasty)
        self.assertNotIn("img", reader.elements)
        self.assertEqual(reader.links, ["https://clic.example/"])

    def test_an_address_carries_no_markup_along(self):
        reader = Reader(laid_out('https://clic.example/"><script>alert(1)</script>'))
        self.assertNotIn("script", reader.elements)

    def test_nothing_is_fetched_and_nobody_is_followed(self):
        reader = Reader(laid_out("Hello\n\n123456"))
        for tag, attributes in reader.attributes:
            self.assertNotIn(tag, {"img", "link", "script", "iframe", "form", "base"})
            self.assertNotIn("src", attributes)
        self.assertNotIn("url(", reader.source)
        self.assertNotIn("@import", reader.source)

    def test_styles_stand_in_the_elements_and_dark_ones_beside_them(self):
        source = Reader(laid_out("Hello")).source
        self.assertRegex(source, r'<p class="text"[^>]* style="[^"]*margin: 0 0 20px')
        self.assertIn("@media (prefers-color-scheme: dark)", source)
        self.assertIn("@media screen and (max-width: 480px)", source)

    def test_says_its_language_and_direction(self):
        for language, direction in [("en-gb", "ltr"), ("ar", "rtl")]:
            with self.subTest(language), translation.override(language):
                reader = Reader(laid_out("Hello"))
                root = dict(reader.attributes)["html"]
                self.assertEqual((root["lang"], root["dir"]), (language, direction))
                self.assertTrue(
                    all(
                        attributes["dir"] in {"auto", "ltr"}
                        for tag, attributes in reader.attributes
                        if tag in {"p", "ul", "li", "td"} and "dir" in attributes
                    )
                )

    def test_a_mail_without_words_and_one_with_a_million(self):
        self.assertEqual(Reader(laid_out("")).links, ["https://clic.example/"])
        self.assertIn("wordword", Reader(laid_out("word" * 250_000)).text)


@override_settings(PUBLIC_URL="https://clic.example")
class SendLetterTests(TestCase):
    def send(self, **options):
        context = {"name": "Ann", "page_title": "A & B", "comment_address": "x"}
        send_letter("comments/published", context, to="ann@ward.example", **options)
        return mail.outbox[-1]

    def test_has_both_versions_a_kind_and_a_subject_as_it_is(self):
        message = self.send()
        self.assertEqual(message.kind, "comments_published")
        self.assertEqual(message.subject, "Your comment on “A & B” is published")
        self.assertIn("Hello Ann,", message.body)
        self.assertIn("Hello Ann,", Reader(message).text)
        self.assertFalse(message.forget)

    def test_is_in_the_language_in_use(self):
        with translation.override("ar"):
            self.assertIn('lang="ar" dir="rtl"', Reader(self.send()).source)

    @override_settings(EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend")
    def test_can_leave_no_trace(self):
        send_letter("comments/published", {}, to="ann@ward.example", forget=True)
        self.assertTrue(OutboxMessage.objects.get().is_forgotten_after)


@override_settings(
    EMAIL_BACKEND="safeguards.outbox.OutboxEmailBackend",
    PUBLIC_URL="https://clic.example",
)
class OthersMailTests(TestCase):
    def test_what_an_add_on_writes_as_text_is_laid_out_too(self):
        EmailMultiAlternatives("Hi", "Hello Ann", to=["ann@ward.example"]).send()
        row = OutboxMessage.objects.get()
        self.assertIn("Hello Ann", row.html_body)
        self.assertIn("-- \nCLIC", row.text_body)

    def test_so_is_what_wagtail_tells_editors(self):
        text = "A page waits.\n\nSee it here: https://clic.example/admin/pages/1/edit/"
        send_as_wagtail_does("It waits", text, ["ann@ward.example"])
        row = OutboxMessage.objects.get()
        self.assertIn('href="https://clic.example/admin/pages/1/edit/"', row.html_body)
        self.assertEqual(row.headers["Auto-Submitted"], "auto-generated")

    def test_what_has_html_of_its_own_keeps_it(self):
        message = EmailMultiAlternatives("Hi", "Hello", to=["ann@ward.example"])
        message.attach_alternative("<p>Hello</p>", "text/html")
        message.send()
        row = OutboxMessage.objects.get()
        self.assertEqual((row.text_body, row.html_body), ("Hello", "<p>Hello</p>"))

    def test_a_mail_that_can_hold_text_alone_stays_as_it_is(self):
        EmailMessage("Hi", "Hello", to=["ann@ward.example"]).send()
        self.assertEqual(OutboxMessage.objects.get().html_body, "")
