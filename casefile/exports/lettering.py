"""Lettering: the fonts of a PDF, and what is printed for a character that none of them can draw.

The letters are those of Bitstream Vera, which comes with reportlab and is put into each file, so
that it looks the same everywhere: all of Western Europe's and a part of the rest. What Vera lacks
(Greek, Cyrillic, more of the Latin letters) is drawn with DejaVu Sans, which has the same shapes,
where the computer has it. Nothing here can set Arabic or Hebrew, which run from right to left, and
no font is at hand for Chinese, Japanese and Korean: such words are replaced by their script and
their length in brackets, and other signs by their names. The other formats hold every character.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple
from xml.sax.saxutils import escape

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

from casefile.law.wording import so_many

PLAIN, BOLD = "Vera", "VeraBd"
SECOND = {PLAIN: "DejaVuSans", BOLD: "DejaVuSans-Bold"}
RIGHT_TO_LEFT = ("R", "AL", "AN")
NOT_DRAWN = "not drawn"


class Face(NamedTuple):
    """A font and the one that stands in for what it lacks, each with the signs that it has."""

    name: str
    signs: frozenset[int]
    second: str
    more: frozenset[int]


@cache
def face(name: str) -> Face:
    """Return a font, ready to draw with."""
    second = SECOND[name]
    return Face(name, _signs(name), second, _signs(second))


@cache
def _signs(name: str) -> frozenset[int]:
    """Return the signs of a font; none of one that this computer does not have."""
    try:
        font = TTFont(name, f"{name}.ttf")
    except TTFError:
        return frozenset()
    pdfmetrics.registerFont(font)
    return frozenset(font.face.charToGlyph)


def runs(text: str, name: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with the font that draws it."""
    found = face(name)
    if text.isascii():
        yield text, found.name
        return
    for kind, signs in groupby(unicodedata.normalize("NFC", text), key=lambda s: _kind(s, found)):
        piece = "".join(signs)
        if kind in (found.name, found.second):
            yield piece, kind
        elif kind:
            yield f"[{kind}: {so_many(len(piece), 'character')} {NOT_DRAWN}]", found.name


def _kind(sign: str, found: Face) -> str:
    """Return the font that draws a sign, or what it is; nothing for one that has no shape."""
    code = ord(sign)
    if sign.isascii():  # which every font has
        return found.name
    category = unicodedata.category(sign)
    if category == "Cf":
        return ""
    if unicodedata.bidirectional(sign) not in RIGHT_TO_LEFT:
        if code in found.signs:
            return found.name
        if code in found.more:
            return found.second
    called = unicodedata.name(sign, f"U+{code:04X}")
    if category[0] not in "LMN":
        return called.lower()
    script = called.split()[0]
    return script if script == "CJK" else script.capitalize()


def markup(text: str, name: str) -> str:
    """Return a text as reportlab's paragraphs take it: escaped, with the font of each piece."""
    return "".join(
        _escaped(piece) if font == name else f'<font name="{font}">{_escaped(piece)}</font>'
        for piece, font in runs(text, name)
    )


def plain(text: str, name: str) -> str:
    """Return a text in one font: what it lacks is replaced as if nothing could draw it."""
    lacking = face(name)._replace(second="", more=frozenset())
    kinds = groupby(unicodedata.normalize("NFC", text), key=lambda sign: _kind(sign, lacking))
    return "".join(
        "".join(signs) if kind == name else f"[{kind}]" if kind else "" for kind, signs in kinds
    )


def _escaped(text: str) -> str:
    return escape(text).replace("\n", "<br/>").replace("\t", " ")
