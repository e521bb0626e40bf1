"""Whose: a party or an item in front of the words for a type, like Kerr answered, item 2 abated."""

from __future__ import annotations

import re
from contextlib import suppress

from casefile.answers import meant
from casefile.answers.asking import Asking
from casefile.errors import Several, Unknown
from casefile.law.catalogue import CATALOGUE, fields_of
from casefile.words.event_types import read_type
from casefile.words.misread import Misread

# The fields that can say it, the first of which a type has.
FIELDS = ("parties", "party_id", "item_id", "item_ids")
MOST = 4  # words of a name

# An item by its number, before what is said of it.
_item = re.compile(
    r"(?P<item>(?:item|count|charge|claim|citation) (?:no\. ?|# ?)?\d{1,6}) (?P<rest>.+)",
    re.IGNORECASE,
)


def item_in_front(typed: str, category: str) -> tuple[str, str, str] | None:
    """Return the words for a type without the item in front, the field that it is for, and it."""
    found = _item.fullmatch(" ".join(typed.split()))
    if not found:
        return None
    for rest in (f"item {found['rest']}", found["rest"]):
        with suppress(Misread):
            fields = {one.encode_name for one in fields_of(CATALOGUE[read_type(rest, category)])}
            if field := next((one for one in FIELDS[2:] if one in fields), None):
                return rest, field, found["item"]
    return None


def party_in_front(
    asking: Asking, matter_id: str, typed: str, category: str
) -> tuple[str, str, str] | None:
    """Return the words for a type without the name in front, the field that it is for, and it."""
    words = typed.split()
    for many in range(1, min(MOST, len(words) - 1) + 1):
        name, rest = " ".join(words[:many]), " ".join(words[many:])
        try:
            tag = read_type(rest, category)
            found = meant.party(asking, name, matter_id=matter_id)
        except (Misread, Several, Unknown):
            continue
        if not meant.party_in(asking, matter_id, found.id):
            continue
        fields = {one.encode_name for one in fields_of(CATALOGUE[tag])}
        if field := next((one for one in FIELDS if one in fields), None):
            return rest, field, name
    return None
