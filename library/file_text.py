"""Takes the words out of a file, page by page: `python -m library.file_text in.pdf`."""

import csv
import re
import sys
from time import monotonic
from zipfile import ZipFile

from lxml import etree

from library.apart import say, take_no_more_than
from library.content_types import extension_of

MEGABYTES = 1024
# What is read of one file; whoever needs more of it opens it.
MOST_PAGES = 1000
MOST_LETTERS = 1_500_000
SECONDS = 40
MOST_UNPACKED_BYTES = 400 * 2**20

# Signs that no reader sees: of control, half of a pair, and hyphens for the end of a line.
UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\ufeff\uffff\ud800-\udfff]")
DIVIDED_WORD = re.compile("[\x02\ufffe]\r?\n?")

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
# The same for programs that don't know what the first choice is.
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

OPEN_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
OPEN_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
OPEN_DRAWING = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OPEN_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
OPEN_SPACES = {f"{OPEN_TEXT}{name}" for name in ("s", "tab", "line-break")}
OPEN_LINES = {f"{OPEN_TEXT}{name}" for name in ("p", "h")}
# What was deleted, and what colleagues remarked.
OPEN_LEFT_OUT = {f"{OPEN_TEXT}tracked-changes", f"{OPEN_OFFICE}annotation"}


class Locked(Exception):
    """The file asks for a password."""


class TooMuch(Exception):
    """The file unpacks to more than we take."""


def pdf_pages(source):
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(source)
    except pypdfium2.PdfiumError as error:
        if error.err_code == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise Locked from error
        raise
    for number in range(len(pdf)):
        try:
            text = pdf[number].get_textpage().get_text_bounded()
        except pypdfium2.PdfiumError:
            # One broken page; the others can be read.
            text = ""
        yield "", DIVIDED_WORD.sub("", text)


def word_pages(source):
    from docx import Document

    _check_unpacked(source)
    yield "", _lines_of(Document(source).element.body, WORD)


def slides(source):
    from pptx import Presentation

    _check_unpacked(source)
    for slide in Presentation(source).slides:
        title = slide.shapes.title
        name = title.text_frame.text if title is not None else ""
        is_hidden = slide.element.get("show") in {"0", "false"}
        yield (
            name,
            ""
            if is_hidden
            else f"{_lines_of(slide.element, DRAWING)}\n{_notes(slide)}",
        )


def sheets(source):
    from openpyxl import load_workbook

    _check_unpacked(source)
    book = load_workbook(source, read_only=True, data_only=True, keep_links=False)
    for sheet in book.worksheets:
        # What the file says of its size may be a lie.
        sheet.reset_dimensions()
        is_hidden = sheet.sheet_state != "visible"
        rows = [] if is_hidden else sheet.iter_rows(values_only=True)
        yield sheet.title, "\n".join(filter(None, map(_row, rows)))


def open_text(source):
    yield "", _open_lines(_open_content(source))


def open_slides(source):
    for slide in _open_content(source).iter(f"{OPEN_DRAWING}page"):
        yield "", _open_lines(slide)


def open_sheets(source):
    for sheet in _open_content(source).iter(f"{OPEN_TABLE}table"):
        yield sheet.get(f"{OPEN_TABLE}name", ""), _open_lines(sheet)


def rich_text(source):
    from striprtf.striprtf import rtf_to_text

    with open(source, encoding="latin-1") as file:
        text = rtf_to_text(file.read(), errors="ignore")
    yield "", text.replace("|", " ")


def plain_text(source):
    with open(source, encoding="utf-8-sig", errors="replace") as file:
        # One more, so that it is seen to be cut.
        yield "", file.read(MOST_LETTERS + 1)


def table_rows(source):
    with open(source, encoding="utf-8-sig", errors="replace", newline="") as file:
        text = file.read(MOST_LETTERS + 1)
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    csv.field_size_limit(MOST_LETTERS + 1)
    rows = csv.reader(text.splitlines(), delimiter=delimiter)
    yield "", "\n".join(map(_row, rows))


READERS = {
    "csv": table_rows,
    "docx": word_pages,
    "odp": open_slides,
    "ods": open_sheets,
    "odt": open_text,
    "pdf": pdf_pages,
    "pptx": slides,
    "rtf": rich_text,
    "txt": plain_text,
    "xlsx": sheets,
}


def read(source):
    """Return the pages that hold words, each with its number and name, and what is wrong with the file."""
    began = monotonic()
    pages, letters = [], 0
    try:
        for number, (name, text) in enumerate(READERS[extension_of(source)](source), 1):
            text = tidied(text)
            room = MOST_LETTERS - letters
            letters += len(text)
            if text:
                name = " ".join(tidied(name).split())
                pages.append({"number": number, "name": name, "text": text[:room]})
            is_late = monotonic() - began > SECONDS
            if letters > MOST_LETTERS or number >= MOST_PAGES or is_late:
                return {"pages": pages, "problem": "too long"}
    except Locked:
        return {"problem": "locked"}
    except (MemoryError, TooMuch):
        return {"problem": "too much"}
    return {"pages": pages, "problem": "" if pages else "no words"}


def tidied(text):
    """Text with a line for each line that says something, and nothing that can't be stored."""
    lines = (" ".join(line.split()) for line in UNSEEN.sub("", text).splitlines())
    return "\n".join(line for line in lines if line)


def _check_unpacked(source):
    with ZipFile(source) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED_BYTES:
            raise TooMuch


def _lines_of(root, space):
    """The text under an element of an Office file, a line for each paragraph."""
    said = []
    walk = etree.iterwalk(root, events=("start",))
    for _event, element in walk:
        if element.tag == FALLBACK:
            walk.skip_subtree()
        elif element.tag == f"{space}p":
            said.append("\n")
        elif element.tag in {f"{space}tab", f"{space}br"}:
            said.append(" ")
        elif element.tag == f"{space}t":
            said.append(element.text or "")
    return "".join(said)


def _notes(slide):
    frame = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
    return frame.text if frame is not None else ""


def _row(cells):
    """What is said in a row; numbers alone find nothing."""
    return ", ".join(cell for cell in cells if isinstance(cell, str) and cell.strip())


def _open_content(source):
    _check_unpacked(source)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    with ZipFile(source) as archive, archive.open("content.xml") as part:
        return etree.parse(part, parser).getroot().find(f"{OPEN_OFFICE}body")


def _open_lines(root):
    """The text under an element of an OpenDocument file, a line for each paragraph."""
    said = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            said.append(element.tail or "")
        elif element.tag in OPEN_LEFT_OUT:
            walk.skip_subtree()
        else:
            if element.tag in OPEN_LINES:
                said.append("\n")
            said.append(" " if element.tag in OPEN_SPACES else element.text or "")
    return "".join(said)


if __name__ == "__main__":
    take_no_more_than(MEGABYTES)
    say(read(sys.argv[1]))
