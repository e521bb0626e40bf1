"""Reviewed: an order for a new trial that is appealed, and what a higher court makes of it.

The State may appeal from such an order (N.M. Const. art. VI, sec. 2; 18 U.S.C. 3731), as it may not
from an acquittal. Which charge it is of is that which the order took back.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Sequence

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.criminal import VACATED
from casefile.law.item import ON_APPEAL
from casefile.words.forms.clauses import STATE
from casefile.words.forms.dated import its_day
from casefile.words.forms.sentence_forms import HIGHER
from casefile.words.misread import Misread
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.papers import OF_ITS_DAY, as_typed
from casefile.words.which.whom import items_among, parties_said

_NAME = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_WHO = rf"(?P<who>{STATE}|{_NAME})"
_ON = (
    r"(?: (?:on|as to|for) (?P<item>(?:the )?(?:counts?|charges?)\b(?:(?! (?:was|were)\b)[^,;])*?"
    r"|[a-z][\w -]* charge))?"
)
_ORDER = (
    r"(?:(?:the|that|an?) )?(?:(?:court|judge|district court)'s )?"
    r"(?:(?:new[- ]trial )?(?:order|ruling|decision)(?: (?:granting|ordering|for|giving) "
    r"(?:(?-i:[A-Z])[\w.' -]*? |him |her )?a new trial)?"
    r"|grant(?:ing)? of a new trial|new trial)"
)
_NOTICE = r"(?:(?:an?|the|its|his|her|their|our) )?(?:(?:timely )?notice of )?appeal"
_FROM = rf"(?: (?:from|of|against) (?P<order>{_ORDER}))?"
_appealed = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{_WHO} (?:has )?(?:filed|took|taken|lodged) {_NOTICE}{_FROM}{_ON}",
        rf"{_WHO} (?:has )?appealed(?: (?:from )?(?P<order>{_ORDER}))?{_ON}",
        rf"{_NOTICE}{_FROM}{_ON} was (?:filed|taken) by {_WHO}",
        rf"{_WHO}(?:'s|s') {_NOTICE}{_FROM}{_ON} was (?:filed|taken)",
        rf"(?P<order>{_ORDER}){_ON} was appealed by {_WHO}",
    )
)
_BACK = (
    r"(?P<back>(?:,? and|[,;]|,? but) (?:(?:it|also) )?reinstated the (?:jury's )?"
    rf"(?:verdict|conviction){_ON.replace('item', 'too')})?"
)
_reversed = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            rf"{HIGHER} (?:has )?(?P<how>reversed|vacated|affirmed)(?: (?P<order>{_ORDER}))?{_ON}"
            rf"{_BACK}"
        ),
        (
            rf"(?P<order>{_ORDER}){_ON} was (?P<how>reversed|vacated|affirmed)"
            rf"(?: (?:by {HIGHER}|on appeal))?"
            r"(?P<back>(?:,? and|[,;]) the (?:jury's )?(?:verdict|conviction)"
            rf"{_ON.replace('item', 'too')}(?: was)? reinstated)?"
        ),
    )
)


def reviewed(telling: Telling) -> ToldActs | None:
    """Return the appeal from an order for a new trial, or its decision; None for all else."""
    own = its_day(telling.words) if telling.track == Track.CRIMINAL else None
    if own is None or (own[1] and telling.given):
        return None
    said, day = own
    act = _appeal(telling, said, day) or _decision(telling, said)
    return ToldActs([act], day) if act else None


def _appeal(telling: Telling, said: str, day: str) -> ToldAct | None:
    """Return an appeal by the State, or by anybody from an order for a new trial; raises Misread.

    Of which of several charges it is, where that is not told, is asked.
    """
    found = next((hit for one in _appealed if (hit := one.fullmatch(said))), None)
    if found is None:
        return None
    by_state = re.fullmatch(STATE, found["who"], re.IGNORECASE)
    anew = "new trial" in (found["order"] or "").casefold()
    if not by_state and not (anew and parties_said(*telling[:2], found["who"])):
        return None
    who = found["who"][:1].upper() + found["who"][1:]
    # What the State appeals besides is told with what it is of: that can be a ruling as well.
    vacated = _that_are(telling, lambda one: one.state == VACATED)
    there = vacated if anew or not by_state or vacated else _that_are(telling, bool)
    items = _named(telling, found["item"], there) if found["item"] or vacated else []
    if not items and (there[1:] or (there and not vacated)):
        its = f" --effective {shlex.quote(day)}" if day else OF_ITS_DAY
        each = (
            f"casefile post MATTER appeal.filed{as_typed({'item': [one], 'appellant': [who]})}{its}"
            for one in there
        )
        raise Misread(f"From what was decided on which charge? Write: {'; or '.join(each)}.")
    return ToldAct("appeal filed", {"appellant": [who], "item": items}) if items else None


def _decision(telling: Telling, said: str) -> ToldAct | None:
    """Return what a higher court decides on a charge of which an order is appealed."""
    found = next((hit for one in _reversed if (hit := one.fullmatch(said))), None)
    if found is None:
        return None
    which = found["item"] or found["too"]
    back = bool(found["back"])
    there = _that_are(
        telling, lambda one: ON_APPEAL in one.label and (not back or one.state == VACATED)
    )
    outcomes = [f"{found['how'].casefold()} on {one}" for one in _named(telling, which, there)]
    return ToldAct("appeal decided", {"outcomes": outcomes}) if outcomes else None


def _that_are(telling: Telling, fits: Callable[[matters.MatterItem], bool]) -> list[str]:
    """Return the ids of the charges of the matter that stand as is asked for."""
    return [
        one.item_id
        for one in matters.view(telling.asking, telling.matter_id).items
        if one.track == Track.CRIMINAL and fits(one)
    ]


def _named(telling: Telling, which: str | None, there: Sequence[str]) -> list[str]:
    """Return the charges that words name of some, or the only one of them; else nothing."""
    if which:
        return items_among(telling.asking, telling.matter_id, which, there)
    return [*there] if len(there) == 1 else []
