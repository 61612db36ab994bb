"""Slides for a wall or a screen."""

import io

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Mm, Pt

from ..pictures.palettes import LAKE, PAPER
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
