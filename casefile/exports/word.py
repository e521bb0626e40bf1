"""Word: a document as Word has it, its rows written one by one into a frame.

python-docx makes the frame: styles, pages, what stands on each of them, and the head of the table.
It would hold a table of thousands of rows in memory and look through it for each new one, so the
rows go as text into the finished document, where the frame keeps a place for them, and so does the
legend, which is known only after them.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import Any, BinaryIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph
from lxml.etree import Comment  # type: ignore[import-untyped]  # it publishes no types

from casefile.answers.facts.chronicle import Chronicle
from casefile.exports import printed
from casefile.exports.columns import clean
from casefile.exports.paper import Layout, Paper, Said

FONT = "Calibri"
LONG, SHORT, MARGIN = Inches(11), Inches(8.5), Inches(0.7)
INDENT = Inches(1)  # of what the head of the document says
TWIPS = 1440  # to an inch
BODY, SMALL, CAPTION = "Chronology", "Chronology small", "Chronology caption"
HEADINGS = ("Title", "Heading 2")
LARGER = 1.5  # points by which its letters are larger than those of a PDF, to look the same
ROWS, LEGEND = "rows", "legend"  # the places of what is written into the frame
LANGUAGE = "en-US"
TOGETHER_UP_TO = 1_000  # characters, up to which a row stays on one page
TOGETHER = "<w:trPr><w:cantSplit/></w:trPr>"
_TABLE = (
    f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{{wide}}" w:type="dxa"/>'
    "<w:tblBorders>{borders}</w:tblBorders>"
    '<w:tblLayout w:type="fixed"/><w:tblCellMar>'
    '<w:top w:w="40" w:type="dxa"/><w:left w:w="60" w:type="dxa"/>'
    '<w:right w:w="60" w:type="dxa"/>'
    "</w:tblCellMar></w:tblPr>"
    "<w:tblGrid>{grid}</w:tblGrid>{head}{place}</w:tbl>"
)
_FIELD = '<w:fldSimple {ns} w:instr=" {name} "><w:r><w:t>1</w:t></w:r></w:fldSimple>'


def write(chronicle: Chronicle, file: BinaryIO) -> None:
    """Write a chronology as a Word document."""
    print_paper(printed.paper(chronicle), file)


def print_paper(paper: Paper, file: BinaryIO) -> None:
    """Write a document for Word."""
    framed = io.BytesIO()
    _frame(paper).save(framed)
    with ZipFile(framed) as frame, ZipFile(file, "w", ZIP_DEFLATED) as whole:
        for name in frame.namelist():
            content = frame.read(name)
            with whole.open(name, "w") as part:
                for place, filling in ((ROWS, _rows), (LEGEND, _legend)):
                    before, found, content = _parted(content, place)
                    part.write(before)
                    for text in filling(paper) if found else ():
                        part.write(text.encode())
                part.write(content)


def _parted(content: bytes, place: str) -> tuple[bytes, bool, bytes]:
    """Return what stands before a place in a part, whether it is there, and the rest."""
    before, found, after = content.partition(f"<!--{place}-->".encode())
    return (before, True, after) if found else (b"", False, content)


def _rows(paper: Paper) -> Iterator[str]:
    widths = _widths(paper.layout)
    for row in paper.table():
        short = sum(len(said.text) for cell in row.cells for said in cell) < TOGETHER_UP_TO
        yield _row(row.cells, widths, "F2F2F2" if row.marked else "", TOGETHER if short else "")


def _legend(paper: Paper) -> Iterator[str]:
    for said in paper.legend().lines():
        yield _paragraph(said, "Heading2" if said.lead and not said.text else BODY)


def _widths(layout: Layout) -> list[int]:
    """Return the widths of the columns, in twentieths of a point."""
    room = ((SHORT if layout.upright else LONG) - 2 * MARGIN) / Inches(1) * TWIPS
    return [int(room * share / sum(layout.shares)) for share in layout.shares]


def _row(
    cells: Sequence[Sequence[Said]], widths: Sequence[int], fill: str = "", properties: str = ""
) -> str:
    """Return a row of the table; it goes on over pages unless its properties forbid."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(map(_paragraph, cell)) or _paragraph(Said(''))}</w:tc>"
        for width, cell in zip(widths, cells, strict=True)
    )
    return f"<w:tr>{properties}{made}</w:tr>"


