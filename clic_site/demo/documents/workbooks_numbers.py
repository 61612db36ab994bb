"""Workbooks for numbers: over time, by day and hour, in hours and pounds."""

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table, TableStyleInfo

from ..pictures.palettes import BRACKEN, LAKE
from .spreadsheets import (
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

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
EXAMPLE_VALUES = (31, 29, 33, 30, 34, 28, 32, 30, 27, 25, 24, 22)


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


def value_stream_workbook():
    """Work and waiting at each step, from up to five cases, and what share of the time is work."""
    workbook = new_workbook("Value-stream workbook", "Value-stream mapping")
    sheet = workbook.active
    sheet.title = "Steps"
    introduce(
        sheet,
        "Value-stream workbook",
        "Write over the example. Five cases for each step: minutes of work, and hours of waiting before it. The middle of the five counts, so that one odd case can't spoil the picture.",
        last_column="N",
    )
    columns = [("Step", 24)]
    columns += [(f"Work {number}", 9) for number in range(1, 6)]
    columns += [(f"Wait {number}", 9) for number in range(1, 6)]
    columns += [("Work, minutes", 12), ("Wait, hours", 12), ("Right first time", 12)]
    head(sheet, 4, columns)
    first, last = 5, 14
    example = (
        ("Dictate", (6, 5, 7, 6, 6), (0, 0, 0, 0, 0), 0.9),
        ("Type", (9, 8, 9, 11, 9), (48, 40, 48, 52, 46), 0.8),
        ("Check and sign", (4, 4, 3, 5, 4), (24, 20, 26, 24, 24), 0.7),
        ("Send", (2, 2, 2, 2, 2), (72, 72, 96, 66, 70), 1),
    )
    for row in range(first, last + 1):
        number = row - first
        name, work, wait, right = (
            example[number]
            if number < len(example)
            else (None, (None,) * 5, (None,) * 5, None)
        )
        cells(
            sheet,
            row,
            (
                name,
                *work,
                *wait,
                f'=IF(COUNT(B{row}:F{row})=0,"",MEDIAN(B{row}:F{row}))',
                f'=IF(COUNT(G{row}:K{row})=0,"",MEDIAN(G{row}:K{row}))',
                right,
            ),
            {14: "0%"},
        )
    sheet.freeze_panes = "B5"
    page(sheet, landscape=True, header_row=4)

    summary = workbook.create_sheet("Added up")
    introduce(
        summary,
        "Added up",
        "This sheet fills itself. Say the last line aloud, and give it a minute of silence.",
        last_column="B",
    )
    head(summary, 4, (("What", 46), ("How much", 16)))
    for row, (name, formula, number_format) in enumerate(
        (
            ("Minutes of work in all", f"=SUM(Steps!L{first}:L{last})", "0"),
            ("Hours of waiting in all", f"=SUM(Steps!M{first}:M{last})", "0.0"),
            ("Days from asking to getting", "=(B5/60+B6)/24", "0.0"),
            (
                "Right at every step, of a hundred",
                f"=PRODUCT(Steps!N{first}:N{last})",
                "0%",
            ),
            (
                "Share of the time in which somebody works on it",
                "=IF(B7=0,0,B5/(B7*24*60))",
                "0.0%",
            ),
        ),
        start=5,
    ):
        cells(summary, row, (name, formula), {2: number_format})
    page(summary)
    return saved(workbook)


def demand_analysis_workbook():
    """What came in by day and hour, and how much came because something hadn't worked."""
    workbook = new_workbook("Demand analysis workbook", "Demand analysis")
    sheet = workbook.active
    sheet.title = "Requests"
    introduce(
        sheet,
        "Demand analysis workbook",
        "A line for each request, in the person's own words and without anything by which they could be recognised. Choose the day; type the hour as a whole number: 9 for 9 to 10.",
        last_column="E",
    )
    head(
        sheet,
        4,
        (
            ("Day", 14),
            ("Hour", 8),
            ("How it came", 16),
            ("In the person's words", 60),
            ("Heap", 24),
        ),
    )
    first, last = 5, 404
    for row in range(first, first + 40):
        cells(sheet, row, (None,) * 5)
    for column, choices in (
        ("A", DAYS),
        ("C", ("Phone", "Desk", "Online", "Letter")),
        ("E", ("What we are here for", "Something didn't work")),
    ):
        choice = DataValidation(type="list", formula1=f'"{",".join(choices)}"')
        choice.add(f"{column}{first}:{column}{last}")
        sheet.add_data_validation(choice)
    sheet.freeze_panes = "A5"
    page(sheet, landscape=True, header_row=4)

    summary = workbook.create_sheet("Days and hours")
    introduce(
        summary,
        "Days and hours",
        "This sheet fills itself from the requests. Lay your rota beside it.",
        last_column="G",
    )
    head(summary, 4, (("Hour", 10), *((day, 13) for day in DAYS), ("All", 10)))
    place = {
        name: f"Requests!${column}${first}:${column}${last}"
        for name, column in (("day", "A"), ("hour", "B"), ("heap", "E"))
    }
    for row, hour in enumerate(range(8, 19), start=5):
        counts = [
            f"=COUNTIFS({place['day']},{column}$4,{place['hour']},$A{row})"
            for column in "BCDEF"
        ]
        cells(summary, row, (hour, *counts, f"=SUM(B{row}:F{row})"))
    cells(summary, 16, ("All", *(f"=SUM({column}5:{column}15)" for column in "BCDEFG")))
    cells(summary, 18, ("Heap", "Requests", "Share"))
    for row, heap in ((19, "What we are here for"), (20, "Something didn't work")):
        cells(
            summary,
            row,
            (
                heap,
                f"=COUNTIF({place['heap']},A{row})",
                f"=IF(COUNTA({place['heap']})=0,0,B{row}/COUNTA({place['heap']}))",
            ),
            {3: "0%"},
        )
    chart = BarChart()
    chart.title = "Requests by hour"
    chart.height, chart.width = 9, 16
    chart.add_data(
        Reference(summary, min_col=7, min_row=4, max_row=15), titles_from_data=True
    )
    chart.set_categories(Reference(summary, min_col=1, min_row=5, max_row=15))
    chart.x_axis.title, chart.y_axis.title = "Hour", "Requests"
    chart.x_axis.delete = chart.y_axis.delete = False
    chart.legend = None
    chart.series[0].graphicalProperties.solidFill = LAKE[1:]
    summary.add_chart(chart, "I4")
    page(summary, landscape=True)
    return saved(workbook)


def benefits_calculator():
    """What a change gives back in a year, worked out so that anyone can follow it."""
    workbook = new_workbook("Benefits calculator", "Measuring for improvement")
    sheet = workbook.active
    sheet.title = "Hours and pounds"
    introduce(
        sheet,
        "Benefits calculator",
        "A line for each thing that takes less time or costs less now. Count it before and after, over at least eight weeks. Write over the example.",
        last_column="G",
    )
    head(
        sheet,
        4,
        (
            ("What", 40),
            ("Before", 11),
            ("After", 11),
            ("Minutes or £", 14),
            ("Times a year", 14),
            ("Hours a year", 14),
            ("£ a year", 14),
        ),
    )
    first, last = 5, 16
    example = (
        ("Looking for things, each day", 46, 11, "minutes", 360),
        ("Stock thrown away, each year", 3100, 240, "£", 1),
    )
    for row in range(first, last + 1):
        number = row - first
        filled = example[number] if number < len(example) else (None,) * 5
        cells(
            sheet,
            row,
            (
                *filled,
                f'=IF(D{row}="minutes",(B{row}-C{row})*E{row}/60,0)',
                f'=IF(D{row}="£",(B{row}-C{row})*E{row},0)',
            ),
            {6: "#,##0", 7: "#,##0"},
        )
    cells(
        sheet,
        last + 1,
        (
            "All together",
            None,
            None,
            None,
            None,
            f"=SUM(F{first}:F{last})",
            f"=SUM(G{first}:G{last})",
        ),
        {6: "#,##0", 7: "#,##0"},
    )
    unit = DataValidation(type="list", formula1='"minutes,£"')
    unit.add(f"D{first}:D{last}")
    sheet.add_data_validation(unit)
    sheet.freeze_panes = "B5"
    page(sheet, landscape=True, header_row=4)

    advice = workbook.create_sheet("Before you tell anyone")
    introduce(
        advice,
        "Before you tell anyone",
        "Four questions that somebody will ask.",
        last_column="B",
        height=20,
    )
    head(advice, 4, (("Question", 40), ("What to do", 70)))
    for row, question_and_answer in enumerate(
        (
            (
                "Who counted?",
                "The team, in the same way before and after. Say for how many weeks.",
            ),
            (
                "How many times a year?",
                "Working days, not 365, unless the work is done every day of the year. Nobody's year has 365 shifts.",
            ),
            (
                "What was done with the hours?",
                "Say what the team does with them now. An hour that nobody can spend is no hour.",
            ),
            (
                "Hours and pounds?",
                "One or the other. Hours that are turned into pounds as well are counted twice.",
            ),
        ),
        start=5,
    ):
        cells(advice, row, question_and_answer)
        advice.row_dimensions[row].height = 34
    page(advice, landscape=True)
    return saved(workbook)
