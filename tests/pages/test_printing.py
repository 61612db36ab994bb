"""What blocks are on paper: data in a small vocabulary, with nothing lost."""

import json

from django.test import SimpleTestCase, TestCase
from wagtail.blocks import StreamBlock

from pages.blocks import BodyBlock, FacilitatedStepsBlock
from pages.blocks.printing import box, rich_text_nodes, rich_text_words, stream_nodes
from tests.factories import (
    CaptionTrackFactory,
    DocumentFactory,
    ImageFactory,
    MediaFactory,
    StoryPageFactory,
)
from tests.pages.print_nodes import mistakes


def run(text, *, bold=False, italic=False, link=""):
    return {"text": text, "bold": bold, "italic": italic, "link": link}


class RichTextTests(TestCase):
    def test_headings_paragraphs_and_lists_keep_their_order(self):
        nodes = rich_text_nodes(
            "<h2>Why</h2><p>We tried.</p><ol><li>First</li><li>Then<ul><li>More</li></ul></li></ol><h3>So</h3>"
        )
        self.assertEqual(mistakes(nodes), [])
        self.assertEqual(
            [node["kind"] for node in nodes],
            ["heading", "paragraph", "list", "heading"],
        )
        self.assertEqual([nodes[0]["level"], nodes[3]["level"]], [2, 3])
        self.assertTrue(nodes[2]["ordered"])
        first, second = nodes[2]["items"]
        self.assertEqual(first[0]["runs"], [run("First")])
        self.assertEqual(second[1]["items"][0][0]["runs"], [run("More")])

    def test_bold_italic_and_links_are_runs(self):
        (node,) = rich_text_nodes(
            '<p>Ask <b>all <i>of</i></b> <em>them</em>: <a href="https://who.example/x">here</a>.</p>'
        )
        self.assertEqual(
            node["runs"],
            [
                run("Ask "),
                run("all ", bold=True),
                run("of", bold=True, italic=True),
                run(" "),
                run("them", italic=True),
                run(": "),
                run("here", link="https://who.example/x"),
                run("."),
            ],
        )

    def test_pages_and_documents_get_their_whole_address(self):
        page, document = StoryPageFactory(), DocumentFactory(title="A3 template")
        with self.settings(PUBLIC_URL="https://clic.example"):
            nodes = rich_text_nodes(
                f'<p><a linktype="page" id="{page.pk}">The story</a> and '
                f'<a linktype="document" id="{document.pk}">the form</a></p>'
            )
        self.assertEqual(
            [piece["link"] for piece in nodes[0]["runs"]],
            [
                f"https://clic.example{page.get_url()}",
                "",
                "https://clic.example/downloads/a3-template/",
            ],
        )

    def test_what_leads_nowhere_on_paper_is_text(self):
        nodes = rich_text_nodes(
            '<p><a href="#top">Up</a> <a linktype="page" id="999999">Gone</a> <a href="javascript:x">Odd</a></p>'
        )
        self.assertEqual(nodes[0]["runs"], [run("Up Gone Odd")])

    def test_an_address_that_was_never_filled_in_breaks_nothing(self):
        for address in ("http://[address]/", "https://[::1", "//[here"):
            with self.subTest(address):
                nodes = rich_text_nodes(f'<p><a href="{address}">Here</a></p>')
                self.assertEqual(nodes[0]["runs"], [run("Here")])

    def test_no_text_is_lost_and_no_markup_is_kept(self):
        nodes = rich_text_nodes(
            "Alone <p>A &lt;b&gt; &amp; c<br/>d</p><blockquote><p>Said</p></blockquote>"
            "<p><u>Odd</u></p><!-- unseen --><p> </p>after"
        )
        texts = ["".join(piece["text"] for piece in node["runs"]) for node in nodes]
        self.assertEqual(texts, ["Alone", "A <b> & c\nd", "Said", "Odd", "after"])

    def test_a_picture_in_a_line_is_told_by_its_alt_text(self):
        nodes = rich_text_nodes('<p><img alt="A lake" src="/x.png"></p>')
        self.assertEqual(nodes[0]["runs"], [run("A lake")])

    def test_as_words_each_paragraph_has_a_line(self):
        text = rich_text_words(
            "<p>Ask <b>all</b>.</p><ul><li>One</li><li>Two</li></ul>"
        )
        self.assertEqual(text, "Ask all.\nOne\nTwo")


class PromiseTests(SimpleTestCase):
    def test_what_breaks_it_is_found(self):
        for nodes in (
            [{"kind": "poem"}],
            [{"kind": "heading", "level": 1, "text": "Too high"}],
            [{"kind": "heading", "level": True, "text": "No number"}],
            [{"kind": "quote", "text": "No by"}],
            [{"kind": "list", "ordered": False, "items": [[{"kind": "poem"}]]}],
            [{"kind": "paragraph", "runs": [{"text": "No looks"}]}],
            box("frame", "", []),
        ):
            with self.subTest(nodes=nodes):
                self.assertEqual(len(mistakes(nodes)), 1)


class BlockTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        ImageFactory(), DocumentFactory(title="Run chart"), StoryPageFactory()
        CaptionTrackFactory(media=MediaFactory())

    def test_each_preview_gives_nodes_that_can_be_printed(self):
        for name, block in BodyBlock().child_blocks.items():
            with self.subTest(name):
                nodes = block.print_nodes(block.get_preview_value())
                self.assertTrue(nodes)
                self.assertEqual(mistakes(nodes), [])
                self.assertEqual(json.loads(json.dumps(nodes)), nodes)

    def test_a_block_that_nothing_was_typed_into_breaks_nothing(self):
        for name, block in BodyBlock().child_blocks.items():
            with self.subTest(name):
                self.assertEqual(mistakes(block.print_nodes(block.get_default())), [])

    def test_a_picture_is_named_with_its_caption_and_who_made_it(self):
        block = BodyBlock().child_blocks["image"]
        picture = ImageFactory(credit="A. Walker")
        value = block.normalize({"image": picture, "caption": "First light."})
        self.assertEqual(
            block.print_nodes(value),
            [
                {
                    "kind": "image",
                    "image_id": picture.pk,
                    "alt": "A lake between fells.",
                    "caption": "First light. A. Walker",
                }
            ],
        )

    def test_a_body_is_the_nodes_of_its_blocks_in_order(self):
        body = BodyBlock()
        stream = body.to_python(
            [
                {"type": "quote", "value": {"quote": "First", "attribution": "A"}},
                {"type": "text", "value": "<p>Second</p>"},
            ]
        )
        self.assertEqual(
            [node["kind"] for node in body.print_nodes(stream)], ["quote", "paragraph"]
        )

    def test_steps_carry_minutes_materials_and_the_note(self):
        block = StreamBlock([("steps", FacilitatedStepsBlock())])
        stream = block.to_python(
            [
                {
                    "type": "steps",
                    "value": {
                        "steps": [
                            {
                                "title": "Walk it",
                                "text": "<p>Slowly.</p>",
                                "minutes": 20,
                                "materials": "Pens",
                                "facilitator_note": "<p>Wait.</p>",
                            },
                            {"title": "Told before minutes were kept", "text": ""},
                        ]
                    },
                }
            ]
        )
        nodes = stream_nodes(stream)
        self.assertEqual(mistakes(nodes), [])
        first, second = nodes[0]["steps"]
        self.assertEqual(
            (first["minutes"], first["materials"], first["note"]),
            (20, "Pens", "Wait."),
        )
        self.assertEqual(
            (second["minutes"], second["materials"], second["note"]), (None, "", "")
        )
