"""Speakers: who says what is told as somebody's word, and for whom they speak."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.meaning import meant
from casefile.law.codes import Track
from casefile.words.forms.clauses import OURS, STATE, actor
from casefile.words.typed.hearsay import is_newspaper
from casefile.words.which.whom import parties_said

_NAME = r"(?-i:[A-Z])[\w'-]*(?: (?-i:[A-Z])[\w.'-]*){0,3}"
_RANK = r"(?:(?:chief|deputy|assistant|special|lead|county|city|state|federal|first) )*"
_OFFICE = r"prosecutors?|district attorney|da|attorney general|state'?s attorney|ada|ausa"
_PROSECUTOR = (
    rf"(?:{STATE}|(?:the |an? )?{_RANK}(?:{_OFFICE}|u\.?s\.? attorney)(?:,? {_NAME})?)"
    r"(?:'s office)?(?: (?:in|on|handling) (?:the|this) case)?"
)
_prosecutor = re.compile(_PROSECUTOR, re.IGNORECASE)
_LAWYER = r"(?:lawyers?|attorneys?|counsel)"
_KIND = r"(?:(?:defen[cs]e|trial|new|appointed) )?"
_FOR = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"(?P<of>.+?)(?:'s|s') (?:{_KIND}{_LAWYER}|spokes(?:man|woman|person))(?:,? {_NAME})?",
        (
            rf"(?:the |an? )?(?:{_KIND}{_LAWYER}|spokes(?:man|woman|person)|representative)"
            rf"(?:,? {_NAME})? (?:for|of) (?P<of>.+)"
        ),
    )
)
_defense = re.compile(rf"(?:the )?defen[cs]e(?: {_LAWYER})?(?:,? {_NAME})?", re.IGNORECASE)
_PRESS = (
    r"(?:the |an? )?(?:local |national |state )?(?:press|media|reporters?|journalists?|newspapers?"
    r"|papers?|radio(?: station)?|television|tv(?: station)?|news)"
)
_press = re.compile(_PRESS, re.IGNORECASE)
_named = re.compile(
    r"(?:[Tt]he |[Aa]n? )?(?P<name>[A-Z0-9][\w.&'-]*(?: (?:of |and )?[A-Z0-9][\w.&'-]*)*)"
)


class WhoSays(NamedTuple):
    """Who says something, in what words that is told.

    `side` is what the prosecution is called for which they speak, and `parties` are the names of
    those of the matter for whom. `paper` is who reports it and speaks for nobody.
    """

    words: str
    side: str = ""
    parties: Sequence[str] = ()
    paper: str = ""


def speaker(asking: Asking, matter_id: str, words: str) -> WhoSays | None:
    """Return who of a matter, or for one of it, says something; None for anybody else."""
    words = words.strip(" ,")
    if re.fullmatch(OURS, words, re.IGNORECASE):
        name = actor(asking, matter_id, words)
        return WhoSays(name, parties=[name]) if name else None
    if ids := parties_said(asking, matter_id, words):
        names = [meant.name_of(asking, one) for one in ids]
        return WhoSays(" and ".join(names), parties=names)
    if _prosecutor.fullmatch(words):
        return WhoSays(words, side=words)
    if _defense.fullmatch(words):
        return WhoSays(words, parties=_only_accused(asking, matter_id))
    for form in _FOR:
        found = form.fullmatch(words)
        if found and (whom := speaker(asking, matter_id, found["of"])) and not whom.paper:
            return whom._replace(words=words)
    return WhoSays(words, paper=paper) if (paper := paper_called(words)) else None


def paper_called(words: str) -> str:
    """Return what a newspaper or station is called, or that it is the news; else nothing."""
    if _press.fullmatch(words):
        return "news"
    found = _named.fullmatch(words)
    return found["name"] if found and is_newspaper(found["name"]) else ""


def _only_accused(asking: Asking, matter_id: str) -> list[str]:
    """Return the name of whoever alone is accused; nobody of several."""
    view = matters.view(asking, matter_id)
    names = {one.party_id: one.name for one in view.parties}
    accused = {
        party.party_id for one in view.items if one.track == Track.CRIMINAL for party in one.parties
    }
    return [names[one] for one in accused if one in names] if len(accused) == 1 else []
