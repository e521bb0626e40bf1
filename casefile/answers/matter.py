"""The view of one matter: what it is, who is in it, and how its items stand."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, bindparam, select

from casefile.answers.status import seen_in_matter
from casefile.errors import Unknown
from casefile.law import subjects
from casefile.law.events.matter import MatterIncidentOccurred, MatterOpened, MatterRelated
from casefile.law.fact import Fact, of_class
from casefile.law.folding import fold_matter
from casefile.law.setting import setting_of
from casefile.law.status import flag_answer, item_answer, possible_answer
from casefile.projections import names
from casefile.projections.matters import as_answer, matter_row, matters
from casefile.projections.projection import value_names
from casefile.projections.subjects import known_in
from casefile.store import log
from casefile.store.statement import Statement
from casefile.store.tables import events

_VERSION = Statement(
    select(events.c.version)
    .where(events.c.matter_id == bindparam("matter"), events.c.position <= bindparam("position"))
    .order_by(events.c.version.desc())
    .limit(1)
)


def matter_view(connection: Connection, matter_id: str, on: date, position: int) -> dict[str, Any]:
    """Return a matter as of a day, as known at a position; raises Unknown if it never was."""
    found = _VERSION.rows(connection, matter=matter_id, position=position)
    if not found and not log.versions(connection, [matter_id]):
        raise Unknown(f"There is no matter {matter_id}.", code="matter.unknown")
    version = found[0][0] if found else 0
    known = known_in(connection, upto=position)
    facts = known.facts(subjects.matter(matter_id))
    own = [fact for fact in facts if fact.matter_id == matter_id]
    so_far = [one for one in own if isinstance(one.data, MatterOpened) or one.bounds(None)[1] <= on]
    matter = fold_matter(matter_id, so_far)
    row = (
        dict(zip(value_names(matters), matter_row(matter_id, matter), strict=True))
        if matter
        else None
    )
    incident = setting_of(matter_id, known).incident
    people = names.in_matter(connection, matter_id, position)
    seen, sides = seen_in_matter(connection, matter_id, on, position)
    return {
        "version": version,
        "matter": as_answer(row) if row else None,
        "incident": _incident(incident) if incident else None,
        "related": [
            _relation(fact, one, matter_id) for fact, one in of_class(facts, MatterRelated)
        ],
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


def _incident(fact: Fact) -> dict[str, Any]:
    return {
        "effective": fact.when.text,
        "place": fact.data.place if isinstance(fact.data, MatterIncidentOccurred) else None,
        "matter_id": fact.matter_id,
        "event_id": fact.event_id,
    }


def _relation(fact: Fact, related: MatterRelated, matter_id: str) -> dict[str, Any]:
    return {
        "matter_id": related.other if fact.matter_id == matter_id else fact.matter_id,
        "relation": str(related.relation),
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
