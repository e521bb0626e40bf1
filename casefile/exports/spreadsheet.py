"""Spreadsheet: a chronology as an Excel workbook, written row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO, cast

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from casefile.answers.chronicle import Chronicle, Heading
from casefile.exports import columns
from casefile.exports.columns import COLUMNS, clean

LEGAL = 5  # the number of the paper size
LINE, HIGHEST = 13.5, 409  # points of a line of text, and of the highest row there can be
MAX_CELL = 32_767  # UTF-16 units that a cell can hold
MAX_HEADER = 60  # characters of the title on each printed page; all of it has 255 at most
FIRST_DATE = date(1900, 3, 1)  # Excel counts days before it wrongly, or not at all
PRINTED = [one.name for one in COLUMNS].index(columns.LAST_PRINTED) + 1
WHOLE = "A text that is longer than the highest row is whole in its cell; print the PDF for it."
PLAIN = Font(name="Calibri", size=10)
BOLD = Font(name="Calibri", size=10, bold=True)
TITLE = Font(name="Calibri", size=14, bold=True)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
LEFT = Alignment(vertical="top")
HEAD = PatternFill("solid", fgColor="E7E6E6")
MARKED = PatternFill("solid", fgColor="FFF2CC")
RULE = Border(bottom=Side(style="thin", color="BFBFBF"))

# Excel reads _x0041_ in a text as the character of that number, unless its underscore is one, too.
_escaped = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as a workbook: a sheet of the facts, one of the parties, and the key."""
    book = Workbook(write_only=True)
    heading = chronicle.heading
    book.properties.title = clean(f"Chronology: {columns.title(heading)}")
    book.properties.creator = "casefile"
    _facts(_sheet(book, "Chronology", heading), chronicle)
    _parties(_sheet(book, "Parties", heading), heading)
    _key(_sheet(book, "Key", heading))
    book.save(file)


def _sheet(book: Workbook, name: str, heading: Heading) -> Worksheet:
    """Return a new sheet whose printed pages say what they were made for."""
    # In this mode it has what is needed of a sheet, though its own type does not say so.
    sheet = cast("Worksheet", book.create_sheet(name))
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = LEGAL
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.5
    sheet.page_margins.top = sheet.page_margins.bottom = 0.8
    _say_on_each_page(sheet.oddHeader, sheet.oddFooter, heading)
    return sheet


def _say_on_each_page(header: Any, footer: Any, heading: Heading) -> None:
    shown = columns.title(heading).replace("\n", " ")
    if len(shown) > MAX_HEADER:
        shown = f"{shown[: MAX_HEADER - 1]}\N{HORIZONTAL ELLIPSIS}"
    header.left.text = f"Chronology: {shown}".replace("&", "&&")
    header.right.text = columns.access(heading) or None
    footer.left.text = f"{columns.as_of(heading)}. {columns.known_at(heading)}"
    footer.center.text = columns.made_at(heading)
    footer.right.text = "page &P of &N"


def _facts(sheet: Worksheet, chronicle: Chronicle) -> None:
    heading = chronicle.heading
    above = [("Chronology", columns.title(heading)), *columns.particulars(heading)]
    head = len(above) + 2
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    for number, (label, text) in enumerate(above):
        font = PLAIN if number else TITLE
        sheet.append([_cell(sheet, label, BOLD, LEFT), None, _cell(sheet, text, font, LEFT)])
    sheet.append([])
    sheet.row_dimensions[head].height = 2 * LINE
    sheet.append([_cell(sheet, one.head, BOLD, TOP, HEAD) for one in COLUMNS])
    last = head
    for line in chronicle.lines:
        fill = MARKED if line.marks else None
        for values in _parts(columns.fields(heading, line)):
            last += 1
            # Not every program finds out by itself how high a row must be for its text.
            sheet.row_dimensions[last].height = _height(values)
            sheet.append([_cell(sheet, value, PLAIN, TOP, fill) for value in values])
            del sheet.row_dimensions[last]
    if last == head:
        sheet.append([_cell(sheet, columns.NOTHING, PLAIN, LEFT)])
    sheet.print_area = f"A1:{get_column_letter(PRINTED)}{max(last, head + 1)}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(COLUMNS))}{last}"


def _parties(sheet: Worksheet, heading: Heading) -> None:
    sheet.column_dimensions["A"].width = 20
    sheet.column_dimensions["B"].width = 110
    sheet.append([_cell(sheet, "Matter", BOLD, TOP, HEAD), _cell(sheet, "Party", BOLD, TOP, HEAD)])
    for told in columns.parties(heading):
        sheet.append([_cell(sheet, text, PLAIN, TOP) for text in told])


def _key(sheet: Worksheet) -> None:
    sheet.column_dimensions["A"].width = 30
    sheet.column_dimensions["B"].width = 100
    sheet.append([_cell(sheet, columns.KEY_TITLE, TITLE, LEFT)])
    for word, meaning in columns.key():
        sheet.append([_cell(sheet, word, BOLD, TOP), _cell(sheet, meaning, PLAIN, TOP)])
    for text in (columns.KEY_INTRODUCTION, WHOLE):
        sheet.append([None, _cell(sheet, text, PLAIN, TOP)])


def _cell(
    sheet: Worksheet,
    value: Any,
    font: Font,
    alignment: Alignment,
    fill: PatternFill | None = None,
) -> Cell:
    """Return a cell; a text in it is text, whatever it begins with, also after it is edited."""
    if isinstance(value, date) and value < FIRST_DATE:
        value = value.isoformat()
    cell = WriteOnlyCell(sheet, value=None)
    if isinstance(value, str):
        cell.value = _escaped.sub("_x005F_", clean(value))
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in ("=", "+", "-", "@")
    else:
        cell.value = value
    if isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    cell.font, cell.alignment = font, alignment
    if alignment is TOP:
        cell.border = RULE
    if fill:
        cell.fill = fill
    return cell


def _height(values: list[Any]) -> float:
    """Return how high a row must be for its texts, as far as a row can be."""
    lines = [
        sum(1 + int(len(line) * 1.1 / column.width) for line in str(value).split("\n"))
        for value, column in zip(values, COLUMNS, strict=True)
    ]
    return min(HIGHEST, LINE * max(lines[:PRINTED]))


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    """Yield the row, and further ones for what is too long for a cell."""
    while True:
        here, rest = [], []
        for value in values:
            head, tail = _cut(value) if isinstance(value, str) else (value, "")
            here.append(head)
            rest.append(tail)
        yield here
        if not any(rest):
            return
        values = [f"{values[0]} (continued)".replace(" (continued)" * 2, " (continued)"), *rest[1:]]


def _cut(text: str) -> tuple[str, str]:
    """Return what a cell can hold of a text, and the rest."""
    if 2 * len(_escaped.sub("_x005F_", text)) <= MAX_CELL:
        return text, ""
    taken = 0
    for place, sign in enumerate(text):
        taken += 8 if sign == "_" else len(sign.encode("utf-16-le", "surrogatepass")) // 2
        if taken > MAX_CELL:
            return text[:place], text[place:]
    return text, ""
