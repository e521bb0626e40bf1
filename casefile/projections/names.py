"""The party index: every name in every matter, for finding a party and for conflict checks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Index,
    Row,
    SmallInteger,
    String,
    Table,
    bindparam,
    or_,
    select,
    true,
)

from casefile.event import Recorded
from casefile.projections.known import Known
from casefile.projections.matters import in_effect
from casefile.projections.projection import Columns, Projection
from casefile.projections.tables import Key, known_at, known_columns, metadata

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
PARTY, COUNSEL, OFFICIAL = "party-in", "counsel", "official"


def name_key(name: str) -> str:
    """Return a name as it is compared: no case, accents, punctuation or doubled spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    return " ".join(re.findall(r"\w+", letters))


def _entities(_recorded: Recorded, subjects: Sequence[str], _known: Known) -> Iterable[str]:
    return [one for one in subjects if one.partition("/")[0] in (PARTY, COUNSEL, OFFICIAL)]


def _rows(entity: str, known: Known) -> Iterator[Columns]:
    who, matter_id, subject_id = entity.split("/")
    found = {PARTY: _party, COUNSEL: _counsel, OFFICIAL: _official}[who](entity, known)
    for ordinal, (name, is_alias, kind, role) in enumerate(found):
        yield {
            "who": who,
            "matter_id": matter_id,
            "subject_id": subject_id,
            "ordinal": ordinal,
            "name": name,
            "name_key": name_key(name),
            "is_alias": is_alias,
            "kind": kind,
            "role": role,
        }


Found = Iterator[tuple[str, bool, str, str]]


def _party(entity: str, known: Known) -> Found:
    """Yield a party's name first, then its aliases and the names it had before."""
    said: dict[str, Any] = {}
    former: list[str] = []
    for fact in sorted(known.facts(entity), key=lambda fact: fact.position):
        if fact.type == "party.changed" and not fact.occurred:
            continue
        source = getattr(fact.data, "changes", fact.data)
        given = {name: getattr(source, name, None) for name in ("name", "kind", "role", "aliases")}
        if said.get("name") and given["name"] and given["name"] != said["name"]:
            former.append(str(said["name"]))
        said |= {name: value for name, value in given.items() if value}
    if "name" not in said:
        return
    kind, role = str(said.get("kind", "")), str(said.get("role", ""))
    yield str(said["name"]), False, kind, role
    for alias in dict.fromkeys((*said.get("aliases", ()), *former)):
        yield alias, True, kind, role


def _counsel(entity: str, known: Known) -> Found:
    acting: dict[str, tuple[str, bool, str, str]] = {}
    for fact in in_effect(known.facts(entity)):
        given = getattr(fact.data, "names", ()) or ()
        if fact.type == "counsel.appeared":
            firm = getattr(fact.data, "firm", None) or ""
            capacity = getattr(fact.data, "capacity", None) or ""
            for name in (*given, *((firm,) if firm else ())):
                kind = "organization" if name == firm else "person"
                acting[name] = (name, False, kind, str(capacity) or "counsel")
        else:
            for name in given or list(acting):
                if name in acting:
                    acting[name] = (*acting[name][:3], "counsel (withdrawn)")
    yield from acting.values()


def _official(entity: str, known: Known) -> Found:
    office = entity.rpartition("/")[2]
    serving: dict[str, tuple[str, bool, str, str]] = {}
    for fact in in_effect(known.facts(entity)):
        name = getattr(fact.data, "name", None) or ""
        gone = fact.type == "official.withdrawn"
        for one in [name] if name or not gone else list(serving):
            serving[one] = (one, False, "person", f"{office} (withdrawn)" if gone else office)
    yield from serving.values()


def _merge_entities(_recorded: Recorded, subjects: Sequence[str], _known: Known) -> Iterable[str]:
    return [subject for subject in subjects if subject.startswith("party/")]


def _merge_rows(entity: str, known: Known) -> Iterator[Columns]:
    party_id = entity.removeprefix("party/")
    into = [
        str(getattr(fact.data, "into", ""))
        for fact in known.facts(entity)
        if fact.type == "party.merged"
        and fact.occurred
        and getattr(fact.data, "from_", "") == party_id
    ]
    for into_id in dict.fromkeys(into):
        yield {"party_id": party_id, "into_id": into_id}


NAMES = Projection("names", names, ("who", "matter_id", "subject_id"), _entities, _rows)
MERGES = Projection("merges", merges, ("", "party_id"), _merge_entities, _merge_rows)


_MERGED = select(merges.c.party_id, merges.c.into_id).where(
    known_at(merges, bindparam("position")),
    or_(
        merges.c.party_id.in_(bindparam("some", expanding=True)),
        merges.c.into_id.in_(bindparam("some", expanding=True)),
    ),
)
_PARTIES = (
    select(names)
    .where(
        names.c.subject_id.in_(bindparam("some", expanding=True)),
        names.c.who == PARTY,
        known_at(names, bindparam("position")),
    )
    .order_by(names.c.known_from.desc(), names.c.matter_id, names.c.ordinal)
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


def in_matter(connection: Connection, matter_id: str, position: int) -> list[Row[Any]]:
    """Return every name in a matter, as known at a position."""
    query = select(names).where(known_at(names, position), names.c.matter_id == matter_id)
    placed = query.order_by(names.c.who, names.c.subject_id, names.c.ordinal)
    return list(connection.execute(placed))


def described(rows: Sequence[Row[Any]], party_id: str) -> dict[str, Any]:
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


def party_rows(connection: Connection, group: Sequence[str], position: int) -> list[Row[Any]]:
    """Return the rows of parties in the index, as known at a position, the newest first."""
    return list(connection.execute(_PARTIES, {"some": group, "position": position}))


def party_group(connection: Connection, party_id: str, position: int) -> list[str]:
    """Return the ids that are one person with this party as known at a position, its own first."""
    group, asked = [party_id], 0
    while asked < len(group):
        some, asked = group[asked:], len(group)
        for pair in connection.execute(_MERGED, {"some": some, "position": position}):
            group += [one for one in pair if one not in group]
    return group


def party_exists(connection: Connection, party_id: str) -> bool:
    """Tell whether a party has ever been heard of."""
    query = select(names.c.who).where(names.c.subject_id == party_id, names.c.who == PARTY)
    return connection.execute(query.limit(1)).first() is not None
