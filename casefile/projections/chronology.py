"""The chronology: every fact of a matter by the day on which it took effect."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    SmallInteger,
    String,
    Table,
    Text,
)

from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.edtf import FIRST_DAY
from casefile.law.fact import Fact
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.wording import sentence
from casefile.projections.projection import Projection, Values, as_json
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


def _entities(recorded: Recorded, _about: Sequence[str], known: Known) -> Iterable[str]:
    return [subjects.event(known.origin(recorded).envelope.event_id)]


def _rows(entity: str, folds: Folds) -> list[Values]:
    return [_row(fact) for fact in folds.known.facts(entity)]


def _row(fact: Fact) -> Values:
    earliest, latest = fact.bounds(FIRST_DAY)
    return (
        fact.event_id,
        fact.matter_id,
        fact.position,
        fact.type,
        fact.envelope.assertion.value,
        fact.when.text,
        earliest.isoformat(),
        latest.isoformat(),
        int(fact.data.rank),
        fact.when.clock,
        sentence(fact.data),
        as_json(list(fact.items)),
        as_json(fact.corrections),
    )


CHRONOLOGY = Projection(
    "chronology", chronology, ("", "event_id"), (subjects.EVENT,), _rows, _entities
)
