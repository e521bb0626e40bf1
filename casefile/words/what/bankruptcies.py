"""Bankruptcies: whose bankruptcy it is that is told of, as it stays what is against them alone."""

from __future__ import annotations

import re
from collections.abc import MutableMapping
from typing import Any

from casefile.law.events.matter import MatterStayChanged
from casefile.words.misread import Misread
from casefile.words.what.event_words import as_key
from casefile.words.what.field_names import as_field, field_called

PARTIES = "parties"
SAID = (
    *("bankruptcy", "bankruptcy filed", "filed bankruptcy", "filed for bankruptcy", "bankrupt"),
    *("went bankrupt", "bankruptcy petition", "bankruptcy petition filed", "bankruptcy stay"),
)
_of = re.compile(r"(?P<said>.*\bbankruptcy\b.*?) (?:of|by) (?P<who>.+)", re.IGNORECASE)
_fields = MatterStayChanged.__struct_encode_fields__


def of_whom(typed: str, fields: MutableMapping[str, Any]) -> str:
    """Return the words for a type, with whose bankruptcy they say put among the fields.

    Raises Misread where nobody says it: a petition stays what is against the debtor, and nothing
    that is against others (11 U.S.C. 362(a)).
    """
    found = _of.fullmatch(" ".join(typed.split()))
    said = found["said"] if found else typed
    if as_key(said) not in SAID:
        return typed
    if found:
        fields.setdefault(PARTIES, [found["who"]])
    for name in [one for one in fields if as_field(one) == "by"]:
        fields[PARTIES] = fields.pop(name)
    if not any(field_called(one, _fields, MatterStayChanged.tag) == PARTIES for one in fields):
        sentence = (
            "Whose bankruptcy is it? What is against them is stayed, and nothing else: write "
            "party=NAME, as in: casefile post MATTER bankruptcy party=NAME."
        )
        raise Misread(sentence, [MatterStayChanged.tag])
    return said
