"""Readings: what else the letters of a name can be read as, in Latin letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from anyascii import anyascii

from casefile.answers.names.short_names import in_full

# Letters of other scripts with the Latin letters that they look like, each pair as Unicode has it
# (UTS #39, Unicode Security Mechanisms, confusables.txt), of the Cyrillic and the Greek alphabet.
LOOK_ALIKE = str.maketrans(
    "АВЕЅІЈКМНОРСТУХԜаеѕіјорсухһԁԛԝѵΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγινορυϲϳ",  # noqa: RUF001 - they are meant
    "ABESIJKMHOPCTYXWaesijopcyxhdqwvABEZHIKMNOPTYXayivopucj",
)


def readings(name: str) -> Iterator[str]:
    """Yield what a name can be read as beside what stands there: other letters, and in full.

    Letters of another script are transliterated; where all of them look like Latin ones, they are
    read as these, too.
    """
    plain = unicodedata.normalize("NFKC", name)
    latin = [plain]
    if is_foreign(plain):
        latin = [anyascii(plain)]
        if not is_foreign(seen := plain.translate(LOOK_ALIKE)):
            latin.append(seen)
        yield from dict.fromkeys(latin)
    for one in latin:
        yield from in_full(one)


def is_foreign(text: str) -> bool:
    """Tell whether a text has a letter that is not a Latin one, with or without an accent."""
    return not text.isascii() and any(
        sign.isalpha() and not unicodedata.name(sign, "").startswith(_LATIN)
        for sign in text
        if not sign.isascii()
    )


_LATIN = ("LATIN", "MODIFIER", "FEMININE ORDINAL", "MASCULINE ORDINAL")
