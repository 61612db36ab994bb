"""Workbooks that add up and draw for themselves."""

import io

from openpyxl import Workbook
from openpyxl.chart import LineChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from ..pictures.palettes import BRACKEN, LAKE, PAPER
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

ROUNDS = {
    "Sort": (
        "Everything in this space was used in the last month.",
        "Broken or out-of-date items have been removed.",
        "Items we were not sure about carry a red tag with a date.",
        "Walkways and exits are clear.",
    ),
    "Set in order": (
        "Every item has one place, and the place has a label.",
        "What we use most is between hip and shoulder height.",
        "Each shelf says how many there should be, and when to reorder.",
        "Someone new can find any item in 30 seconds.",
    ),
    "Shine": (
        "Surfaces, floors and equipment are clean.",
        "Whatever leaks, wobbles or sticks has been reported.",
        "Cleaning things are where they are needed.",
        "Dates of service and expiry have been checked.",
    ),
    "Standardise": (
        "A picture shows what the space should look like.",
        "Everyone knows who checks, and on which day.",
        "Labels look the same here as next door.",
        "The person who restocks works from a list.",
    ),
    "Sustain": (
        "The last four weekly checks were done.",
        "The score is displayed where the team can see it.",
        "Something has improved since the last check.",
        "New colleagues are shown this checklist in their first week.",
    ),
}

EXAMPLE_VALUES = (31, 29, 33, 30, 34, 28, 32, 30, 27, 25, 24, 22)


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


def five_s_checklist():
    """Twenty questions in five rounds, scored 0 to 3."""
    workbook = new_workbook("5S checklist", "5S")
    sheet = workbook.active
    sheet.title = "Checklist"
    write(sheet, "A1", "5S checklist", TITLE, wrap=False)
    write(
        sheet,
        "A2",
        "Walk the space once a week, five minutes, two people. Score each line: 0 not yet, 1 in part, 2 mostly, 3 always. Put one thing right before you leave.",
    )
    sheet.merge_cells("A2:D2")
    sheet.row_dimensions[2].height = 34
    for column, (label, width) in zip(
        "ABCD", (("Space", 16), ("", 62), ("Date", 12), ("", 44)), strict=True
    ):
        sheet.column_dimensions[column].width = width
        if label:
            write(sheet, f"{column}3", label, STRONG)
    sheet["B3"].border = sheet["D3"].border = GRID
    first = 5
    for column, label in zip(
        "ABCD", ("Round", "Question", "Score", "What we will put right"), strict=True
    ):
        write(sheet, f"{column}{first}", label, HEAD, fill=HEAD_FILL, grid=True)
    row = first
    rounds = {}
    for name, questions in ROUNDS.items():
        rounds[name] = (row + 1, row + len(questions))
        for question in questions:
            row += 1
            write(sheet, f"A{row}", name, STRONG, fill=SOFT_FILL, grid=True)
            write(sheet, f"B{row}", question, grid=True)
            write(sheet, f"C{row}", None, STRONG, grid=True)
            write(sheet, f"D{row}", None, grid=True)
            sheet.row_dimensions[row].height = 20
    scores = DataValidation(
        type="whole",
        operator="between",
        formula1="0",
        formula2="3",
        allow_blank=True,
        showErrorMessage=True,
        errorTitle="Score",
        error="Please type 0, 1, 2 or 3.",
        showInputMessage=True,
        promptTitle="Score",
        prompt="0 not yet, 1 in part, 2 mostly, 3 always",
    )
    scores.add(f"C{first + 1}:C{row}")
    sheet.add_data_validation(scores)
    sheet.freeze_panes = f"A{first + 1}"
    page(sheet, landscape=True, header_row=first)

    summary = workbook.create_sheet("Score")
    write(summary, "A1", "Score", TITLE, wrap=False)
    write(
        summary,
        "A2",
        "This sheet fills itself from the checklist. A round below half is the one to begin with.",
    )
    summary.merge_cells("A2:D2")
    summary.row_dimensions[2].height = 34
    for column, width in zip("ABCD", (22, 14, 14, 14), strict=True):
        summary.column_dimensions[column].width = width
    for column, label in zip(
        "ABCD", ("Round", "Points", "Out of", "Reached"), strict=True
    ):
        write(summary, f"{column}4", label, HEAD, fill=HEAD_FILL, grid=True)
    line = 4
    for name, (start, end) in rounds.items():
        line += 1
        write(summary, f"A{line}", name, STRONG, fill=SOFT_FILL, grid=True)
        write(summary, f"B{line}", f"=SUM(Checklist!C{start}:C{end})", grid=True)
        write(summary, f"C{line}", f"=3*ROWS(Checklist!C{start}:C{end})", grid=True)
        write(summary, f"D{line}", f"=B{line}/C{line}", grid=True).number_format = "0%"
    total = line + 1
    write(summary, f"A{total}", "All rounds", STRONG, fill=SOFT_FILL, grid=True)
    write(summary, f"B{total}", f"=SUM(B5:B{line})", STRONG, grid=True)
    write(summary, f"C{total}", f"=SUM(C5:C{line})", STRONG, grid=True)
    write(
        summary, f"D{total}", f"=B{total}/C{total}", STRONG, grid=True
    ).number_format = "0%"
    summary.conditional_formatting.add(
        f"D5:D{line}",
        CellIsRule(
            operator="lessThan",
            formula=["0.5"],
            font=Font(bold=True, color=BRACKEN[1:]),
        ),
    )
    page(summary)
    return saved(workbook)


