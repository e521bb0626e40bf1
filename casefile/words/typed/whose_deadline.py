"""Whose deadline: who has to do what a deadline is called by, like MegaMart's answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.words.which.whom import party_said

_whose = re.compile(r"(?:(?P<ours>our|my)|(?P<who>.+?)(?:'s|(?<=s)')) .+", re.IGNORECASE)


def whose_deadline(
    asking: Asking, matter_id: str, data: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Return the id of the party whose deadline is called so, and its name.

    None is returned where nobody is named, and where it is said whose it is.
    """
    kind = str(data.get("kind", ""))
    found = _whose.fullmatch(kind.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))
    if found is None or data.get("of"):
        return None
    if found["ours"]:
        client = meant.client_now(asking, matter_id)  # what is due is to be done from here on
        return (client, meant.name_of(asking, client)) if client else None
    name = party_said(asking, matter_id, re.sub("^the ", "", found["who"], flags=re.IGNORECASE))
    if not name:
        return None
    return meant.party(asking, name, matter_id=matter_id).id, name
