"""Told of: the events whose own words have a name that nobody is called by in any matter.

Names are kept of parties, counsel, firms and officials; a note, a statement, a paper or a motion
can tell of somebody who is none of these. What is looked through is each event as it stands.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select

from casefile.answers.asking import At
from casefile.answers.names.name_words import words_of
from casefile.answers.standing import evidence
from casefile.answers.standing.evidence import EventTold
from casefile.event import read_body
from casefile.law import subjects
from casefile.law.events.record import EventCorrected, EventRetracted
from casefile.law.fact import Fact
from casefile.projections.subjects import known_in
from casefile.store.tables import events

MOST = 20  # events that are told, the last ones
# A letter that may be written with an accent where it is typed without one.
_ACCENTED = re.compile(r"[aceinouy]")


def told_of(at: At, words: Collection[str]) -> list[EventTold]:
    """Return the last events in whose own words all words of a name stand, the newest first."""
    known = known_in(at.connection, upto=at.position)
    wanted, found = set(words), dict[str, None]()
    for event_id in _candidates(at, max(wanted, key=len)):
        for fact in known.facts(subjects.event(event_id)):
            if wanted <= set(words_of(" ".join(_texts(fact)))):
                found[event_id] = None
        if len(found) == MOST:
            break
    told = evidence.each(at, found)
    return [told[one] for one in found if one in told]


def _candidates(at: At, word: str) -> Iterator[str]:
    """Yield the events, or what they correct, in which a word may stand, the newest first."""
    like = f"%{_ACCENTED.sub('_', word)}%"
    query = (
        select(events.c.body)
        .where(events.c.position <= at.position, events.c.body.ilike(like))
        .where(events.c.type != EventRetracted.tag)
        .order_by(events.c.position.desc())
    )
    for body in at.connection.execute(query).scalars():
        envelope = read_body(body)
        data = json.loads(bytes(envelope.data))
        yield str(data["target"]) if envelope.type == EventCorrected.tag else envelope.event_id


def _texts(fact: Fact) -> Iterator[str]:
    """Yield the words of an event and of its source, as it stands."""
    yield from _within(json.loads(bytes(fact.envelope.data)))
    yield fact.envelope.asserted_by or ""
    if source := fact.envelope.source:
        yield from (source.document or "", source.locator or "", source.quote or "")


def _within(value: Any) -> Iterator[str]:
    match value:
        case str():
            yield value
        case dict():
            for one in value.values():
                yield from _within(one)
        case list():
            for one in value:
                yield from _within(one)
