"""The party index: every name in every matter, for finding a party and for conflict checks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    CTE,
    BindParameter,
    Boolean,
    Column,
    Connection,
    Index,
    SmallInteger,
    String,
    Table,
    and_,
    bindparam,
    case,
    func,
    literal_column,
    or_,
    select,
    true,
)

from casefile.law import subjects
from casefile.law.events.party import PartyMerged
from casefile.law.fact import of_class
from casefile.law.folding import Folds, fold_acting, fold_party
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_at, known_columns, metadata
from casefile.store.statement import Statement, among

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
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters))


def _rows(entity: str, folds: Folds) -> Iterator[Values]:
    who, (matter_id, subject_id) = subjects.kind_of(entity), subjects.ids_of(entity)
    facts = folds.known.facts(entity)
    called = fold_party(facts) if who == PARTY else fold_acting(facts)
    for ordinal, one in enumerate(called):
        owner = (who, matter_id, subject_id, ordinal)
        yield (*owner, one.name, name_key(one.name), one.is_alias, one.kind, one.role)


def _merge_rows(entity: str, folds: Folds) -> Iterator[Values]:
    party_id = subjects.name_of(entity)
    into = (
        merged.into
        for fact, merged in of_class(folds.known.facts(entity), PartyMerged)
        if fact.occurred and merged.from_ == party_id
    )
    for into_id in dict.fromkeys(into):
        yield party_id, into_id


NAMES = Projection("names", names, ("who", "matter_id", "subject_id"), KINDS, _rows)
MERGES = Projection("merges", merges, ("", "party_id"), (subjects.PARTY,), _merge_rows)


class Name(NamedTuple):
    """What is answered of a row of the index."""

    subject_id: str
    who: str
    matter_id: str
    name: str
    is_alias: bool
    kind: str
    role: str


_NAME = [names.c[name] for name in Name._fields]
_BY_WEIGHT = (names.c.known_from.desc(), names.c.matter_id, names.c.ordinal, names.c.subject_id)
_position: BindParameter[int] = bindparam("position")


def _one_person(party: BindParameter[str]) -> CTE:
    """Return the ids that are one person with a party; none for one never heard of."""
    own = select(names.c.subject_id.label("party_id"))
    ids = own.where(names.c.subject_id == party, names.c.who == PARTY).cte(
        "one_person", recursive=True
    )
    other = case((merges.c.party_id == ids.c.party_id, merges.c.into_id), else_=merges.c.party_id)
    met = or_(merges.c.party_id == ids.c.party_id, merges.c.into_id == ids.c.party_id)
    return ids.union(select(other).join(ids, met).where(known_at(merges, _position)))


_ids = _one_person(bindparam("party"))
_GROUP = Statement(select(_ids.c.party_id))
# The ids come in one text beside each row, so that they come even where no name was known.
_together = select(
    func.aggregate_strings(_ids.c.party_id, cast("str", literal_column("' '"))).label("ids")
).subquery()
_of_person = and_(names.c.who == PARTY, names.c.subject_id.in_(select(_ids.c.party_id)))
_PARTY = Statement(
    select(_together.c.ids, *_NAME)
    .outerjoin_from(_together, names, and_(_of_person, known_at(names, _position)))
    .order_by(*_BY_WEIGHT)
)


def find_parties(
    connection: Connection, position: int, *, words: str, after: str, limit: int
) -> list[str]:
    """Return the ids of the next parties with these words in a name, an alias or the id."""
    key = name_key(words)
    hit = names.c.subject_id == words if words else true()
    if key:
        hit = or_(hit, names.c.name_key.contains(key, autoescape=True))
    query = (
        select(names.c.subject_id)
        .distinct()
        .where(known_at(names, position), names.c.who == PARTY, names.c.subject_id > after, hit)
        .order_by(names.c.subject_id)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


_IN_MATTER = Statement(
    select(*_NAME)
    .where(
        # Each by its name, so that the index of the rows' keys, which begins with it, is used.
        or_(*(names.c.who == kind for kind in KINDS)),
        names.c.matter_id == bindparam("matter"),
        known_at(names, _position),
    )
    .order_by(names.c.who, names.c.subject_id, names.c.ordinal)
)
_PARTIES = Statement(
    select(*_NAME)
    .where(among(names.c.subject_id, "some"), names.c.who == PARTY, known_at(names, _position))
    .order_by(*_BY_WEIGHT)
)


def in_matter(connection: Connection, matter_id: str, position: int) -> list[Name]:
    """Return every name in a matter, as known at a position."""
    rows = _IN_MATTER.rows(connection, matter=matter_id, position=position)
    return [Name._make(row) for row in rows]


def described(rows: Sequence[Name], party_id: str) -> dict[str, Any]:
    """Return who a party is, from its rows in the index, the ones that count first."""
    first = next((row for row in rows if not row.is_alias), rows[0])
    return {
        "party_id": party_id,
        "name": first.name,
        "kind": first.kind,
        "aliases": list(dict.fromkeys(row.name for row in rows if row.name != first.name)),
        "matters": [
            {"matter_id": row.matter_id, "role": row.role} for row in rows if not row.is_alias
        ],
    }


def described_each(
    connection: Connection, party_ids: Sequence[str], position: int
) -> list[dict[str, Any]]:
    """Return who each of these parties is, as known at a position, each by itself."""
    found: dict[str, list[Name]] = {party_id: [] for party_id in party_ids}
    for row in _PARTIES.rows(connection, some=list(party_ids), position=position):
        name = Name._make(row)
        found[name.subject_id].append(name)
    return [described(rows, party_id) for party_id, rows in found.items()]


def one_person(
    connection: Connection, party_id: str, position: int
) -> tuple[list[str], list[Name]]:
    """Return the ids that are one person with a party, its own first, and the rows of them all.

    Both are as known at a position, the rows of its own id first and of each the newest first;
    there are no ids of a party that has never been heard of.
    """
    found = _PARTY.rows(connection, party=party_id, position=position)
    ids = sorted((found[0][0] or "").split(), key=lambda one: (one != party_id, one))
    known = [Name._make(row) for _, *row in found if row[0] is not None]
    return ids, sorted(known, key=lambda row: row.subject_id != party_id)


def party_group(connection: Connection, party_id: str, position: int) -> list[str]:
    """Return the ids that are one person with this party as known at a position, its own first."""
    found = _GROUP.rows(connection, party=party_id, position=position)
    return [party_id, *sorted(one for (one,) in found if one != party_id)]
