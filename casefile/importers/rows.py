"""Rows: tables in CSV files, read strictly and in bounded memory, each error with row and column.

Rows are numbered as a spreadsheet shows them: the header is row 1, and an empty line is a row.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

from casefile.canonical import CONTROLS
from casefile.importers.faults import Faults
from casefile.importers.files import not_utf_8, opened
from casefile.importers.material import Unreadable
from casefile.importers.shelf import Shelf
from casefile.importers.writing import UTF_8, Writing
from casefile.law.edtf import parse

MAX_FILE = 256_000_000  # bytes; a larger table is a database's work, or the wrong file
MAX_LINE = 4_000_000  # bytes; a file without line breaks must not be read whole
MAX_CELL = 100_000  # characters; a long docket entry has some 8,000

# What no stored text may hold, as bytes and, where a byte is no UTF-8, as Python keeps it.
_odd_bytes = re.compile(f"[{CONTROLS}]".encode())
_odd_text = re.compile(f"[{CONTROLS}\udc80-\udcff]")
_ESCAPED = 0xDC00  # what Python adds to a byte that is not UTF-8
_moment = re.compile(r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.0+)?)?", re.ASCII)

WRITING = Writing()


class Row:
    """One row of a table, its cells as they are written."""

    __slots__ = ("_cells", "file", "number", "places")

    def __init__(
        self, file: str, number: int, cells: Sequence[str], places: Mapping[str, int]
    ) -> None:
        self.file = file
        self.number = number
        self.places = places  # of the columns, by their names
        self._cells = cells

    @property
    def where(self) -> str:
        """Return the file and the row, as errors and reports name them."""
        return f"{self.file}, row {self.number}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Return every cell in the order of the columns, so that equal rows can be told."""
        return tuple(self._cells)

    def __getitem__(self, column: str) -> str:
        """Return a cell as it is written."""
        return self._cells[self.places[column]]

    def text(self, column: str) -> str:
        """Return a cell without the spaces around it."""
        return self[column].strip()

    def items(self) -> Iterable[tuple[str, str]]:
        """Return every column with its cell."""
        return zip(self.places, self._cells, strict=True)

    def unreadable(self, column: str, sentence: str) -> Unreadable:
        """Return an error about a cell, for the caller to raise."""
        error = Unreadable(f"{self.where}, column {column}: {sentence}")
        error.file = self.file
        return error

    def moment(self, column: str) -> str:
        """Return a day, or a day with its time, as EDTF; "" where the cell is blank.

        Raises Unreadable for anything else, and for days that the calendar does not have.
        """
        text = self.text(column)
        if not text:
            return ""
        found = _moment.fullmatch(text)
        if not found:
            sentence = f"{text[:40]!r} is no date like 2019-03-31 or 2019-03-31 14:05:00."
            raise self.unreadable(column, sentence)
        written = "T".join(part for part in found.groups() if part)
        try:
            return parse(written).text
        except ValueError as error:
            raise self.unreadable(column, str(error)) from error

    def day(self, column: str) -> str:
        """Return a day, without its time where it has one; "" where the cell is blank."""
        return self.moment(column).partition("T")[0]


def read_rows(
    path: Path,
    required_columns: Iterable[str] = (),
    *,
    name: str = "",
    faults: Faults | None = None,
    writing: Writing = WRITING,
) -> Iterator[Row]:
    """Yield the rows of a CSV file that has at least these columns.

    Raises Unreadable with the file, the row and the column as soon as something is wrong, which
    may be after many good rows: read to the end before anything is made of them. With `faults`, a
    row that is wrong is told there, and the reading goes on behind it.
    """
    name = name or path.name
    with opened(path, MAX_FILE, name, writing.encoding) as file:
        records = _records(name, file, writing)
        places = _header(name, records, required_columns)
        for number, cells, doubtful in records:
            if not cells:
                continue
            try:
                _check_row(name, number, cells, places)
                if doubtful:
                    _check(name, number, zip(places, cells, strict=True), writing.called)
            except Unreadable as error:
                if faults is None:
                    raise
                faults.add(name, error)
                continue
            yield Row(name, number, cells, places)


