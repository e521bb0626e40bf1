"""Orders said: an order that sets several days, with each deadline and hearing that it sets."""

from __future__ import annotations

import re

from casefile.law.events.process import DeadlineSet, HearingScheduled
from casefile.words.told.apart import Apart
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.courts import COURT

_KIND = (
    r"(?P<what>(?:[a-z0-9]+ ){0,2}?(?:scheduling|case management|management|pretrial|trial|briefing"
    r"|setting|procedural|discovery) order)"
)
_DONE = r"(?:entered|enters|issued|issues|signed|signs|filed|made)"
_BEHIND = r"(?::|,|;)? (?:(?:under|by) which |(?:that |which )?(?:set(?:s|ting)?|provid\w+)[: ]+)?"
_order = re.compile(
    rf"(?:{COURT} (?:has )?{_DONE} (?:an?|the|its) {_KIND}"
    rf"|(?:an? |the )?{_KIND.replace('what', 'own')} (?:was |is )?{_DONE}(?: by {COURT})?)"
    rf"(?:[:,;.] |{_BEHIND})(?P<rest>.+)",
    re.IGNORECASE,
)
_apart = re.compile(r"[;,.] (?!\d{4}\b)(?:and )?| and (?!\d)", re.IGNORECASE)
_verb = re.compile(r"\b(?:is|are|was|were|closes|ends|due|set|deadline|by|for|on)\b", re.IGNORECASE)
_by = re.compile(r"(?P<what>[a-z][a-z' -]+?) (?:by|on|until) (?P<day>.*\d.*)", re.IGNORECASE)
_SETS = (DeadlineSet.tag, HearingScheduled.tag)


def order_said(telling: Telling) -> ToldActs | None:
    """Return an order of a court with all that it sets; None where anything else is told."""
    found = _order.fullmatch(telling.words)
    if found is None:
        return None
    told = Apart(telling.asking, telling.matter_id, telling.of)
    sets = _each(told, found["rest"])
    if not sets:
        return None
    what = found["what"] or found["own"]
    return ToldActs([ToldAct(f"{what} entered"), *sets])


def _each(told: Apart, words: str) -> list[ToldAct]:
    """Return each deadline and hearing that words set; nothing where one of them is none."""
    for cut in [*_apart.finditer(words), None]:
        one = _one(told, words[: cut.start() if cut else None])
        if one and cut is None:
            return [one]
        if one and cut and (others := _each(told, words[cut.end() :])):
            return [one, *others]
    return []


def _one(told: Apart, words: str) -> ToldAct | None:
    act = told.act(words)
    if act and act.sure and act.tag in _SETS:
        return act
    due = _by.fullmatch(words)
    if due and not _verb.search(due["what"]):
        return ToldAct("deadline set", {"kind": [due["what"]], "due": [due["day"]]})
    return None
