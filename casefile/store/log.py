"""The log: taking the head, appending under it, and reading what stands below it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Integer,
    LargeBinary,
    Table,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    select,
    update,
)

from casefile.canonical import encode, holds_control, leaf_hash
from casefile.errors import Damaged, Malformed
from casefile.event import OFFICE, Envelope, Recorded, read_body
from casefile.store.statement import Row, Statement, among, execute, given
from casefile.store.tables import events, log_head, recorded_days
from casefile.store.writing import Guard, write_rows


class Head(NamedTuple):
    """The end of the log: the last position and its instant, in microseconds since 1970.

    `folds` is the version of the rules that made what is derived from it; it says nothing while the
    log is empty. `epoch` is raised where that is changed without an event, or the office's zone is.
    `recorded_on` is the office's day of the last event.
    """

    position: int
    recorded_us: int
    folds: int
    epoch: int = 0
    recorded_on: str = ""


_READ = [f"read_{name}" for name in Head._fields]
_NEW = [f"new_{name}" for name in Head._fields]


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


_whole = tuple(log_head.c[name] for name in Head._fields)
_head = select(*_whole)
_HEAD = Statement(_head)
_HOLD_HEAD = Statement(_head.with_for_update())
# An UPDATE of the head, provided that it is where it was read: it returns a row where it was.
MOVING = (
    update(log_head)
    .where(*(column == bindparam(f"read_{column.name}", type_=column.type) for column in _whole))
    .values({column: bindparam(f"new_{column.name}", type_=column.type) for column in _whole})
    .returning(log_head.c.position)
)
MOVE = Guard(Statement(MOVING), {})
_SINCE = Statement(
    select(events.c.position, events.c.body)
    .where(events.c.position > bindparam("position"))
    .order_by(events.c.position)
)
# Instants fall where the office's clock was corrected, and nowhere else. What is known at one of
# them ends in the last stretch between two falls that began before it.
_falls = and_(
    events.c.matter_id == OFFICE,
    events.c.type == bindparam("fall"),
    events.c.position <= bindparam("upto"),
)
_begun_before = select(func.max(events.c.position)).where(
    _falls, events.c.recorded_at < bindparam("instant")
)
_stretch = select(func.coalesce(_begun_before.scalar_subquery(), 0).label("low")).cte("stretch")
_ends_with = select(func.min(events.c.position) - 1).where(
    _falls, events.c.position > _stretch.c.low
)
_halving = select(
    _stretch.c.low,
    func.coalesce(_ends_with.scalar_subquery(), bindparam("upto", type_=BigInteger)).label("high"),
).cte("halving", recursive=True)
_middle = (_halving.c.low + _halving.c.high + 1) // 2
_is_before = (
    select(events.c.recorded_at < bindparam("instant"))
    .where(events.c.position == _middle)
    .scalar_subquery()
)
_halved = _halving.union_all(
    select(
        case((_is_before, _middle), else_=_halving.c.low),
        case((_is_before, _halving.c.high), else_=_middle - 1),
    ).where(_halving.c.low < _halving.c.high)
)
_LAST_BEFORE = Statement(select(_halved.c.low).where(_halved.c.low == _halved.c.high))
_AT_ITS_PLACE = Statement(
    select(events.c.position).where(
        events.c.position == bindparam("position"),
        events.c.event_id == bindparam("event_id"),
        events.c.recorded_at == bindparam("recorded_at"),
    )
)
_begun = select(func.max(recorded_days.c.position)).where(recorded_days.c.day <= bindparam("day"))
_ended = select(func.min(recorded_days.c.position) - 1).where(
    recorded_days.c.position > _begun.scalar_subquery()
)
_LAST_ON = Statement(select(_begun.scalar_subquery(), _ended.scalar_subquery()))
_OF_MATTERS = Statement(
    select(events.c.position, events.c.body)
    .where(
        among(events.c.matter_id, "matters"),
        events.c.position <= bindparam("upto", type_=BigInteger),
    )
    .order_by(events.c.position)
)
_DAYS = Statement(
    select(recorded_days.c.position, recorded_days.c.day).order_by(recorded_days.c.position)
)
_body = select(events.c.body).where(events.c.position == bindparam("position"))
_BODY = Statement(_body)
_HEAD_AND_BODY = Statement(_head.add_columns(_body.scalar_subquery()))
_CHANGED = Statement(
    update(log_head).values(
        epoch=log_head.c.epoch + 1,
        folds=func.coalesce(bindparam("folds", type_=Integer), log_head.c.folds),
    )
)
_matters = given("matters").as_table()
# One look at the end of an index for each matter, however many events it has.
_version = select(func.max(events.c.version)).where(events.c.matter_id == _matters.c.value)
_versions = select(_matters.c.value, _version.scalar_subquery())
_VERSIONS = Statement(_versions)
# The head comes as the row of a matter that no matter can be.
_ENDS = Statement(
    select(literal(""), *_whole).union_all(
        _versions.add_columns(literal(0), literal(0), literal(0), literal(""))
    )
)
_RAW = [cast(one, LargeBinary) if one.name == "body" else one for one in events.c]


def head(connection: Connection) -> Head:
    """Return the end of the log, without a lock; raises Damaged."""
    return one_head(_HEAD.rows(connection))


def head_and_whole(connection: Connection, position: int) -> tuple[Head, int]:
    """Return the head, and the last position up to one that ends a post of it; raises Damaged."""
    rows = _HEAD_AND_BODY.rows(connection, position=position)
    end = one_head([row[:-1] for row in rows])
    if position > end.position:
        return end, end.position
    return end, _last_whole(connection, position, _known_from(position, rows[0][-1]))


def hold_head(connection: Connection) -> Head:
    """Return the end of the log and keep writers from moving it to the transaction's end.

    Whoever is about to end a transaction that moved it is waited for. Raises Damaged.
    """
    return one_head(_HOLD_HEAD.rows(connection))


def one_head(rows: Sequence[Sequence[Any]]) -> Head:
    """Return the one row that the head of a log is; raises Damaged where there is not one."""
    if len(rows) != 1:
        sentence = f"The log has {len(rows) or 'no'} heads, where it has one; `verify` says more."
        raise Damaged(sentence)
    return Head(*rows[0])


def hold_writers(connection: Connection) -> Head:
    """Return the end of the log, and let nobody else even begin to write to it.

    Whoever writes to the log has the table of its head first. So what is derived from it can be
    locked as a whole behind this, and no two wait for each other.
    """
    if connection.dialect.name != "sqlite":
        execute(connection, "LOCK TABLE log_head IN EXCLUSIVE MODE", ())
    return head(connection)


def move_head(connection: Connection, read: Head, new: Head) -> bool:
    """Move the head on from where it was read, and hold it; tell whether it still was there."""
    return bool(MOVE.statement.rows(connection, **_moving(read, new)))


def changed(connection: Connection, *, folds: int | None = None) -> None:
    """Say, under the lock of the head, that what is derived was changed without an event.

    Whoever decides by what was read before then starts again. `folds` are the rules that have made
    all of it anew.
    """
    _CHANGED.run(connection, folds=folds)


def _moving(read: Head, new: Head) -> dict[str, Any]:
    return dict(zip(_READ, read, strict=True)) | dict(zip(_NEW, new, strict=True))


def append(
    connection: Connection,
    read: Head,
    new: Head,
    placed: Iterable[Recorded],
    inserted: Mapping[Table, Sequence[Row]] | None = None,
    closed: Mapping[Table, Sequence[Row]] | None = None,
    move: Guard = MOVE,
) -> bool:
    """Append events to a log that still ends where it was read; tell whether it did.

    Otherwise nothing is written; `move` can ask for more than that. What the events change in read
    tables goes with them, as `write_rows` takes it. Raises Malformed for a control character that
    no record may hold, whichever door let it in.
    """
    rows, days, day = [], [], read.recorded_on
    for position, envelope in placed:
        rows.append(_row(position, envelope))
        if envelope.recorded_on != day:
            day = envelope.recorded_on
            days.append((position, day))
    inserts = {events: rows, recorded_days: days, **(inserted or {})}
    guard = Guard(move.statement, {**_moving(read, new), **move.given})
    return write_rows(connection, inserts, closed or {}, guard)


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


def holds(connection: Connection, recorded: Recorded) -> bool:
    """Tell whether an event stands on the log where it was placed, as it was recorded there."""
    position, envelope = recorded
    given = {"event_id": envelope.event_id, "recorded_at": envelope.recorded_at}
    return bool(_AT_ITS_PLACE.rows(connection, position=position, **given))


def versions(connection: Connection, matter_ids: Iterable[str]) -> dict[str, int]:
    """Return the version of each of these matters that has any event."""
    rows = _VERSIONS.rows(connection, matters=sorted(set(matter_ids)))
    return {matter_id: version for matter_id, version in rows if version}


def ends(connection: Connection, matter_ids: Iterable[str]) -> tuple[Head, dict[str, int]]:
    """Return the head, without a lock, and the versions of these matters, in one round trip."""
    rows = _ENDS.rows(connection, matters=sorted(set(matter_ids)))
    head = one_head([numbers for matter_id, *numbers in rows if not matter_id])
    return head, {matter_id: version for matter_id, version, *_ in rows if matter_id and version}


def since(connection: Connection, position: int) -> list[Recorded]:
    """Return every event behind a position, in order; ask only where few have come."""
    rows = _SINCE.rows(connection, position=position)
    return [Recorded(place, read_body(body)) for place, body in rows]


def of_matters(connection: Connection, matter_ids: Iterable[str], *, upto: int) -> list[Recorded]:
    """Return every event of these matters up to a position, in order."""
    rows = _OF_MATTERS.rows(connection, matters=sorted(matter_ids), upto=upto)
    return [Recorded(place, read_body(body)) for place, body in rows]


def last_before(connection: Connection, instant: str, *, upto: int, fall: str) -> int:
    """Return the last position up to one whose event was recorded before an instant; 0 for none.

    `fall` is the type of the events at which instants fall. Between two of them they never do, so a
    stretch is halved until one event is left.
    """
    rows = _LAST_BEFORE.rows(connection, instant=instant, upto=upto, fall=fall)
    return int(rows[0][0])


def last_on(connection: Connection, day: str, *, upto: int) -> int:
    """Return the last position up to one that was recorded on a day or before it; 0 for none."""
    ((begun, ended),) = _LAST_ON.rows(connection, day=day)
    return min(upto, upto if ended is None else ended) if begun else 0


def between_days(connection: Connection, first: str, last: str) -> list[tuple[int, int]]:
    """Return from which to which position events were recorded between two days, in order.

    There can be several such stretches where days have gone back.
    """
    begun = list(_DAYS.rows(connection))
    ends = [position - 1 for position, _ in begun[1:]] + [head(connection).position]
    found: list[tuple[int, int]] = []
    for (position, day), end in zip(begun, ends, strict=False):
        if first <= day <= last:
            goes_on = bool(found) and found[-1][1] + 1 == position
            found.append((found.pop()[0] if goes_on else position, end))
    return found


def post_end(connection: Connection, position: int) -> int:
    """Return the position that ends the post which the event at a position is one of."""
    rows = _BODY.rows(connection, position=position)
    return _known_from(position, rows[0][0] if rows else None)


def _known_from(position: int, body: str | None) -> int:
    return position if body is None else Recorded(position, read_body(body)).known_from


def last_whole(connection: Connection, position: int) -> int:
    """Return the last position up to this one that ends a post: nobody ever knew half of one."""
    return _last_whole(connection, position, post_end(connection, position))


def _last_whole(connection: Connection, position: int, end: int) -> int:
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
    where: Iterable[ColumnElement[bool]] = (),
    as_bytes: bool = False,
) -> list[Stored]:
    """Return the next events after a position, of one matter or of all, that meet conditions.

    SQLite keeps whatever was put in; read `as_bytes`, a body that is no longer text is read too.
    """
    raw = as_bytes and connection.dialect.name == "sqlite"
    query = select(*(_RAW if raw else events.c)).where(events.c.position > after, *where)
    if matter_id is not None:
        query = query.where(events.c.matter_id == matter_id)
    rows = connection.execute(query.order_by(events.c.position).limit(limit))
    return [Stored(*row) for row in rows]


def page_before(
    connection: Connection,
    *,
    before: int,
    limit: int,
    matter_id: str | None = None,
    where: Iterable[ColumnElement[bool]] = (),
) -> list[Stored]:
    """Return the events before a position, the last first, as `page` does."""
    query = select(events).where(events.c.position < before, *where)
    if matter_id is not None:
        query = query.where(events.c.matter_id == matter_id)
    rows = connection.execute(query.order_by(events.c.position.desc()).limit(limit))
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