def sound_rows(
    path: Path,
    name: str,
    required_columns: Iterable[str],
    faults: Faults,
    writing: Writing = WRITING,
) -> Iterator[Row]:
    """Yield the sound rows of one table; what is wrong with it is told as its faults.

    Its reading goes on as far as it can.
    """
    rows = read_rows(path, required_columns, name=name, faults=faults, writing=writing)
    while True:
        row = None
        with faults.of(name):
            row = next(rows, None)
        if row is None:
            return
        yield row


class RowShelf:
    """Rows on disk, under keys, each with the file and the number that it had."""

    def __init__(self) -> None:
        self._shelf: Shelf[tuple[int, int, tuple[str, ...]]] = Shelf()
        self._files: list[tuple[str, Mapping[str, int]]] = []
        self.close = self._shelf.close

    def put(self, key: str, row: Row) -> None:
        """Put a row under a key; raises Unreadable where there is no room for it."""
        if not self._files or self._files[-1] != (row.file, row.places):
            self._files.append((row.file, row.places))
        self._shelf.put((key,), (len(self._files) - 1, row.number, row.cells))

    def by_key(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield each key with its rows, in the order in which the keys came first."""
        for key, found in self._shelf.by_key():
            yield key, [self._row(*one) for one in found]

    def _row(self, file: int, number: int, cells: Sequence[str]) -> Row:
        name, places = self._files[file]
        return Row(name, number, cells, places)


class Allowance:
    """How many rows an import may have, of all its tables together: it holds them in memory.

    What is wrong with a table is told as its faults, and its reading goes on as far as it can.
    """

    def __init__(self, most: int, faults: Faults, writing: Writing = WRITING) -> None:
        self._most = self._left = most
        self._faults = faults
        self._writing = writing

    def read_rows(self, path: Path, name: str, required_columns: Iterable[str]) -> Iterator[Row]:
        """Yield the sound rows of one table; raises Unreadable where one is too many."""
        for row in sound_rows(path, name, required_columns, self._faults, self._writing):
            self._left -= 1
            if self._left < 0:
                sentence = f"there are more than {self._most:,} rows; import fewer at once."
                raise Unreadable(f"{row.where}: {sentence}")
            yield row


def read_columns(path: Path, name: str = "") -> tuple[str, ...]:
    """Return the names of a CSV file's columns; raises Unreadable."""
    name = name or path.name
    with opened(path, MAX_FILE, name) as file:
        return tuple(_header(name, _records(name, file, WRITING), ()))


class _Lines:
    """The lines of a file as text, remembering where one holds what no event can hold.

    Such a line is read all the same, so that its column can be named.
    """

    def __init__(self, name: str, file: BinaryIO, writing: Writing) -> None:
        self.name = name
        self.file = file
        self.writing = writing
        self.row = 0
        self.doubtful = False

    def __iter__(self) -> Iterator[str]:
        for line in self._of_utf_8() if self.writing.is_utf_8 else self._decoded():
            if len(line) > MAX_LINE:
                sentence = f"a line has more than {MAX_LINE:,} bytes; this is no table."
                raise Unreadable(f"{self.name}, row {self.row}: {sentence}")
            yield line

    def _of_utf_8(self) -> Iterator[str]:
        while line := self.file.readline(MAX_LINE + 1):
            self.doubtful = self.doubtful or _odd_bytes.search(line) is not None
            try:
                text = line.decode()
            except UnicodeDecodeError:
                self.doubtful = True
                text = line.decode(errors="surrogateescape")
            yield text

    def _decoded(self) -> Iterator[str]:
        try:
            for line in self.writing.lines(self.file, MAX_LINE + 1):
                self.doubtful = self.doubtful or _odd_text.search(line) is not None
                yield line
        except UnicodeError as error:
            said = f"it is not written in {self.writing.called}, as the mapping says."
            raise Unreadable(f"{self.name}, row {self.row}: {said}") from error


def _records(name: str, file: BinaryIO, writing: Writing) -> Iterator[tuple[int, list[str], bool]]:
    """Yield the number of every row, its cells, and whether they must be looked at; raises."""
    lines = _Lines(name, file, writing)
    reader = csv.reader(lines, **writing.as_csv())
    while True:
        lines.row += 1
        lines.doubtful = False
        try:
            cells = next(reader, None)
        except csv.Error as error:
            sentence = f"it is not written as CSV asks, or not whole ({error})."
            if "field limit" in str(error):
                sentence = f"a cell has more than {MAX_CELL:,} characters; is a quote not closed?"
            raise Unreadable(f"{name}, row {lines.row}: {sentence}") from error
        if cells is None:
            return
        # A cell over several lines can be long where none of its lines is.
        yield lines.row, cells, lines.doubtful or sum(map(len, cells)) > MAX_CELL


def _header(
    name: str, records: Iterator[tuple[int, list[str], bool]], required: Iterable[str]
) -> dict[str, int]:
    """Return the place of every column by its name; raises where one is missing or named twice."""
    number, cells, doubtful = next(records, (1, [], False))
    if not cells:
        raise Unreadable(f"{name} is empty: its first row has to name the columns.")
    if doubtful:
        _check(name, number, ((str(place), cell) for place, cell in enumerate(cells, start=1)))
    places: dict[str, int] = {}
    for place, cell in enumerate(cells):
        column = cell.strip()
        if not column:
            raise Unreadable(f"{name}, row {number}, column {place + 1}: it has no name.")
        if places.setdefault(column, place) != place:
            raise Unreadable(f"{name}, row {number}, column {column}: it is there twice.")
    if missing := [column for column in required if column not in places]:
        said = f"there is no column {', '.join(missing)}{_parted_otherwise(cells)}."
        raise Unreadable(f"{name}, row {number}: {said}")
    return places


def _check_row(name: str, number: int, cells: Sequence[str], columns: Mapping[str, int]) -> None:
    """Refuse a row that has other cells than the header, or is the header once more; raises."""
    if [cell.strip() for cell in cells] == list(columns):
        said = "the header stands here again; is the file put together of two?"
        raise Unreadable(f"{name}, row {number}: {said}")
    if len(cells) != len(columns):
        raise _misfit(name, number, cells, list(columns))


def _parted_otherwise(cells: Sequence[str]) -> str:
    """Say what else may part the cells of a header that has only one."""
    for sign, called in ((";", "a semicolon"), ("\t", "the tab"), ("|", "'|'")):
        if len(cells) == 1 and sign in cells[0]:
            return f"; it looks as if {called} parts the cells, which a mapping says as `delimiter`"
    return ""


def _check(name: str, number: int, cells: Iterable[tuple[str, str]], encoding: str = UTF_8) -> None:
    """Refuse cells that are too long, are not UTF-8 or hold control characters; raises."""
    for column, cell in cells:
        sentence = ""
        if len(cell) > MAX_CELL:
            sentence = f"it has {len(cell):,} characters; {MAX_CELL:,} at most are read."
        elif found := _odd_text.search(cell):
            code = ord(found[0])
            if code >= _ESCAPED:
                sentence = not_utf_8(code - _ESCAPED)
                if encoding.lower().replace("_", "-") not in (UTF_8, "utf8"):
                    sentence = f"byte 0x{code - _ESCAPED:02x} is no sign of {encoding}."
            elif code == 0:
                sentence = "it holds a NUL byte; is the file UTF-16? Save it as UTF-8."
            else:
                sentence = f"it holds the control character 0x{code:02x}."
        if sentence:
            raise Unreadable(f"{name}, row {number}, column {column}: {sentence}")


def _misfit(name: str, number: int, cells: Sequence[str], columns: list[str]) -> Unreadable:
    """Return the error about a row with too many or too few cells."""
    if len(cells) < len(columns):
        place = f"column {columns[len(cells)]}"
        sentence = f"the row ends before it, with {len(cells)} cells of {len(columns)}."
    else:
        place = f"column {len(columns) + 1}"
        sentence = f"the row has {len(cells)} cells, and the header names {len(columns)} columns."
    return Unreadable(f"{name}, row {number}, {place}: {sentence}")
