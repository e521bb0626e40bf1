"""Word: a document as Word has it, its rows written one by one into a frame.

python-docx makes the frame: styles, pages, what stands on each of them, the head of the table, and
the key. It would hold a table of thousands of rows in memory and look through it for each new one,
so the rows go as text into the finished document, where the frame keeps a place for them.
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
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Inches, Pt, RGBColor
from docx.text.paragraph import Paragraph

from casefile.answers.chronicle import Chronicle
from casefile.exports import columns
from casefile.exports.columns import clean
from casefile.exports.paper import SHARES, Paper, Said

FONT, BODY_SIZE = "Calibri", 9
WIDE, HIGH, MARGIN = Inches(11), Inches(8.5), Inches(0.7)
INDENT = Inches(1)  # of what the head of the document says
TWIPS = 1440  # to an inch
BODY, SMALL = "Chronology", "Chronology small"
# Each with its size and the space below it, in points.
STYLES = ((BODY, BODY_SIZE, 1), (SMALL, 7.5, 1), ("Title", 16, 6), ("Heading 2", 11, 3))
PLACE = "<!--rows-->"
SHORT = 1_000  # characters, up to which a row stays on one page
TOGETHER = "<w:trPr><w:cantSplit/></w:trPr>"
WIDTHS = [int((WIDE - 2 * MARGIN) / Inches(1) * TWIPS * one / sum(SHARES)) for one in SHARES]
_TABLE = (
    f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblW w:w="{sum(WIDTHS)}" w:type="dxa"/>'
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
    print_paper(columns.paper(chronicle), file)


def print_paper(paper: Paper, file: BinaryIO) -> None:
    """Write a document for Word."""
    framed = io.BytesIO()
    _frame(paper).save(framed)
    with ZipFile(framed) as frame, ZipFile(file, "w", ZIP_DEFLATED) as whole:
        for name in frame.namelist():
            content = frame.read(name)
            before, place, after = content.partition(PLACE.encode())
            with whole.open(name, "w") as part:
                part.write(before)
                if place:
                    for row in _rows(paper):
                        part.write(row.encode())
                part.write(after)


def _rows(paper: Paper) -> Iterator[str]:
    for row in paper.table():
        short = sum(len(said.text) for cell in row.cells for said in cell) < SHORT
        yield _row(row.cells, "F2F2F2" if row.marked else "", TOGETHER if short else "")


def _row(cells: Sequence[Sequence[Said]], fill: str = "", properties: str = "") -> str:
    """Return a row of the table; it goes on over pages unless its properties forbid."""
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    made = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr>'
        f"{''.join(map(_paragraph, cell)) or _paragraph(Said(''))}</w:tc>"
        for width, cell in zip(WIDTHS, cells, strict=True)
    )
    return f"<w:tr>{properties}{made}</w:tr>"


def _paragraph(said: Said) -> str:
    style = (SMALL if said.small else BODY).replace(" ", "")
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
    _set_styles(document)
    _set_pages(document, paper)
    document.add_paragraph(paper.head, style="Title")
    for label, text in paper.particulars:
        paragraph = document.add_paragraph(style=BODY)
        paragraph.paragraph_format.tab_stops.add_tab_stop(INDENT)
        paragraph.paragraph_format.left_indent = INDENT
        paragraph.paragraph_format.first_line_indent = -INDENT
        _say(paragraph, f"{label}\t", text)
    document.add_paragraph(style=SMALL)
    head = _row(
        [[Said("", lead=name)] for name in paper.heads],
        fill="D9D9D9",
        properties="<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>",
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in WIDTHS)
    rule = '<w:{} w:val="single" w:sz="4" w:space="0" w:color="A6A6A6"/>'
    borders = "".join(rule.format(side) for side in ("top", "bottom", "insideH"))
    table = parse_xml(_TABLE.format(borders=borders, grid=grid, head=head, place=PLACE))
    document.element.body.insert(len(document.element.body) - 1, table)
    document.add_heading(paper.key_title, level=2)
    for word, meaning in paper.key:
        _say(document.add_paragraph(style=BODY), f"{word}  ", meaning)
    document.add_paragraph(paper.explained, style=BODY)
    return document


def _set_styles(document: Document) -> None:
    """Set the fonts; the headings lose the colour, the face and the line that Word gives them."""
    for name, size, space in STYLES:
        if name in document.styles:
            style: Any = document.styles[name]
            style.element.rPr.rFonts.attrib.clear()
            for line in style.element.pPr.findall(qn("w:pBdr")):
                style.element.pPr.remove(line)
        else:
            style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.name, style.font.size = FONT, Pt(size)
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before = Pt(6 if size > BODY_SIZE else 0)
        style.paragraph_format.space_after = Pt(space)


def _set_pages(document: Document, paper: Paper) -> None:
    """Say on every page what the document is of, what it was made for, and which page it is."""
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = WIDE, HIGH
    section.left_margin = section.right_margin = MARGIN
    section.top_margin, section.bottom_margin = Inches(0.9), Inches(0.8)
    section.header_distance = section.footer_distance = Inches(0.4)
    above, below = section.header.paragraphs[0], section.footer.paragraphs[0]
    for paragraph in (above, below):
        paragraph.style = SMALL
        paragraph.paragraph_format.tab_stops.add_tab_stop(WIDE - 2 * MARGIN, WD_TAB_ALIGNMENT.RIGHT)
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
