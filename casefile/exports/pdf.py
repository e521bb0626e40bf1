"""PDF: a document as pages to be filed, drawn row by row; a long row goes on over pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import LETTER, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from casefile.answers.chronicle import Chronicle
from casefile.exports import columns
from casefile.exports.columns import clean
from casefile.exports.lettering import BOLD, PLAIN, face, markup, plain
from casefile.exports.paper import SHARES, Paper, Said

WIDE, HIGH = landscape(LETTER)
SIDE, TOP, BOTTOM = 50, 62, 54  # margins, in points
PAD, GAP = 3, 8  # inside a row, and between columns
INDENT = 70  # of what the head of the document says
_room = WIDE - 2 * SIDE
WIDTHS = [_room * share / sum(SHARES) for share in SHARES]
LEFTS = [SIDE + sum(WIDTHS[:number]) for number in range(len(WIDTHS))]
TOGETHER = (HIGH - TOP - BOTTOM) / 3  # a row up to this height is never parted
RULE, SHADE, HEAD = HexColor(0xA6A6A6), HexColor(0xF2F2F2), HexColor(0xD9D9D9)
BODY, SMALL = (
    ParagraphStyle(name, fontName=PLAIN, fontSize=size, leading=size * 1.3, splitLongWords=1)
    for name, size in (("body", 7.5), ("small", 6.5))
)
TITLE = ParagraphStyle("title", fontName=BOLD, fontSize=14, leading=18, spaceAfter=6)


class _Text(NamedTuple):
    """A paragraph whose lines have been found, once, for it takes long; and its height."""

    paragraph: Flowable
    height: float


Cells = list[list[_Text]]


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as a PDF."""
    print_paper(columns.paper(chronicle), file)


def print_paper(paper: Paper, file: BinaryIO) -> None:
    """Write a document as a PDF."""
    pages = _Pages(file, paper)
    pages.begin()
    for row in paper.table():
        pages.row(row.cells, marked=row.marked)
    pages.end()


def _paragraph(said: Said) -> Paragraph:
    lead = f'<font name="{BOLD}">{markup(said.lead, BOLD)}</font> ' if said.lead else ""
    return Paragraph(lead + markup(said.text, PLAIN), SMALL if said.small else BODY)


def _set(paragraph: Flowable, width: float) -> _Text:
    """Set a paragraph in a column of this width."""
    return _Text(paragraph, paragraph.wrap(width - GAP, HIGH)[1])


def _cells(cells: Sequence[Sequence[Said]]) -> Cells:
    """Set the cells of a row."""
    return [
        [_set(_paragraph(said), width) for said in cell]
        for width, cell in zip(WIDTHS, cells, strict=True)
    ]


