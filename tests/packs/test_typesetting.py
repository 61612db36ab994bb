"""The PDF of a pack: what it says, how it is built, and that nothing typed is ever code."""

from unittest.mock import patch

from django.test import TestCase
from django.utils.translation import get_language, override

from packs import typesetting
from packs.content import dated
from packs.typesetting import NotTypeset, typeset
from pages.models import ToolTemplate
from tests.factories import DocumentFactory, ImageFactory, ToolPageFactory
from tests.packs.packing import (
    Structure,
    bookmarks_of,
    content_of,
    text_of,
    texts_of,
    tool_with_steps,
)

HOSTILE = (
    '#let x = 1; #panic("no") *bold* _slanted_ $x^2$ <script>alert(1)</script> '
    '#image("/etc/passwd") `code` \\ ] } ) // /* @ref = == - + ~ \' " {{ x }} %7d'
)


def run(text, **looks):
    return {"text": text, "bold": False, "italic": False, "link": "", **looks}


def paragraph(text):
    return {"kind": "paragraph", "runs": [run(text)]}


def every_kind(text):
    """A node of every kind that says this wherever it says anything."""
    return [
        {"kind": "heading", "level": 3, "text": text},
        {
            "kind": "paragraph",
            "runs": [
                run(text, bold=True),
                run(text, italic=True, link="https://www.example.org/a?b=c#d"),
            ],
        },
        {"kind": "list", "ordered": False, "items": [[paragraph(text)], []]},
        {
            "kind": "list",
            "ordered": True,
            "items": [[paragraph(text), {"kind": "quote", "text": text, "by": ""}]],
        },
        {"kind": "image", "image_id": 0, "alt": text, "caption": text},
        {"kind": "quote", "text": text, "by": text},
        *(
            {"kind": "box", "style": style, "title": text, "nodes": [paragraph(text)]}
            for style in ("inset", "warning", "do", "dont", "card", "unknown")
        ),
        {
            "kind": "table",
            "caption": text,
            "header_row": True,
            "header_column": True,
            "rows": [[text, "Before"], ["Days", text]],
        },
        {
            "kind": "table",
            "caption": "",
            "header_row": False,
            "header_column": False,
            "rows": [],
        },
        {
            "kind": "steps",
            "steps": [
                {
                    "title": text,
                    "minutes": None,
                    "materials": text,
                    "note": text,
                    "nodes": [paragraph(text)],
                }
            ],
        },
        {"kind": "statistic", "number": text, "label": text, "source": text},
        {"kind": "link", "text": text, "url": "https://www.example.org/"},
        {"kind": "nothing"},
    ]


class PdfTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.tool = tool_with_steps(
            title="Five whys",
            what_it_is="<p>Ask <b>why</b> five times.</p>",
            pitfalls="<ul><li>Asking <i>who</i></li></ul>",
            example=[("image", {"image": ImageFactory(), "caption": "At the lake"})],
        )
        sheet = DocumentFactory(title="Sheet of whys")
        ToolTemplate.objects.create(tool=cls.tool, document=sheet)
        cls.other = tool_with_steps(title="Waste wheel", minutes=(45,))
        cls.content = content_of(cls.tool, cls.other, title="Thursday’s workshop")
        cls.pdf = typeset(cls.content)

    def sheet_saying(self, *nodes):
        """The pack with one more section of these nodes."""
        sheet = self.content["sheets"][0]
        section = {"name": "example", "title": "More", "nodes": list(nodes)}
        sections = [*sheet["sections"], section]
        return {**self.content, "sheets": [{**sheet, "sections": sections}]}

    def test_says_what_the_tools_say(self):
        text = text_of(self.pdf)
        for part in (
            "Thursday’s workshop",
            "Facilitator’s copy",
            "Contents",
            "Have ready",
            "Run sheet",
            "09:30–10:00",
            "10:00–10:45",
            "Ask why five times.",
            "Asking who",
            "Pens for step 2",
            "Whispered 1",
            "At the lake",
            "Sheet of whys",
            self.content["version"],
        ):
            with self.subTest(part=part):
                self.assertIn(part, text)

    def test_each_tool_begins_on_a_page_of_its_own_and_pages_are_numbered(self):
        pages = texts_of(self.pdf)
        first = next(n for n, page in enumerate(pages) if "Ask why" in page)
        other = next(
            n for n, page in enumerate(pages) if "45 minutes" in page and n > first
        )
        self.assertLess(first, other)
        self.assertIn(f"Page {first + 1} of {len(pages)}", pages[first])
        self.assertIn(f"Page {other + 1} of {len(pages)}", pages[other])

    def test_addresses_of_links_are_printed(self):
        self.assertIn(self.tool.canonical_url.rstrip("/"), text_of(self.pdf))

    def test_is_tagged_with_title_and_language(self):
        structure = Structure(self.pdf)
        self.assertTrue(structure.root.MarkInfo.Marked)
        self.assertEqual(str(structure.root.Lang), "en-GB")
        self.assertTrue(structure.root.ViewerPreferences.DisplayDocTitle)
        with structure.pdf.open_metadata() as metadata:
            self.assertEqual(metadata["dc:title"], "Thursday’s workshop")
            self.assertEqual(metadata["pdfuaid:part"], "1")

    def test_has_headings_lists_tables_and_bookmarks(self):
        structure = Structure(self.pdf)
        for kind in ("/Title", "/H1", "/H2", "/L", "/LI", "/Table", "/TH", "/TOC"):
            with self.subTest(kind=kind):
                self.assertTrue(structure.of_kind(kind))
        bookmarks = bookmarks_of(self.pdf)
        self.assertIn(("Run sheet", 0), bookmarks)
        self.assertIn(("Five whys", 0), bookmarks)
        self.assertIn(("Pitfalls", 1), bookmarks)

    def test_every_picture_has_words(self):
        structure = Structure(self.pdf)
        figures = structure.of_kind("/Figure")
        alternatives = [str(figure.get("/Alt", "")) for figure in figures]
        self.assertTrue(all(alternatives))
        self.assertIn("A lake between fells.", alternatives)
        self.assertTrue(any(self.tool.canonical_url in alt for alt in alternatives))

    def test_the_handout_has_no_notes_and_room_for_ones_own(self):
        text = text_of(typeset(content_of(self.tool, self.other, copy="handout")))
        self.assertIn("Handout", text)
        self.assertIn("Step 2", text)
        self.assertIn("Your notes", text)
        self.assertNotIn("Whispered", text)
        self.assertNotIn("For the facilitator", text)

    def test_nothing_typed_is_code(self):
        said = self.sheet_saying(*every_kind(HOSTILE))
        said |= {"title": HOSTILE, "subtitle": HOSTILE, "description": HOSTILE}
        said["sheets"][0] |= {"title": HOSTILE, "purpose": HOSTILE, "summary": HOSTILE}
        pdf = typeset(said)
        with Structure(pdf).pdf.open_metadata() as metadata:
            self.assertEqual(metadata["dc:title"], HOSTILE)
            self.assertEqual(metadata["pdfuaid:part"], "1")
        text = "".join(text_of(pdf).split())
        for part in (
            "*bold*",
            "#let",
            "$x^2$",
            "<script>alert(1)</script>",
            "_slanted_",
        ):
            with self.subTest(part=part):
                self.assertGreater(text.count(part), 20)

    def test_every_kind_of_node_may_be_empty(self):
        typeset(self.sheet_saying(*every_kind("")))

    def test_speaks_the_languages_of_the_county(self):
        for text in (
            "Zażółć gęślą jaźń",
            "Îmbunătățire și învățare",
            "أدوات التحسين",
            "İyileştirme araçları",
            "改进工具",
            "উন্নতির সরঞ্জাম",
            "Szükséges eszközök őrzése",
            "Инструменти за подобрение",
            "Ferramentas de melhoria à mão",
            "¿Qué mejorará mañana?",
        ):
            with self.subTest(text=text):
                pdf = typeset(self.sheet_saying(paragraph(text)))
                with Structure(pdf).pdf.open_metadata() as metadata:
                    # Given only when every letter had a shape.
                    self.assertEqual(metadata["pdfuaid:part"], "1")

    def test_a_letter_without_a_shape_costs_only_the_promise(self):
        pdf = typeset(self.sheet_saying(paragraph("Well done 🜲 𓀀")))
        structure = Structure(pdf)
        self.assertTrue(structure.root.MarkInfo.Marked)
        with structure.pdf.open_metadata() as metadata:
            self.assertNotIn("pdfuaid:part", metadata)

    def test_follows_the_language_of_the_reader(self):
        with override("ar"):
            content = content_of(self.tool)
        spoken = []

        def noted(*args):
            spoken.append(get_language())
            return dated(*args)

        # The worker itself speaks English.
        with patch.object(typesetting, "dated", noted):
            structure = Structure(typeset(content))
        self.assertEqual(str(structure.root.Lang), "ar")
        self.assertEqual(spoken, ["ar"])

    def test_a_lost_picture_leaves_its_caption(self):
        content = content_of(self.tool)
        with patch.object(typesetting, "_put_picture", return_value=False):
            self.assertIn("At the lake", text_of(typeset(content)))

    def test_a_program_that_hangs_is_stopped(self):
        with (
            patch.object(typesetting, "SECONDS_AT_MOST", 0.001),
            self.assertRaises(NotTypeset),
        ):
            typeset(self.content)

    def test_what_can_t_be_set_is_told(self):
        broken = self.sheet_saying({"kind": "paragraph"})
        with self.assertRaises(NotTypeset):
            typeset(broken)

    def test_a_long_word_stays_on_the_paper(self):
        content = content_of(ToolPageFactory(title="a" * 250, purpose="b" * 90))
        self.assertIn("aaaa", text_of(typeset(content)))
