"""The log as it is answered: an event has its whole envelope, in the order of its bytes."""

from __future__ import annotations

import json

import msgspec

from casefile.answers.record.log import StoredEvent, stored
from casefile.canonical import encode
from casefile.event import Envelope, Links, Override, Recorded, Source, SourceKind
from tests.recording.test_together import post


def test_stored_event__its_fields__are_the_position_and_those_of_the_envelope() -> None:
    own, *others = msgspec.structs.fields(StoredEvent)
    assert own.name == "position"
    envelope = {one.name: one for one in msgspec.structs.fields(Envelope)}
    assert [one.name for one in others] == sorted(envelope)
    for one in others:
        assert one.required == envelope[one.name].required, one.name


def test_stored_event__with_all_its_parts__reads_as_its_bytes_do() -> None:
    (line,) = post("e: 2023-01-01 note.recorded").batch
    envelope = msgspec.structs.replace(
        line.envelope,
        source=Source(kind=SourceKind.NEWS, quote="q", date="2023", document="d", locator="l"),
        links=Links(after=("a",), supersedes="s", refiles="r", causation="c"),
        override=Override(reason="r", authority="a"),
        resolution="r",
        as_written="w",
        asserted_by="b",
        loaded_at="2023-01-01T00:00:00.000000Z",
    )
    told = msgspec.json.encode(stored(Recorded(7, envelope)))
    assert told == b'{"position":7,' + encode(envelope)[1:]
    assert json.loads(told)["position"] == 7
