"""Set on day: a hearing that is told with the day on which it was set, before that for which it is.

Sentencing was set on November 16 for December 18 at 9 am.
"""

from __future__ import annotations

import re

from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.courts import COURT
from casefile.words.what.done import KIND
from casefile.words.when.dates import MONTH

_SET = r"(?:(?:re)?set|(?:re)?scheduled|calendared)"
_WHOSE = r"(?:(?:the|an?|his|her|their|our) |(?-i:[A-Z])[^;:,]*?(?:'s|s') )?"
_told = re.compile(
    rf"(?P<what>{_WHOSE}{KIND}(?: on [^;,\d]+?)? (?:was|were|is|has been) {_SET}"
    rf"|{COURT} (?:has )?{_SET} {_WHOSE}{KIND}(?: on [^;,\d]+?)?)"
    rf",? on (?P<day>{DAY_SAID}),? (?P<ahead>for (?:\d|{MONTH}).+)",
    re.IGNORECASE,
)


def set_on_day(telling: Telling) -> ToldActs | None:
    """Return what is set for a day on the day on which that was done; None for all else."""
    found = None if telling.given else _told.fullmatch(telling.words)
    if found is None:
        return None
    return ToldActs([ToldAct(f"{found['what']} {found['ahead']}")], found["day"])
