"""Juvenile pleas: an admission or a denial of a petition, as the plea that it is recorded as."""

from __future__ import annotations

import re
from typing import Any

from casefile.words.what.field_names import as_field
from casefile.words.what.not_told import ITEMS

PLEA = "plea"
_plea = re.compile(
    r"(?:(?:the )?(?:child|juvenile|minor|respondent|youth|client|he|she) )?"
    r"(?P<how>admit(?:s|ted)?|admission|den(?:y|ies|ied)|denial)"
    r"(?: (?:entered|made|to|of|the))*"
    r"(?: (?P<what>(?:delinquency )?petition|allegations?|all(?: \w+)?|both(?: \w+)?|counts? .+))?"
    r"(?: entered)?",
    re.IGNORECASE,
)


def as_plea(typed: str, fields: dict[str, Any]) -> str:
    """Return the words for a type; an admission or a denial is put as a plea into the fields.

    One of the petition is one of all that it charges.
    """
    found = _plea.fullmatch(" ".join(typed.split()))
    if found is None:
        return typed
    said = {} if any(as_field(one) == PLEA for one in fields) else {PLEA: [plea_of(found["how"])]}
    what = found["what"]
    if what and not any(as_field(one) in ITEMS for one in fields):
        whole = not re.match("both|count", what, re.IGNORECASE)
        said["item"] = ["all" if whole else what]
    fields.update(said)
    return PLEA


def plea_of(how: str) -> str:
    """Return the plea that an admission or a denial is."""
    return "guilty" if how.casefold().startswith("admi") else "not guilty"
