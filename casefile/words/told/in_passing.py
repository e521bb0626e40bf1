"""In passing: a hearing that is set, told in a clause within what a sentence tells.

At her sentencing, which is set for December 14, the State will ask for prison.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant_entries import entries
from casefile.law.entry import HEARING
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.whose_hearing import whose_hearing
from casefile.words.what.courts import COURT
from casefile.words.what.done import KIND
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

_NAME = r"(?-i:[A-Z])[\w.-]*(?: (?-i:[A-Z])[\w.-]*){0,3}(?:'s|s')"
_WHOSE = rf"(?:(?:the|an?|her|his|their|our|its) |(?P<name>{_NAME}) )?"
_SET = (
    r"(?:(?:now|currently|presently|still|already) )*(?:set|scheduled|calendared|noticed)"
    r"(?: (?:for|on))?"
)
_told = re.compile(
    rf"(?P<before>(?:.*? )?)(?P<hearing>{_WHOSE}(?P<kind>{KIND}))"
    rf"(?:,? (?:which|that) (?:(?:is|are|was|has been|will be)|{COURT}(?: has)?) |, |,? \("
    r"| (?:is|was|has been) (?=.*\d,? (?:when|where|at which|during which) ))"
    rf"{_SET} (?P<day>{DAY_SAID})\)?"
    r"(?P<after>(?:[,;.] ?| |$).*)",
    re.IGNORECASE,
)
# What is done to the hearing itself, which that it is set says of which day it was.
_done_to_it = re.compile(
    r"[,;.]? ?(?:and |but )?(?:(?:it|that|is|was|were|has|have|been|will|be|may|might|now) )*"
    r"(?:moved|continued|postponed|reset|rescheduled|adjourned|cancell?ed|vacated|held|off)\b",
    re.IGNORECASE,
)
_at = re.compile(r"(?:at|in) ", re.IGNORECASE)


class InPassing(NamedTuple):
    """The words that set the hearing, and what is left of the sentence."""

    hearing: str
    rest: str


def in_passing(asking: Asking, matter_id: str, typed: str) -> InPassing | None:
    """Return a hearing that is told in passing, where it is not on record; None for no such."""
    found = _told.fullmatch(typed)
    if not found or _done_to_it.match(found["after"]):
        return None
    after = found["after"].lstrip(" ,")
    if not re.search(r"\w", f"{found['before']}{after}"):
        return None  # it is all that is told
    day = read_day(found["day"], here_in(asking, matter_id)._replace(of_court=True)).meant
    there = [one.at for one in entries(asking, matter_id, HEARING) if one.open]
    if day and any(one.startswith(day.edtf[:10]) for one in there):
        return None
    name = f"{found['name']} " if found["name"] else ""
    before, hearing = found["before"], found["hearing"]
    if _at.fullmatch(before) and after:  # at her sentencing, which is set, the State will ...
        rest = f"{after} at {hearing}"
    else:
        rest = f"{before}{hearing}{'' if after[:1] in ';.' else ' '}{after}".strip()
    said = f"{name}{found['kind']} set for {found['day']}"
    whose = whose_hearing(asking, matter_id, said)
    return InPassing(whose.words if whose else said, rest)
