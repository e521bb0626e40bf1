"""Spreadsheet: a chronology as an Excel workbook, written row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, date, datetime
from io import BytesIO
from math import ceil
from typing import Any, BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from casefile.answers.facts.chronicle import Audience, Chronicle, Heading
from casefile.exports import columns
from casefile.exports.aside import on_disk
from casefile.exports.caption import caption
from casefile.exports.columns import PRINTED, Column, clean, columns_in_sheet
from casefile.exports.paper import Legend, Particular

LETTER = 1  # the number of the paper size
LINE, TITLE_LINE = 13.5, 19  # points of a line of text, and of one of the title
LETTER_WIDTH = 1.05  # of a column's units, that a letter takes at most in one font or another
WASTE = 2.5  # units at the end of a line, where the next word does not fit
HIGHEST = 409  # points of the highest row there can be
MAX_CELL = 32_767  # UTF-16 units that a cell can hold
MAX_HEADER = 60  # characters of the title on each printed page; all of it has 255 at most
FIRST_DATE = date(1900, 3, 1)  # Excel counts days before it wrongly, or not at all
WHOLE = "A text that is longer than the highest row is whole in its cell; print the PDF for it."
PLAIN = Font(name="Calibri", size=10)
BOLD = Font(name="Calibri", size=10, bold=True)
TITLE = Font(name="Calibri", size=14, bold=True)
TOP = Alignment(horizontal="left", vertical="top", wrap_text=True)
LEFT = Alignment(vertical="top")
WRAPPED = Alignment(vertical="top", wrap_text=True)
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
    book.properties.language = "en-US"
    legend = _facts(_sheet(book, "Chronology", heading), chronicle)
    _parties(_sheet(book, "Parties", heading), heading)
    _key(_sheet(book, "Key", heading), legend)
    book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    ExcelWriter(book, _Archive(file, "w", ZIP_DEFLATED)).save()


class _Archive(ZipFile):
    """The archive that a workbook is, which takes a sheet from memory, too."""

    def write(self, filename: Any, arcname: Any = None, *more: Any, **how: Any) -> None:
        """Put a file in."""
        if isinstance(filename, BytesIO):
            self.writestr(arcname, filename.getvalue())
        else:
            super().write(filename, arcname, *more, **how)


class _InMemory(WorksheetWriter):
    """Writes a sheet to memory, where openpyxl would take a file of a temporary folder."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__(sheet, out=BytesIO())

    def cleanup(self) -> None:
        """Leave nothing behind; there is no file."""


def _sheet(book: Workbook, name: str, heading: Heading) -> Worksheet:
    """Return a new sheet whose printed pages say what they were made for."""
    # In this mode it has what is needed of a sheet, though its own type does not say so.
    sheet = cast("Worksheet", book.create_sheet(name))
    if not on_disk():
        # openpyxl lets nobody choose where a sheet is written meanwhile: it takes a temporary file.
        sheet._writer = _InMemory(sheet)  # type: ignore[attr-defined]  # noqa: SLF001 - as just said
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = LETTER
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
    header.center.text = columns.made_at(heading)
    footer.left.text = f"{columns.as_of(heading)}. {columns.known_at(heading)}"
    footer.right.text = "page &P of &N"


def _facts(sheet: Worksheet, chronicle: Chronicle) -> Legend:
    """Write the facts, and return the legend for them."""
    heading = chronicle.heading
    shown = columns_in_sheet(heading)
    printed = sum(one.shown is PRINTED for one in shown)
    head = _head(sheet, heading, shown)
    last, codes, dates = head, set[str](), False
    widths = [one.width for one in shown[:printed]]
    for line in chronicle.lines:
        codes.update(mark.code for mark in line.marks)
        dates |= not columns.is_plain(line)
        fill = MARKED if line.marks else None
        for values in _parts(columns.fields(heading, line, shown)):
            last += 1
            cells = [_cell(sheet, value, PLAIN, TOP, fill) for value in values]
            _append(sheet, last, cells, _height(values[:printed], widths))
    if last == head:
        sheet.append([_cell(sheet, columns.NOTHING, PLAIN, LEFT)])
    sheet.print_area = f"A1:{get_column_letter(printed)}{max(last, head + 1)}"
    sheet.auto_filter.ref = f"A{head}:{get_column_letter(len(shown))}{last}"
    return columns.legend(codes, dates=dates)


