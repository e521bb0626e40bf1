"""What imports have taken in: whose records need not be read again, being what they were.

A matter's row says of what its events were made, by a digest, and at which version that was. Where
a file has the same again and nothing has been recorded in the matter since, another look would add
nothing; where either is otherwise, it is looked at as if there were no row.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Connection,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    bindparam,
    func,
    select,
    text,
)

from casefile.importers.material import Bundle
from casefile.store.database import Database
from casefile.store.statement import Statement, among
from casefile.store.tables import Key, events

metadata = MetaData()

# Beside the log and no part of it: without a row a matter is read once more.
taken_in = Table(
    "taken_in",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("digest", LargeBinary(16), nullable=False),
    Column("clauses", LargeBinary, nullable=False),  # of each record, a byte each
    sqlite_with_rowid=False,
)
_MOST = 255  # clauses of one record
_NEWEST = (
    select(func.max(events.c.version))
    .where(events.c.matter_id == bindparam("matter_id"))
    .scalar_subquery()
)
_AS_BEFORE = Statement(
    select(taken_in.c.clauses).where(
        taken_in.c.matter_id == bindparam("matter_id"),
        taken_in.c.digest == bindparam("digest"),
        taken_in.c.version == _NEWEST,
    )
)
_VERSIONS = Statement(
    select(events.c.matter_id, func.max(events.c.version))
    .where(among(events.c.matter_id, "matters"))
    .group_by(events.c.matter_id)
)
_REMEMBER = text(
    "INSERT INTO taken_in (matter_id, version, digest, clauses)"
    " VALUES (:matter_id, :version, :digest, :clauses)"
    " ON CONFLICT (matter_id) DO UPDATE SET version = excluded.version,"
    " digest = excluded.digest, clauses = excluded.clauses"
)


class Taken(NamedTuple):
    """A matter of which all that a file says of it is on the log."""

    matter_id: str
    digest: bytes
    clauses: bytes


def clauses_as_before(
    connection: Connection, matter_id: str, digest: bytes
) -> Sequence[int] | None:
    """Return how many clauses each record of a matter has, where all is as it was taken in."""
    for (clauses,) in _AS_BEFORE.rows(connection, matter_id=matter_id, digest=digest):
        return bytes(clauses)
    return None


def to_remember(bundles: Iterable[Bundle]) -> list[Taken]:
    """Return what can be remembered of bundles when they are recorded.

    What is unread is read again each time, since its words are told and are kept nowhere else.
    """
    found = []
    for bundle in bundles:
        matters = {draft.matter_id for draft in bundle.drafts()}
        readings = [record.readings for record in bundle.records]
        clauses = [sum(one.clauses for one in each) for each in readings]
        unread = any(one.unread for each in readings for one in each)
        if bundle.digest and len(matters) == 1 and not unread and max(clauses) <= _MOST:
            found.append(Taken(matters.pop(), bundle.digest, bytes(clauses)))
    return found


def versions(connection: Connection, taken: Collection[Taken]) -> dict[str, int]:
    """Return the version of each of these matters, 0 where the log has none."""
    found = dict.fromkeys([one.matter_id for one in taken], 0)
    found.update(map(tuple, _VERSIONS.rows(connection, matters=list(found)) if found else ()))
    return found


def remember(database: Database, taken: Iterable[Taken], versions: Mapping[str, int]) -> None:
    """Remember that matters were taken in, each at the version that it has by that."""
    rows = [{**one._asdict(), "version": versions[one.matter_id]} for one in sorted(taken)]
    if rows:
        with database.write() as connection:
            connection.execute(_REMEMBER, rows)
