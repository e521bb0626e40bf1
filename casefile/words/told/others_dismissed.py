"""Others dismissed: the other charges of somebody, which are dismissed with or after their plea.

Which they are is told by what was pleaded to: the open ones of the same person to which guilt was
not. Where nothing was pleaded to, it is asked.
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.law.codes import Track
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.item import LIFECYCLES
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import dated
from casefile.words.items.counts_said import Said
from casefile.words.told.to_come import acted_on, charges, is_guilt
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs
from casefile.words.which.whom import parties_said

_PRONOUN = r"(?:him|her|them|his|hers|theirs)"
_NOUN = r"(?:counts?|charges?)"
_WHOSE = r"(?:the |his |her |their |all |of |(?P<whose>(?-i:[A-Z]).*?)(?:'s|s') )*"
_OTHERS = (
    rf"{_WHOSE}(?:(?:other|remaining) {_NOUN}|(?:rest|remainder)(?: of (?:the|his|her) {_NOUN})?)"
    rf"(?: (?:against|of|as to) (?:{_PRONOUN}|(?P<whom>(?-i:[A-Z]).+?)))?"
)
_HOW = (
    rf"(?:,? by (?P<by>{STATE}))?(?:,? (?P<prejudice>with|without) prejudice)?"
    r"(?:,? (?P<why>(?:under|pursuant to|as part of|in exchange for|because of|due to"
    r"|in accordance with) .+))?"
)
_ACT = r"(?:(?P<act>.+?)(?:[;,] (?:and |while |with )?| and | with ))?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_ACT}{_OTHERS} (?:(?:was|were|are|is|has been|have been) )?(?:dismissed|dropped){_HOW}",
        (
            rf"{_ACT}(?P<state>{STATE}) (?:has )?(?:dismissed|dropped|dismisses|drops) {_OTHERS}"
            rf"{_HOW}"
        ),
    )
)


def others_dismissed(asking: Asking, matter_id: str, typed: str, of: str) -> ToldActs | None:
    """Return the dismissal of the other charges, behind the plea where that is told with it."""
    for form in _FORMS:
        found = form.fullmatch(typed)
        if found is None:
            continue
        act, day = dated(found["act"] or "", NOTHING) or (found["act"] or "", "")
        acted = acted_on(asking, matter_id, act, of) if act else []
        named = found["whose"] or found["whom"] or ""
        who = set(parties_said(asking, matter_id, named)) if named else set()
        if (act and not acted) or (named and not who):
            continue
        there = charges(asking, matter_id)
        pleaded = acted or [one for one in there if is_guilt(one)]
        guilty = {party.party_id for one in pleaded for party in one.parties}
        who = who or guilty
        if len(who) != 1 or not who <= guilty:
            continue  # other than which ones, nobody knows
        still = [
            one.item_id
            for one in there
            if one.state in LIFECYCLES[Track.CRIMINAL].open
            and not is_guilt(one)
            and one.item_id not in {each.item_id for each in acted}
            and {party.party_id for party in one.parties} == who
        ]
        if still:
            dismissed = ToldAct("charge dismissed", _said(found, still), tag=ChargeDismissed.tag)
            return ToldActs([ToldAct(act), dismissed] if act else [dismissed], day)
    return None


def _said(found: re.Match[str], items: list[str]) -> Said:
    """Return what is said of the dismissal of some charges as fields."""
    parts = found.groupdict()
    said = {
        "by": parts.get("by") or parts.get("state"),
        "prejudice": parts["prejudice"],
        "reason": parts["why"],
    }
    return {"item": items, **{name: [one] for name, one in said.items() if one}}
