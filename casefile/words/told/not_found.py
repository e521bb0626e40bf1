"""Not found: who has not been found or served so far, which is no service, and is noted of them."""

from __future__ import annotations

import re
from typing import NamedTuple

from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct
from casefile.words.which.whom import names_said

_FOUND = r"(?:found|located|served|reached)"
_TITLE = r"(?:(?-i:[a-z]+) )?"
_forms = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            rf"{_TITLE}(?P<who>.+?) (?:(?:was|were|has|have|had) never (?:been )?{_FOUND}"
            rf"|(?:has|have|had)(?: not|n't) (?:yet )?been {_FOUND}(?: yet)?"
            rf"|(?:could not|couldn't|cannot|can't) be {_FOUND}|(?:is|are|remains?) (?:still )?"
            r"(?:unserved|missing|nowhere to be found))"
        ),
        (
            r"(?:we|the process server|the sheriff|the server) (?:have |has )?"
            r"(?:(?:never|could not|couldn't|cannot|can't|did not|didn't|not)"
            r" (?:found|find|located?|served?|reach(?:ed)?)|(?:was|were) unable to"
            rf" (?:find|locate|serve|reach)) {_TITLE}(?P<who>.+)"
        ),
    )
)
_behind = re.compile(r"(?P<rest>.+)(?:[;,] (?:but |and |while )?| but )(?P<clause>[^;,]+)")


class NotFound(NamedTuple):
    """The note on whoever was not found, and what a sentence tells before that."""

    note: ToldAct
    rest: str = ""


def not_found(telling: Telling) -> NotFound | None:
    """Return what is told of a party that was not found or served; None for all else."""
    words = telling.words.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    behind = _behind.fullmatch(words)
    for clause, rest in (
        (words, ""),
        (behind["clause"], behind["rest"].rstrip(" ,;")) if behind else ("", ""),
    ):
        found = next(filter(None, (form.fullmatch(clause) for form in _forms)), None)
        names = names_said(telling.asking, telling.matter_id, found["who"]) if found else []
        if len(names) == 1:
            said = {"text": [as_note(clause)], "party": names}
            return NotFound(ToldAct("note", said, day="" if telling.given else "by today"), rest)
    return None
