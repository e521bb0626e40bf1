"""Dismissed said: a notice or a stipulation that dismisses somebody, which is the act itself.

A plaintiff dismisses by it without an order of the court (Fed. R. Civ. P. 41(a)(1)(A)).
"""

from __future__ import annotations

import re

from casefile.law.codes import Track
from casefile.law.events.claim import Side
from casefile.words.forms.clauses import actor
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.which.claims_of import on_side
from casefile.words.which.whom import names_said

_PREJUDICE = r"(?:,? (?P<{}>with(?:out)? prejudice))?"
_paper = re.compile(
    r"(?:(?P<who>.+?) (?:has |have )?(?:filed|files|served|lodged) "
    r"(?:an?|the|our|its|his|her|their) (?P<how>notice|stipulation)"
    r"|(?:an?|the) (?P<paper>notice|stipulation) (?:was filed )?)"
    r" ?(?:dismissing|of (?:voluntary |partial )*dismissal (?:of|as to|against))"
    r" (?:(?:all|both|the|her|his|our|their|its|of)(?: of)? )*?(?:claims? against )?"
    rf"(?P<whom>(?-i:[A-Z]|the ).+?){_PREJUDICE.format('prejudice')}"
    r"(?:,? (?:only|alone))?(?: (?:was|is) filed)?",
    re.IGNORECASE,
)


def dismissed_said(telling: Telling) -> ToldActs | None:
    """Return that those whom a paper dismisses are dismissed by it; None for anything else."""
    words, day = telling.with_its_day
    found = _paper.fullmatch(words) if telling.track == Track.CIVIL else None
    if found is None:
        return None
    asking, matter_id = telling.asking, telling.matter_id
    who = actor(asking, matter_id, found["who"] or "we")
    if not names_said(asking, matter_id, found["whom"]) or not who:
        return None
    if not on_side(asking, matter_id, who, Side.CLAIMANT):
        return None
    prejudice = f" {found['prejudice']}" if found["prejudice"] else ""
    how = (found["how"] or found["paper"]).casefold()
    several = len(on_side(asking, matter_id, found["whom"], Side.DEFENDANT)) > 1
    whom = f"the claims against {found['whom']}" if several else found["whom"]
    said = f"{who} voluntarily dismissed {whom}{prejudice}"
    return ToldActs([ToldAct(said, {"how": [how]})], day)
