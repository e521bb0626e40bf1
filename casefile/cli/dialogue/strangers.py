"""Strangers: who is told of in a sentence by a name that nobody has in the matter."""

from __future__ import annotations

import re
from collections.abc import Iterator

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.errors import Several, Unknown
from casefile.words.told.likely_types import likely_types
from casefile.words.what.agency_charges import REGION
from casefile.words.what.event_words import DONE, WHO, done_word
from casefile.words.when.dates import MONTH

_part = r"(?:[A-Z][\w.'&-]*,?|\d+)"
_name = rf"(?P<name>{_part}(?: (?:of |and |the |& |for |de |la )*{_part})*)"
_dated = re.compile(MONTH, re.IGNORECASE)
_beside = re.compile(r",? and |, (?!(?:Inc|LLC|Ltd|L\.L\.C|Jr|Sr)\b)", re.IGNORECASE)
_acting = re.compile(rf"{_name} (?:has |have |was |is )?(?P<did>[a-z]+)\b")
_acted_on = re.compile(rf"\b(?P<did>\w+)(?: (?:by|against|on|to))?(?: the)? {_name}")
_CHARGES = frozenset(("charges", "charging", "accuses", "accusing", "indicts", "sues", "suing"))
_OF_COUNSEL = ("appeared", "appears", "appearing", "withdrew", "withdraws", "represents")


def stranger(asking: Asking, matter_id: str, sentence: str) -> str:
    """Return the name of the first one of whom a sentence tells who is no party on record.

    Of several who are named together they are those who are not.
    """
    for name in _told_of(sentence):
        if _is_nobody(asking, matter_id, name):
            each = [one for one in _beside.split(name) if _is_nobody(asking, matter_id, one)]
            if each:
                return " and ".join(each)
    return ""


def _told_of(sentence: str) -> Iterator[str]:
    """Yield the names of those who do something in a sentence, or to whom it is done."""
    acting = _acting.match(sentence)
    for found in (*([acting] if acting else []), *_acted_on.finditer(sentence)):
        did = found["did"]
        if found is acting and did in _OF_COUNSEL:
            continue  # who appears for somebody need be no party
        if did[0].islower() and (did.endswith("ed") or did in _CHARGES or done_word(did) in DONE):
            yield found["name"].rstrip(",.").removesuffix("'s")


def each_stranger(asking: Asking, matter_id: str, name: str) -> list[str]:
    """Return the names of those who are named together and are not on record."""
    named = _beside.split(name)
    return [one for one in named if _is_nobody(asking, matter_id, one)] if named[1:] else []


def _is_nobody(asking: Asking, matter_id: str, name: str) -> bool:
    """Tell whether words are a name, and nobody's who is on record."""
    words = name.casefold().split()
    if not WHO.isdisjoint(words) or all(map(likely_types, filter(str.isalpha, words))):
        return False  # it begins the sentence, and is what is told of
    if REGION.fullmatch(name) or _dated.match(name):
        return False  # an agency that acts there need be no party, and a day is nobody
    try:
        meant.party(asking, name, matter_id=matter_id)
    except Several:
        return False
    except Unknown:
        return True
    return False
