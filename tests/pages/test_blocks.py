"""Each block shows what editors put in, as HTML without errors, and shows itself before it is chosen."""

import html5lib
from django.core.exceptions import ValidationError
from django.test import SimpleTestCase, TestCase
from django.urls import reverse
from wagtail.blocks import StreamValue

from pages.blocks import BodyBlock, FacilitatedStepsBlock
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    StoryPageFactory,
    UserFactory,
)

BLOCKS = BodyBlock().child_blocks


def parsed(html):
    return html5lib.HTMLParser(strict=True).parseFragment(html)


class RenderingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.image = ImageFactory(credit="A. Walker")
        cls.document = DocumentFactory(title="A3 template", language="pl")
        cls.media = MediaFactory()
        CaptionTrackFactory(media=cls.media)
        cls.story = StoryPageFactory(title="A quick start")
        # What goes into each block, and words or markup that must come out.
        cls.examples = {
            "text": ("<h2>What we did</h2>", ["<h2", "What we did"]),
            "image": (
                {"image": cls.image, "caption": "First light"},
                ['alt="A lake between fells."', "First light", "A. Walker"],
            ),
            "figure": (
                {
                    "image": cls.image,
                    "title": "Days to answer",
                    "long_description": "<p>From 30 to 19.</p>",
                    "source": "Own count",
                },
                ["<figcaption", "Days to answer", "From 30 to 19.", "Own count"],
            ),
            "quote": (
                {"quote": "It < changed us", "attribution": "Ward sister"},
                ["<blockquote", "It &lt; changed us", "Ward sister"],
            ),
            "statistic": (
                {"number": "76%", "label": "of referrals", "source": "GPs"},
                ["76%", "of referrals", "GPs"],
            ),
            "steps": (
                {"steps": [{"title": "Meet", "text": "<p>Ten minutes.</p>"}]},
                ["<ol", "Meet", "Ten minutes."],
            ),
            "inset": ({"text": "<p>Bring everyone.</p>"}, ["Bring everyone."]),
            "expander": (
                {"title": "Lead time", "text": "<p>From asking to getting.</p>"},
                ["<summary", "Lead time", "From asking to getting."],
            ),
            "download": (
                {"document": cls.document, "text": "Print it large"},
                [
                    'href="/downloads/a3-template/"',
                    "A3 template",
                    "Polski",
                    "Print it large",
                ],
            ),
            "heading": (
                {"text": "Who was there", "level": "h3", "anchor": "who"},
                ['<h3 class="block-heading" id="section-who">', "Who was there"],
            ),
            "timeline": (
                {
                    "moments": [
                        {"when": "May 2024", "text": "<p>We counted.</p>"},
                        {"when": "June 2024", "text": "<p>We met.</p>"},
                    ]
                },
                ["<ol", "May 2024", "We counted.", "June 2024", "We met."],
            ),
            "questions": (
                {
                    "title": "You asked",
                    "questions": [
                        {"question": "Who < comes?", "answer": "<p>Everyone.</p>"}
                    ],
                },
                ["You asked</h3>", "<summary", "Who &lt; comes?", "Everyone."],
            ),
            "do_list": (
                {"title": "", "points": ["ask early", "ask <everyone>"]},
                ["Do</h3>", "ask early", "ask &lt;everyone&gt;", "callout--do"],
            ),
            "dont_list": (
                {"title": "Never", "points": ["blame anyone"]},
                ["Never</h3>", "blame anyone", "callout--dont"],
            ),
            "warning": (
                {"title": "At night", "text": "<p>Call the sister.</p>"},
                ["Important: </span>At night</h3>", "Call the sister."],
            ),
            "table": (
                {
                    "table": {
                        "caption": "Who does what",
                        "columns": [
                            {"type": "text", "heading": "Role"},
                            {"type": "text", "heading": "Task"},
                        ],
                        "rows": [{"values": ["Lead", "Books <a> room"]}],
                    },
                    "header_column": True,
                },
                [
                    "<caption>Who does what</caption>",
                    '<th scope="col">Task</th>',
                    '<th scope="row">Lead</th>',
                    "<td>Books &lt;a&gt; room</td>",
                    'tabindex="0"',
                ],
            ),
            "chart": (
                {
                    "kind": "run",
                    "message": "Waits fell.",
                    "table": {
                        "caption": "Days to wait",
                        "columns": [
                            {"type": "label", "heading": "Month"},
                            {"type": "number", "heading": "Days"},
                        ],
                        "rows": [
                            {"values": ["May", 1030]},
                            {"values": ["June", None]},
                            {"values": ["July", 19.5]},
                        ],
                    },
                    "source": "Own count",
                },
                [
                    'role="img"',
                    'aria-label="Chart. Waits fell. The numbers are in the table."',
                    "Median 524.75",
                    '<th scope="row">May</th>',
                    "1,030",
                    "19.5",
                    "Own count",
                ],
            ),
            "gallery": (
                {
                    "pictures": [
                        {"image": cls.image, "caption": "Before"},
                        {"image": cls.image, "caption": "After"},
                    ]
                },
                ['alt="A lake between fells."', "Before", "After", "A. Walker"],
            ),
            "call_to_action": (
                {
                    "text": "It takes an hour.",
                    "label": "Book a place",
                    "page": None,
                    "address": "https://booking.example/?a=1&b=2",
                },
                [
                    "It takes an hour.",
                    'href="https://booking.example/?a=1&amp;b=2"',
                    "Book a place",
                ],
            ),
            "related_pages": (
                {"title": "", "pages": [cls.story]},
                [f'href="{cls.story.get_url()}"', "A quick start", "Story"],
            ),
            "contact": (
                {
                    "name": "Improvement team",
                    "role": "Help to begin",
                    "email": "team@ward.example",
                    "phone": "01229 49 60 00",
                    "address": "https://team.example/",
                    "hours": "Mondays",
                },
                [
                    "Improvement team</h3>",
                    "Help to begin",
                    'href="mailto:team@ward.example"',
                    'href="tel:01229496000"',
                    'href="https://team.example/"',
                    "Mondays",
                ],
            ),
            "video": (
                {"video": cls.media, "title": "The review", "poster": cls.image},
                ["<video", "The review", "<track", 'srclang="en"'],
            ),
        }

    def rendered(self, name):
        value, _expected = self.examples[name]
        block = BLOCKS[name]
        return block.render(block.normalize(value))

    def test_there_is_an_example_of_each(self):
        self.assertEqual(set(self.examples), set(BLOCKS))

    def test_each_shows_what_was_put_in(self):
        for name, (_value, expected) in self.examples.items():
            with self.subTest(name):
                html = self.rendered(name)
                for words in expected:
                    self.assertIn(words, html)

    def test_each_is_html_without_errors(self):
        for name in self.examples:
            with self.subTest(name):
                parsed(self.rendered(name))

    def test_a_body_shows_its_blocks_in_order(self):
        body = BodyBlock()
        stream = StreamValue(
            body,
            [("quote", {"quote": "First"}), ("inset", {"text": "<p>Second</p>"})],
        )
        html = body.render(stream)
        self.assertLess(html.index("First"), html.index("Second"))


