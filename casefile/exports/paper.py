"""Paper: what a printed document says at its head, on every page and in its table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A paragraph of a printed cell: a lead in bold, a text, and whether it is small."""

    text: str
    lead: str = ""
    small: bool = False


SHARES = (5, 15, 39, 11, 17, 13)  # of the width, that the columns of every table have


class PaperRow(NamedTuple):
    """A row of the table, with a cell for each column, and whether it is shaded."""

    cells: Sequence[Sequence[Said]]
    marked: bool = False


class Paper(NamedTuple):
    """A document to be printed: what it is and of what, and its table, row by row.

    `access` stands above every page and `foot` below it; `particulars` are a label and a text each,
    and so is `key`, which follows the table with `explained`. `nothing` stands in the table where
    there are no rows.
    """

    kind: str
    title: str
    access: str
    foot: Sequence[str]
    particulars: Sequence[tuple[str, str]]
    heads: Sequence[str]
    rows: Iterator[PaperRow]
    nothing: str
    key_title: str
    key: Sequence[tuple[str, str]]
    explained: str

    @property
    def head(self) -> str:
        """Return what the document is, and of what."""
        return f"{self.kind}: {self.title}"

    def table(self) -> Iterator[PaperRow]:
        """Yield the rows, or the one that says that there is none."""
        empty = True
        for row in self.rows:
            empty = False
            yield row
        if empty:
            yield PaperRow([[], [], [Said(self.nothing)], *([[]] * (len(SHARES) - 3))])
