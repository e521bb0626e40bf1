"""Retyped: the command that is offered for an event says all that the event does."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from casefile.cli.assignments import read_typed
from casefile.event import Draft
from casefile.law.catalogue import CATALOGUE, Event, decode
from casefile.law.codes import Track
from casefile.law.events.process import DeadlineSet
from casefile.law.events.record import Amending
from casefile.recording.draft import read_draft
from casefile.words import retyped
from casefile.words.typed.fields import FieldReader
from tests.asking import Answers
from tests.histories import Office, open_office
from tests.law.test_catalogue import PAYLOADS, golden

FILINGS = {"criminal": "charge.filed", "civil": "claim.filed", "regulatory": "citation.issued"}
# What the payloads name, beside items of the track of their type.
THERE = """
2021-01-02 hearing.scheduled hearing_id=arraignment-first
2021-01-02 hearing.scheduled hearing_id=arraignment
2021-01-02 deadline.set deadline_id=reply-due-first due=2021-03-01
2021-01-02 motion.filed motion_id=motion-1
"""


def posted(path: Path) -> bool:
    """Tell whether a payload is of a type that is posted today, and is corrected anew."""
    tag, version, _ = golden(path)
    cls = CATALOGUE[tag]
    return version == cls.schema_version and not cls.of_office and not issubclass(cls, Amending)


@pytest.mark.parametrize(
    "path", [one for one in PAYLOADS if posted(one)], ids=lambda path: path.stem
)
def test_command__of_an_event_of_any_type__reads_as_the_same_data(
    path: Path, database_url: str
) -> None:
    tag, version, payload = golden(path)
    data = decode(tag, version, msgspec.Raw(payload))
    with open_office(database_url) as office:
        record_before(office, data)
        one = Draft(matter_id="m1", type=tag, effective="2022-03-01", data=json.loads(payload))
        asked = Answers(office.database)
        line = retyped.again(read_draft(one, 0, "e1").envelope, asked, "casefile")
        words = shlex.split(line)
        assert words[:4] == ["casefile", "post", "m1", tag]
        assert words[-2:] == ["--effective", "2022-03-01"]
        reader = FieldReader(tag, asked, "m1", day="2022-03-01")
        read = reader.data(read_typed(words[4:-2]))
        assert not reader.misfits
        assert msgspec.convert(read, CATALOGUE[tag]) == as_posted(data)


def as_posted(data: Event) -> Event:
    """Return an event without what casefile counts of it when it is recorded."""
    match data:
        case DeadlineSet(computed=True):
            return replace(data, due=None, steps=(), computed=False)
    return data


def record_before(office: Office, data: Event) -> None:
    """Record what an event names: parties, and items of the track of its type."""
    office.post(THERE)
    named = [one for one in data.named() if one.kind in ("party", "item")]
    parties = dict.fromkeys(one.id for one in named if one.kind == "party" and one.id != "p1")
    filing = FILINGS[data.track or "criminal"]
    against = f" against={','.join(parties)}" if data.track == Track.CIVIL and parties else ""
    lines = [
        *(f"2021-01-02 party.added party_id={one} name=Name-of-{one}" for one in parties),
        *(
            f"2021-01-03 {filing} item_id={one.id.rpartition('/')[2]}{against}"
            for one in dict.fromkeys(named)
            if one.kind == "item" and not data.files_item
        ),
    ]
    if lines:
        office.post("\n".join(lines))
