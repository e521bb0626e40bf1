"""Renamed forms: how it is told that somebody is called otherwise from then on, and why."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from casefile.words.forms.sentence_forms import SentenceForm, form

_SAID = "party changed"
_NAME = r"(?P<new_name>(?-i:[A-Z])[^,;()]+?)"
_BECAUSE = r"by|on|after|upon|in|through|because of|due to"
# Why, as it stands beside a name: by marriage, (she married), after the divorce.
_WHY = rf"(?:,? (?P<why>(?:{_BECAUSE}) [a-z ]+?))?"
_DONE = (
    r"(?:re)?married|divorced|merged|rebranded|converted|incorporated|naturali[sz]ed|transitioned"
    r"|adopted"
)
_HAVE = r"(?:(?:has|have|had|just|recently|legally|got|was|were|is|is now|since) )*"
_BEHIND = (
    rf"(?:[,;]? \(?(?:(?P<why_so>(?:{_BECAUSE}) (?:(?:his|her|their|its|a|the) )?[a-z ]+?)"
    r"|(?:(?:since|because|as|after|when|and|by) )?(?:(?:he|she|they|it) )?"
    rf"{_HAVE}(?P<done>{_DONE}))\)?)?"
)
_CALLED = r"(?: called| known as| named)?"
_NOW = rf"(?:is|are|goes by|go by)(?: now)?(?: legally)?{_CALLED}|now(?: called| is)?"
_NAMED = r"(?:his|her|their|its) (?:last |legal )?name"
_CHANGED = rf"(?P<who>.+?) (?:has |legally )*(?:changed|changes) {_NAMED}{_WHY}"
# Why somebody is called otherwise, as it is told of a name.
_REASONS: Mapping[str, str] = {
    **dict.fromkeys(("married", "remarried"), "marriage"),
    "divorced": "divorce",
    "merged": "merger",
    "rebranded": "rebranding",
    "converted": "conversion",
    "incorporated": "incorporation",
    "transitioned": "transition",
    "adopted": "adoption",
}
_small = re.compile(rf"^(?:{_BECAUSE}) (?:(?:his|her|their|its|an?|the) )?", re.IGNORECASE)

RENAMED: Sequence[SentenceForm] = (
    form(
        _SAID,
        rf"{_CHANGED},? to {_NAME}{_BEHIND}",
    ),
    form(
        _SAID,
        rf"{_CHANGED}(?:[,;:.]|,? and)? (?:(?:he|she|they|it) )?(?:{_NOW}) {_NAME}{_BEHIND}",
    ),
    form(
        _SAID,
        r"(?P<who>.+?)(?:'s|s') (?:last |legal )?name (?:is|was|has been) (?:now |legally )*"
        rf"changed{_WHY},? to {_NAME}{_BEHIND}",
    ),
    form(_SAID, rf"(?P<who>.+?)(?:'s|s') name is now {_NAME}{_BEHIND}"),
    form(
        _SAID,
        rf"(?P<who>.+?) (?:{_HAVE}(?P<done_first>{_DONE}),?(?: and)? )(?:(?:he|she|they|it) )?"
        rf"(?:{_NOW}|{_NAMED} is now),? {_NAME}",
    ),
    form(
        _SAID,
        r"(?P<who>.+?) (?:is now|goes now by|now goes by|is legally|goes by now)"
        rf"{_CALLED},? {_NAME}{_BEHIND}",
    ),
)


def renamed(parts: dict[str, str]) -> Mapping[str, str]:
    """Return how somebody is called from then on, and why, out of the parts of a form."""
    done = parts.pop("done", "") or parts.pop("done_first", "")
    why = parts.pop("why", "") or parts.pop("why_so", "")
    reason = _REASONS.get(done.casefold(), done) or _small.sub("", why)
    found = {"name": parts.pop("new_name"), "reason": reason}
    return {name: one for name, one in found.items() if one}
