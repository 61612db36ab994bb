"""Workbooks to walk about with: what was seen or said, counted."""

from openpyxl.formatting.rule import CellIsRule, FormulaRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from ..pictures.palettes import BRACKEN
from .spreadsheets import (
    GRID,
    HEAD,
    HEAD_FILL,
    SOFT_FILL,
    STRONG,
    TITLE,
    cells,
    head,
    introduce,
    new_workbook,
    page,
    saved,
    write,
)

WASTES = (
    ("Waiting", "for results, for a room, for a signature"),
    ("Too much", "tests or forms that nobody asked for"),
    ("Rework", "putting mistakes right, asking twice"),
    ("Motion", "walking to find what should be at hand"),
    ("Transport", "moving people and things more than needed"),
    ("Stock", "more on the shelf than will be used in time"),
    ("Over-processing", "entering the same details in three places"),
    ("Unused skills", "ideas and talents that nobody asks about"),
)
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


def five_s_questions():
    """Twenty questions in five rounds, scored 0 to 3; the first version of the checklist."""
    return saved(_five_s()[0])


def five_s_checklist():
    """The same with a score that adds itself up, and cards for the shelves."""
    workbook, rounds = _five_s()
    _five_s_score(workbook, rounds)
    _shelf_cards(workbook)
    return saved(workbook)


def _five_s():
    """The workbook with its questions, and the first and last row of each round."""
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
    return workbook, rounds


def _five_s_score(workbook, rounds):
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


def _shelf_cards(workbook):
    sheet = workbook.create_sheet("Cards")
    introduce(
        sheet,
        "Cards for the shelves",
        "Type, print on stiff paper and cut. One card for each thing, where anyone can see it.",
        last_column="D",
    )
    head(
        sheet,
        4,
        (("What it is", 34), ("How many", 12), ("Order when", 14), ("Where from", 26)),
    )
    for row in range(5, 17):
        cells(sheet, row, (None,) * 4)
        sheet.row_dimensions[row].height = 46
    page(sheet, landscape=True, header_row=4)


def waste_walk_sheet():
    """A mark and a guess at the minutes for each kind of waste."""
    workbook = new_workbook("Waste walk sheet", "Waste wheel")
    sheet = workbook.active
    sheet.title = "What we saw"
    introduce(
        sheet,
        "Waste walk sheet",
        "Half an hour, one place, two people. A line for each thing that you see: which kind, how many minutes. Never write who did it.",
        last_column="D",
    )
    head(
        sheet,
        4,
        (
            ("Kind of waste", 22),
            ("Minutes", 10),
            ("What we saw", 56),
            ("What would stop it", 34),
        ),
    )
    first, last = 5, 64
    for row in range(first, last + 1):
        cells(sheet, row, (None,) * 4)
    kinds = DataValidation(
        type="list", formula1='"' + ",".join(name for name, _what in WASTES) + '"'
    )
    kinds.add(f"A{first}:A{last}")
    sheet.add_data_validation(kinds)
    sheet.freeze_panes = "A5"
    page(sheet, landscape=True, header_row=4)

    summary = workbook.create_sheet("Added up")
    introduce(
        summary,
        "Added up",
        "This sheet fills itself. The kind with most marks and the kind with most minutes are often not the same.",
        last_column="D",
    )
    head(
        summary,
        4,
        (("Kind of waste", 22), ("What it means", 44), ("Marks", 10), ("Minutes", 10)),
    )
    for row, (name, what) in enumerate(WASTES, start=5):
        seen = f"'What we saw'!A{first}:A{last}"
        minutes = f"'What we saw'!B{first}:B{last}"
        cells(
            summary,
            row,
            (
                name,
                what,
                f"=COUNTIF({seen},A{row})",
                f"=SUMIF({seen},A{row},{minutes})",
            ),
        )
    cells(summary, 13, ("All together", None, "=SUM(C5:C12)", "=SUM(D5:D12)"))
    page(summary, landscape=True)
    return saved(workbook)


def feedback_loop_tracker():
    """What people said, what was answered, and what has been open for too long."""
    workbook = new_workbook("Feedback tracker", "Feedback loop")
    sheet = workbook.active
    sheet.title = "You said"
    introduce(
        sheet,
        "Feedback tracker",
        "A line for each point, in people's words and without names. What is open for more than 28 days turns bold.",
        last_column="H",
    )
    head(
        sheet,
        4,
        (
            ("Number", 10),
            ("Said on", 13),
            ("You said", 46),
            ("Where", 18),
            ("Who answers", 20),
            ("Answered on", 13),
            ("We did, or didn't, and why", 46),
            ("Days open", 11),
        ),
    )
    first, last = 5, 64
    for row in range(first, last + 1):
        cells(
            sheet,
            row,
            (
                row - first + 1,
                *(None,) * 6,
                f'=IF(B{row}="","",IF(F{row}="",TODAY(),F{row})-B{row})',
            ),
            {2: "dd/mm/yyyy", 6: "dd/mm/yyyy", 8: "0"},
        )
    sheet.conditional_formatting.add(
        f"H{first}:H{last}",
        FormulaRule(
            formula=[f'AND(F{first}="",H{first}<>"",H{first}>28)'],
            font=Font(bold=True, color=BRACKEN[1:]),
        ),
    )
    sheet.freeze_panes = "A5"
    page(sheet, landscape=True, header_row=4)

    summary = workbook.create_sheet("How we are doing")
    introduce(
        summary,
        "How we are doing",
        "This sheet fills itself. Show it to those who gave the feedback.",
        last_column="B",
    )
    head(summary, 4, (("What", 44), ("How many", 14)))
    for row, name_and_formula in enumerate(
        (
            ("Points collected", f"=COUNT('You said'!B{first}:B{last})"),
            ("Answered", f"=COUNT('You said'!F{first}:F{last})"),
            ("Open", "=B5-B6"),
            (
                "Open for more than 28 days",
                f"=COUNTIFS('You said'!F{first}:F{last},\"\",'You said'!H{first}:H{last},\">28\")",
            ),
        ),
        start=5,
    ):
        cells(summary, row, name_and_formula)
    page(summary)
    return saved(workbook)
