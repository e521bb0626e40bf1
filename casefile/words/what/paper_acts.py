"""Paper acts: a paper that is called as an act is, of which it is asked whether that is meant."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Mapping
from typing import Any

from casefile.law.events.process import DocumentFiled
from casefile.words.misread import Misread
from casefile.words.what.event_words import as_key, without_article
from casefile.words.what.papers import OF_ITS_DAY, as_typed, titled

_PAPERS = frozenset(("note", "statement", "service", "notice"))  # in front of what these are of
# What a paper does that is called so, with the words for it: a petition may begin a suit.
_DOES: Mapping[str, str] = {
    "petition": "complaint",
    "satisfaction": "judgment satisfied",
    "stipulation of dismissal": "claim dismissed",
}
_behind = re.compile(
    r" (?:against|for|to|of|on|in|by|from|as|and|with"
    r"|alleging|charging|accusing|claiming|says)\b|$"
)
# Whose complaint it is, in front of it, and what it says, behind a colon.
_whose = re.compile(
    r"^[A-Z](?:(?! (?:to|on|in|of) )[^,;:])*?(?:'s|(?<=s)')"
    r" (?=(?:complaint|petition|(?:law)?suit)\b)"
)
_colon = re.compile(r":(?= )")
_beside = re.compile(r" (?:and|with) (?:an? |the |its |his |her |their )?")


def check_paper(
    typed: str, fields: Mapping[str, Any], is_act: Callable[[str], bool], *, civil: bool
) -> None:
    """Ask of a paper that begins as an act is called whether that is meant; raises Misread.

    A crossclaim against somebody that is filed is the act, and no paper of the file.
    """
    title = without_article(as_key(_colon.sub(" says", _whose.sub("", titled(typed)))))
    for part in _beside.split(title):
        for found in _behind.finditer(part):
            act = part[: found.start()]
            alone = act == title and act in ("petition", _DOES.get(act, act))
            does = _DOES.get(act, act) if civil else act
            if act not in _PAPERS and not alone and is_act(does):
                raise Misread(_asked(typed, act, does, fields), [DocumentFiled.tag])


def _asked(typed: str, act: str, does: str, fields: Mapping[str, Any]) -> str:
    named = as_typed(fields)
    post = f"casefile post MATTER {shlex.quote(does)}{named}"
    paper = f"casefile post MATTER document title={shlex.quote(titled(typed))}{named}"
    return (
        f"Is that the {act} itself? Then write whose it is and what it says as fields: "
        f"{post} ...; if only the paper is meant: {paper}{OF_ITS_DAY}."
    )
