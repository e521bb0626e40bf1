"""Private said: where somebody lives or how they are reached, which is to stay in the office."""

from __future__ import annotations

import re

from casefile.words.told.parted import as_note
from casefile.words.told.told_act import ToldAct

_private = re.compile(
    r".*\b(?:address|(?:tele)?phone|e-?mail|lives|living|moving|moved to)\b.*?"
    r"(?:,? (?:which|that|it) (?:is|must stay|should stay|stays)|,? is|,? keep (?:it|that)|[,;]"
    r"| \() ?(?:to be kept )?(?:private|confidential|secret)\)?",
    re.IGNORECASE,
)


def private_said(typed: str) -> ToldAct | None:
    """Return a confidential note of a sentence that tells something private; None for others."""
    if _private.fullmatch(typed):
        return ToldAct("note", {"text": [as_note(typed)], "confidential": ["yes"]})
    return None
