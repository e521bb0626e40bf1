"""Recommended: which sentence a side says that it will ask for, which is its word alone."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.words.items.counts_said import Said
from casefile.words.told.parted import as_note
from casefile.words.told.speakers import WhoSays, speaker
from casefile.words.told.told_act import ToldAct
from casefile.words.what.intended import WILL

_asks = re.compile(
    rf"(?P<who>.+?) (?:{WILL}|(?:will|would) not|won't) (?:(?:jointly )?recommend|seek|request"
    r"|ask(?: the (?:court|judge))? for|argue for|oppose) (?P<what>.+)",
    re.IGNORECASE,
)
_sentence = re.compile(
    r"\b(?:sentenc\w+|prison|jail|probation|years?|months?|fines?|leniency|time served|restitution"
    r"|community service|death penalty|deferral|deferred)\b",
    re.IGNORECASE,
)
_pronoun = re.compile(
    r"it|they|we|i|he|she|(?:his|her|its|their|our|my) (?:office|client)", re.IGNORECASE
)


def recommended(
    asking: Asking,
    matter_id: str,
    typed: str,
    says: WhoSays | None = None,
    fields: Said | None = None,
) -> list[ToldAct]:
    """Return the statement of a side which sentence it will ask for; nothing for other sentences.

    `says` is who says so, where that is told, and `fields` what is said of the event then.
    """
    found = _asks.fullmatch(typed)
    if found is None or not _sentence.search(found["what"]):
        return []
    side = says if _pronoun.fullmatch(found["who"]) else speaker(asking, matter_id, found["who"])
    if side is None or side.paper:
        return []
    said = {"speaker": [side.words], "topic": ["the sentence"], "quote": [as_note(typed)]}
    return [ToldAct("statement recorded", {**said, **(fields or {})})]
