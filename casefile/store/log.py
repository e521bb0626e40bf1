"""The log: taking the head, appending under it, and reading what stands below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Connection,
    Integer,
    LargeBinary,
    Table,
    bindparam,
    case,
    cast,
    func,
    literal,
    or_,
    select,
    update,
)

from casefile.canonical import encode, holds_control, leaf_hash
from casefile.errors import Busy, Malformed
from casefile.event import Envelope, Recorded, read_body
from casefile.store.statement import Row, Statement, given
from casefile.store.tables import events, log_head
from casefile.store.writing import write_rows


class Head(NamedTuple):
    """The end of the log: the last position and its instant, in microseconds since 1970.

    `folds` is the version of the rules that made what is derived from it; it says nothing while the
    log is empty.
    """

    position: int
    recorded_us: int
    folds: int


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


_grown = log_head.c.recorded_us + bindparam("count", type_=BigInteger)
_last = bindparam("last_us", type_=BigInteger)
_folds = bindparam("folds", type_=Integer)
_whole = (log_head.c.position, log_head.c.recorded_us, log_head.c.folds)
_head = select(*_whole)
_HEAD = Statement(_head)
_HOLD_HEAD = Statement(_head.with_for_update())
_TAKE_HEAD = Statement(
    update(log_head)
    .where(or_(log_head.c.folds == _folds, log_head.c.position == 0))
    .values(
        folds=_folds,
        position=log_head.c.position + bindparam("count", type_=BigInteger),
        recorded_us=case((_grown > _last, _grown), else_=_last),
    )
    .returning(*_whole)
)
_BODY = Statement(select(events.c.body).where(events.c.position == bindparam("position")))
_SET_FOLDS = Statement(update(log_head).values(folds=_folds))
_SET_INSTANT = Statement(update(log_head).values(recorded_us=_last))
_matters = given("matters").as_table()
# One look at the end of an index for each matter, however many events it has.
_version = select(func.max(events.c.version)).where(events.c.matter_id == _matters.c.value)
_versions = select(_matters.c.value, _version.scalar_subquery())
_VERSIONS = Statement(_versions)
# The head comes as the row of a matter that no matter can be.
_ENDS = Statement(
    select(literal(""), *_whole).union_all(_versions.add_columns(literal(0), literal(0)))
)
_RAW = [cast(one, LargeBinary) if one.name == "body" else one for one in events.c]


def head(connection: Connection) -> Head:
    """Return the end of the log, without a lock."""
    return Head(*_HEAD.rows(connection)[0])


def hold_head(connection: Connection) -> Head:
    """Return the end of the log and keep writers from moving it to the transaction's end."""
    return Head(*_HOLD_HEAD.rows(connection)[0])


def take_head(connection: Connection, count: int, now_us: int, folds: int) -> Head:
    """Move the head on by `count` events and hold it to the end of the transaction.

    The first event gets the later of now and one microsecond after the last event, each further
    one a microsecond more; the head's instant is that of the last. Raises Busy where what is
    derived from the log was made by other rules than those of `folds` in the meantime.
    """
    how = {"count": count, "last_us": now_us + count - 1, "folds": folds}
    taken = _TAKE_HEAD.rows(connection, **how)
    if not taken:
        raise Busy("Another version of casefile has rebuilt the read tables; try again.")
    return Head(*taken[0])


def set_head_instant(connection: Connection, recorded_us: int) -> None:
    """Set the head's instant, under its lock, to that of an event taken over as recorded."""
    _SET_INSTANT.run(connection, last_us=recorded_us)


def set_folds(connection: Connection, folds: int) -> None:
    """Say, under the lock of the head, that all that is derived was made by these rules."""
    _SET_FOLDS.run(connection, folds=folds)


def append(
    connection: Connection,
    placed: Iterable[Recorded],
    inserted: Mapping[Table, Sequence[Row]] | None = None,
    closed: Mapping[Table, Sequence[Row]] | None = None,
) -> None:
    """Insert events below the head that the transaction has taken, each with its hash.

    What they change in read tables goes with them, as `write_rows` takes it. Raises Malformed for a
    control character that no record may hold, whichever door let it in.
    """
    rows = [_row(position, envelope) for position, envelope in placed]
    write_rows(connection, {events: rows, **(inserted or {})}, closed or {})


def _row(position: int, envelope: Envelope) -> Row:
    body = encode(envelope)
    if holds_control(body):
        sentence = "A text of the event holds a control character."
        raise Malformed(sentence, code="input.control_character")
    return (
        position,
        envelope.matter_id,
        envelope.version,
        envelope.event_id,
        envelope.type,
        envelope.recorded_at,
        body.decode(),
        leaf_hash(body),
    )


def versions(connection: Connection, matter_ids: Iterable[str]) -> dict[str, int]:
    """Return the version of each of these matters that has any event."""
    rows = _VERSIONS.rows(connection, matters=sorted(set(matter_ids)))
    return {matter_id: version for matter_id, version in rows if version}


def ends(connection: Connection, matter_ids: Iterable[str]) -> tuple[Head, dict[str, int]]:
    """Return the head, without a lock, and the versions of these matters, in one round trip."""
    rows = _ENDS.rows(connection, matters=sorted(set(matter_ids)))
    found = {matter_id: numbers for matter_id, *numbers in rows}
    head = Head(*found.pop(""))
    return head, {matter_id: version for matter_id, (version, *_) in found.items() if version}


def post_end(connection: Connection, position: int) -> int:
    """Return the position that ends the post which the event at a position is one of."""
    rows = _BODY.rows(connection, position=position)
    return Recorded(position, read_body(rows[0][0])).known_from if rows else position


def last_whole(connection: Connection, position: int) -> int:
    """Return the last position up to this one that ends a post: nobody ever knew half of one."""
    end = post_end(connection, position)
    if end == position:
        return position
    # The posts before this one end elsewhere.
    upto = range(1, position + 1)
    return bisect_left(upto, True, key=lambda one: post_end(connection, one) == end)


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


def recorded(row: Any) -> Recorded:
    """Return a row of the log as an event at its place."""
    return Recorded(row.position, read_body(row.body))
