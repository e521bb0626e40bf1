"""To be done: what is to be filed, served or paid by a day, which is a deadline of its own."""

from __future__ import annotations

import re

from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.told_act import ToldAct

_by = re.compile(
    r"(?P<what>(?:(?!\b(?:ordered|ruled|said|told) )(?:[^,;]|,(?=\d)))+?) "
    r"(?:(?:is|are|has|have) to|must|shall) be (?:filed|served|submitted|disclosed|produced"
    r"|exchanged|paid|returned|delivered),? "
    rf"(?:by|no later than|on or before) (?P<day>{DAY_SAID})",
    re.IGNORECASE,
)


def to_be_done(typed: str) -> ToldAct | None:
    """Return the deadline by which something is to be done; None for any other sentence."""
    found = _by.fullmatch(typed)
    if found is None:
        return None
    return ToldAct("deadline set", {"kind": [found["what"]], "due": [found["day"]]})
