"""To be done: what is to be filed, served or paid by a day, which is a deadline of its own."""

from __future__ import annotations

import re

from casefile.words.forms.dated import DAY_SAID
from casefile.words.told.parted import as_note
from casefile.words.told.told_act import ToldAct
from casefile.words.typed.asides import NOTE

# How a day was counted, behind it: ninety days after the letter came.
_COUNTED = (
    r"(?:,? \(?(?:which is |that is |i\.e\.,? )?(?:\d+|[a-z]+) (?:calendar |business )?"
    r"(?:days|weeks|months|years) (?:after|from|before|of|since) [^;]+)?"
)
_DAY = rf"(?P<day>{DAY_SAID}){_COUNTED}"
_forms = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        (
            r"(?P<what>(?:(?!\b(?:ordered|ruled|said|told) )(?:[^,;]|,(?=\d)))+?) "
            r"(?:(?:is|are|has|have) to|must|shall) be (?:filed|served|submitted|disclosed|produced"
            r"|exchanged|paid|returned|delivered),? "
            rf"(?:by|no later than|on or before) {_DAY}"
        ),
        (
            r"(?:the |(?P<ours>our) |his |her |its )?"
            r"(?:last day|deadline|time|(?:\d+|[a-z]+)[ -]days?(?: period)?) (?:to|for) "
            r"(?P<what>[^,;:]+?) (?:(?:is|was) (?:set|calendared) for|is|ends?|expires?"
            rf"|runs?(?: out)?|lapses?)(?: on)? {_DAY}"
        ),
        (
            rf"(?P<ours>we) (?:have|have got|'ve got) until (?P<day>{DAY_SAID}) to "
            r"(?P<what>[^,;:]+)"
        ),
    )
)


def to_be_done(typed: str) -> ToldAct | None:
    """Return the deadline by which something is to be done; None for any other sentence."""
    found = next(filter(None, (form.fullmatch(typed) for form in _forms)), None)
    if found is None:
        return None
    said = {"kind": [found["what"]], "due": [found["day"]]}
    if found.groupdict().get("ours"):
        said["of"] = ["our client"]
    counted = not typed.endswith((found["day"], found["what"]))
    return ToldAct("deadline set", said | ({NOTE: [as_note(typed)]} if counted else {}))
