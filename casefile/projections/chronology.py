"""The chronology: every fact of a matter by the day on which it took effect.

A row holds what facts are put in order and chosen by, under the position of the event. What a fact
says, and its id, is read from the log, so that no rebuild is due where only the words of a sentence
change; `checksum` is by what an event is found that was rewritten together with its hash.
"""

from __future__ import annotations

from zlib import crc32

from sqlalchemy import BigInteger, Column, Index, SmallInteger, Table, select

from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.projections.projection import Projection, Touching, Values
from casefile.projections.tables import KEYS_ALONE, Key, known_columns, metadata
from casefile.store.tables import events

chronology = Table(
    "chronology",
    metadata,
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    Column("matter_id", Key, nullable=False),
    Column("type", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("rank", SmallInteger, nullable=False),
    Column("clock", Key, nullable=False),
    Column("checksum", BigInteger, nullable=False),
    *known_columns(),
    Index("chronology_by_matter", "matter_id", "latest", "rank", "clock", "position"),
    **KEYS_ALONE,
)
# Of which event a row is.
EVENT_ID = (
    select(events.c.event_id)
    .where(events.c.position == chronology.c.position)
    .scalar_subquery()
    .label("event_id")
)


def _entities(touching: Touching, _known: Known) -> list[str]:
    return [subjects.event(touching.origin.event_id)]


def _identified(entity: str, known: Known) -> Values:
    (one, *_) = known.recorded(entity)
    return (one.position,)


def _rows(entity: str, folds: Folds) -> list[Values]:
    return [_row(fact) for fact in folds.known.facts(entity)]


def _row(fact: Fact) -> Values:
    earliest, _ = fact.bounds(FIRST_DAY)
    latest, rank, clock, position = fact.by_date
    return (
        position,
        fact.matter_id,
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
    "chronology",
    chronology,
    ("position",),
    (subjects.EVENT,),
    _rows,
    (_entities,),
    identified=_identified,
)