def _head(sheet: Worksheet, heading: Heading, shown: Sequence[Column]) -> int:
    """Write what stands above the facts, and return the row of their heads."""
    title = Particular("Chronology", columns.title(heading))
    captioned = (Particular("", clean(line)) for line in caption(heading))
    above = [*captioned, title, *columns.particulars(heading)]
    printed = sum(one.shown is PRINTED for one in shown)
    head = len(above) + 2
    _set_widths(sheet, (one.width for one in shown))
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    room = sum(one.width for one in shown[2:printed])
    for number, one in enumerate(above, start=1):
        text = f"{one.text} ({one.ids})" if one.ids else one.text
        font = TITLE if one is title else PLAIN
        # A text over several columns is broken into lines only where these are one cell.
        sheet.merged_cells.ranges.add(CellRange(f"C{number}:{get_column_letter(printed)}{number}"))
        height = TITLE_LINE if one is title else LINE
        lines = _lines(text, room, font.size / PLAIN.size)
        cells = [_cell(sheet, one.label, BOLD, LEFT), None, _cell(sheet, text, font, WRAPPED)]
        _append(sheet, number, cells, lines * height)
    sheet.append([])
    _append(sheet, head, [_cell(sheet, one.head, BOLD, TOP, HEAD) for one in shown], 2 * LINE)
    return head


def _parties(sheet: Worksheet, heading: Heading) -> None:
    office = heading.audience is Audience.OFFICE
    widths = (30, 80, 20)[: 3 if office else 2]
    _set_widths(sheet, widths)
    heads = ("Matter", "Party", "Id")[: len(widths)]
    sheet.append([_cell(sheet, name, BOLD, TOP, HEAD) for name in heads])
    for place, (matter_id, one) in enumerate(columns.parties(heading), start=2):
        about = heading.matters[matter_id]
        matter = about.docket_no or about.title or (matter_id if office else "")
        told = (matter, one.text, one.ids)[: len(widths)]
        cells = [_cell(sheet, text, PLAIN, TOP) for text in told]
        _append(sheet, place, cells, _height(told, widths))


def _key(sheet: Worksheet, legend: Legend) -> None:
    widths = (30, 100)
    _set_widths(sheet, widths)
    title = legend.title or "Key"
    _append(sheet, 1, [_cell(sheet, title, TITLE, LEFT)], TITLE_LINE)
    told = [*legend.words, *(("", text) for text in (legend.explained, WHOLE) if text)]
    for place, (word, meaning) in enumerate(told, start=2):
        cells = [_cell(sheet, word, BOLD, TOP), _cell(sheet, meaning, PLAIN, TOP)]
        _append(sheet, place, cells, _height((word, meaning), widths))


def _set_widths(sheet: Worksheet, widths: Iterable[float]) -> None:
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width


def _append(sheet: Worksheet, place: int, cells: list[Any], height: float) -> None:
    """Write a row; not every program finds out by itself how high one must be for its text."""
    sheet.row_dimensions[place].height = height
    sheet.append(cells)
    del sheet.row_dimensions[place]


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


def _height(values: Sequence[Any], widths: Sequence[float]) -> float:
    """Return how high a row must be for its texts in these widths, as far as a row can be."""
    lines = [
        sum(_lines(line, width) for line in str(value).split("\n"))
        for value, width in zip(values, widths, strict=True)
    ]
    return min(HIGHEST, LINE * max(lines))


def _lines(text: str, width: float, size: float = 1) -> int:
    """Return how many lines a text takes in a width, in letters of a size beside the plain ones."""
    return max(1, ceil(len(text) * size * LETTER_WIDTH / (width - min(WASTE, width / 10))))


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
