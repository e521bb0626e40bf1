"""The log: taking the head, appending under it, and reading what stands below it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import (
    BigInteger,
    Connection,
    LargeBinary,
    Select,
    bindparam,
    case,
    cast,
    func,
    select,
    update,
)

from casefile.canonical import encode, leaf_hash
from casefile.event import Recorded, read_body
from casefile.store.tables import events, log_head

T = TypeVar("T")
CHUNK = 500  # ids in one IN list; SQLite takes 32,766, planners like fewer


class Head(NamedTuple):
    """The end of the log: the last position and its instant, in microseconds since 1970."""

    position: int
    recorded_us: int


class Stored(NamedTuple):
    """A row of the log as it is read back: the stored text beside what it was filed under."""

    position: int
    matter_id: str
    version: int
    event_id: str
    type: str
    recorded_at: str
    body: str | bytes
    leaf_hash: bytes


# Statements are built once: building one costs as much as running it.
_grown = log_head.c.recorded_us + bindparam("count", type_=BigInteger)
_last = bindparam("last_us", type_=BigInteger)
_HEAD = select(log_head.c.position, log_head.c.recorded_us)
_HOLD_HEAD = _HEAD.with_for_update()
_TAKE_HEAD = (
    update(log_head)
    .values(
        position=log_head.c.position + bindparam("count", type_=BigInteger),
        recorded_us=case((_grown > _last, _grown), else_=_last),
    )
    .returning(log_head.c.position, log_head.c.recorded_us)
)
_VERSIONS = (
    select(events.c.matter_id, func.max(events.c.version))
    .where(events.c.matter_id.in_(bindparam("matters", expanding=True)))
    .group_by(events.c.matter_id)
)
_RAW = [cast(one, LargeBinary) if one.name == "body" else one for one in events.c]
_BY_IDS = select(events.c.position, events.c.body).where(
    events.c.event_id.in_(bindparam("ids", expanding=True))
)


def head(connection: Connection) -> Head:
    """Return the end of the log, without a lock."""
    return Head(*connection.execute(_HEAD).one())


def hold_head(connection: Connection) -> Head:
    """Return the end of the log and keep writers from moving it to the transaction's end."""
    return Head(*connection.execute(_HOLD_HEAD).one())


def take_head(connection: Connection, count: int, now_us: int) -> Head:
    """Move the head on by `count` events and hold it to the end of the transaction.

    The first event gets the later of now and one microsecond after the last event, each further
    one a microsecond more; the head's instant is that of the last.
    """
    given = {"count": count, "last_us": now_us + count - 1}
    return Head(*connection.execute(_TAKE_HEAD, given).one())


def set_head_instant(connection: Connection, recorded_us: int) -> None:
    """Set the head's instant, under its lock, to that of an event taken over as recorded."""
    connection.execute(update(log_head).values(recorded_us=recorded_us))


def append(connection: Connection, placed: Sequence[Recorded]) -> None:
    """Insert events below the head that the transaction has taken, each with its hash."""
    connection.execute(events.insert(), [_row(one) for one in placed])


def _row(recorded: Recorded) -> dict[str, Any]:
    envelope = recorded.envelope
    body = encode(envelope)
    return {
        "position": recorded.position,
        "matter_id": envelope.matter_id,
        "version": envelope.version,
        "event_id": envelope.event_id,
        "type": envelope.type,
        "recorded_at": envelope.recorded_at,
        "body": body.decode(),
        "leaf_hash": leaf_hash(body),
    }


def versions(connection: Connection, matter_ids: Iterable[str]) -> dict[str, int]:
    """Return the version of each of these matters that has any event."""
    found: dict[str, int] = {}
    for some in chunks(sorted(set(matter_ids))):
        rows = connection.execute(_VERSIONS, {"matters": some})
        found.update((matter_id, version) for matter_id, version in rows)
    return found


def by_ids(connection: Connection, event_ids: Iterable[str]) -> dict[str, Recorded]:
    """Return the events with these ids that the log has."""
    found: dict[str, Recorded] = {}
    for some in chunks(sorted(set(event_ids))):
        for row in connection.execute(_BY_IDS, {"ids": some}):
            one = recorded(row)
            found[one.envelope.event_id] = one
    return found


def page(
    connection: Connection,
    *,
    after: int,
    limit: int,
    matter_id: str | None = None,
    as_bytes: bool = False,
) -> list[Stored]:
    """Return the next events after a position, of one matter or of all.

    SQLite keeps whatever was put in; read `as_bytes`, a body that is no longer text is read too.
    """
    raw = as_bytes and connection.dialect.name == "sqlite"
    query = select(*(_RAW if raw else events.c)).where(events.c.position > after)
    if matter_id is not None:
        query = query.where(events.c.matter_id == matter_id)
    rows = connection.execute(query.order_by(events.c.position).limit(limit))
    return [Stored(*row) for row in rows]


def pages(
    connection: Connection, *, after: int, upto: int, size: int = 5_000, as_bytes: bool = False
) -> Iterator[list[Stored]]:
    """Yield the log between two positions in pages."""
    while after < upto:
        rows = page(connection, after=after, limit=min(size, upto - after), as_bytes=as_bytes)
        if not rows:
            return
        yield rows
        after = rows[-1].position


def position_before(connection: Connection, instant: str) -> int:
    """Return the last position recorded before an instant, written as the log writes it."""
    query: Select[tuple[int]] = (
        select(events.c.position)
        .where(events.c.recorded_at < instant)
        .order_by(events.c.recorded_at.desc(), events.c.position.desc())
        .limit(1)
    )
    return connection.scalar(query) or 0


def recorded(row: Any) -> Recorded:
    """Return a row of the log as an event at its place."""
    return Recorded(row.position, read_body(row.body))


def chunks(members: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield the members in lists short enough for one IN."""
    for start in range(0, len(members), CHUNK):
        yield members[start : start + CHUNK]
