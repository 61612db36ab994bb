"""Rows as CSV and as workbooks, however many: none is kept in memory, and no cell is run as a formula."""

import csv
import re
from datetime import datetime
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils.functional import Promise
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from .reports import harmless

FORMATS = ("csv", "xlsx")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WHEN = "yyyy-mm-dd hh:mm"
# What a workbook allows, and what it can't hold.
LONGEST_CELL = 32_767
LONGEST_TITLE = 31
UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# By it spreadsheet programs know how letters are written.
BYTE_ORDER_MARK = "\ufeff"


class _Echo:
    """What a CSV writer writes comes back from it."""

    def write(self, line):
        return line.encode()


def csv_response(name, rows):
    """Rows as a CSV file, sent as they come."""
    response = StreamingHttpResponse(
        _csv_lines(rows), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(name, sheets):
    """Sheets, each (title, rows), as a workbook: written to a file, then sent from it piece by piece."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    write_workbook(file, sheets)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def write_workbook(file, sheets):
    """Write sheets into a file; openpyxl keeps no row that it has written."""
    workbook = Workbook(write_only=True)
    for title, rows in sheets:
        sheet = workbook.create_sheet(title[:LONGEST_TITLE])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    workbook.save(file)


def _csv_lines(rows):
    writer = csv.writer(_Echo())
    yield BYTE_ORDER_MARK.encode()
    for row in rows:
        yield writer.writerow([_csv_value(value) for value in row])


def _csv_value(value):
    value = _plain(value)
    return f"{value:%Y-%m-%d %H:%M}" if isinstance(value, datetime) else value


def _cell(sheet, value):
    value = _plain(value)
    if isinstance(value, str):
        value = UNHOLDABLE.sub("", value)[:LONGEST_CELL]
    if not _needs_kind(value):
        return value
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, datetime):
        cell.number_format = WHEN
    else:
        cell.data_type = "s"
    return cell


def _needs_kind(value):
    """Whether openpyxl has to be told what a value is: it would take such texts for formulas and errors."""
    return isinstance(value, datetime) or (
        isinstance(value, str) and value.startswith(("=", "#"))
    )


def _plain(value):
    """A value without anything that spreadsheet programs would run or can't read."""
    if isinstance(value, (str, Promise)):
        return harmless(str(value))
    if isinstance(value, datetime):
        return value.replace(second=0, microsecond=0)
    return value
