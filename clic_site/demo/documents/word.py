"""Templates for Word: real headings, real tables, and boxes to write in."""

import io

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from ..pictures.palettes import LAKE, PAPER
from .imprint import AUTHOR, MADE_ON


class WordTemplate:
    """A Word file in the look of the site, ready to be filled."""

    def __init__(self, title, introduction, *, subject, landscape=False, a3=False):
        self.document = Document()
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
        section.footer.paragraphs[
            0
        ].text = f"{title}. {AUTHOR}. Use it, change it, pass it on."
        self.document.add_paragraph(title, style="Title")
        self.document.add_paragraph(introduction)

    def _describe(self, title, subject):
        properties = self.document.core_properties
        properties.title, properties.subject = title, subject
        properties.author = properties.last_modified_by = AUTHOR
        properties.language = "en-GB"
        properties.created = properties.modified = MADE_ON
        properties.comments = ""

    def _style(self):
        styles = self.document.styles
        for language in styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "en-GB")
        for name, size, before, after in (
            ("Normal", 11, 0, 6),
            ("Title", 26, 0, 6),
            ("Heading 1", 15, 12, 4),
            ("Heading 2", 12, 8, 2),
            ("List Bullet", 11, 0, 3),
            ("List Number", 11, 0, 3),
            ("Footer", 9, 0, 0),
        ):
            style = styles[name]
            style.font.name, style.font.size = "Arial", Pt(size)
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


def a3_problem_solving():
    """One A3 page with the eight boxes of A3 problem solving."""
    sheet = WordTemplate(
        "A3 problem solving sheet",
        "One page, written in pencil and changed often. Fill the boxes in their order, and don’t start on box 5 before the team agrees on box 4.",
        subject="A3 problem solving",
        landscape=True,
        a3=True,
    )
    sheet.table(
        ("Problem in one sentence", "Owner", "Team", "Started", "Last changed"),
        [("", "", "", "", "")],
        widths=(164, 55, 75, 45, 45),
    )
    sheet.columns(2)
    for heading, prompt, lines in (
        (
            "1. Background",
            "Why does this matter to people who use the service, and why now?",
            5,
        ),
        (
            "2. How it is now",
            "What did you see with your own eyes? Draw it. Give numbers: how often, how long, how many.",
            9,
        ),
        (
            "3. How it should be",
            "By how much, and by when? “From 6 days to 2 days by 30 June” beats “faster”.",
            4,
        ),
        (
            "4. Why it happens",
            "Ask why until the answer is something you can change. Keep to causes you can show.",
            8,
        ),
        (
            "5. What we will try",
            "One idea for each cause. Say what you expect it to do before you try it.",
            7,
        ),
        ("6. Plan", "Who does what by when? Start with the smallest test.", 8),
        (
            "7. What happened",
            "The same numbers as in box 2, after the change. What surprised you?",
            6,
        ),
        (
            "8. What next",
            "What will you keep, change or drop? Who else needs to know? When will you look again?",
            5,
        ),
    ):
        sheet.heading(heading)
        sheet.text(prompt)
        sheet.answer(lines)
    return sheet.bytes()


def after_action_review():
    """What the person who leads an After Action Review needs in their hand."""
    sheet = WordTemplate(
        "After Action Review run sheet",
        "For the person who leads the review. It takes 10 to 30 minutes, on the same day if you can, with everyone who took part and whatever their grade.",
        subject="After Action Review",
    )
    sheet.table(
        ("What we are reviewing", "Date", "Led by", "Notes by"),
        [("", "", "", "")],
        widths=(84, 28, 31, 31),
    )
    sheet.heading("Say this first")
    sheet.bullets(
        "We are here to learn, not to blame. What is said stays here unless we agree otherwise.",
        "Everyone’s view counts the same. The newest person speaks first.",
        "We talk about what happened, not about what sort of person someone is.",
        "If something harmed a patient, this does not replace the incident report.",
    )
    sheet.heading("The four questions")
    for number, question, minutes, prompts in (
        (
            1,
            "What did we expect to happen?",
            2,
            "Each person in a sentence. Differences here often explain the rest.",
        ),
        (2, "What did happen?", 3, "Facts in the order of time. No reasons yet."),
        (
            3,
            "Why was there a difference?",
            3,
            "Ask about the work, the place and the plan. Include what went better than expected.",
        ),
        (
            4,
            "What will we do next time?",
            2,
            "At most three things. Each has a name and a date.",
        ),
    ):
        sheet.heading(f"{number}. {question}", 2)
        sheet.text(f"About {minutes} minutes. {prompts}")
        sheet.answer(4)
    sheet.heading("What we agreed")
    sheet.table(
        ("What will change", "Who", "By when", "How we will know"),
        [("", "", "", "")] * 3,
        widths=(70, 30, 26, 48),
        height=13,
    )
    sheet.heading("Before everyone leaves")
    sheet.bullets(
        "Read the three actions aloud.",
        "Ask who else should hear what you learnt, and who will tell them.",
        "Thank people, by name, for what they said that was hard to say.",
    )
    return sheet.bytes()


