"""Told with more: an act with why it was, or with what was asked for besides, and what is private.

A charge is dismissed because an officer did not come, somebody pleads and asks for a jury, and an
address is to stay in the office.
"""

from __future__ import annotations

import re

from casefile.words.told.parted import as_note
from casefile.words.told.told_act import ToldAct
from casefile.words.typed.asides import NOTE

# Who did not come, for which a charge is dismissed.
_no_show = re.compile(
    r"(?P<why>(?:the )?[\w.' -]+? (?:did not|didn't|failed to) (?:appear|come|show(?: up)?))"
    r"(?:[,;] |,? and |,? so )(?:and )?(?:so )?(?P<act>.*\bdismiss.*)",
    re.IGNORECASE,
)
_dismissed_as = re.compile(
    r"(?P<act>.*\bdismissed)(?:[,;] |,? (?:when|as|after) )"
    r"(?P<why>(?:the )?(?:officer|[\w.' -]*?witness) (?:did not|didn't|failed to) "
    r"(?:appear|come|show(?: up)?))",
    re.IGNORECASE,
)
_and_asked = re.compile(
    r"(?P<act>.*\b(?:contest(?:s|ed)|pleaded|pled|denied|answered|appealed)\b.*?)(?:,? and|,)"
    r" (?:(?:he|she|they|we) )?(?:asked for|asks for|requested|requests|demanded|demands) .+",
    re.IGNORECASE,
)
# Where somebody lives or is called, which is to stay in the office.
_private = re.compile(
    r".*\b(?:address|(?:tele)?phone|e-?mail|lives|living|moving|moved to)\b.*?"
    r"(?:,? (?:which|that|it) (?:is|must stay|should stay|stays)|,? is|,? keep (?:it|that)|[,;]"
    r"| \() ?(?:to be kept )?(?:private|confidential|secret)\)?",
    re.IGNORECASE,
)


def told_with_more(typed: str) -> ToldAct | None:
    """Return the act of a sentence that tells one with more than it holds; None for all others."""
    if found := _no_show.fullmatch(typed) or _dismissed_as.fullmatch(typed):
        return ToldAct(f"{found['act']} because {found['why']}")
    if found := _and_asked.fullmatch(typed):
        return ToldAct(found["act"], {NOTE: [as_note(typed)]})
    if _private.fullmatch(typed):
        return ToldAct("note", {"text": [as_note(typed)], "confidential": ["yes"]})
    return None
