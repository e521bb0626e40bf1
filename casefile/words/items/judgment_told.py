"""Judgment told: one judgment, by its kind, for whom, against whom, on what and for how much.

Its parts stand in any order behind the word for it: a default judgment for $900 was entered against
Kerr on the claim for rent.
"""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.civil import DEFAULTED
from casefile.law.codes import Track
from casefile.law.events.claim import Side
from casefile.law.item import IN_TRIAL
from casefile.words.items.counts_said import Said
from casefile.words.items.judgments_said import judgment_of, winner_called
from casefile.words.what.courts import COURT
from casefile.words.what.unsure import is_unsure
from casefile.words.what.verdicts import KIND
from casefile.words.which.whom import parties_said

_SUM = r"\$\d[\d,]*(?:\.\d\d)?(?: million)?"
_head = re.compile(
    rf"(?:(?P<court>{COURT}) (?:has )?(?:entered|enters|rendered) )?(?:an? |the |final )*"
    rf"(?P<sum>{_SUM} )?(?P<kind>default|consent|stipulated|jury|bench|summary)? ?judgment"
    r"(?P<by> by (?:default|consent))?(?P<rest>(?=[ ,]).+)",
    re.IGNORECASE,
)
_AND = r"(?:,? and |,? )"
# Each part ends where the next one begins, or at the end.
_NEXT = (
    rf"(?=$|{_AND}(?:(?:was|is|has been) entered|for|of|in (?:favou?r|the (?:amount|sum)) of"
    rf"|against|on|by|as to)\b|{_AND}\$)"
)
_PARTS = (
    r"(?P<entered>(?:was|is|has been) (?:entered|granted|rendered))(?= |,|$)",
    rf"(?:for |of |in the (?:amount|sum) of )?(?P<sum>{_SUM})(?= |,|$)",
    rf"(?:for|in favou?r of) (?P<for>(?!\$).+?){_NEXT}",
    rf"against (?P<against>.+?){_NEXT}",
    r"(?:up)?on (?:the |that |its )?(?:jury's |jury )?(?P<verdict>verdict)(?= |,|$)",
    r"by the (?P<court>court|clerk|judge)(?= |,|$)",
    rf"(?:on|as to) (?P<item>(?!\d|{COURT}).+? claim(?: for .+?)?|claim .+?|.+?){_NEXT}",
)
_parts = tuple(re.compile(f"{_AND}{one}", re.IGNORECASE) for one in _PARTS)
JURY, DEFAULT = "jury", "default"
_SIDES = ("for", "against")  # whom a judgment is for, and against whom


def judgment_told(asking: Asking, matter_id: str, typed: str) -> Said:
    """Return the fields of one judgment that words tell in full; nothing for any other words."""
    head = None if is_unsure(typed) else _head.fullmatch(typed)
    told = _told(head["rest"]) if head else {}
    if head is None or not told or not ({"for", "against"} & told.keys()):
        return {}
    kind = (head["kind"] or (head["by"] or "").removeprefix(" by ") or "").casefold()
    kind = kind or (JURY if "verdict" in told else "")
    if not ("entered" in told or head["court"] or kind):
        return {}
    total = [one.strip() for one in (head["sum"], told.get("sum")) if one]
    winner, loser = (winner_called(asking, matter_id, told.get(one, ""), "") for one in _SIDES)
    if len(total) > 1 or kind == "summary":
        return {}
    parts = {name: one for name, one in told.items() if name in (*_SIDES, "item")}
    if "item" not in parts and (item := _ripe(asking, matter_id, kind, winner, loser)):
        parts["item"] = item
    if total:
        parts["sum"] = total[0]
    said = judgment_of(asking, matter_id, parts, winner, loser)
    court = (head["court"] or told.get("court") or "").casefold()
    by = "clerk" if "clerk" in court else "court"
    entered = {"entered_by": [by]} if court and kind == DEFAULT else {}
    return {**said, **({KIND: [kind]} if kind else {}), **entered} if said else {}


def _ripe(asking: Asking, matter_id: str, kind: str, winner: str, loser: str) -> str:
    """Return the only claim between those named that can be adjudged so: in default, or tried."""
    wanted = {
        (one, side)
        for name, side in ((winner, Side.CLAIMANT), (loser, Side.DEFENDANT))
        for one in (parties_said(asking, matter_id, name) if name else ())
    }
    ripe = {
        one.item_id
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CIVIL
        and one.state == (DEFAULTED if kind == DEFAULT else IN_TRIAL)
        and wanted <= {(party.party_id, party.side) for party in one.parties}
    }
    return ripe.pop() if len(ripe) == 1 else ""


def _told(words: str) -> dict[str, str]:
    """Return the parts of a judgment, by their names; nothing where some of the words are none."""
    found: dict[str, str] = {}
    place = 0
    while place < len(words):
        part = next(filter(None, (form.match(words, place) for form in _parts)), None)
        if part is None:
            return {}
        ((name, said),) = part.groupdict().items()
        if name in found:
            return {}
        found[name] = said.strip()
        place = part.end()
    return found
