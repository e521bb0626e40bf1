"""The days on which events were recorded: read from the events anew, and put right."""

from __future__ import annotations

from sqlalchemy import Connection, delete, insert, or_, select, text

from casefile.store import log
from casefile.store.database import Database
from casefile.store.tables import recorded_days

_DAY = {
    "sqlite": "json_extract(body, '$.recorded_on')",
    "postgresql": "body::json ->> 'recorded_on'",
}


def turns_in(connection: Connection, upto: int) -> dict[int, str]:
    """Return from which positions on events were recorded on another day, by the events."""
    day = _DAY[connection.dialect.name]
    query = text(
        "SELECT position, day FROM (SELECT position, day,"  # noqa: S608 - constants
        " lag(day) OVER (ORDER BY position) AS before"
        f" FROM (SELECT position, {day} AS day FROM events WHERE position <= :upto) AS read)"
        " AS turned WHERE before IS NULL OR before <> day"
    )
    return dict(tuple(row) for row in connection.execute(query, {"upto": upto}))


def put_right(database: Database, upto: int) -> None:
    """Make the table of the days say what the events say up to a position, and nothing of others.

    What was posted behind the position has its days from its post.
    """
    place = recorded_days.c.position
    with database.read(snapshot=True) as connection:
        elsewhere = or_(place <= upto, place > log.head(connection).position)
        told = turns_in(connection, upto)
        found = connection.execute(select(recorded_days).where(elsewhere))
        if told == {row.position: row.day for row in found}:
            return
    with database.write() as connection:
        elsewhere = or_(place <= upto, place > log.hold_head(connection).position)
        connection.execute(delete(recorded_days).where(elsewhere))
        rows = [{"position": position, "day": day} for position, day in told.items()]
        connection.execute(insert(recorded_days), rows)
