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

from casefile.answers.facts.chronicle import Chronicle
from casefile.exports import printed
from casefile.exports.columns import clean
from casefile.exports.lettering import BOLD, PLAIN, face, markup, plain
from casefile.exports.paper import Paper, PaperRow, Said

WIDE, HIGH = landscape(LETTER)
SIDE, TOP, BOTTOM = 50, 62, 54  # margins, in points
PAD, GAP = 3, 8  # inside a row, and between columns
INDENT = 70  # of what the head of the document says
RUNNING = 6.5  # the size of what stands above and below every page
RULE, SHADE, HEAD = HexColor(0xA6A6A6), HexColor(0xF2F2F2), HexColor(0xD9D9D9)
LANGUAGE = "en-US"


class Styles(NamedTuple):
    """How the letters of a document are set: those of its text, small ones, and its title's."""

    body: ParagraphStyle
    small: ParagraphStyle
    title: ParagraphStyle
    caption: ParagraphStyle


def styles(size: float) -> Styles:
    """Return the styles of a document whose text has this size, in points."""
    body, small = (
        ParagraphStyle(name, fontName=PLAIN, fontSize=one, leading=one * 1.3, splitLongWords=1)
        for name, one in (("body", size), ("small", max(RUNNING, size - 1.5)))
    )
    title = ParagraphStyle("title", fontName=BOLD, fontSize=14, leading=18, spaceAfter=6)
    caption = ParagraphStyle("caption", fontName=PLAIN, fontSize=12, leading=16, alignment=1)
    return Styles(body, small, title, caption)


class _Text(NamedTuple):
    """A paragraph whose lines have been found, once, for it takes long; and its height."""

    paragraph: Flowable
    height: float


