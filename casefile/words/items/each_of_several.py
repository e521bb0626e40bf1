"""Each of several: what one sentence says of several, parted by whom each part is of.

"Roe with forgery and Poe with fraud" is of Roe up to the "and", and of Poe from there on. What is
read to be charged or claimed, and names somebody like that itself, was not parted rightly: it is
asked about, as it would be false of whoever is named first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.items.against_whom import Whose, accused
from casefile.words.items.offenses import is_offense
from casefile.words.misread import Misread
from casefile.words.what.causes import is_cause
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import parties_named

_ACTS = r"(?:charg|indict|accus|su)(?:es|s|ed|ing)"
_DONE = r"(?:charged|indicted|sued|accused)"
_next = re.compile(
    r"(?:[;,] (?:and |while )?| and | while )(?:also )?(?:it )?(?:(?:also )?"
    rf"(?:against|as to|{_ACTS}) )?",
    re.IGNORECASE,
)
_of_whom = re.compile(
    rf"(?P<who>(?:(?! (?:with|on|for|of) ).)+?)(?: (?:is|was|are|were)(?: also)? {_DONE})?"
    r"(?: also)?(?: (?:with|on|for|of)[:,]?|:) (?P<what>.+)",
    re.IGNORECASE,
)
_behind = re.compile(r"\b(?:against|as to) [^;]*$", re.IGNORECASE)
_too = re.compile(r"(?: as well|,? too)$", re.IGNORECASE)
# Whoever is named in words like these is told to be charged or sued; a plan or a contract that
# somebody has with them is none of these.
_BEFORE = rf"(?:(?<!conspiracy )with|on|for|against|as to|while|and|{_ACTS})"
_told_of = re.compile(
    rf"(?:^|[,;] |\b{_BEFORE} )(?:the |\w+\. )?(?-i:[A-Z])[^,;]*?,? (?:(?:alone|only),? )?(?:with|on|for)\b"
    rf"|\b(?:{_BEFORE}|(?-i:[A-Z])\S*,? and) (?:the )?(?-i:[A-Z])"
    r"|(?-i:[A-Z])\S* (?:alone|only)\b|\b(?:both|all) (?:with|on|for)\b",
    re.IGNORECASE,
)
_contract = re.compile(
    r"\b(?:contract|agreement|lease|deal|partnership|relationship|employment) with (?=[A-Z])"
)
# Who is nobody of the matter, and is told to be charged or sued as those are.
_stranger = re.compile(
    r"(?:^|[,;] (?:and )?|\band )(?P<who>[A-Z][\w.'-]+(?: [A-Z][\w.'-]*)*) (?:with|on|for) [a-z]"
)
_HURT = ("victim", "witness")  # who can stand in the name of an offense


class OfEach(NamedTuple):
    """A part of a sentence, and the names of those of whom it is; of the first they stand before."""

    words: str
    whom: Sequence[str] = ()


def of_each(words: str, whose: Whose) -> list[OfEach]:
    """Return each part of what is charged or claimed, with whom it is of where that is told."""
    return list(_parts(words, whose))


def _parts(words: str, whose: Whose) -> Iterator[OfEach]:
    begun, place = 0, 0
    whom: Sequence[str] = ()
    while cut := _next.search(words, place):
        found = _of_whom.fullmatch(words, cut.end())
        beside = _behind.search(words[begun : cut.start()])  # who is named beside somebody
        who = accused(found["who"], whose) if found and not beside else []
        place = cut.end()
        if found and who:
            yield OfEach(_too.sub("", words[begun : cut.start()]), whom)
            begun = place = found.start("what")
            whom = who
    yield OfEach(_too.sub("", words[begun:]) if begun else words, whom)


def check_of_one(asking: Asking, matter_id: str, read: Mapping[str, Any]) -> None:
    """Ask about an offense or a cause that says itself who is charged or sued; raises Misread."""
    for field, done in (("offense", "charged with"), ("cause", "sued for")):
        words = read.get(field)
        said = str(words[0]) if isinstance(words, list) and words else str(words or "")
        stranger = _stranger.search(said)
        if stranger and not (is_offense if field == "offense" else is_cause)(stranger["who"]):
            who = stranger["who"]
            raise Misread(
                f"There is no party {who}, of whom {said!r} seems to be told. Add them first, "
                f"casefile post MATTER '{who} is the defendant'{OF_ITS_DAY}, or say the rest alone."
            )
        plain = _contract.sub("", said) if field == "cause" else said
        if not said or not _told_of.search(plain):
            continue
        named = parties_named(asking, matter_id, plain)
        hurt = {
            one.name
            for one in matters.view(asking, matter_id).parties
            if field == "offense" and set(name_key(main_role(one.role)).split()) & set(_HURT)
        }
        if who := [one for one in named if one not in hurt]:
            raise Misread(
                f"{said!r} names {' and '.join(who)}: who is {done} what? Say it of each by itself: "
                f"casefile post MATTER '{who[0]} was {done} ...'{OF_ITS_DAY}. If it is called so: "
                f"casefile post MATTER {'charge' if field == 'offense' else 'claim'}.filed "
                f"{field}=...{OF_ITS_DAY}."
            )
