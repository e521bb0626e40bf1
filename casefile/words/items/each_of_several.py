"""Each of several: what one sentence says of several, parted by whom each part is of.

"Roe with forgery and Poe with fraud" is of Roe up to the "and", and of Poe from there on. What is
read to be charged or claimed, and names somebody like that itself, was not parted rightly: it is
asked about, as it would be false of whoever is named first.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.law.stance import main_role
from casefile.projections.names import name_key
from casefile.words.items.against_whom import Whose, accused
from casefile.words.items.offenses import is_offense
from casefile.words.misread import Misread
from casefile.words.what.causes import goes_on, is_cause
from casefile.words.what.papers import OF_ITS_DAY
from casefile.words.which.whom import parties_named

_ACTS = r"(?:charg|indict|accus|su)(?:es|s|ed|ing)"
_DONE = r"(?:charged|indicted|sued|accused)"
_next = re.compile(
    r"(?:[;,] (?:and |while |whereas |but )?| and | while | whereas | but )(?:also )?(?:it )?"
    r"(?:(?:also )?"
    rf"(?:against|as to|{_ACTS}) )?",
    re.IGNORECASE,
)
_of_whom = re.compile(
    r"(?P<who>(?:(?!,? (?:with|on|for|of|charging|alleging) ).)+?)"
    rf"(?: (?:is|was|are|were)(?: also)? {_DONE})?(?: also)?"
    r"(?:,? (?:charging|alleging)|,? with|,? on| for| of(?! them\b)|:)[:,]? (?P<what>.+)",
    re.IGNORECASE,
)
_behind = re.compile(r"\b(?:against|as to) [^;]*$", re.IGNORECASE)
_anew = re.compile(r"\b(?:against|as to) $", re.IGNORECASE)
_too = re.compile(r"(?: as well|,? too)$", re.IGNORECASE)
# Whoever is named in words like these is told to be charged or sued; a plan or a contract that
# somebody has with them is none of these.
_BEFORE = rf"(?:(?<!conspiracy )with|on|for|against|as to|while|whereas|but|and|{_ACTS})"
_told_of = re.compile(
    rf"(?:^|[,;] |\b{_BEFORE} )(?:the |\w+\. )?(?-i:[A-Z])[^,;]*?,? "
    r"(?:(?:alone|only),? )?(?:with|on|for)\b"
    rf"|\b(?:{_BEFORE}|(?-i:[A-Z])\S*,? and) (?:the )?(?-i:[A-Z])"
    r"|(?-i:[A-Z])\S* (?:alone|only)\b|\b(?:both|all) (?:with|on|for)\b",
    re.IGNORECASE,
)
# Whose something is, or with whom somebody conspired: their name can stand in that of an offense.
_belongs = re.compile(
    r"(?-i:[A-Z])\S*['\u2019]s?\b|\bconspir\w+ with (?=[A-Z])|\b(?:of|from|to) (?=[A-Z])"
)
_contract = re.compile(
    r"\b(?:contract|agreement|lease|deal|partnership|relationship|employment) with (?=[A-Z])"
)
# Who is nobody of the matter, and is told to be charged or sued as those are.
_stranger = re.compile(
    r"(?:^|[,;] (?:and )?|\band )(?P<who>[A-Z][\w.'-]+(?: [A-Z][\w.'-]*)*) (?:with|on|for) [a-z]"
)
_HURT = ("victim", "witness")
_SUED = "sued for"
_in_order = re.compile(r"\b(?:respectively|in that order)\b", re.IGNORECASE)
# The fields that say what is charged or claimed of one, and what their words are known by.
_OF_ONE: Sequence[tuple[str, Callable[[str], bool], str]] = (
    ("offense", is_offense, "charged with"),
    ("cause", is_cause, _SUED),
)


class OfEach(NamedTuple):
    """A part of a sentence, and the names of those of whom it tells that it is."""

    words: str
    whom: Sequence[str] = ()


def of_each(words: str, whose: Whose) -> list[OfEach]:
    """Return each part of what is charged or claimed, with whom it is of where that is told.

    Raises Misread where that is told by the order in which both stand.
    """
    if _in_order.search(words):
        raise Misread(f"Who has which of these? Say it of each by itself: {words}.")
    return list(_parts(words, whose))


def _parts(words: str, whose: Whose) -> Iterator[OfEach]:
    begun, place = 0, 0
    whom: Sequence[str] = ()
    if (first := _of_whom.fullmatch(words)) and (who := accused(first["who"], whose)):
        begun, place, whom = first.start("what"), first.start("what"), who
    while cut := _next.search(words, place):
        found = _of_whom.fullmatch(words, cut.end())
        # Who is named beside somebody, and not behind an against of their own.
        beside = _behind.search(words[begun : cut.start()]) and not _anew.search(cut[0])
        who = accused(found["who"], whose) if found and not beside else []
        place = cut.end()
        if found and who:
            yield OfEach(_too.sub("", words[begun : cut.start()].rstrip(",")), whom)
            begun = place = found.start("what")
            whom = who
    yield OfEach(_too.sub("", words[begun:]) if begun else words, whom)


def check_of_one(asking: Asking, matter_id: str, read: Mapping[str, Any]) -> None:
    """Ask about an offense or a cause that says itself who is charged or sued; raises Misread."""
    for field, known, done in _OF_ONE:
        words = read.get(field)
        said = str(words[0]) if isinstance(words, list) and words else ""
        if not said:
            continue
        if goes_on(said):
            raise Misread(
                f"{said!r} tells of more than {'a cause' if done == _SUED else 'an offense'}. Say "
                "each by itself."
            )
        plain = _contract.sub("", said) if done == _SUED else said
        stranger = _stranger.search(plain)
        if stranger and not (known(stranger["who"]) or parties_named(asking, matter_id, plain)):
            add = shlex.quote(f"{stranger['who']} is the defendant")
            raise Misread(
                f"Who is {stranger['who']}, of whom {said!r} seems to be told? To add them: "
                f"casefile post MATTER {add}{OF_ITS_DAY}; then say of each what they are {done}."
            )
        told = _told_of.search(plain) or (done != _SUED and not _belongs.search(plain))
        named = parties_named(asking, matter_id, plain) if told else []
        hurt = _hurt(asking, matter_id) if named and done != _SUED else ()
        if who := [one for one in named if one not in hurt]:
            of_one = shlex.quote(
                "... sued ... for ..." if done == _SUED else f"{who[0]} was {done} ..."
            )
            raise Misread(
                f"{said!r} tells of {' and '.join(who)} as well. Who is {done} what? Say it of "
                f"each by itself: casefile post MATTER {of_one}{OF_ITS_DAY}. If that is what it is "
                f"called: casefile post MATTER {'claim' if done == _SUED else 'charge'}.filed "
                f"{field}=...{OF_ITS_DAY}."
            )


def without_others(
    asking: Asking, matter_id: str, read: Mapping[str, list[str]]
) -> Mapping[str, list[str]]:
    """Return what was read of fields without an offense or a cause that would be asked about."""
    try:
        check_of_one(asking, matter_id, read)
    except Misread:
        return {name: one for name, one in read.items() if name not in {of[0] for of in _OF_ONE}}
    return read


def _hurt(asking: Asking, matter_id: str) -> set[str]:
    """Return the names of those who can stand in the name of an offense: assault on a victim."""
    there = matters.view(asking, matter_id).parties
    return {one.name for one in there if set(name_key(main_role(one.role)).split()) & set(_HURT)}
