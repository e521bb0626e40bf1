"""License said: what an agency does to the license of somebody who is charged.

It is no act of the case, and no type tells it: it is a note of its day.
"""

from __future__ import annotations

import re

from casefile.law.codes import Track
from casefile.words.forms.clauses import OURS, actor
from casefile.words.forms.dated import dated, day_first
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import NOTHING, ToldAct, ToldActs, on_their_days

_AGENCY = (
    r"(?:the )?(?:(?:state |new mexico )?(?:mvd|dmv|bmv|rmv|dol)"
    r"|motor vehicles? (?:division|department)"
    r"|(?:department|division|bureau) of (?:motor vehicles|licensing|public safety)"
    r"|(?:[a-z]+ )?(?:licensing|nursing|medical|state) (?:board|agency|department|bureau)"
    r"|hearing officer)"
)
_LICENSE = (
    r"(?:(?:(?:the|his|her|their|our client's)|[\w.'-]+(?: [\w.'-]+){0,2}(?:'s|s')) )?"
    r"(?:[a-z]+'?s? ){0,2}?(?:licen[sc]e|driving privileges|privilege to drive)"
)
_ORDER = (
    rf"(?:the |its |his |her )?(?:license )?(?:revocation|suspension|denial)(?: of {_LICENSE})?"
)
_DONE = (
    r"(?:revoked|suspended|reinstated|restored|returned|denied|cancell?ed|restricted|set aside"
    r"|upheld|sustained|affirmed|confirmed|rescinded|reversed|vacated|lifted|stayed|renewed|issued)"
)
_HEARING = (
    r"(?:an? |the |his |her |its )?"
    r"(?:(?:mvd|dmv|administrative|license|revocation|implied consent) )*hearing"
)
_MORE = r"(?:,? (?:for|because|under|pursuant to|until|effective) (?:(?! and )[^;])+)?"
_tells = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{_AGENCY} (?:has )?{_DONE} (?:{_ORDER}|{_LICENSE}){_MORE}",
        rf"(?:{_ORDER}|{_LICENSE}) (?:was|were|has been|is) {_DONE}(?: by {_AGENCY}){_MORE}",
        rf"{_ORDER} (?:was|has been|is) {_DONE}{_MORE}",
    )
)
_beside = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        (
            rf"(?P<who>.+?) (?:has |have )?(?:requested|asked for|demanded) {_HEARING}"
            rf"(?: (?:before|with|from|at) {_AGENCY})?(?: (?:on|to contest|about) {_ORDER})?"
        ),
        rf"(?:{_AGENCY} )?(?:has )?held {_HEARING}(?: on {_ORDER})?",
        rf"(?:{_AGENCY} )?(?:has )?{_DONE} (?:{_ORDER}|{_LICENSE}|it){_MORE}",
    )
)
# Without either it may be a probation that is revoked.
_of_license = re.compile(rf"\b(?:licen[sc]e|driving|{_AGENCY})\b", re.IGNORECASE)
_apart = re.compile(r"[;,.] (?!\d{4}\b)(?:and |but |so )?| (?:and|but) ", re.IGNORECASE)


def license_said(telling: Telling) -> ToldActs | None:
    """Return a note of each day on which an agency did something to a license; None else."""
    if telling.track != Track.CRIMINAL:
        return None
    clauses = _clauses(telling, telling.words)
    if not any(tells for tells, _, _ in clauses) or not _of_license.search(telling.words):
        return None
    notes: list[ToldAct] = []
    for _, words, day in clauses:
        if notes and not day:
            text = f"{notes[-1].fields['text'][0]}, and {words}"
            notes[-1] = notes[-1]._replace(fields={"text": [text]})
        else:
            notes.append(ToldAct("note", {"text": [as_note(words)]}, day=day))
    return on_their_days(notes, telling.given)


def _clauses(telling: Telling, words: str) -> list[tuple[bool, str, str]]:
    """Return each clause: whether it tells of a license by itself, its words and its day."""
    for cut in [*_apart.finditer(words), None]:
        one = _clause(telling, words[: cut.start() if cut else None])
        if one and cut is None:
            return [one]
        if one and cut and (others := _clauses(telling, words[cut.end() :])):
            return [one, *others]
    return []


def _clause(telling: Telling, words: str) -> tuple[bool, str, str] | None:
    said, day = day_first(words) or dated(words, NOTHING) or (words, "")
    if any(one.fullmatch(said) for one in _tells):
        return True, said, day
    for one in _beside:
        found = one.fullmatch(said)
        who = found.groupdict().get("who") if found else None
        ours = not who or re.fullmatch(f"{OURS}|he|she", who, re.IGNORECASE)
        if found and (ours or actor(telling.asking, telling.matter_id, who or "")):
            # A hearing with whatever came of it is told by the agency's own name.
            return bool(re.match(_AGENCY, said, re.IGNORECASE)) and "held" in said, said, day
    return None
