"""Slides for a wall or a screen."""

import io

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Mm, Pt

from ..pictures.palettes import BRACKEN, LAKE, PAPER
from .imprint import AUTHOR, MADE_ON

WIDE, HIGH = Mm(338.67), Mm(190.5)
TITLE_ONLY = 5


def colour(code):
    return RGBColor.from_string(code[1:].upper())


class SlideDeck:
    """Wide slides that carry a real title each, and say what they are in British English."""

    def __init__(self, title, subject):
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = WIDE, HIGH
        properties = self.deck.core_properties
        properties.title, properties.subject = title, subject
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = "en-GB"
        properties.created = properties.modified = MADE_ON

    def slide(self, title, notes):
        slide = self.deck.slides.add_slide(self.deck.slide_layouts[TITLE_ONLY])
        head = slide.shapes.title
        head.left, head.top, head.width, head.height = Mm(18), Mm(10), Mm(302), Mm(20)
        head.text_frame.text = title
        head.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        paragraph = head.text_frame.paragraphs[0]
        paragraph.alignment = 1
        self.dress(paragraph, size=32, bold=True, shade=LAKE)
        slide.notes_slide.notes_text_frame.text = notes
        return slide

    @staticmethod
    def dress(paragraph, *, size=16, bold=False, shade="#17323c"):
        for run in paragraph.runs:
            run.font.name, run.font.size, run.font.bold = "Arial", Pt(size), bold
            run.font.color.rgb = colour(shade)
            run.font.language_id = MSO_LANGUAGE_ID.ENGLISH_UK

    def words(
        self,
        slide,
        x,
        y,
        wide,
        high,
        *lines,
        size=16,
        bold=False,
        shade="#17323c",
        name,
    ):
        box = slide.shapes.add_textbox(Mm(x), Mm(y), Mm(wide), Mm(high))
        box.name = name
        frame = box.text_frame
        frame.word_wrap = True
        for index, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
            paragraph.text = line
            paragraph.space_after = Pt(5)
            self.dress(paragraph, size=size, bold=bold, shade=shade)

    def block(self, slide, x, y, wide, high, fill, head, text, *, ink, name):
        block = slide.shapes.add_shape(1, Mm(x), Mm(y), Mm(wide), Mm(high))
        block.name = name
        block.fill.solid()
        block.fill.fore_color.rgb = colour(fill)
        block.line.fill.background()
        block.shadow.inherit = False
        frame = block.text_frame
        frame.word_wrap = True
        frame.vertical_anchor = MSO_ANCHOR.TOP
        frame.text = head
        frame.paragraphs[0].alignment = 1
        self.dress(frame.paragraphs[0], size=20, bold=True, shade=ink)
        paragraph = frame.add_paragraph()
        paragraph.text = text
        paragraph.alignment = 1
        self.dress(paragraph, size=15, shade=ink)

    def table(self, slide, x, y, wide, head, rows, widths, *, high, name):
        frame = slide.shapes.add_table(
            len(rows) + 1, len(head), Mm(x), Mm(y), Mm(wide), Mm(high)
        )
        frame.name = name
        table = frame.table
        table.first_row, table.horz_banding = True, False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Mm(width)
        for row_number, row in enumerate((head, *rows)):
            for cell, text in zip(table.rows[row_number].cells, row, strict=True):
                cell.text = text
                cell.fill.solid()
                cell.fill.fore_color.rgb = colour(LAKE if row_number == 0 else PAPER)
                self.dress(
                    cell.text_frame.paragraphs[0],
                    size=15,
                    bold=row_number == 0,
                    shade="#ffffff" if row_number == 0 else "#17323c",
                )

    def bytes(self):
        file = io.BytesIO()
        self.deck.save(file)
        return file.getvalue()


def stakeholder_grid():
    """Who to think of, where they stand, and what to do about it."""
    deck = SlideDeck("Stakeholder grid", "Stakeholder analysis")
    slide = deck.slide(
        "1. Who should we think of?",
        "Five minutes alone, then share. One name on one note. Ask of each line: who have we forgotten?",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        ("People who …", "Names or groups"),
        [
            ("use the service, or care for someone who does", ""),
            ("do the work today", ""),
            ("decide about money, rooms or staff", ""),
            ("have to change what they do because of it", ""),
            ("others listen to, whatever their job", ""),
            ("could stop it", ""),
        ],
        (122, 180),
        high=128,
        name="Who to think of",
    )
    slide = deck.slide(
        "2. Where do they stand?",
        "Move each note into one of the four fields. How much does it touch them? How much can they move? The grid is for the team only: write nothing that you would not say to the person.",
    )
    for x, y, fill, head, text, ink in (
        (
            40,
            34,
            PAPER,
            "Keep content",
            "Much influence, little touched. Ask what they need to know, and keep it short.",
            "#17323c",
        ),
        (
            182,
            34,
            LAKE,
            "Work side by side",
            "Much influence, much touched. Plan and decide with them.",
            "#ffffff",
        ),
        (
            40,
            104,
            PAPER,
            "Keep informed",
            "Little influence, little touched. Tell them what changes and when.",
            "#17323c",
        ),
        (
            182,
            104,
            BRACKEN,
            "Bring in and back up",
            "Little influence, much touched. Often the people who use the service. Make room for them.",
            "#ffffff",
        ),
    ):
        deck.block(slide, x, y, 138, 66, fill, head, text, ink=ink, name=head)
    deck.words(
        slide,
        40,
        172,
        280,
        10,
        "How much it touches them: little on the left, much on the right",
        size=14,
        bold=True,
        shade=LAKE,
        name="Axis from left to right",
    )
    deck.words(
        slide,
        8,
        34,
        31,
        66,
        "Much influence",
        size=14,
        bold=True,
        shade=LAKE,
        name="Upper row",
    )
    deck.words(
        slide,
        8,
        104,
        31,
        66,
        "Little influence",
        size=14,
        bold=True,
        shade=LAKE,
        name="Lower row",
    )
    slide = deck.slide(
        "3. What will we do?",
        "No more than six lines. A line without a name and a date is a wish.",
    )
    deck.table(
        slide,
        18,
        38,
        302,
        ("Who", "What matters to them", "What we will do", "Whose job", "By when"),
        [("", "", "", "", "")] * 6,
        (58, 82, 92, 38, 32),
        high=128,
        name="What we will do",
    )
    return deck.bytes()
