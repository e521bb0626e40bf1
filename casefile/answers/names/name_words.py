"""Words of names: what a written name is made of, without titles, forms of companies and signs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

from casefile.law import companies
from casefile.projections.letters import APOSTROPHES, plain

# Where one name ends and another of the same person begins.
ALSO = re.compile(
    r"[(,;]?\s*\b(?:a\W?k\W?a|d\W?b\W?a|f\W?k\W?a|n\W?k\W?a|t/a"
    r"|(?:also|formerly|now) known as|doing business as|trading as)\b[.:)]?\s*",
    re.IGNORECASE,
)
WRITTEN = re.compile(r"[^\s,;()-]+")
CUT = re.compile(rf"\w\.$|\w[{APOSTROPHES}]\w")
SIGN = re.compile(r"[\W_]+")
AND_OTHERS = re.compile(r",?\s*\bet\.?\s+(?:al|ux|vir)\b\.?", re.IGNORECASE)
_FORMS = companies.plain((*companies.SURE, *companies.BEHIND))
_EVERYWHERE = companies.plain(companies.SURE) | {"the", "and"}
_TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "hon", "honorable", "judge", "justice", "magistrate", "prof")
)
_DEGREES = frozenset(("esq", "esquire", "md", "phd"))
SUFFIXES = {
    **{one: one for one in ("jr", "sr", "ii", "iii", "iv")},
    "junior": "jr",
    "senior": "sr",
    "2nd": "ii",
    "3rd": "iii",
    "4th": "iv",
}
# What begins a family name and is often written as one word with the rest of it.
PARTICLES = frozenset(
    (
        *("da", "dal", "de", "del", "della", "den", "der", "di", "do", "dos", "du", "la", "le"),
        *("st", "van", "vander", "von", "zu", "mac", "mc", "al", "el", "bin", "ibn", "abu"),
    )
)
# A title begins a name; the rest follows one, so that Mike Judge keeps his.
_AT_FIRST = _EVERYWHERE | _TITLES
_LATER = _EVERYWHERE | _FORMS | _DEGREES | SUFFIXES.keys()
_BESIDE = _AT_FIRST | _LATER


def words_of(name: str) -> list[str]:
    """Return the words of a name as they are compared: no case, accents or punctuation.

    An apostrophe joins what stands around it, and L.L.C. is one word.
    """
    found = re.findall(r"\w+", plain(name))
    words: list[str] = []
    for single, run in groupby(found, lambda word: len(word) == 1):
        letters_of = list(run)
        whole = "".join(letters_of)
        words += [whole] if single and words and whole in _FORMS else letters_of
    return words


def glued(words: Sequence[str]) -> list[str]:
    """Return words with those as one that often are: J. P. is JP, and de la Cruz Delacruz."""
    joined: list[str] = []
    for single, run in groupby(words, lambda word: len(word) == 1):
        every = list(run)
        joined += ["".join(every)] if single else every
    found: list[str] = []
    begun = ""
    for word in joined:
        begun += word
        if word not in PARTICLES:
            found.append(begun)
            begun = ""
    return [*found, begun] if begun else found


def core_of(words: list[str]) -> list[str]:
    """Return the words without forms of companies, titles and suffixes, if that leaves any."""
    if _BESIDE.isdisjoint(words):
        return words
    first = [one for one in words[:1] if one not in _AT_FIRST]
    return first + [one for one in words[1:] if one not in _LATER] or words


def apart(called: Mapping[tuple[str, ...], Sequence[str]]) -> dict[tuple[str, ...], str]:
    """Return names by ids: each the first of its own that no other of its matter has there, too.

    One that is told apart from the others by none has the last of the ids behind the first.
    """
    counted = Counter(
        (ids[0], place, name) for ids, some in called.items() for place, name in enumerate(some)
    )
    return {
        ids: next(
            (name for place, name in enumerate(some) if counted[ids[0], place, name] == 1),
            f"{some[0]} ({ids[-1]})",
        )
        for ids, some in called.items()
    }
