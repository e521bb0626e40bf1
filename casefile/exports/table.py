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

from casefile.answers.facts.chronicle import Audience, Chronicle, Heading
from casefile.exports.columns import (
    NOTHING,
    clean,
    columns_of,
    fields,
    incomplete,
    left_out,
    only,
    parties,
    title,
)

# With these a cell begins that a spreadsheet program would compute; an apostrophe makes it text.
FORMULAS = (*"=+-@\t\r\n", *"\uff1d\uff0b\uff0d\uff20")
PARTIES = "parties"


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as CSV."""
    heading = chronicle.heading
    heads = [*(column.name for column in columns_of(heading)), *_coordinates(heading), PARTIES]
    write_table(heads, _rows(chronicle), file)


def write_table(heads: Sequence[str], rows: Iterable[list[Any]], file: BinaryIO) -> None:
    """Write rows under their heads as CSV."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(heads)
    lines.writerows(map(_as_text, rows))
    text.detach()


def _rows(chronicle: Chronicle) -> Iterator[list[Any]]:
    heading, columns = chronicle.heading, columns_of(chronicle.heading)
    coordinates = _coordinates(heading).values()
    told = "\n".join(_parties(heading))
    empty = True
    for line in chronicle.lines:
        yield [*fields(heading, line, columns), *coordinates, told if empty else ""]
        empty = False
    if empty:  # The coordinates are told all the same.
        values = [NOTHING if column.name == "sentence" else "" for column in columns]
        yield [*values, *coordinates, told]


def _parties(heading: Heading) -> Iterator[str]:
    """Yield each party of each matter."""
    for matter_id, one in parties(heading):
        if heading.audience is Audience.OFFICE:
            yield f"{matter_id}: {one.text} ({one.ids})"
        else:
            yield f"{clean(heading.matters[matter_id].title)}: {one.text}"


def _coordinates(heading: Heading) -> dict[str, Any]:
    """Return what every row says of what the whole was made for, by its heads."""
    office = heading.audience is Audience.OFFICE
    own: dict[str, Any] = {"chronology_id": heading.subject_id} if office else {}
    place: dict[str, Any] = {"known_at_position": heading.known.position} if office else {}
    return {
        "chronology_of": title(heading),
        **own,
        "as_of": heading.as_of,
        **place,
        "known_at_instant": heading.known_instant or "",
        "made_at": heading.made_at.isoformat(),
        **({"incomplete": " ".join(incomplete(heading))} if office else {}),
        "made_for": heading.audience.label,
        "only": only(heading),
        "left_out": left_out(heading),
    }


def _as_text(row: list[Any]) -> list[str]:
    """Return a row as it is written; a text that a spreadsheet would compute begins with a '."""
    return [
        f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else str(value)
        for value in row
    ]
