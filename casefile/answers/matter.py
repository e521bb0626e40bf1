"""The view of one matter: what it is, who is in it, and how its items stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from casefile.answers.status import seen_in_matter
from casefile.errors import Unknown
from casefile.law.fact import Fact, standing
from casefile.law.status import flag_answer, item_answer, possible_answer
from casefile.projections import names
from casefile.projections.matters import as_answer, matter_row
from casefile.projections.subjects import read_subjects
from casefile.store import log
from casefile.store.statement import Statement
from casefile.store.tables import events

INCIDENT = "matter.incident_occurred"
RELATED = "matter.related"
_VERSION = Statement(
    select(events.c.version)
    .where(events.c.matter_id == bindparam("matter"), events.c.position <= bindparam("position"))
    .order_by(events.c.version.desc())
    .limit(1)
)


def facts_about(connection: Connection, matter_id: str, position: int) -> list[Fact]:
    """Return the facts about a matter as a whole that stood as known at a position."""
    subject = f"matter/{matter_id}"
    recorded = read_subjects(connection, [subject])[subject]
    return standing(one for one in recorded if one.position <= position)


def incident_on(connection: Connection, matter_id: str, position: int) -> date | None:
    """Return the first day on which the matter's incident can have been, as known at a position."""
    days = [
        fact.bounds(None)[0]
        for fact in facts_about(connection, matter_id, position)
        if fact.type == INCIDENT and fact.matter_id == matter_id
    ]
    return min(days, default=None)


def matter_view(connection: Connection, matter_id: str, on: date, position: int) -> dict[str, Any]:
    """Return a matter as of a day, as known at a position; raises Unknown if it never was."""
    found = _VERSION.rows(connection, matter=matter_id, position=position)
    if not found and not log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
    version = found[0][0] if found else 0
    facts = facts_about(connection, matter_id, position)
    own = [fact for fact in facts if fact.matter_id == matter_id]
    so_far = [fact for fact in own if fact.type == "matter.opened" or fact.bounds(None)[1] <= on]
    row = matter_row(matter_id, so_far)
    people = names.in_matter(connection, matter_id, position)
    seen, sides = seen_in_matter(connection, matter_id, on, position)
    return {
        "version": version,
        "matter": as_answer(row) if row else None,
        "incident": _incident(connection, matter_id, facts, position),
        "related": [_relation(fact, matter_id) for fact in facts if fact.type == RELATED],
        "parties": _parties(people),
        "counsel": _acting(people, names.COUNSEL, "for"),
        "officials": _acting(people, names.OFFICIAL, "office"),
        "items": [
            item_answer(one, on) | {"track": one.track, "parties": sides.get(one.item_id, [])}
            for one in seen
        ],
        "possible": [possible_answer(one) for one in seen if one.possible],
        "flags": [flag_answer(one, flag) for one in seen for flag in one.flags],
    }


def _incident(
    connection: Connection, matter_id: str, facts: Sequence[Fact], position: int
) -> dict[str, Any] | None:
    """Return the matter's incident, or that of a matter about the same incident."""
    found = _incidents(facts, matter_id)
    for relation in (_relation(fact, matter_id) for fact in facts if fact.type == RELATED):
        if not found and relation["relation"] == "same_incident":
            other = relation["matter_id"]
            found = _incidents(facts_about(connection, other, position), other)
    if not found:
        return None
    first = min(found, key=lambda fact: (fact.bounds(None), fact.event_id))
    place = getattr(first.data, "place", None)
    return {
        "effective": first.when.text,
        "place": place,
        "matter_id": first.matter_id,
        "event_id": first.event_id,
    }


def _incidents(facts: Sequence[Fact], matter_id: str) -> list[Fact]:
    return [
        fact
        for fact in facts
        if fact.type == INCIDENT and fact.occurred and fact.matter_id == matter_id
    ]


def _relation(fact: Fact, matter_id: str) -> dict[str, Any]:
    other = str(getattr(fact.data, "other", ""))
    return {
        "matter_id": other if fact.matter_id == matter_id else fact.matter_id,
        "relation": str(getattr(fact.data, "relation", "")),
        "said_by": fact.matter_id,
        "event_id": fact.event_id,
    }


def _parties(people: Sequence[names.Name]) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for row in people:
        if row.who == names.PARTY:
            one = found.setdefault(
                row.subject_id,
                {
                    "party_id": row.subject_id,
                    "name": row.name,
                    "kind": row.kind,
                    "role": row.role,
                    "aliases": [],
                },
            )
            if row.is_alias:
                one["aliases"].append(row.name)
    return list(found.values())


def _acting(people: Sequence[names.Name], who: str, key: str) -> list[dict[str, Any]]:
    return [
        {key: row.subject_id, "name": row.name or None, "role": row.role}
        for row in people
        if row.who == who
    ]