def _paragraph(said: Said, style: str = BODY) -> str:
    style = (SMALL if said.small else style).replace(" ", "")
    lead = _run(f"{said.lead} " if said.text else said.lead, "<w:rPr><w:b/></w:rPr>")
    return (
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
        f"{lead if said.lead else ''}{_run(said.text)}</w:p>"
    )


def _run(text: str, properties: str = "") -> str:
    made = escape(text).replace("\n", "</w:t><w:br/><w:t>").replace("\t", "</w:t><w:tab/><w:t>")
    made = f"<w:t>{made}</w:t>".replace("<w:t>", '<w:t xml:space="preserve">')
    return f"<w:r>{properties}{made}</w:r>" if text else ""


def _frame(paper: Paper) -> Document:
    """Return the document with all but the rows, for which it has a place."""
    document = docx.Document()
    document.core_properties.title = paper.head[:255]
    document.core_properties.author = "casefile"
    document.core_properties.comments = ""
    document.core_properties.language = LANGUAGE
    _set_styles(document, paper.layout.size + LARGER)
    _set_pages(document, paper)
    for line in paper.caption:
        document.add_paragraph(line, style=CAPTION).alignment = WD_ALIGN_PARAGRAPH.CENTER
    document.add_paragraph(paper.kind if paper.caption else paper.head, style="Title")
    for one in paper.particulars:
        paragraph = document.add_paragraph(style=BODY)
        paragraph.paragraph_format.tab_stops.add_tab_stop(INDENT)
        paragraph.paragraph_format.left_indent = INDENT
        paragraph.paragraph_format.first_line_indent = -INDENT
        _say(paragraph, f"{one.label}\t", one.text)
        if one.ids:
            paragraph.add_run(f" {clean(one.ids)}").font.size = Pt(paper.layout.size)
    document.add_paragraph(style=SMALL)
    document.element.body.insert(len(document.element.body) - 1, _table(paper))
    document.add_paragraph(style=SMALL)
    document.element.body.insert(len(document.element.body) - 1, Comment(LEGEND))
    return document


def _table(paper: Paper) -> BaseOxmlElement:
    """Return the table with its head, which stands on every page, and a place for its rows."""
    widths = _widths(paper.layout)
    head = _row(
        [[Said("", lead=name)] for name in paper.heads],
        widths,
        fill="D9D9D9",
        properties="<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    rule = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
    borders = "".join(rule.format(side) for side in ("top", "bottom", "insideH"))
    place, wide = f"<!--{ROWS}-->", sum(widths)
    return parse_xml(_TABLE.format(wide=wide, borders=borders, grid=grid, head=head, place=place))


def _set_styles(document: Document, body: float) -> None:
    """Set the fonts; the headings lose the colour, the face and the line that Word gives them."""
    small = body - LARGER
    letters = ((BODY, body, 1), (SMALL, small, 1), (CAPTION, 12, 2))
    for name, size, space in (*letters, ("Title", 16, 6), ("Heading 2", body + 2, 3)):
        if name in document.styles:
            style: Any = document.styles[name]
            style.element.rPr.rFonts.attrib.clear()
            for line in style.element.pPr.findall(qn("w:pBdr")):
                style.element.pPr.remove(line)
        else:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(6 if name in HEADINGS else 0)
        style.paragraph_format.space_after = Pt(space)


def _set_pages(document: Document, paper: Paper) -> None:
    """Say on every page what the document is of, what it was made for, and which page it is."""
    section = document.sections[0]
    upright = paper.layout.upright
    wide, high = (SHORT, LONG) if upright else (LONG, SHORT)
    section.orientation = WD_ORIENT.PORTRAIT if upright else WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = wide, high
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Inches(0.9), Inches(0.8)
    section.header_distance = section.footer_distance = Inches(0.4)
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (above, below):
        paragraph.style = SMALL
        paragraph.paragraph_format.tab_stops.add_tab_stop(wide - 2 * MARGIN, WD_TAB_ALIGNMENT.RIGHT)
    _say(above, paper.title, f"\t{paper.access}")
    _say(below, "", f"{' · '.join(paper.foot)}\tpage ")
    for name, after in (("PAGE", " of "), ("NUMPAGES", "")):
        field = _FIELD.format(ns=nsdecls("w"), name=name)
        below._p.append(parse_xml(field))  # noqa: SLF001 - python-docx cannot make a field
        below.add_run(after)


def _say(paragraph: Paragraph, lead: str, text: str) -> None:
    if lead:
        paragraph.add_run(clean(lead)).bold = True
    paragraph.add_run(clean(text))
