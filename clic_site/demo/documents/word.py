"""Templates for Word: real headings, real tables, and boxes to write in."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from library.languages import direction

from ..pictures import SCENES, landscape
from ..pictures.palettes import LAKE, PAPER
from .imprint import AUTHOR, MADE_ON


class WordTemplate:
    """A Word file in the look of the site, ready to be filled."""

    def __init__(
        self,
        title,
        introduction,
        *,
        subject,
        landscape=False,
        a3=False,
        language="en-GB",
        text_size=11,
        footer="Use it, change it, pass it on.",
    ):
        self.document = Document()
        self.language, self.text_size = language, text_size
        self._describe(title, subject)
        self._style()
        section = self.document.sections[0]
        short, long = (Mm(297), Mm(420)) if a3 else (Mm(210), Mm(297))
        section.page_width, section.page_height = short, long
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = long, short
        section.left_margin = section.right_margin = Mm(18)
        section.top_margin = section.bottom_margin = Mm(15)
        section.footer.paragraphs[0].text = f"{title}. {AUTHOR}. {footer}"
        self.document.add_paragraph(title, style="Title")
        self.document.add_paragraph(introduction)

    def _describe(self, title, subject):
        properties = self.document.core_properties
        properties.title, properties.subject = title, subject
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = self.language
        properties.created = properties.modified = MADE_ON
        properties.comments = ""

    def _style(self):
        styles = self.document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), self.language)
            language.set(qn("w:bidi"), self.language)
        larger = self.text_size - 11
        for name, size, before, after in (
            ("Normal", 11 + larger, 0, 6),
            ("Title", 26 + larger, 0, 6),
            ("Heading 1", 15 + larger, 12, 4),
            ("Heading 2", 12 + larger, 8, 2),
            ("List Bullet", 11 + larger, 0, 3),
            ("List Number", 11 + larger, 0, 3),
            ("Footer", 9, 0, 0),
        ):
            style = styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
            self._size_of_arabic_letters(style, size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for kind in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{kind}"), None)
            for kind in ("ascii", "hAnsi", "eastAsia", "cs"):
                fonts.set(qn(f"w:{kind}"), "Arial")
            style.paragraph_format.space_before = Pt(before)
            style.paragraph_format.space_after = Pt(after)
            if name == "Title" or name.startswith("Heading"):
                style.font.bold = True
                style.font.color.rgb = RGBColor.from_string(LAKE[1:])
        title = styles["Title"].element.get_or_add_pPr()
        for border in title.findall(qn("w:pBdr")):
            title.remove(border)
        answer = styles.add_style("Answer", WD_STYLE_TYPE.PARAGRAPH)
        answer.base_style = styles["Normal"]
        answer.font.color.rgb = RGBColor(0x55, 0x60, 0x64)
        answer.paragraph_format.left_indent = Mm(2)
        answer.paragraph_format.right_indent = Mm(2)
        answer.paragraph_format.space_after = Pt(8)
        borders = OxmlElement("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            border = OxmlElement(f"w:{side}")
            for key, value in (
                ("val", "single"),
                ("sz", "8"),
                ("space", "5"),
                ("color", LAKE[1:]),
            ):
                border.set(qn(f"w:{key}"), value)
            borders.append(border)
        # Word is strict about the order of what it finds here: borders stand before spacing.
        answer.element.get_or_add_pPr().insert_element_before(
            borders, "w:spacing", "w:ind", "w:jc"
        )

        if direction(self.language) == "rtl":
            self._write_from_the_right()

    @staticmethod
    def _size_of_arabic_letters(style, size):
        """Word keeps the size of letters written from the right apart from that of the others."""
        properties = style.element.get_or_add_rPr()
        for mark in properties.findall(qn("w:szCs")):
            properties.remove(mark)
        mark = OxmlElement("w:szCs")
        mark.set(qn("w:val"), str(size * 2))
        properties.insert_element_before(
            mark, "w:highlight", "w:u", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang"
        )

    def _write_from_the_right(self):
        """Let every paragraph begin at the right; all styles inherit it from this one."""
        normal = self.document.styles["Normal"].element
        normal.get_or_add_pPr().insert_element_before(
            OxmlElement("w:bidi"), "w:spacing", "w:ind", "w:jc"
        )
        normal.get_or_add_rPr().insert_element_before(
            OxmlElement("w:rtl"), "w:cs", "w:em", "w:lang"
        )

    def columns(self, count):
        """Let the text that follows run in newspaper columns."""
        section = self.document.add_section(0)
        columns = section._sectPr.find(qn("w:cols"))
        columns.set(qn("w:num"), str(count))
        columns.set(qn("w:space"), "480")

    def heading(self, text, level=1):
        self.document.add_heading(text, level)

    def text(self, text):
        self.document.add_paragraph(text)

    def picture(self, scene, *, width=70):
        """A drawing of the site, with its description."""
        run = self.document.add_paragraph().add_run()
        shape = run.add_picture(
            io.BytesIO(landscape(scene, scene=scene, width=600, height=400)),
            width=Mm(width),
        )
        shape._inline.docPr.set("descr", SCENES[scene].alt)

    def bullets(self, *items):
        for item in items:
            self.document.add_paragraph(item, style="List Bullet")

    def numbers(self, *items):
        for item in items:
            self.document.add_paragraph(item, style="List Number")

    def answer(self, lines, hint="Write here"):
        """A box to write in: one paragraph, so that a screen reader meets one place."""
        run = self.document.add_paragraph(style="Answer").add_run(hint)
        for _ in range(lines - 1):
            run.add_break()

    def table(self, head, rows, *, widths=None, height=9):
        """A table whose first row is its header and repeats on the next page."""
        table = self.document.add_table(rows=1, cols=len(head), style="Table Grid")
        table.alignment = WD_TABLE_ALIGNMENT.LEFT
        for cell, text in zip(table.rows[0].cells, head, strict=True):
            run = cell.paragraphs[0].add_run(text)
            run.bold, run.font.color.rgb = True, RGBColor(255, 255, 255)
            self._fill(cell, LAKE[1:])
        repeat = OxmlElement("w:tblHeader")
        repeat.set(qn("w:val"), "true")
        table.rows[0]._tr.get_or_add_trPr().append(repeat)
        for values in rows:
            row = table.add_row()
            row.height = Mm(height)
            for index, (cell, text) in enumerate(zip(row.cells, values, strict=True)):
                run = cell.paragraphs[0].add_run(text)
                if index == 0 and text:
                    run.bold = True
                    self._fill(cell, PAPER[1:])
        for row in table.rows:
            keep = OxmlElement("w:cantSplit")
            row._tr.get_or_add_trPr().append(keep)
            for cell in row.cells:
                cell.paragraphs[0].paragraph_format.space_after = Pt(3)
                cell.paragraphs[0].paragraph_format.space_before = Pt(3)
        if widths:
            table.autofit = False
            for column, width in zip(table.columns, widths, strict=True):
                column.width = Mm(width)
                for cell in column.cells:
                    cell.width = Mm(width)
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)

    @staticmethod
    def _fill(cell, colour):
        shade = OxmlElement("w:shd")
        for key, value in (
            ("val", "clear"),
            ("color", "auto"),
            ("fill", colour.upper()),
        ):
            shade.set(qn(f"w:{key}"), value)
        cell._tc.get_or_add_tcPr().append(shade)

    def bytes(self):
        file = io.BytesIO()
        self.document.save(file)
        return file.getvalue()
