"""Own days: the days in words on which what they tell was done, and the others in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from casefile.words.forms.dated import DAY_SAID
from casefile.words.what.event_words import is_past

_said = re.compile(rf"(?<![\w/-])(?:(?P<on>on) )?(?P<day>{DAY_SAID})(?![\w/-])", re.IGNORECASE)
_clause = re.compile(r"[;,:.] |\band (?=he|she|they|we|it|the|his|her)\b")
_done = re.compile(
    r"(?:[a-z-]{2,}[^e]ed|was|were|had|came|went|saw|made|told|said|wrote|sent|gave|got|took|left"
    r"|met|spoke|brought|bought|hit|fell|hurt|broke|drove|sat|read|put|cut|kept|lost|knew|ran)"
)
# With these a day is one of what is to come, or of something else than what was done.
_ahead = re.compile(
    r"\b(?:will|would|shall|should|can|could|may|might|must|wants?|wanted|plans?|planned|intends?"
    r"|intended|hopes?|to be|going to|(?:is|are|was|were) to|due|deadline|(?:re)?set"
    r"|(?:re)?scheduled|moved|continued|postponed|until|unless|if|not|never"
    r"|born|because|after|before|since|when|while|who|whose|which|that|where)\b",
    re.IGNORECASE,
)
# What a day behind it is set for, and not that of what was done before it.
_set_for = re.compile(
    r"\b(?:hearing|trial|conference|argument|mediation|deposition|sentencing|arraignment|to [a-z]+)"
    r"(?: before .+)?$",
    re.IGNORECASE,
)


class DaysInWords(NamedTuple):
    """The days on which what words tell was done, as they stand there, and the `others` in them."""

    own: tuple[str, ...]
    others: tuple[str, ...]


def days_in_words(words: str, used: Iterable[str]) -> DaysInWords:
    """Return the days in words, but for those that are `used` by the fields of what they tell.

    One behind "on" is that of what was done before it in its clause, where that is not to come.
    Behind one of them another one may be of what else was done.
    """
    own: dict[str, str] = {}
    others: dict[str, str] = {}
    taken = " ".join(used).casefold()
    for found in _said.finditer(words):
        day = found["day"]
        if day.casefold() in taken:
            continue
        clause = _clause.split(words[: found.start()])[-1].rstrip()
        told = own or any(is_past(one) or _done.fullmatch(one.casefold()) for one in clause.split())
        is_own = found["on"] and told and not _ahead.search(clause) and not _set_for.search(clause)
        (own if is_own else others).setdefault(day.casefold(), day)
    return DaysInWords(tuple(own.values()), tuple(v for k, v in others.items() if k not in own))