class _Pages:
    """The pages, filled from top to bottom; `y` is where the next thing goes."""

    def __init__(self, file: BinaryIO, paper: Paper) -> None:
        for name in (PLAIN, BOLD):
            face(name)
        self.paper = paper
        self.canvas = Canvas(file, pagesize=(WIDE, HIGH), pageCompression=1)
        self.canvas.setTitle(paper.head)
        self.canvas.setCreator("casefile")
        self.number = 0
        self.y = 0.0
        self.heads = False  # whether the table goes on

    def begin(self) -> None:
        """Draw the title and what the document was made for."""
        self._next_page()
        self._flow(Paragraph(markup(self.paper.head, BOLD), TITLE), SIDE, _room)
        for label, text in self.paper.particulars:
            if self.y - BOTTOM < BODY.leading:
                self._next_page()
            named = _paragraph(Said("", label))
            _, height = named.wrap(INDENT, HIGH)
            named.drawOn(self.canvas, SIDE, self.y - height)
            self._flow(_paragraph(Said(text)), SIDE + INDENT, _room - INDENT)
        self.y -= 8
        self.heads = True
        self._draw_heads()

    def end(self) -> None:
        """Draw the key, number the pages through, and save."""
        self.heads = False
        self.y -= 14
        paper = self.paper
        key = [Said("", paper.key_title), *(Said(meaning, word) for word, meaning in paper.key)]
        for said in (*key, Said(paper.explained)):
            self._flow(_paragraph(said), SIDE, _room)
        self.canvas.showPage()
        self.canvas.beginForm("total")
        self.canvas.setFont(PLAIN, 6.5)
        self.canvas.drawString(0, 0, f"of {self.number}")
        self.canvas.endForm()
        self.canvas.save()

    def row(self, cells: Sequence[Sequence[Said]], *, marked: bool = False) -> None:
        """Draw a row of the table, on as many pages as it takes."""
        made = _cells(cells)
        height = _height(made)
        while height > self.y - BOTTOM:
            if height > TOGETHER:
                part, made = _cut(made, self.y - BOTTOM - 2 * PAD)
                if part:
                    self._draw_row(part, _height(part), marked=marked)
                    number = [*cells[0], Said("cont.", small=True)]
                    made[0] = [_set(_paragraph(said), WIDTHS[0]) for said in number]
                    height = _height(made)
            self._next_page()
        self._draw_row(made, height, marked=marked)

    def _draw_row(self, cells: Cells, height: float, *, marked: bool) -> None:
        if marked:
            self._fill(SHADE, height)
        for left, cell in zip(LEFTS, cells, strict=True):
            y = self.y - PAD
            for paragraph, used in cell:
                y -= used
                paragraph.drawOn(self.canvas, left, y)
        self.y -= height
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(SIDE, self.y, WIDE - SIDE, self.y)

    def _fill(self, color: Color, height: float) -> None:
        self.canvas.setFillColor(color)
        # It leaves the rule above it as it is.
        self.canvas.rect(SIDE, self.y - height, _room, height - 0.4, stroke=0, fill=1)

    def _draw_heads(self) -> None:
        cells = _cells([[Said("", name)] for name in self.paper.heads])
        height = _height(cells)
        self._fill(HEAD, height)
        self._draw_row(cells, height, marked=False)

    def _flow(self, paragraph: Flowable, left: float, width: float) -> None:
        """Draw a paragraph of its own, on the next page where it does not fit here."""
        left_over: list[Flowable] = [paragraph]
        while left_over:
            one = left_over.pop(0)
            _, height = one.wrap(width, HIGH)
            if height > self.y - BOTTOM:
                parts = one.split(width, self.y - BOTTOM)
                if not parts:
                    self._next_page()
                left_over[:0] = parts or [one]
                continue
            self.y -= height
            one.drawOn(self.canvas, left, self.y)
            self.y -= 1

    def _next_page(self) -> None:
        """Begin a page: what the document is of above, what it was made for below."""
        if self.number:
            self.canvas.showPage()
        self.number += 1
        canvas, access = self.canvas, self.paper.access
        canvas.setFont(BOLD, 6.5)
        room = _room - stringWidth(access, BOLD, 6.5) - GAP
        canvas.drawString(SIDE, HIGH - 40, _shortened(self.paper.head, room))
        canvas.drawRightString(WIDE - SIDE, HIGH - 40, access)
        canvas.setFont(PLAIN, 6.5)
        canvas.drawString(SIDE, 34, plain(clean(" · ".join(self.paper.foot)), PLAIN))
        canvas.drawRightString(WIDE - SIDE - 28, 34, f"page {self.number}")
        canvas.saveState()
        canvas.translate(WIDE - SIDE - 26, 34)
        canvas.doForm("total")
        canvas.restoreState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(SIDE, HIGH - 46, WIDE - SIDE, HIGH - 46)
        canvas.line(SIDE, 44, WIDE - SIDE, 44)
        self.y = HIGH - TOP
        if self.heads:
            self._draw_heads()


def _height(cells: Cells) -> float:
    """Return the height of a row, padding included."""
    return max(sum(one.height for one in cell) for cell in cells) + 2 * PAD


def _cut(cells: Cells, room: float) -> tuple[Cells, Cells]:
    """Cut a row at a height; return what goes above, or nothing of it, and what is left."""
    above: Cells = []
    below: Cells = []
    for width, cell in zip(WIDTHS, cells, strict=True):
        here: list[_Text] = []
        rest, left = list(cell), room
        while rest and rest[0].height <= left:
            here.append(rest.pop(0))
            left -= here[-1].height
        if rest:
            # A paragraph that cannot be parted here is to be set again: it forgets its lines.
            parts = rest[0].paragraph.split(width - GAP, left) or [rest[0].paragraph]
            rest[:1] = [_set(part, width) for part in parts]
            if len(parts) > 1:
                here.append(rest.pop(0))
        above.append(here)
        below.append(rest)
    if not any(above[1:]):
        return [], [here + rest for here, rest in zip(above, below, strict=True)]
    return above, below


def _shortened(title: str, room: float) -> str:
    """Return a title as it fits on one line."""
    text = plain(title.replace("\n", " "), BOLD)
    if stringWidth(text, BOLD, 6.5) <= room:
        return text
    while stringWidth(f"{text}\N{HORIZONTAL ELLIPSIS}", BOLD, 6.5) > room:
        text = text[:-1]
    return f"{text}\N{HORIZONTAL ELLIPSIS}"
