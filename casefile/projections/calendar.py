"""The docket calendar: hearings, deadlines, and the days on which motions are due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, Connection, Index, String, Table, and_, or_, select, tuple_

from casefile.errors import Malformed
from casefile.law.edtf import FIRST_DAY, LAST_DAY, parse
from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.projections.matters import as_answer, in_effect
from casefile.projections.projection import Projection, Values
from casefile.projections.tables import Key, known_at, known_columns, metadata

calendar = Table(
    "calendar",
    metadata,
    Column("entry", Key, primary_key=True),
    Column("matter_id", Key, primary_key=True),
    Column("entry_id", Key, primary_key=True),
    Column("kind", String, nullable=False),
    Column("at", Key, nullable=False),
    Column("earliest", Key, nullable=False),
    Column("latest", Key, nullable=False),
    Column("place", String, nullable=False),
    Column("status", Key, nullable=False),
    Column("set_by", Key, nullable=False),
    *known_columns(),
    Index("calendar_by_day", "earliest", "matter_id", "entry", "entry_id"),
)

# What sets each kind of entry, the field that says when, and what each later event makes of it.
SETS = {
    "hearing": ("hearing.scheduled", "at", "scheduled"),
    "deadline": ("deadline.set", "due", "open"),
    "motion": ("motion.filed", "due", "pending"),
}
OVERDUE = ("deadline", "open")  # the entries that are overdue once their last day has passed
ENDS = {
    "hearing.cancelled": "cancelled",
    "hearing.held": "held",
    "deadline.closed": "closed",
    "motion.decided": "decided",
}


def _rows(entity: str, known: Known) -> Iterator[Values]:
    entry, matter_id, entry_id = entity.split("/")
    sets, field, status = SETS[entry]
    by_log = sorted(known.facts(entity), key=lambda fact: fact.position)
    setting = [
        fact
        for fact in by_log
        if fact.type == sets and getattr(fact.data, f"{entry}_id", None) == entry_id
    ]
    if not setting or not getattr(setting[-1].data, field):
        return
    last = setting[-1]
    at = parse(str(getattr(last.data, field)))
    earliest, latest = at.earliest or FIRST_DAY, at.latest or LAST_DAY
    yield (
        entry,
        matter_id,
        entry_id,
        str(getattr(last.data, "kind", "")),
        at.text,
        earliest.isoformat(),
        latest.isoformat(),
        getattr(last.data, "place", None) or "",
        _status(entry_id, entry, status, known.facts(entity)),
        last.event_id,
    )


def _status(entry_id: str, entry: str, status: str, facts: Sequence[Fact]) -> str:
    for fact in in_effect(facts):
        if getattr(fact.data, "replaces", None) == entry_id:
            status = "replaced"
        elif fact.type in ENDS and getattr(fact.data, f"{entry}_id", None) == entry_id:
            status = ENDS[fact.type]
    return status


CALENDAR = Projection("calendar", calendar, ("entry", "matter_id", "entry_id"), tuple(SETS), _rows)


ORDER = ("earliest", "matter_id", "entry", "entry_id")


def next_entries(
    connection: Connection,
    position: int,
    *,
    first: str,
    last: str,
    on: str,
    overdue: bool,
    matter_id: str | None,
    after: str,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the next entries that can fall between two days, as known at a position.

    Each says whether it is overdue on a day; with `overdue`, those are there whenever they were
    due. Each comes with the `key` to go on from.
    """
    place = [calendar.c[name] for name in ORDER]
    ahead = calendar.c.latest >= first
    if overdue:
        late = and_(
            calendar.c.entry == OVERDUE[0],
            calendar.c.status == OVERDUE[1],
            calendar.c.latest < on,
        )
        ahead = or_(ahead, late)
    query = select(calendar).where(known_at(calendar, position), calendar.c.earliest <= last, ahead)
    if matter_id is not None:
        # Each kind by its name, so that the index of the rows' keys, which begins with it, is used.
        query = query.where(calendar.c.entry.in_(SETS), calendar.c.matter_id == matter_id)
    if after:
        parts = after.split("/")
        if len(parts) != len(ORDER):
            raise Malformed(f"{after!r} is not the `next` of a page.", code="page.after")
        query = query.where(tuple_(*place) > tuple_(*parts))
    rows = connection.execute(query.order_by(*place).limit(limit)).mappings()
    return [_entry(dict(row), on) for row in rows]


def _entry(row: dict[str, Any], on: str) -> dict[str, Any]:
    late = (row["entry"], row["status"]) == OVERDUE and row["latest"] < on
    return as_answer(row) | {"overdue": late, "key": "/".join(row[name] for name in ORDER)}
