"""Stays said: what a court stays, and until when or pending what: the judgment, pending appeal."""

from __future__ import annotations

import re

from casefile.answers.asking import Asking
from casefile.answers.meaning.meant import category
from casefile.law.codes import Track
from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.told_act import ToldAct
from casefile.words.what.courts import COURT
from casefile.words.what.event_types import TRACKS
from casefile.words.what.unsure import is_unsure

# The whole matter, and of a judgment that it may be enforced: of that alone it is told.
_WHAT = (
    r"(?P<what>(?:(?:enforcement|execution|collection) (?:of|on) )?(?:the |its |that |this )?"
    r"(?:money |default )?judgment|execution|(?:the |this |all )?"
    r"(?P<whole>case|matter|proceedings?|action|lawsuit|suit|litigation))"
)
_WHY = (
    rf"(?:,? until (?P<until>{DAY_SAID}))?"
    r"(?P<why>,? (?:pending|until|while|during|because|due to|on|upon|for) .+?)?"
)
_BY = rf"(?: by {COURT})?"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{COURT} (?:has )?(?:stayed|stays) {_WHAT}{_WHY}",
        rf"{_WHAT} (?:(?:is|was|are|were|has been|have been) )?stayed{_BY}{_WHY}",
        rf"{COURT} (?:has )?(?:ordered|orders) {_WHAT} (?:to be )?stayed{_WHY}",
        (
            rf"{COURT} (?:has )?(?:granted|entered|issued|ordered|imposed) (?:an? |the )?"
            rf"stay of {_WHAT}{_WHY}"
        ),
        (
            rf"(?:an? |the )?stay of {_WHAT}{_WHY}"
            rf"(?: (?:is|was|has been))? (?:granted|entered|issued|ordered|imposed){_BY}"
        ),
    )
)


def stay_said(asking: Asking, matter_id: str, typed: str) -> ToldAct | None:
    """Return that proceedings are stayed, with what and why as the reason; None for all else.

    Of a sentence that is stayed nothing is told here: a punishment is no proceeding.
    """
    found = next(filter(None, (form.fullmatch(typed) for form in _FORMS)), None)
    parts = found.groupdict() if found else {}
    civil = TRACKS.get(category(asking, matter_id) or "") == Track.CIVIL
    if not parts or is_unsure(typed) or not (parts["whole"] or civil):
        return None
    why = (parts["why"] or "").strip(" ,")
    if not why and not parts["whole"]:
        why = "as the court ordered"
    what = re.sub(r"^(?:its|that|this) ", "the ", parts["what"], flags=re.IGNORECASE)
    reason = why if parts["whole"] else f"{what[:1].lower()}{what[1:]}, {why}"
    fields = {"reason": [reason]} if reason else {}
    until = {"until": [parts["until"]]} if parts["until"] else {}
    return ToldAct("case stayed", fields | until)
