"""New trial: a verdict or a conviction that a court takes back so that it is tried again.

That is the conviction vacated with a new trial ordered (Fed. R. Crim. P. 33(a)). A verdict that is
set aside with nothing more said may end in an acquittal as well (Rule 29(c)), and is asked about.
"""

from __future__ import annotations

import re
import shlex

from casefile.answers.dockets import matters
from casefile.law.codes import Track
from casefile.law.criminal import WITH_GUILT
from casefile.law.entry import MOTION
from casefile.words.forms.dated import its_day
from casefile.words.misread import Misread
from casefile.words.told.linked import as_ruling
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs
from casefile.words.what.courts import COURT
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import items_among, parties_said

_NAME = r"(?-i:[A-Z])[\w.'-]*(?: (?-i:[A-Z])[\w.'-]*)*"
_WHO = rf"(?P<who>{_NAME}|him|her|our client|the defendant)"
_ON = (
    r"(?: (?:on|as to|for) (?P<item>(?:the )?(?:counts?|charges?)\b(?:(?! (?:was|were)\b)[^,;])*?"
    r"|[a-z][\w -]* charge))?"
)
_FOR = rf"(?: (?:for|to) {_WHO})?"
_DONE = r"(?:granted|ordered|awarded|given)"
_TAKEN_BACK = r"(?:set aside|vacated|overturned|threw out|thrown out)"
_WHAT = (
    rf"(?:the |(?P<own>{_NAME})(?:'s|s') )?(?:jury's |guilty )*(?:verdict|conviction|finding)s?"
    r"(?: of guilty?)?"
)
_OF = rf"(?: (?:against|of) {_WHO})?"
_AND = r"(?:,? and|[,;])"
_NEW = r"(?:a )?new trial"
_granted = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{COURT} (?:has )?(?:granted|gave|awarded) {_WHO} {_NEW}{_ON}",
        rf"{COURT} (?:has )?{_DONE} {_NEW}{_FOR}{_ON}",
        rf"{_NEW}(?: was)? {_DONE}{_FOR}{_ON}",
        rf"{_NEW}{_ON}(?: was)? {_DONE}",
        rf"{_WHO} (?:was (?:granted|given|awarded)|got|won|received) {_NEW}{_ON}",
        (
            rf"{COURT} (?:has )?{_TAKEN_BACK} {_WHAT}{_OF}{_ON}{_OF.replace('who', 'whose')}{_AND} "
            rf"{_DONE} {_NEW}"
        ),
        (rf"{_WHAT}{_OF}{_ON} (?:was |were )?{_TAKEN_BACK}{_AND} {_NEW}(?: was)? {_DONE}"),
    )
)
_alone = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{COURT} (?:has )?{_TAKEN_BACK} {_WHAT.replace('|conviction', '')}{_OF}{_ON}",
        rf"{_WHAT.replace('|conviction', '')}{_OF}{_ON} (?:was |were )?{_TAKEN_BACK}",
    )
)
_denied = re.compile(
    rf"{COURT} (?:has )?(?:denied|refused) (?:{_WHO} )?{_NEW}|{_NEW}(?: was)? (?:denied|refused)",
    re.IGNORECASE,
)
_ruled = re.compile(
    rf"(?P<ruling>(?:{COURT} granted (?:the|his|her|our) motion|(?:the |his |her |our )?motion"
    rf"(?: was)? granted)(?: in part)?){_AND} (?P<rest>.+)",
    re.IGNORECASE,
)


def new_trial(telling: Telling) -> ToldActs | None:
    """Return that a conviction is vacated for a new trial; None for any other sentence.

    Raises Misread where a verdict is set aside and it is not told what follows.
    """
    own = its_day(telling.words) if telling.track == Track.CRIMINAL else None
    if own is None or (own[1] and telling.given):
        return None
    said, day = own
    ruled = _ruled.fullmatch(said)
    rest = ruled["rest"] if ruled else said
    ways = (rest, f"the court {rest}") if ruled else (rest,)
    found = next((hit for one in _granted for way in ways if (hit := one.fullmatch(way))), None)
    if found is None and ruled is None:
        if _denied.fullmatch(rest):
            return ToldActs([ToldAct("motion for new trial denied")], day)
        if alone := next((hit for one in _alone if (hit := one.fullmatch(rest))), None):
            raise _what_follows(alone["item"] or "", day)
    if found is None:
        return None
    items = _items(telling, found)
    act = ToldAct(
        "conviction vacated", {"new_trial": ["yes"], **({"item": items} if items else {})}
    )
    if not ruled:
        return ToldActs([act], day)
    part = " in part" if ruled["ruling"].endswith("in part") else ""
    return ToldActs([ToldAct(as_ruling(f"granted{part}", MOTION)), act], day)


def _items(telling: Telling, found: re.Match[str]) -> list[str]:
    """Return the charges that are told, or the only one of which there is guilt; else nothing."""
    asking, matter_id = telling.asking, telling.matter_id
    parts = found.groupdict()
    names = [one for one in (parts.get("who"), parts.get("whose"), parts.get("own")) if one]
    who = [one for name in names for one in parties_said(asking, matter_id, name)]
    said = re.sub("^the ", "", parts.get("item") or "", flags=re.IGNORECASE)
    guilty = [
        one.item_id
        for one in matters.view(asking, matter_id).items
        if one.track == Track.CRIMINAL and one.state in WITH_GUILT
        if not who or {party.party_id for party in one.parties} & set(who)
    ]
    if said:
        return items_among(asking, matter_id, said, guilty) or [said]
    return guilty if len(guilty) == 1 else []


def _what_follows(item: str, day: str) -> Misread:
    """Return that it is to be said what follows where a verdict is set aside."""
    on = (f" on {item}" if item else "") + (f" on {day}" if day else "")
    again = shlex.quote(f"the court set aside the verdict{on} and ordered a new trial")
    acquitted = shlex.quote(f"the court entered an acquittal{on}")
    its = "" if day else OF_ITS_DAY
    return Misread(
        f"What follows on that? If a new trial: casefile post MATTER {again}{its}; if an "
        f"acquittal: casefile post MATTER {acquitted}{its}."
    )