class FacilitatedStepsTests(SimpleTestCase):
    def steps(self, **step):
        empty = {"text": "", "minutes": None, "materials": "", "facilitator_note": ""}
        return FacilitatedStepsBlock().normalize(
            {"steps": [{"title": "Walk it", **empty, **step}]}
        )

    def test_minutes_materials_and_the_note_are_shown(self):
        value = self.steps(
            minutes=20, materials="Pens < paper", facilitator_note="<p>Wait.</p>"
        )
        html = FacilitatedStepsBlock().render(value)
        parsed(html)
        for words in ("20 minutes", "Pens &lt; paper", "<details", "Wait."):
            self.assertIn(words, html)

    def test_what_a_step_does_not_need_is_not_mentioned(self):
        html = FacilitatedStepsBlock().render(self.steps())
        self.assertIn("Walk it", html)
        for words in ("<dl", "<details"):
            self.assertNotIn(words, html)

    def test_one_minute_is_the_least_and_ten_hours_are_the_most(self):
        self.assertIn(
            "1 minute<", FacilitatedStepsBlock().render(self.steps(minutes=1))
        )
        for minutes in (0, 601):
            with self.subTest(minutes), self.assertRaises(ValidationError):
                FacilitatedStepsBlock().clean(self.steps(minutes=minutes))


class PreviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = UserFactory(is_superuser=True)

    def setUp(self):
        self.client.force_login(self.editor)

    def preview(self, block):
        address = reverse("wagtailadmin_block_preview")
        return self.client.get(address, {"id": block.definition_prefix})

    def test_each_says_what_it_is_for_and_can_be_previewed(self):
        for name, block in BLOCKS.items():
            with self.subTest(name):
                self.assertTrue(block.is_previewable)
                self.assertTrue(block.get_description())

    def test_each_is_previewed_in_the_sites_look(self):
        ImageFactory(), DocumentFactory(title="Run chart"), MediaFactory()
        for name, block in BLOCKS.items():
            with self.subTest(name):
                response = self.preview(block)
                self.assertContains(response, "css/site.css")
                self.assertContains(response, 'class="prose"')

    def test_what_shows_a_file_is_previewed_with_the_newest_one(self):
        ImageFactory()
        newest = ImageFactory(description="The newest lake.")
        document = DocumentFactory()
        self.assertContains(self.preview(BLOCKS["image"]), newest.description)
        self.assertContains(self.preview(BLOCKS["download"]), document.url)

    def test_an_empty_library_breaks_no_preview(self):
        for name, block in BLOCKS.items():
            with self.subTest(name):
                self.assertEqual(self.preview(block).status_code, 200)
