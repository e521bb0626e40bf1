"""The index from subjects to the events about them, by which the law reads the log."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

from sqlalchemy import BigInteger, Column, Connection, Table, bindparam, func, literal, select

from casefile.event import Recorded, read_body
from casefile.law import subjects
from casefile.law.known import Known
from casefile.projections.tables import KEYS_ALONE, Key, metadata
from casefile.store import log
from casefile.store.statement import Statement, among, given
from casefile.store.tables import events
from casefile.store.writing import Guard

# The index from a subject, like item/M/I or matter/M, to the positions of the events about it.
event_subjects = Table(
    "event_subjects",
    metadata,
    Column("subject", Key, primary_key=True),
    Column("position", BigInteger, primary_key=True, autoincrement=False),
    **KEYS_ALONE,
)

# The body is looked up row by row: a join would be made by reading the whole log where the
# database has no statistics yet.
_body = select(events.c.body).where(events.c.position == event_subjects.c.position)
_about = select(event_subjects.c.subject, event_subjects.c.position, _body.scalar_subquery()).where(
    among(event_subjects.c.subject, "subjects")
)
_itself = select(
    literal(subjects.event("")) + events.c.event_id, events.c.position, events.c.body
).where(among(events.c.event_id, "ids"))
_ABOUT = Statement(_about.union_all(_itself).order_by("position"))
# One look at the end of the index for each, whatever the database takes the table to be like.
_taken = given("subjects").as_table()
_last = select(func.max(event_subjects.c.position)).where(
    event_subjects.c.subject == _taken.c.value
)
_there = select(_taken.c.value).where(_last.scalar_subquery().is_not(None))
_MOVE_IF_NEW = Statement(log.MOVING.where(~_there.exists()))
_SOME_ABOUT = Statement(_about.order_by(event_subjects.c.position).limit(bindparam("limit")))


def read_subjects(
    connection: Connection, asked: Sequence[str], *, limit: int | None = None
) -> dict[str, list[Recorded]]:
    """Read the events about each of these subjects; that of an event brings itself as well."""
    found: dict[str, list[Recorded]] = {subject: [] for subject in asked}
    ids = subjects.names_of_kind(subjects.EVENT, asked)
    rows = (
        _ABOUT.rows(connection, subjects=list(asked), ids=ids)
        if limit is None
        else _SOME_ABOUT.rows(connection, subjects=list(asked), limit=limit)
    )
    for subject, position, body in rows:
        found[subject].append(Recorded(position, read_body(body)))
    return found


def move_if_new(taken: Collection[str]) -> Guard:
    """Return what moves the head where there is nothing about what was taken to be new."""
    return Guard(_MOVE_IF_NEW, {"subjects": sorted(taken)}) if taken else log.MOVE


def known_in(connection: Connection, *, upto: int | None = None) -> Known:
    """Return what the log knows, or knew at a position, read as it is asked for."""
    return Known(partial(read_subjects, connection), upto=upto)
