"""The chronology: every fact of a matter by the day on which it took effect.

A row holds what facts are put in order and chosen by. What a fact says is read from the log, so
that no rebuild is due where only the words of a sentence change; `checksum` is by what an event is
found that was rewritten together with its hash.
"""

from __future__ import annotations

from zlib import crc32

from sqlalchemy import BigInteger, Column, Index, SmallInteger, Table

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.projections.projection import Projection, Touching, Values
from casefile.projections.tables import Key, known_columns, metadata

chronology = Table(
    "chronology",
    metadata,
    Column("event_id", Key, primary_key=True),
    Column("matter_id", Key, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("type", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("clock", Key, nullable=False),
    Column("checksum", BigInteger, nullable=False),
    *known_columns(),
    Index("chronology_by_matter", "matter_id", "latest", "rank", "clock", "position"),
)


def _entities(touching: Touching, _known: Known) -> list[str]:
    return [subjects.event(touching.origin.event_id)]


def _rows(entity: str, folds: Folds) -> list[Values]:
    return [_row(fact) for fact in folds.known.facts(entity)]


def _row(fact: Fact) -> Values:
    earliest, _ = fact.bounds(FIRST_DAY)
    latest, rank, clock, position = fact.by_date
    return (
        fact.event_id,
        fact.matter_id,
        position,
        fact.type,
        earliest.isoformat(),
        latest.isoformat(),
        rank,
        clock,
        checksum(fact),
    )


def checksum(fact: Fact) -> int:
    """Return a checksum of what a fact says as it stands."""
    envelope = fact.envelope
    return crc32(f"{envelope.effective} {envelope.assertion} ".encode() + bytes(envelope.data))


CHRONOLOGY = Projection(
    "chronology", chronology, ("", "event_id"), (subjects.EVENT,), _rows, (_entities,)
)
