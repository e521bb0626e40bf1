"""Names read: what is read to be a cause, a title, or what is set or asked for is called.

Such a name tells nothing that was done. One with a verb of its sentence in it has swallowed what is
an act of its own, with its day: it is asked about, whichever form of sentence it was read by.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from casefile.law.events.charge import ChargeFiled
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.process import (
    DeadlineSet,
    DocumentFiled,
    HearingHeld,
    HearingScheduled,
    MotionFiled,
)
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.what.agency_charges import REGION
from casefile.words.what.event_words import as_key, tells_done
from casefile.words.what.papers import OF_ITS_DAY, note_of

_WAS = r"\b(?:was|were|had|did|because)\b|\band['\N{RIGHT SINGLE QUOTATION MARK}]s\b"
_THEIR = r"(?:the|an?|his|her|its|their|our|him|them)"
_DID = rf"\bhas\b|\b(?!(?:amended|verified) )(?:[a-z]+ed|withdrew|took|gave|made) {_THEIR} "
_BEHIND = r"^(?:after|following|during|at) "
_TOLD = r"\b(?:signed|arrested|pleaded|agreed|failed|bound over|found|reached)\b"
# The day on which something was done, also in words that are made alike.
_ON_DAY = rf"\bon (?:{DAY_SAID}|\d\d? \d\d?(?: \d{{2,4}})?)(?!\w)"
_OF_HEARINGS = (_WAS, _DID, _BEHIND, _TOLD, _ON_DAY)
_SAYS = r"\b(?:says|tells|states|stands) "
# Two causes that are told as one, and where a charge is filed, which is no part of its cause.
_JOINED = rf"\band for\b|\b(?:before|with|at) {REGION.pattern}$|^{_THEIR} (?:court|clerk|judge)\b"


class _NamedBy(NamedTuple):
    """The field that has a name, what it is that of, and the words that are in none."""

    field: str
    what: str
    amiss: re.Pattern[str]


def _name(field: str, what: str, *amiss: str) -> _NamedBy:
    return _NamedBy(field, what, re.compile("|".join(amiss), re.IGNORECASE))


_NAMES: Mapping[str, _NamedBy] = {
    HearingScheduled.tag: _name("kind", "a hearing", *_OF_HEARINGS),
    HearingHeld.tag: _name("kind", "a hearing", *_OF_HEARINGS),
    DeadlineSet.tag: _name("kind", "a deadline", _WAS, _DID, _ON_DAY),
    MotionFiled.tag: _name("kind", "a motion", _WAS),
    DocumentFiled.tag: _name("title", "a paper", _WAS, _DID, _SAYS),
    ClaimFiled.tag: _name("cause", "a claim", r"\bbecause\b", _JOINED),
    ChargeFiled.tag: _name("offense", "a charge", _WAS),
}
# What a motion or a paper is about may have been done: to suppress what was found.
_about = re.compile(
    r"\b(?:that|which|who|whom|whose|where|when|after|before|while)\b", re.IGNORECASE
)
_TOLD_ABOUT = (MotionFiled.tag, DocumentFiled.tag, ChargeFiled.tag)
_clauses = re.compile(r"[;.] (?!\d{4}\b)(?:and |but )?|, (?!\d{4}\b)(?:and|but) ", re.IGNORECASE)
_regular = re.compile(r"was|were|is|are|has|[a-z-]{2,}[^e]ed")


def check_name(tag: str, read: Mapping[str, Any], told: str) -> None:
    """Ask about what was read of a sentence as a name that tells more than one; raises Misread."""
    known = _NAMES.get(tag)
    if known is None or not (name := _called(read, known)):
        return
    head = _about.split(name)[0] if tag in _TOLD_ABOUT else name
    if tag == DocumentFiled.tag:
        head = head.partition(": ")[0]  # behind it stands what the paper says
    if not known.amiss.search(head):
        return
    apart = "; ".join(_commands(told)) or "a sentence for each"
    field = f"{known.field}={shlex.quote(name)}"
    raise Misread(
        f"{name!r} tells more than what {known.what} is called. Say each thing that happened by "
        f"itself, with its day: {apart}. If it is called so: casefile post MATTER {tag} {field}"
        f"{OF_ITS_DAY}; to keep no more than the words: {note_of(told, {})}."
    )


def days_named(tag: str, days: Iterable[str], read: Mapping[str, Any]) -> list[str]:
    """Return those of some days on which something was done by the name that was read."""
    known = _NAMES.get(tag)
    name = as_key(_called(read, known)) if known else ""
    return [one for one in days if f" on {as_key(one)}" in name]


def without_day(name: str, day: str) -> str:
    """Return a name without the day on which something was done."""
    said = r"[\W_]+".join(as_key(day).split())
    return re.sub(rf" on {said}", "", name, flags=re.IGNORECASE)


def _called(read: Mapping[str, Any], known: _NamedBy) -> str:
    match read.get(known.field):
        case [str(name), *_]:
            return name
    return ""


def _commands(told: str) -> Iterator[str]:
    """Yield a command for each clause of a sentence that tells what was done, if all of them do."""
    clauses = [one.strip(" .") for one in _clauses.split(told)]
    if clauses[1:] and all(any(map(_tells, one.split())) for one in clauses):
        for one in clauses:
            of = "" if re.search(DAY_SAID, one, re.IGNORECASE) else OF_ITS_DAY
            yield f"casefile post MATTER {shlex.quote(one)}{of}"


def _tells(word: str) -> bool:
    return tells_done(word) or bool(_regular.fullmatch(word.casefold()))
