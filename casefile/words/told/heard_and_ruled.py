"""Heard and ruled: a motion that is told as heard on a day, with the ruling at that hearing.

The hearing was held and the motion is decided, both on that day; its hour is in the note.
"""

from __future__ import annotations

import re

from casefile.answers.meaning.meant_entries import entries
from casefile.law.entry import MOTION
from casefile.law.events.process import MotionDecided
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.linked import linked, motion_told
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs, on_their_days
from casefile.words.typed.asides import NOTE
from casefile.words.what.courts import COURT

_WHOSE = r"(?:(?:the|our|his|her|its|their|(?:the )?(?-i:[A-Z])[^;:,]*?(?:'s|s')) )?"
_MOTION = rf"{_WHOSE}(?P<motion>(?:renewed )?motion(?: (?:to|for|in) (?:(?! was )[^;,])+?)?)"
_ON = (
    rf"(?: held)?(?:,? on (?P<day>{DAY_SAID}))?"
    r"(?:,? at (?:noon|\d{1,2}(?::\d\d)?(?: ?[ap]\.?m\b\.?)?))?"
)
_HOW = r"(?P<how>granted|denied)(?P<part> in part| as moot)?"
_THERE = r"(?: (?:at|after) (?:the|that) hearing| from the bench| that (?:same )?day)?"
_AND = r"(?:,? and|[,;]) (?:then )?"
_HEARING = r"(?:the|a|an? oral) (?:hearing|argument)"
_forms = tuple(
    re.compile(one, re.IGNORECASE)
    for one in (
        rf"{_MOTION} was (?:heard|argued){_ON}{_AND}(?:it )?(?:was )?{_HOW}{_THERE}",
        rf"{COURT} heard {_MOTION}{_ON}{_AND}{_HOW} (?:it|the motion|that motion){_THERE}",
        rf"{_MOTION} was {_HOW} (?:at|after|following) {_HEARING}{_ON}",
        rf"(?:at|after|following) {_HEARING}{_ON},? {_MOTION} was {_HOW}",
        rf"(?:at|after|following) {_HEARING}{_ON},? {COURT} {_HOW} {_MOTION}",
        rf"{COURT} {_HOW} {_MOTION} (?:at|after|following) {_HEARING}{_ON}",
    )
)
_apart = re.compile(r"[;,.] (?:and )?| and ", re.IGNORECASE)
_hour = re.compile(r" at (?:noon|\d.*)$", re.IGNORECASE)


def heard_and_ruled(telling: Telling) -> ToldActs | None:
    """Return the hearing of a motion with its ruling; None for any other sentence.

    What is told before it may be acts that have days of their own.
    """
    if acts := _heard(telling, telling.words, ""):
        day = acts[0].day
        if bool(day) is bool(telling.given):
            return None
        return ToldActs([one._replace(day="") for one in acts], day)
    for cut in _apart.finditer(telling.words):
        if not (acts := _heard(telling, telling.words[cut.end() :], "")) or not acts[0].day:
            continue
        before = telling.apart(telling.words[: cut.start()])
        if not before or not all(one.sure for one in before):
            return None
        filed = [motion_told(*telling[:2], one, telling.of) for one in before]
        acts = _heard(telling, telling.words[cut.end() :], next(filter(None, filed), ""))
        told = linked(telling.asking, telling.matter_id, [*before, *acts], telling.of)
        return on_their_days(told, telling.given)
    return None


def _heard(telling: Telling, words: str, filed: str) -> list[ToldAct]:
    """Return the hearing and the ruling on a motion that words tell; nothing for all else."""
    found = next((hit for one in _forms if (hit := one.fullmatch(words))), None)
    if found is None:
        return []
    motion = _called(telling, found["motion"], filed)
    told = found["day"] or ""
    hour = _hour.search(told)
    day = told[: hour.start()] if hour else told
    held = ToldAct(f"hearing on the {motion} held", {NOTE: [as_note(words)]}, day=day)
    ruling = f"{motion} {found['how']}{found['part'] or ''}".casefold()
    return [held, ToldAct(ruling, tag=MotionDecided.tag, day=day)]


def _called(telling: Telling, said: str, filed: str) -> str:
    """Return what a motion is called: as it is told, as it was filed, or as what alone pends."""
    if said.casefold() == MOTION and filed:
        return filed
    there = {one.kind for one in entries(telling.asking, telling.matter_id, MOTION) if one.open}
    if said.casefold() != MOTION or len(there) != 1:
        return said
    kind = there.pop()
    return kind if MOTION in kind.split() else f"{MOTION} {kind}"
