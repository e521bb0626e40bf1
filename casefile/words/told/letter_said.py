"""Letter said: what a letter says, or that it is withdrawn, on the day that is told of it.

It is a paper of its own day and says no more than its words: what it is about stays as it is.
"""

from __future__ import annotations

import re

from casefile.words.forms.dated import DAY_SAID, its_day
from casefile.words.told.parted import as_note
from casefile.words.told.telling import Telling
from casefile.words.told.told_act import ToldAct, ToldActs

_WHOSE = r"(?P<whose>(?:(?:the|a|an) )?[A-Za-z][\w.' -]*?(?:'s|s') )?"
_ITS = r"(?:the|an?|his|her|its|their|that)"
_LETTER = r"(?:letter|e-?mail|memo(?:randum)?)"
_OF = r"(?: (?:of|from|by) (?P<by>(?!\d)[^;,\d]+?))?"
_says = re.compile(
    rf"(?:(?:the|an?) )?{_WHOSE}(?P<what>{_LETTER}){_OF},? (?:of |dated |from )?"
    rf"(?P<day>{DAY_SAID}),? (?:says?|said|states?|stated|claims?|claimed|reports?|reported"
    r"|(?:informs|informed|tells|told) us) (?:that )?(?P<said>.+)",
    re.IGNORECASE,
)
_got = re.compile(
    rf"(?:we|our office|the office) (?:received|got) (?:the |an? )?(?P<what>{_LETTER}) (?:of|from) "
    r"(?P<by>[^;,\d]+?),? (?:saying|stating|which says|that says) (?:that )?(?P<said>.+)",
    re.IGNORECASE,
)
_wrote = re.compile(
    r"(?:the )?clerk (?:wrote|informed us|told us|advised us) that .+", re.IGNORECASE
)
_withdrawn = re.compile(
    rf"(?:[^;]+? (?:has )?(?:withdrew|retracted|took back) {_ITS} ?{_LETTER}\b[^;]*"
    rf"|{_WHOSE}{_LETTER}(?: (?:of|dated) [^;]*?)? (?:was|has been) (?:withdrawn|retracted))"
    r"(?:; .+)?",
    re.IGNORECASE,
)


def letter_said(telling: Telling) -> ToldActs | None:
    """Return a letter as a paper of its day, or a note that it is withdrawn; None for all else."""
    found = _says.fullmatch(telling.words)
    if found and not telling.given:
        return ToldActs([_paper(found, found["whose"])], found["day"])
    own = its_day(telling.words)
    if own is None or bool(own[1]) is bool(telling.given):
        return None
    said, day = own
    if got := _got.fullmatch(said):
        return ToldActs([_paper(got)], day)
    if _withdrawn.fullmatch(said) or _wrote.fullmatch(said):
        return ToldActs([ToldAct("note", {"text": [as_note(said)]})], day)
    return None


def _paper(found: re.Match[str], whose: str = "") -> ToldAct:
    """Return a letter as a paper that is called by whose it is and what it says."""
    by = whose or (f"{found['by']}'s " if found["by"] else "")
    called = f"{re.sub('^(?:the|an?) ', '', by, flags=re.IGNORECASE)}{found['what']}"
    return ToldAct("document", {"title": [as_note(f"{called}: {found['said']}")]})