def run_chart_workbook():
    """A sheet for values over time, with its median and its chart."""
    workbook = new_workbook("Run chart workbook", "Measuring for improvement")
    sheet = workbook.active
    sheet.title = "Data and chart"
    write(sheet, "A1", "Run chart", TITLE, wrap=False)
    write(
        sheet,
        "A2",
        "Write over the example. One row for each week or day, in order of time. The median is that of the first ten values, so that later ones are judged by how things were before.",
    )
    sheet.merge_cells("A2:L2")
    sheet.row_dimensions[2].height = 32
    head = 4
    for column, label, width in (
        ("A", "Week", 10),
        ("B", "Value", 12),
        ("C", "Median", 12),
        ("D", "Side", 12),
        ("E", "In a row", 12),
    ):
        sheet.column_dimensions[column].width = width
        write(sheet, f"{column}{head}", label, HEAD, fill=HEAD_FILL)
    first, last = head + 1, head + 30
    for number in range(1, 31):
        row = head + number
        write(sheet, f"A{row}", number)
        write(
            sheet,
            f"B{row}",
            EXAMPLE_VALUES[number - 1] if number <= len(EXAMPLE_VALUES) else None,
        )
        write(
            sheet,
            f"C{row}",
            f"=IF(COUNT($B${first}:$B${first + 9})=0,NA(),MEDIAN($B${first}:$B${first + 9}))",
        )
        # A value on the median keeps the side of the one before, and isn't counted.
        side, count = ('""', "0") if row == first else (f"D{row - 1}", f"N(E{row - 1})")
        write(
            sheet,
            f"D{row}",
            f'=IF(B{row}="","",IF(B{row}>C{row},"above",IF(B{row}<C{row},"below",{side})))',
        )
        write(
            sheet,
            f"E{row}",
            f'=IF(D{row}="","",IF(B{row}=C{row},{count},IF(D{row}={side},{count}+1,1)))',
        )
    table = Table(displayName="RunChart", ref=f"A{head}:E{last}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.add_table(table)
    sheet.conditional_formatting.add(
        f"E{first}:E{last}",
        CellIsRule(
            operator="greaterThanOrEqual",
            formula=["6"],
            font=Font(bold=True, color=BRACKEN[1:]),
        ),
    )
    sheet.freeze_panes = f"A{first}"

    chart = LineChart()
    chart.title = "Values in order of time, with the median of the first ten"
    chart.height, chart.width = 11, 22
    chart.add_data(
        Reference(sheet, min_col=2, max_col=3, min_row=head, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=first, max_row=last))
    chart.x_axis.title, chart.y_axis.title = "Week", "Value"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.y_axis.scaling.min = 0
    chart.legend.position = "b"
    values, middle = chart.series
    values.graphicalProperties.line.solidFill = LAKE[1:]
    values.graphicalProperties.line.width = 28000
    values.marker.symbol, values.marker.size = "circle", 8
    values.marker.graphicalProperties.solidFill = LAKE[1:]
    values.smooth = middle.smooth = False
    middle.graphicalProperties.line.solidFill = BRACKEN[1:]
    middle.graphicalProperties.line.dashStyle = "dash"
    middle.marker.symbol = "none"
    sheet.add_chart(chart, "G4")
    page(sheet, landscape=True, header_row=head)

    advice = workbook.create_sheet("How to read it")
    advice.column_dimensions["A"].width = 26
    advice.column_dimensions["B"].width = 84
    write(advice, "A1", "How to read a run chart", TITLE, wrap=False)
    for column, label in zip("AB", ("What you see", "What it tells you"), strict=True):
        write(advice, f"{column}3", label, HEAD, fill=HEAD_FILL, grid=True)
    for row, (what, meaning) in enumerate(
        (
            (
                "Shift",
                "Six or more values in a row on one side of the median. Values on the median don’t count and don’t break the row. Column E counts for you.",
            ),
            ("Trend", "Five or more values in a row that all rise or all fall."),
            (
                "Too few crossings",
                "The line crosses the median much less often than chance would have it: something holds it on one side.",
            ),
            (
                "One far-off value",
                "A value that anyone would call odd. Find out what happened that week before you change anything.",
            ),
            (
                "None of these",
                "Chance alone explains the ups and downs. To change the result you need to change the process.",
            ),
        ),
        start=4,
    ):
        write(advice, f"A{row}", what, STRONG, fill=SOFT_FILL, grid=True)
        write(advice, f"B{row}", meaning, grid=True)
        advice.row_dimensions[row].height = 34
    page(advice, landscape=True, header_row=3)
    return saved(workbook)
