"""Awaited: what is late, in a sentence, and what on record may be what it waits for.

Nothing is met or held by that: it is asked, and somebody says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from casefile.answers.asking import At
from casefile.answers.facts.chronology import events_of_type
from casefile.law import subjects
from casefile.law.entry import DEADLINE, HEARING, MOTION
from casefile.law.events.claim import ClaimFiled
from casefile.law.events.process import DeadlineSet, DocumentFiled, MotionDecided, MotionFiled
from casefile.law.events.record import NoteRecorded
from casefile.law.fact import Fact, of_class
from casefile.law.known import Known
from casefile.law.meeting import is_called_for
from casefile.law.performance import may_be_theirs, whose

_SAID = {
    DEADLINE: "The deadline was due by {latest} and is open: {called}.",
    HEARING: "The hearing was set for {latest} and has no outcome on record: {called}.",
}
_ASKED = {
    DEADLINE: " Was it met by what is on record of {on}? If so, close it as met on that day.",
    HEARING: " A ruling on that motion is on record of {on}. Was it held? If so, say so.",
}
# What says nothing of what is due, or of what a motion is for.
_SMALL = frozenset(
    (
        *("a", "an", "and", "by", "for", "in", "of", "on", "s", "the", "to", "with"),
        *("our", "his", "her", "its", "their", "plaintiff", "defendant", "state"),
        *("brief", "deadline", "due", "file", "filed", "hearing", "motion", "serve", "served"),
    )
)
_RESPONSE = frozenset(("answering", "objection", "objections", "oppose", "opposing", "opposition"))
_STEM = 6  # letters by which disclosures and disclosed are one word
_WORD = re.compile(r"[^\W_]+")


class Late(NamedTuple):
    """What is said of an entry that is late, and the events behind it."""

    sentence: str
    events: tuple[str, ...]


def late(at: At, row: Mapping[str, Any], stays: str, known: Known) -> Late:
    """Return what is said of a deadline or hearing that is still awaited, of its row."""
    of, kind, responsible = row["entry"], row["kind"], row["responsible"]
    called = (kind or row["entry_id"]) + (f" ({responsible} sees to it)" if responsible else "")
    said = _SAID[of].format(latest=row["latest"], called=called) + stays
    found = next((_by_what if of == DEADLINE else _rulings)(at, row, known), None)
    if found is None:
        return Late(said, (row["set_by"],))
    return Late(said + _ASKED[of].format(on=found.when.text), (row["set_by"], found.event_id))


def _rulings(at: At, row: Mapping[str, Any], known: Known) -> Iterator[Fact]:
    """Yield the rulings since a hearing on the only motion that it is on by what it is called."""
    matter_id, wanted = row["matter_id"], _stems(row["kind"])
    motions = {
        motion.motion_id
        for _, motion in of_class(_facts(at, matter_id, MotionFiled.tag, known), MotionFiled)
        if (said := _stems(motion.kind)) and said <= wanted
    }
    if "motion" not in row["kind"].casefold() or len(motions) != 1:
        return
    entity = subjects.entry(MOTION, matter_id, motions.pop())
    for fact, _ in of_class(known.facts(entity), MotionDecided):
        if fact.occurred and date.fromisoformat(row["latest"]) <= fact.bounds(None)[0] <= at.on:
            yield fact


def _by_what(at: At, row: Mapping[str, Any], known: Known) -> Iterator[Fact]:
    """Yield what was done since a deadline was set and is called as that which is due."""
    wanted, set_on = _stems(row["kind"] or ""), date.min
    for fact in known.facts(subjects.event(row["set_by"])):
        set_on = fact.bounds(None)[0]
    for tag in (DocumentFiled.tag, MotionFiled.tag, NoteRecorded.tag) if wanted else ():
        for fact in _facts(at, row["matter_id"], tag, known):
            said = _stems(_text(fact))
            of_it = wanted <= said or (tag != NoteRecorded.tag and said and said <= wanted)
            if of_it and fact.occurred and fact.bounds(None)[0] >= set_on:
                yield fact
    yield from _suits(at, row, known, set_on)


def _suits(at: At, row: Mapping[str, Any], known: Known, set_on: date) -> Iterator[Fact]:
    """Yield the claims by whose deadline it is, since it was set, where it is one to sue."""
    matter_id = row["matter_id"]
    for _, setting in of_class(known.facts(subjects.event(row["set_by"])), DeadlineSet):
        theirs = whose(setting, matter_id, known)
        for fact in _facts(at, matter_id, ClaimFiled.tag, known):
            asked = is_called_for(fact.data, setting.kind) and may_be_theirs(fact, theirs, known)
            if asked and fact.occurred and fact.bounds(None)[0] >= set_on:
                yield fact


def _text(fact: Fact) -> str:
    """Return what a paper, a motion or a note is called or says."""
    match fact.data:
        case DocumentFiled(title=said) | NoteRecorded(text=said):
            return said
        case MotionFiled(kind=kind):
            return kind
    return ""


def _facts(at: At, matter_id: str, tag: str, known: Known) -> Iterator[Fact]:
    for event_id in events_of_type(at, [matter_id], tag):
        yield from known.facts(subjects.event(event_id))


def _stems(text: str) -> frozenset[str]:
    """Return the words of a text that say what it is about, by how they begin."""
    words = (word for word in _WORD.findall(text.casefold()) if word not in _SMALL)
    return frozenset(("response" if one in _RESPONSE else one)[:_STEM] for one in words)
