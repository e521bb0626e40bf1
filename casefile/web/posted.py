"""Posted: events of the log as they were posted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec

from casefile.answers.record import log
from casefile.answers.record.log import StoredEvent
from casefile.answers.standing.evidence import EventTold
from casefile.door import office


def body_of(event: StoredEvent) -> dict[str, Any]:
    """Return an event of the log as JSON has it, as it would be posted."""
    said: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(event))
    return {name: value for name, value in said.items() if value is not None}


class FirstSaid(NamedTuple):
    """What an event said when it was posted, and of when."""

    sentence: str
    effective: str


def as_posted(some: Iterable[EventTold]) -> Mapping[str, FirstSaid]:
    """Return those of some events that are corrected as they were posted, by their ids."""
    stored = [log.in_full(office(), one.event_id) for one in some if one.corrections]
    said = log.sentences(office(), stored)
    return {
        one.event_id: FirstSaid(sentence, one.effective)
        for one, sentence in zip(stored, said, strict=True)
    }