Cells = list[list[_Text]]


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as a PDF."""
    print_paper(printed.paper(chronicle), file)


def print_paper(paper: Paper, file: BinaryIO) -> None:
    """Write a document as a PDF."""
    pages = _Pages(file, paper)
    pages.begin()
    for row in paper.table():
        pages.row(row)
    pages.end()


class _Pages:
    """The pages, filled from top to bottom; `y` is where the next thing goes."""

    def __init__(self, file: BinaryIO, paper: Paper) -> None:
        for name in (PLAIN, BOLD):
            face(name)
        layout = paper.layout
        self.wide, self.high = LETTER if layout.upright else (WIDE, HIGH)
        self.room = self.wide - 2 * SIDE
        self.widths = [self.room * share / sum(layout.shares) for share in layout.shares]
        self.lefts = [SIDE + sum(self.widths[:number]) for number in range(len(self.widths))]
        self.together = (self.high - TOP - BOTTOM) / 3  # a row up to this height is never parted
        self.styles = styles(layout.size)
        self.paper = paper
        # No font is named that is not in the file.
        self.canvas = Canvas(
            file,
            pagesize=(self.wide, self.high),
            pageCompression=1,
            initialFontName=PLAIN,  # type: ignore[arg-type]  # its stubs take it for a number
            lang=LANGUAGE,
        )
        self.canvas.setTitle(paper.head)
        self.canvas.setAuthor("casefile")
        self.canvas.setCreator("casefile")
        self.canvas.setViewerPreference("DisplayDocTitle", "true")
        self.canvas.showOutline()
        self.number = 0
        self.y = 0.0
        self.heads = False  # whether the table goes on
        self.part = ""  # of the table, that goes on

    def begin(self) -> None:
        """Draw the caption, the title and what the document was made for."""
        paper = self.paper
        self._next_page()
        for line in paper.caption:
            self._flow(Paragraph(markup(line, PLAIN), self.styles.caption), SIDE, self.room)
        self.y -= 12 if paper.caption else 0
        self._mark(paper.kind)
        head = paper.kind if paper.caption else paper.head
        self._flow(Paragraph(markup(head, BOLD), self.styles.title), SIDE, self.room)
        self.y -= 4
        for one in paper.particulars:
            if self.y - BOTTOM < self.styles.body.leading:
                self._next_page()
            named = self._paragraph(Said("", one.label))
            _, height = named.wrap(INDENT, HIGH)
            named.drawOn(self.canvas, SIDE, self.y - height)
            text = self._paragraph(Said(one.text), one.ids)
            self._flow(text, SIDE + INDENT, self.room - INDENT)
        self.y -= 8
        self.heads = True
        self._draw_heads()

    def end(self) -> None:
        """Draw the legend, number the pages through, and save."""
        self.heads = False
        self.y -= 14
        for number, said in enumerate(self.paper.legend().lines()):
            if not number:
                self._mark(said.lead or "Legend")
            self._flow(self._paragraph(said), SIDE, self.room)
        self.canvas.showPage()
        self.canvas.beginForm("total")
        self.canvas.setFont(PLAIN, RUNNING)
        self.canvas.drawString(0, 0, f"of {self.number}")
        self.canvas.endForm()
        self.canvas.save()

    def row(self, row: PaperRow) -> None:
        """Draw a row of the table, on as many pages as it takes."""
        made = self._cells(row.cells)
        height = _height(made)
        while height > self.y - BOTTOM:
            if height > self.together:
                part, made = self._cut(made, self.y - BOTTOM - 2 * PAD)
                if part:
                    self._draw_row(part, _height(part), marked=row.marked)
                    number = [*row.cells[0], Said("cont.", small=True)]
                    made[0] = [self._set(self._paragraph(said), self.widths[0]) for said in number]
                    height = _height(made)
            self._next_page()
        if row.part != self.part:
            self.part = row.part
            self._mark(row.part, level=1)
        self._draw_row(made, height, marked=row.marked)

    def _mark(self, title: str, *, level: int = 0) -> None:
        """Enter what begins here in the outline."""
        key = f"{self.number}-{self.y:.0f}-{level}"
        self.canvas.bookmarkHorizontal(key, 0, self.y + PAD)
        self.canvas.addOutlineEntry(title, key, level)

    def _paragraph(self, said: Said, ids: str = "") -> Paragraph:
        style = self.styles.small if said.small else self.styles.body
        lead = f'<font name="{BOLD}">{markup(said.lead, BOLD)}</font> ' if said.lead else ""
        size = self.styles.small.fontSize
        small = f' <font size="{size}">{markup(ids, PLAIN)}</font>' if ids else ""
        return Paragraph(lead + markup(said.text, PLAIN) + small, style)

    def _set(self, paragraph: Flowable, width: float) -> _Text:
        """Set a paragraph in a column of this width."""
        return _Text(paragraph, paragraph.wrap(width - GAP, HIGH)[1])

    def _cells(self, cells: Sequence[Sequence[Said]]) -> Cells:
        """Set the cells of a row."""
        return [
            [self._set(self._paragraph(said), width) for said in cell]
            for width, cell in zip(self.widths, cells, strict=True)
        ]

    def _cut(self, cells: Cells, room: float) -> tuple[Cells, Cells]:
        """Cut a row at a height; return what goes above, or nothing of it, and what is left."""
        above: Cells = []
        below: Cells = []
        for width, cell in zip(self.widths, cells, strict=True):
            here: list[_Text] = []
            rest, left = list(cell), room
            while rest and rest[0].height <= left:
                here.append(rest.pop(0))
                left -= here[-1].height
            if rest:
                # A paragraph that cannot be parted here is to be set again: it forgets its lines.
                parts = rest[0].paragraph.split(width - GAP, left) or [rest[0].paragraph]
                rest[:1] = [self._set(part, width) for part in parts]
                if len(parts) > 1:
                    here.append(rest.pop(0))
            above.append(here)
            below.append(rest)
        if not any(above[1:]):
            return [], [here + rest for here, rest in zip(above, below, strict=True)]
        return above, below

    def _draw_row(self, cells: Cells, height: float, *, marked: bool) -> None:
        if marked:
            self._fill(SHADE, height)
        for left, cell in zip(self.lefts, cells, strict=True):
            y = self.y - PAD
            for paragraph, used in cell:
                y -= used
                paragraph.drawOn(self.canvas, left, y)
        self.y -= height
        self.canvas.setStrokeColor(RULE)
        self.canvas.setLineWidth(0.4)
        self.canvas.line(SIDE, self.y, self.wide - SIDE, self.y)

    def _fill(self, color: Color, height: float) -> None:
        self.canvas.setFillColor(color)
        # It leaves the rule above it as it is.
        self.canvas.rect(SIDE, self.y - height, self.room, height - 0.4, stroke=0, fill=1)

    def _draw_heads(self) -> None:
        cells = self._cells([[Said("", name)] for name in self.paper.heads])
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
        canvas.setFont(BOLD, RUNNING)
        room = self.room - stringWidth(access, BOLD, RUNNING) - GAP
        canvas.drawString(SIDE, self.high - 40, _shortened(self.paper.head, room))
        canvas.drawRightString(self.wide - SIDE, self.high - 40, access)
        canvas.setFont(PLAIN, RUNNING)
        canvas.drawString(SIDE, 34, plain(clean(" · ".join(self.paper.foot)), PLAIN))
        canvas.drawRightString(self.wide - SIDE - 28, 34, f"page {self.number}")
        canvas.saveState()
        canvas.translate(self.wide - SIDE - 26, 34)
        canvas.doForm("total")
        canvas.restoreState()
        canvas.setStrokeColor(RULE)
        canvas.setLineWidth(0.4)
        canvas.line(SIDE, self.high - 46, self.wide - SIDE, self.high - 46)
        canvas.line(SIDE, 44, self.wide - SIDE, 44)
        self.y = self.high - TOP
        if self.heads:
            self._draw_heads()


def _height(cells: Cells) -> float:
    """Return the height of a row, padding included."""
    return max(sum(one.height for one in cell) for cell in cells) + 2 * PAD


def _shortened(title: str, room: float) -> str:
    """Return a title as it fits on one line."""
    text = plain(title.replace("\n", " "), BOLD)
    if stringWidth(text, BOLD, RUNNING) <= room:
        return text
    while stringWidth(f"{text}\N{HORIZONTAL ELLIPSIS}", BOLD, RUNNING) > room:
        text = text[:-1]
    return f"{text}\N{HORIZONTAL ELLIPSIS}"
