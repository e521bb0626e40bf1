"""Awaited: what is late, in a sentence, and what on record may be what it waits for.

Nothing is met or held by that: it is asked, and somebody says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from casefile.answers.asking import At
from casefile.answers.facts.chronology import events_of_type
from casefile.law import subjects
from casefile.law.called_due import is_called_as, stems
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
    matter_id, wanted = row["matter_id"], stems(row["kind"])
    motions = {
        motion.motion_id
        for _, motion in of_class(_facts(at, matter_id, MotionFiled.tag, known), MotionFiled)
        if (said := stems(motion.kind)) and said <= wanted
    }
    if "motion" not in row["kind"].casefold() or len(motions) != 1:
        return
    entity = subjects.entry(MOTION, matter_id, motions.pop())
    for fact, _ in of_class(known.facts(entity), MotionDecided):
        if fact.occurred and date.fromisoformat(row["latest"]) <= fact.bounds(None)[0] <= at.on:
            yield fact


def _by_what(at: At, row: Mapping[str, Any], known: Known) -> Iterator[Fact]:
    """Yield what was done since a deadline was set and is called as that which is due."""
    kind, set_on = row["kind"] or "", date.min
    for fact in known.facts(subjects.event(row["set_by"])):
        set_on = fact.bounds(None)[0]
    for tag in (DocumentFiled.tag, MotionFiled.tag, NoteRecorded.tag):
        for fact in _facts(at, row["matter_id"], tag, known):
            done = fact.occurred and fact.bounds(None)[0] >= set_on
            if done and is_called_as(fact.data, kind):
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


def _facts(at: At, matter_id: str, tag: str, known: Known) -> Iterator[Fact]:
    for event_id in events_of_type(at, [matter_id], tag):
        yield from known.facts(subjects.event(event_id))
