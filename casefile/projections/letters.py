"""Letters: a text as it is compared, whatever the case, accents and forms of its letters."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)
# Straight, curly, grave, acute, of a letter, and prime: what people type for an apostrophe.
APOSTROPHES = "'\u2019\u2018`\u00b4\u02bc\u2032"
_APOSTROPHE = re.compile(f"[{APOSTROPHES}]")


def has_apostrophe(text: str) -> bool:
    """Tell whether there is an apostrophe in a text, however it is typed."""
    return _APOSTROPHE.search(text) is not None


def bare(text: str) -> str:
    """Return a text without case and without the marks that stand on its letters."""
    if text.isascii():
        return text.lower()
    apart = unicodedata.normalize("NFKD", text.casefold())
    # Some signs are taken apart into capitals, like that of a telephone.
    return "".join(sign for sign in apart if not unicodedata.combining(sign)).casefold()


def plain(text: str, *, apostrophe: str = "") -> str:
    """Return a text in plain letters, an ø as an o, with `apostrophe` for every apostrophe."""
    said = _APOSTROPHE.sub(apostrophe, bare(text))
    return said if said.isascii() else said.translate(_PLAIN)
