"""Hearing of day: a hearing that is called by the day for which it is set, with what becomes of it.

The trial date of February 8 was vacated; the February 8 trial has been moved to April 12.
"""

from __future__ import annotations

import re
import shlex
from datetime import date

from casefile.answers.meaning.meant_entries import entries
from casefile.law.entry import HEARING
from casefile.projections.names import name_key
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct
from casefile.words.what.done import KIND
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in

_MOVED = r"(?:moved|continued|reset|rescheduled|postponed|adjourned)"
_DATE = r"(?: (?:date|setting))?"
_of_day = re.compile(
    r"(?:(?:the|his|her|their|our) )?"
    rf"(?:(?P<day>{DAY_SAID}) (?P<kind>{KIND}){_DATE}"
    rf"|(?P<called>{KIND}){_DATE},? (?:(?:was |is )?(?:set|scheduled) )?(?:of|for|on)"
    rf" (?P<behind>{DAY_SAID}))"
    rf"(?P<done>,? (?:(?:was|were|is|has been|had been) )?(?:(?P<moved>{_MOVED})"
    r"|vacated|cancell?ed|stricken|taken off)\b.*)",
    re.IGNORECASE,
)


def hearing_of_day(telling: Telling) -> ToldAct | None:
    """Return what becomes of a hearing without the day by which that is called; else None.

    Raises Misread where none is set for that day.
    """
    found = _of_day.fullmatch(telling.words)
    if found is None:
        return None
    kind, day = found["kind"] or found["called"], found["day"] or found["behind"]
    there = entries(telling.asking, telling.matter_id, HEARING)
    alike = [one for one in there if one.open and _words(kind) <= _words(one.kind)]
    its = [one.entry_id for one in alike if _is_on(telling, day, one.at)]
    if not its:
        raise Misread(none_set(kind, day))
    field = "replaces" if found["moved"] else "hearing"
    return ToldAct(f"{kind}{found['done']}", {field: its} if alike[1:] else {})


def _words(kind: str) -> set[str]:
    return set(name_key(kind).split())


def _is_on(telling: Telling, day: str, at: str) -> bool:
    """Tell whether a day, of the nearest year where it has none, is that of a hearing."""
    if len(at) < len("2027-02-08"):
        return False
    here = here_in(telling.asking, telling.matter_id)
    of = read_day(day, here._replace(stands=date.fromisoformat(at[:10]))).meant
    return of is not None and at.startswith(of.edtf)


def none_set(kind: str, day: str) -> str:
    """Return what is to be done of a hearing that is called by a day for which none is set."""
    words = shlex.quote(f"{kind} set")
    return (
        f"No {kind} is set for {day} here. Record first that it was, with the day on which that "
        f"was done: casefile post MATTER {words} at={shlex.quote(day)}{OF_ITS_DAY}."
    )
