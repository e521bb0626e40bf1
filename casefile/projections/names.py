"""The party index: every name in every matter, for finding a party and for conflict checks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    Index,
    SmallInteger,
    String,
    Table,
    and_,
)

from casefile.law import subjects
from casefile.law.events.party import PartyMerged
from casefile.law.fact import of_class
from casefile.law.folding import Folds, fold_acting, fold_party
from casefile.law.known import Known
from casefile.projections.letters import bare
from casefile.projections.projection import Projection, Touching, Values
from casefile.projections.tables import Key, known_columns, metadata

# `subject_id` is the party that a party-in row names or that counsel acts for, or an office.
names = Table(
    "names",
    metadata,
    Column("who", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("subject_id", Key, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("name_key", Key, nullable=False),
    Column("is_alias", Boolean, nullable=False),
    Column("kind", Key, nullable=False),
    Column("role", String, nullable=False),
    # What a party is in the matter, and was there before, as a list in JSON, each since a day.
    Column("parts", String, nullable=False),
    # On which days the name is somebody's own: it may be from the first of these on, and certainly
    # is from the second until before the third. An alias goes with every name.
    Column("possible_from", Key, nullable=False),
    Column("valid_from", Key, nullable=False),
    Column("valid_to", Key, nullable=False),
    *known_columns(),
    Index("names_by_subject", "subject_id", "who"),
    Index("names_by_name", "name_key"),
)
# Which party is answered as which other one.
merges = Table(
    "merges",
    metadata,
    Column("party_id", Key, primary_key=True),
    Column("into_id", Key, primary_key=True),
    *known_columns(),
    Index("merges_by_into", "into_id"),
)
KINDS = PARTY, COUNSEL, OFFICIAL = subjects.PARTY_IN, subjects.COUNSEL, subjects.OFFICIAL


def name_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, punctuation or doubled spaces."""
    return " ".join(re.findall(r"\w+", bare(name)))


def own_on(day: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that a name is the one that somebody has by itself on a day."""
    return and_(names.c.is_alias.is_(False), names.c.valid_from <= day, names.c.valid_to > day)


def _entities(touching: Touching, known: Known) -> list[str]:
    """Return what an event is about, and what the ids in it mean in their matter."""
    about = touching.of(KINDS)
    return known.also_meant(about) if about else about


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    who, (matter_id, subject_id) = subjects.kind_of(entity), subjects.ids_of(entity)
    facts = folds.known.facts(entity)
    called = fold_party(facts).called() if who == PARTY else fold_acting(facts)
    for ordinal, one in enumerate(called):
        owner = (who, matter_id, subject_id, ordinal)
        days = (one.since.earliest, one.since.latest, one.until)
        said = (one.name, name_key(one.name), one.is_alias, one.kind, one.role, one.parts_in_json)
        yield (*owner, *said, *(day.isoformat() for day in days))


def _merge_rows(entity: str, folds: Folds) -> Iterator[Values]:
    party_id = subjects.name_of(entity)
    into = (
        merged.into
        for fact, merged in of_class(folds.known.facts(entity), PartyMerged)
        if fact.occurred and merged.from_ == party_id
    )
    for into_id in dict.fromkeys(into):
        yield party_id, into_id


NAMES = Projection("names", names, ("who", "matter_id", "subject_id"), KINDS, _rows, (_entities,))
MERGES = Projection("merges", merges, ("", "party_id"), (subjects.PARTY,), _merge_rows)
