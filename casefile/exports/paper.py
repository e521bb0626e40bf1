"""Paper: what a printed document says at its head, on every page and in its table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple


class Said(NamedTuple):
    """A paragraph of a printed cell: a lead in bold, a text, and whether it is small."""

    text: str
    lead: str = ""
    small: bool = False


class Particular(NamedTuple):
    """What the head of a document says: a label, a text, and ids that stand behind it in small."""

    label: str
    text: str
    ids: str = ""


class Layout(NamedTuple):
    """How a document is laid out: the shares of the columns, the way of the pages, and its letters.

    `size` is that of the letters in points.
    """

    shares: Sequence[int]
    upright: bool = False
    size: float = 7.5


WIDE = Layout((5, 15, 39, 11, 17, 13))


class PaperRow(NamedTuple):
    """A row of the table, with a cell for each column, whether it is shaded, and in which part."""

    cells: Sequence[Sequence[Said]]
    marked: bool = False
    part: str = ""


class Legend(NamedTuple):
    """What follows the table: words with their meanings, and what else is to be explained."""

    title: str = ""
    words: Sequence[tuple[str, str]] = ()
    explained: str = ""

    def lines(self) -> Iterator[Said]:
        """Yield what is printed, where there is anything."""
        if self.title and (self.words or self.explained):
            yield Said("", self.title)
        yield from (Said(meaning, word) for word, meaning in self.words)
        if self.explained:
            yield Said(self.explained)


class Paper(NamedTuple):
    """A document to be printed: what it is and of what, and its table, row by row.

    `caption` stands above its title, `access` above every page and `foot` below it. `legend` is
    asked for once all rows have been read, so that it has what they need and no more. `nothing`
    stands in the table where there are no rows.
    """

    kind: str
    title: str
    access: str
    foot: Sequence[str]
    particulars: Sequence[Particular]
    heads: Sequence[str]
    rows: Iterator[PaperRow]
    nothing: str
    legend: Callable[[], Legend]
    caption: Sequence[str] = ()
    layout: Layout = WIDE

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
            yield PaperRow([[], [], [Said(self.nothing)], *([[]] * (len(self.heads) - 3))])
