"""The matter list: what each matter is and where it stands today."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Boolean, Column, Connection, String, Table, or_, select

from casefile.law.fact import Fact
from casefile.law.known import Known
from casefile.projections.projection import Projection, Values, value_names
from casefile.projections.tables import Key, known_at, known_columns, metadata

matters = Table(
    "matters",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("title", String, nullable=False),
    Column("category", Key, nullable=False),
    Column("jurisdiction", Key, nullable=False),
    Column("time_zone", Key, nullable=False),
    Column("court_id", Key, nullable=False),
    Column("docket_no", Key, nullable=False),
    Column("status", Key, nullable=False),
    Column("access", Key, nullable=False),
    Column("stayed", Boolean, nullable=False),
    Column("opened", Key, nullable=False),
    *known_columns(),
)


def in_effect(facts: Iterable[Fact]) -> list[Fact]:
    """Return what has occurred, in the order in which it took effect."""
    occurred = [fact for fact in facts if fact.occurred]
    return sorted(occurred, key=lambda fact: (fact.bounds(None)[1], fact.when.clock, fact.event_id))


def matter_row(matter_id: str, facts: Iterable[Fact]) -> Mapping[str, Any] | None:
    """Fold the facts about one matter into its row; None where it was never opened."""
    own = in_effect(fact for fact in facts if fact.matter_id == matter_id)
    opened = next((fact for fact in own if fact.type == "matter.opened"), None)
    if opened is None:
        return None
    row = {
        "matter_id": matter_id,
        **{
            name: str(getattr(opened.data, name) or "")
            for name in ("title", "category", "jurisdiction", "time_zone", "court_id", "docket_no")
        },
        "status": "open",
        "access": "public",
        "stayed": False,
        "opened": opened.when.text,
    }
    for fact in own:
        if fact.type == "matter.docket_number_assigned":
            row["docket_no"] = str(getattr(fact.data, "docket_no", ""))
            row["court_id"] = str(getattr(fact.data, "court_id", "") or row["court_id"])
        elif fact.type == "matter.status_changed":
            row["status"] = str(getattr(fact.data, "status", ""))
        elif fact.type == "matter.access_changed":
            row["access"] = str(getattr(fact.data, "to", ""))
        elif fact.type == "matter.stay_changed":
            row["stayed"] = bool(getattr(fact.data, "on", False))
    return row


def _rows(entity: str, known: Known) -> Iterator[Values]:
    row = matter_row(entity.removeprefix("matter/"), known.facts(entity))
    if row:
        yield tuple(row[name] for name in value_names(matters))


MATTERS = Projection("matters", matters, ("", "matter_id"), ("matter",), _rows)


def list_matters(
    connection: Connection,
    position: int,
    *,
    wanted: Mapping[str, str],
    words: str | None,
    after: str,
    limit: int,
) -> list[dict[str, Any]]:
    """Return the next matters by id, as known at a position.

    `wanted` gives the values that columns must have, `words` a text that the title, the docket
    number or the id contains.
    """
    query = select(matters).where(known_at(matters, position), matters.c.matter_id > after)
    for name, value in wanted.items():
        query = query.where(matters.c[name] == value)
    if words:
        hit = [
            matters.c[name].icontains(words, autoescape=True)
            for name in ("title", "docket_no", "matter_id")
        ]
        query = query.where(or_(*hit))
    rows = connection.execute(query.order_by(matters.c.matter_id).limit(limit)).mappings()
    return [as_answer(dict(row)) for row in rows]


def as_answer(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a read table's row as it is answered: without positions, absent text as null."""
    return {
        name: None if value == "" else value
        for name, value in row.items()
        if name not in ("known_from", "known_to")
    }
