"""How long a text takes to read: counted from what readers see, in any script, without a query."""

from django.test import SimpleTestCase, TestCase

from pages.blocks import BodyBlock
from pages.models import StoryPage
from pages.reading_time import minutes_to_read, words_in
from tests.factories import (
    ImageFactory,
    InformationPageFactory,
    StoryPageFactory,
)


def stream(*parts):
    return BodyBlock().to_python(
        [{"type": name, "value": value} for name, value in parts]
    )


class WordTests(SimpleTestCase):
    def test_words_stand_between_spaces(self):
        self.assertEqual(words_in("Don't skip the follow-up – ever!"), 5)
        self.assertEqual(words_in("76% of 1,200 people"), 4)
        self.assertEqual(words_in(" – … ☃ "), 0)

    def test_marks_above_and_below_letters_split_no_word(self):
        self.assertEqual(words_in("كَتَبَ الطالبُ الدرسَ"), 3)
        self.assertEqual(words_in("স্বাস্থ্য তথ্য"), 2)

    def test_scripts_without_spaces_are_counted_by_their_signs(self):
        self.assertEqual(words_in("健康信息"), 2)
        self.assertEqual(words_in("健康 NHS 信息。"), 3)
        self.assertEqual(words_in("ひらがな"), 2)
        self.assertEqual(words_in("สุขภาพดี"), 2)


class MinutesTests(SimpleTestCase):
    def test_an_empty_page_takes_none(self):
        self.assertEqual(minutes_to_read(stream()), 0)
        self.assertEqual(minutes_to_read(stream(("text", "<p></p>"))), 0)

    def test_a_begun_minute_is_a_minute(self):
        for words, minutes in ((1, 1), (230, 1), (231, 2), (920, 4)):
            with self.subTest(words=words):
                text = f"<p>{'word ' * words}</p>"
                self.assertEqual(minutes_to_read(stream(("text", text))), minutes)

    def test_markup_and_addresses_are_not_read(self):
        links = '<a href="https://long.example/a b c">one</a> &amp; ' * 230
        self.assertEqual(minutes_to_read(stream(("text", links))), 1)

    def test_each_text_of_each_block_counts(self):
        many = "word " * 100
        body = stream(
            ("quote", {"quote": many, "attribution": many}),
            (
                "steps",
                {"steps": [{"type": "item", "value": {"title": many, "text": many}}]},
            ),
            (
                "table",
                {
                    "table": {
                        "caption": many,
                        "columns": [{"type": "text", "heading": many}],
                        "rows": [{"values": [many]}],
                    }
                },
            ),
            ("do_list", {"title": "", "points": [many, many]}),
        )
        self.assertEqual(minutes_to_read(body), 4)

    def test_what_is_not_part_of_the_text_does_not_count(self):
        many = "word " * 300
        body = stream(
            ("heading", {"text": "One", "level": "h2", "anchor": many}),
            (
                "call_to_action",
                {"text": "", "label": "Two", "page": 1, "address": f"https://{many}"},
            ),
            ("figure", {"image": 1, "title": "Three", "long_description": many}),
            ("gone", {"text": many}),
        )
        self.assertEqual(minutes_to_read(body), 1)

    def test_a_default_of_each_block_can_be_counted(self):
        for name, block in BodyBlock().child_blocks.items():
            with self.subTest(name):
                value = block.get_prep_value(block.get_default())
                self.assertIn(minutes_to_read(stream((name, value))), (0, 1))


class PageTests(TestCase):
    def test_counting_asks_the_database_for_nothing(self):
        image = ImageFactory()
        story = StoryPageFactory(
            body=[
                ("image", {"image": image, "caption": "One two"}),
                ("related_pages", {"title": "", "pages": [StoryPageFactory()]}),
            ]
        )
        story = StoryPage.objects.get(pk=story.pk)
        with self.assertNumQueries(0):
            self.assertEqual(story.minutes_to_read, 1)

    def test_stories_and_plain_pages_say_it(self):
        body = [("text", "<p>" + "word " * 700 + "</p>")]
        for page in (StoryPageFactory(body=body), InformationPageFactory(body=body)):
            with self.subTest(type(page).__name__):
                self.assertContains(
                    self.client.get(page.get_url()), "4 minutes to read"
                )

    def test_a_page_without_text_says_nothing(self):
        page = InformationPageFactory(body=[])
        self.assertNotContains(self.client.get(page.get_url()), "to read")
