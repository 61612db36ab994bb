"""Workbooks that add up and draw for themselves."""

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from ..pictures.palettes import LAKE, PAPER
from .imprint import AUTHOR, MADE_ON

TITLE = Font(name="Arial", size=20, bold=True, color=LAKE[1:])
TEXT = Font(name="Arial", size=11)
STRONG = Font(name="Arial", size=11, bold=True)
HEAD = Font(name="Arial", size=11, bold=True, color="FFFFFF")
HEAD_FILL = PatternFill("solid", fgColor=LAKE[1:])
SOFT_FILL = PatternFill("solid", fgColor=PAPER[1:])
THIN = Side(style="thin", color="9AA7AA")
GRID = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
WRAP = Alignment(wrap_text=True, vertical="top")


def new_workbook(title, subject):
    workbook = Workbook()
    properties = workbook.properties
    properties.title, properties.subject = title, subject
    properties.creator = properties.lastModifiedBy = AUTHOR
    properties.language = "en-GB"
    properties.created = properties.modified = MADE_ON
    return workbook


def write(sheet, cell, value, font=TEXT, *, fill=None, grid=False, wrap=True):
    place = sheet[cell]
    place.value, place.font = value, font
    if wrap:
        place.alignment = WRAP
    if fill:
        place.fill = fill
    if grid:
        place.border = GRID
    return place


def introduce(sheet, title, words, *, last_column, height=34):
    """The title of a sheet and what to do with it, as wide as its table."""
    write(sheet, "A1", title, TITLE, wrap=False)
    write(sheet, "A2", words)
    sheet.merge_cells(f"A2:{last_column}2")
    sheet.row_dimensions[2].height = height


def head(sheet, row, labels_and_widths):
    """The header of a table: each label above a column of that width."""
    for number, (label, width) in enumerate(labels_and_widths, start=1):
        column = get_column_letter(number)
        sheet.column_dimensions[column].width = width
        write(sheet, f"{column}{row}", label, HEAD, fill=HEAD_FILL, grid=True)


def cells(sheet, row, values, formats=None):
    """A row of a table; the first value names it."""
    for number, value in enumerate(values, start=1):
        is_name = number == 1 and value is not None
        place = write(
            sheet,
            f"{get_column_letter(number)}{row}",
            value,
            STRONG if is_name else TEXT,
            fill=SOFT_FILL if is_name else None,
            grid=True,
        )
        if formats and formats.get(number):
            place.number_format = formats[number]


def saved(workbook):
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def page(sheet, *, landscape=False, header_row=None):
    """Print on A4, as wide as the paper, with the header on each page."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.sheet_view.showGridLines = False
    if header_row:
        sheet.print_title_rows = f"{header_row}:{header_row}"