def pdsa_worksheet():
    """One cycle of plan, do, study, act."""
    sheet = WordTemplate(
        "PDSA worksheet",
        "One sheet for one small test. If it can’t be done by Tuesday, make the test smaller: one patient, one shift, one clinic.",
        subject="Plan, do, study, act",
    )
    sheet.table(
        ("Aim of the work", "Test number", "Dates", "Who"),
        [("", "", "", "")],
        widths=(84, 28, 31, 31),
    )
    sheet.heading("Plan")
    sheet.text("What do you want to find out? Write it as a question.")
    sheet.answer(3)
    sheet.text("What do you think will happen, and why? Give a number if you can.")
    sheet.answer(3)
    sheet.table(
        ("Who", "will do what", "where", "when"),
        [("", "", "", "")] * 3,
        widths=(32, 76, 34, 32),
        height=10,
    )
    sheet.table(
        ("What you will count", "How", "Who writes it down"),
        [("", "", "")] * 2,
        widths=(62, 70, 42),
        height=10,
    )
    sheet.heading("Do")
    sheet.text(
        "What happened? Note what went differently from the plan, and what people said."
    )
    sheet.answer(7)
    sheet.heading("Study")
    sheet.text(
        "Put what you counted beside what you expected. What do you know now that you didn’t know before?"
    )
    sheet.answer(7)
    sheet.heading("Act")
    sheet.text("Choose one, and say why.")
    sheet.table(
        ("Decision", "When to choose it", "What we will do next"),
        [
            ("Adopt", "It worked more than once, in different hands.", ""),
            ("Adapt", "It worked in part, or only for some people.", ""),
            ("Drop", "It didn’t work, and we know why.", ""),
        ],
        widths=(26, 66, 82),
        height=13,
    )
    sheet.text("Question for the next test:")
    sheet.answer(2)
    return sheet.bytes()


def co_production_planner():
    """What to agree on before and while people design a service together."""
    sheet = WordTemplate(
        "Co-production planner",
        "Fill this in together: people who use the service, their carers, and those who run it. If only staff are in the room, stop after part 1.",
        subject="Co-production",
    )
    sheet.heading("1. Who is missing?")
    sheet.text(
        "Name people and groups whose lives this touches, above all those who rarely come to meetings."
    )
    sheet.table(
        (
            "Person or group",
            "Where they already meet",
            "Who they trust",
            "Who will ask them",
        ),
        [("", "", "", "")] * 5,
        widths=(46, 46, 42, 40),
        height=11,
    )
    sheet.heading("2. What is open, and what is not")
    sheet.text(
        "Be honest from the first day about what can’t change: the law, the budget, the opening date."
    )
    sheet.table(
        ("We decide together", "We can influence it", "It is fixed, because"),
        [("", "", "")] * 3,
        widths=(58, 58, 58),
        height=13,
    )
    sheet.heading("3. What each of us brings")
    sheet.table(
        ("Name", "What I know or can do", "What I need in order to take part"),
        [("", "", "")] * 6,
        widths=(38, 68, 68),
        height=11,
    )
    sheet.heading("4. How we make it possible")
    sheet.bullets(
        "Time: evenings, school hours, shift times. Whose day suits the meeting?",
        "Place: a room people already use, with step-free access and a bus that runs.",
        "Money: fares paid on the day, a thank-you payment, no one out of pocket.",
        "Words: no initials; easy read, translation or an interpreter where needed.",
        "Power: two people chair, one of them a person who uses the service.",
    )
    sheet.answer(5, "What we have agreed")
    sheet.heading("5. The first twelve weeks")
    sheet.table(
        ("Weeks", "What we do together", "What people will see by then"),
        [
            ("1 to 2", "Listen where people already meet", ""),
            ("3 to 4", "Agree on the problem in plain words", ""),
            ("5 to 8", "Draw and try two or three ideas, small", ""),
            ("9 to 10", "Look at what happened, together", ""),
            ("11 to 12", "Decide, and tell everyone who took part", ""),
        ],
        widths=(24, 70, 80),
        height=11,
    )
    sheet.heading("6. How we are doing")
    sheet.text(
        "At the end of each meeting, ask everyone to mark each line from 1 (not at all) to 5 (fully)."
    )
    sheet.table(
        ("Today …", "1 to 5", "What would raise it by one"),
        [
            ("I was listened to", "", ""),
            ("I understood all that was said", "", ""),
            ("What I said changed something", "", ""),
            ("My time was well used", "", ""),
        ],
        widths=(62, 22, 90),
        height=11,
    )
    return sheet.bytes()
