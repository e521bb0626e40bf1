"""The chronology: every fact of a matter by the day on which it took effect."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import BigInteger, Column, Index, SmallInteger, String, Table, Text

from casefile.domain.edtf import FIRST_DAY
from casefile.domain.wording import sentence
from casefile.event import Recorded
from casefile.projections.known import Known, as_json
from casefile.projections.projection import Projection, Row
from casefile.projections.tables import Key, known_columns, metadata

chronology = Table(
    "chronology",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("matter_id", Key, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("type", Key, nullable=False),
    Column("assertion", Key, nullable=False),
    Column("effective", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("clock", Key, nullable=False),
    Column("sentence", String, nullable=False),
    Column("items", Text, nullable=False),
    Column("corrections", Text, nullable=False),
    *known_columns(),
    Index("chronology_by_matter", "matter_id", "latest", "rank", "clock", "position"),
)


def _entities(recorded: Recorded, _subjects: Sequence[str], known: Known) -> Iterable[str]:
    return [f"event/{known.origin(recorded).envelope.event_id}"]


def _rows(entity: str, known: Known) -> Iterator[Row]:
    for fact in known.facts(entity):
        earliest, latest = fact.bounds(FIRST_DAY)
        yield {
            "event_id": fact.event_id,
            "matter_id": fact.matter_id,
            "position": fact.position,
            "type": fact.type,
            "assertion": str(fact.envelope.assertion),
            "effective": fact.when.text,
            "earliest": earliest.isoformat(),
            "latest": latest.isoformat(),
            "rank": int(fact.data.rank),
            "clock": fact.when.clock,
            "sentence": sentence(fact.data),
            "items": as_json(list(fact.items)),
            "corrections": as_json(fact.corrections),
        }


CHRONOLOGY = Projection("chronology", chronology, ("", "event_id"), _entities, _rows)
