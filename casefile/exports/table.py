"""Table: a chronology as CSV, one line a fact, for a spreadsheet or another program.

The coordinates are columns: spreadsheet programs take a comment above the heads for data, and a row
that is copied out of the file still says what it was made for. The parties are a column, too, but
stand in the first row alone. Lines end as RFC 4180 has it, and the file begins with the mark by
which spreadsheet programs know that it is UTF-8.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, BinaryIO

from casefile.answers.chronicle import Chronicle, Heading
from casefile.exports.columns import COLUMNS, NOTHING, fields, incomplete, parties, title

# With these a cell begins that a spreadsheet program would compute; an apostrophe makes it text.
FORMULAS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
COORDINATES = (
    "chronology_of",
    "chronology_id",
    "as_of",
    "known_at_position",
    "known_at_instant",
    "made_at",
    "incomplete",
)
PARTIES = "parties"


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as CSV."""
    heads = [*(column.name for column in COLUMNS), *COORDINATES, PARTIES]
    write_table(heads, _rows(chronicle), file)


def write_table(heads: Sequence[str], rows: Iterable[list[Any]], file: BinaryIO) -> None:
    """Write rows under their heads as CSV."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(heads)
    lines.writerows(map(_as_text, rows))
    text.detach()


def _rows(chronicle: Chronicle) -> Iterator[list[Any]]:
    coordinates = _coordinates(chronicle.heading)
    told = "\n".join(f"{matter_id}: {said}" for matter_id, said in parties(chronicle.heading))
    empty = True
    for line in chronicle.lines:
        yield [*fields(chronicle.heading, line), *coordinates, told if empty else ""]
        empty = False
    if empty:  # The coordinates are told all the same.
        values = [NOTHING if column.name == "sentence" else "" for column in COLUMNS]
        yield [*values, *coordinates, told]


def _coordinates(heading: Heading) -> list[Any]:
    return [
        title(heading),
        heading.subject_id,
        heading.as_of,
        heading.known.position,
        heading.known_instant or "",
        heading.made_at.isoformat(),
        " ".join(incomplete(heading)),
    ]


def _as_text(row: list[Any]) -> list[str]:
    """Return a row as it is written; a text that a spreadsheet would compute begins with a '."""
    return [
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else str(value)
        for value in row
    ]
