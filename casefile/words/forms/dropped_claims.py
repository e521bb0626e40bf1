"""Dropped claims: that those who bring claims dismiss them, told by whom, and against whom.

Whoever dismisses somebody ends all their claims against them, and none of what others claim, nor
of what is claimed of themselves.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Sequence

from casefile.answers.asking import Asking
from casefile.law.codes import Track
from casefile.law.events.claim import UNDER_SETTLEMENT, Side
from casefile.law.item import LIFECYCLES
from casefile.projections.names import name_key
from casefile.words.forms.clauses import actor
from casefile.words.forms.sentence_forms import SentenceForm, form
from casefile.words.misread import Misread
from casefile.words.typed.asides import ITEMS, Aside
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.claims_of import on_side
from casefile.words.which.whom import names_said

_PREJUDICE = r"(?:,? (?P<prejudice>with(?:out)? prejudice))?"
_BY = (
    r"(?:,? (?:by|on|through|upon) (?:an? |the |their )?(?:joint |rule 41 )?"
    r"(?P<ended_by>notice|stipulation)(?: of (?:voluntary )?dismissal)?)?"
)
# How a dismissal ends, in whichever order that is told.
ENDED = f"{_PREJUDICE}{_BY}{_PREJUDICE.replace('prejudice>', 'prejudice_too>')}"
_OWN = r"(?:(?:the|his|her|its|their|our|all|both|of) )*"
_BACK = r"counter-?claims?|cross-?claims?|third[- ]party (?:claims?|complaint)"
_DROPS = r"(?:has |have )?(?:voluntarily )?(?:dismiss(?:ed|es)|dropped|drops|nonsuited)"

DROPPED: Sequence[SentenceForm] = (
    form(
        "claim dismissed",
        rf"(?P<dropper>.+?) (?:{_DROPS}|(?:has |have )?withdr(?:ew|awn)) {_OWN}",
        rf"(?P<dropped>{_BACK}|claims?(?= (?:against|as to) ))",
        rf"(?: (?:against|as to) (?P<dropped_of>.+?))?{ENDED}",
    ),
    form("claim dismissed", rf"(?P<dropper>.+?) {_DROPS} (?P<dropped_of>.+?){ENDED}"),
    form(
        "claim dismissed by stipulation",
        r"(?P<dropper>.+?) (?:has |have )?(?P<agreed>stipulated) to (?:the |an? )?dismissal of ",
        rf"(?P<dropped_of>.+?){_PREJUDICE}",
    ),
)
_they = re.compile(r"(?:the )?parties|both sides|they", re.IGNORECASE)


def dropped(asking: Asking, matter_id: str, parts: dict[str, str]) -> list[Aside]:
    """Return the claims that somebody drops, and against whom; raises Misread where there is none.

    Of several where one is told it is asked which.
    """
    by, what = parts.pop("dropper"), parts.pop("dropped", "claims")
    words, agreed = parts.pop("dropped_of", ""), bool(parts.pop("agreed", ""))
    whom = names_said(asking, matter_id, words) if words else []
    who = [] if agreed and _they.fullmatch(by) else [actor(asking, matter_id, by)]
    if (words and not whom) or not all(who):
        raise Misread("That is nobody of this matter.")
    kind = re.sub("s$", "", re.sub("[- ]", "", what.casefold()))[: len("thirdparty")]
    own = on_side(asking, matter_id, who[0], Side.CLAIMANT) if who and not agreed else None
    brought = None if own is None else {one.item_id for one in own}
    there = [
        one
        for name in whom or who
        for one in on_side(asking, matter_id, name, Side.DEFENDANT if whom else Side.CLAIMANT)
        if (brought is None or one.item_id in brought)
        and (kind == "claim" or re.sub("[- _]", "", name_key(one.kind)).startswith(kind))
    ]
    states = (LIFECYCLES[Track.CIVIL].open, UNDER_SETTLEMENT)
    ways = (dict.fromkeys(one.item_id for one in there if one.state in some) for some in states)
    items = list(next(filter(None, ways), {}))
    if not items:
        raise Misread("Nothing is claimed there that could be dropped.")
    asked = items[1:] and not what.endswith("s")
    ends = [] if asked else [Aside(ITEMS, one, belongs=True) for one in items]
    return [*ends, *(Aside(("parties",), one, belongs=True) for one in whom)]


def check_dropped(asking: Asking, matter_id: str, typed: str, day: str) -> None:
    """Ask who dismisses somebody where it is told of one who claims nothing of them.

    `day` stood behind what was typed. Raises Misread.
    """
    for one in DROPPED:
        found = one.words.fullmatch(typed)
        parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
        by, words = parts.get("dropper", ""), parts.get("dropped_of", "")
        whom = names_said(asking, matter_id, words) if words else []
        if not whom or not names_said(asking, matter_id, by):
            continue
        try:
            dropped(asking, matter_id, parts)
        except Misread:
            names = " and ".join(whom)
            said = shlex.quote(f"{names} was dismissed{f' on {day}' if day else ''}")
            raise Misread(
                f"No open claim of {by} is against {names}, so none was dismissed by them. If "
                f"somebody else dismissed {names}: casefile post MATTER {said}"
                f"{'' if day else OF_ITS_DAY}"
            ) from None
