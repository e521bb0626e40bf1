"""Two names: a name in which two are named, or that goes on with what somebody is."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from typing import Any

from casefile.answers.names.name_words import words_of
from casefile.errors import Misfit
from casefile.law import companies
from casefile.law.events.party import PartyKind

_beside = re.compile(
    r",? (?:and|&) |, (?!(?:inc|llc|ltd|l\.l\.c|llp|l\.p|corp|co|jr|sr|n\.a|p\.c|et al)\b)",
    re.IGNORECASE,
)
_joined = re.compile(r" (?:and|&) ", re.IGNORECASE)
# That somebody is something, which is told of a name and is no part of one.
_is = re.compile(r" (?:is|are|was|were|has been|have been) ")
_first_name = re.compile(r"[A-Z][a-z][\w'-]*")  # one alone, and no initials
FEWEST = 2  # words of a firm that is called by one name
_FORMS = companies.plain((*companies.SURE, *companies.BEHIND))


def each_named(name: str, *, many: bool = False) -> Sequence[str]:
    """Return each of several who are named together; the whole where that may be one name.

    A name may go on behind "and", as that of a firm does; where each has the form of a company, or
    the first name of somebody, they are several. Where they are told to be `many`, a company with
    a name of more than one word is one of them.
    """
    parts = [one.strip() for one in _beside.split(name) if one.strip()]
    ends = [words_of(one)[-1:] for one in parts]
    apart = [bool(last) and last[0] in _FORMS for last in ends]
    own_name = many and bool(parts) and len(words_of(parts[-1])) > FEWEST
    one_firm = apart[-1] and not any(apart[:-1]) and not own_name
    whole = all(len(one.split()) > 1 for one in parts)
    return parts if parts[1:] and whole and not one_firm else [name]


def of_one_family(name: str) -> Sequence[str]:
    """Return each of several who have one last name, told once: Maria and Jose Garcia; else none.

    That they are several has to be told beside the names.
    """
    *firsts, last = [one.strip() for one in _beside.split(name) if one.strip()]
    words = last.split()
    firm = any(one in _FORMS for one in words_of(name))
    if not firsts or not words[1:] or firm or not all(map(_first_name.fullmatch, firsts)):
        return ()
    small = (place for place, one in enumerate(words) if place and one.islower())
    own = " ".join(words[next(small, len(words) - 1) :])
    return [*(f"{one} {own}" for one in firsts), last]


def tells_who(name: str) -> bool:
    """Tell whether words say of somebody what they are, as no name does."""
    return bool(_is.search(f"{name} "))


def check_name(name: str) -> Misfit | None:
    """Return that a name says what somebody is as well; None where it is a name alone."""
    if not tells_who(name):
        return None
    first = _is.split(f"{name} ")[0].strip()
    sentence = (
        f"That says what somebody is as well. Write the name alone, like name={shlex.quote(first)}."
    )
    return Misfit("data.name", sentence)


def check_one(data: Mapping[str, Any]) -> Misfit | None:
    """Return the question whether a party that is added is one; None where it is.

    Nobody is two persons, and what stands before "and" is no part of a name where it has the form
    of a company. That it is one is told by its kind.
    """
    name, kind = data.get("name"), data.get("kind")
    if isinstance(name, str) and (told := check_name(name)):
        return told
    if not isinstance(name, str) or not _joined.search(name):
        return None
    first = words_of(_joined.split(name)[0])[-1:]
    if kind not in (None, PartyKind.PERSON) and not (first and first[0] in _FORMS):
        return None
    last = words_of(name)[-1:]
    if kind is None and last and last[0] in _FORMS and not (first and first[0] in _FORMS):
        return None  # a firm is called so
    each = " and ".join(f"name={shlex.quote(one)}" for one in _joined.split(name))
    sentence = (
        f"Is that one, or are they several? Record each of several by itself, {each}; of one that "
        "is called so, write kind=organization."
    )
    return Misfit("data.name", sentence)
