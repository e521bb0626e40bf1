"""Status answers: a party's status, and its history, as of a day and as known at a position."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, Select, or_, select

from casefile.domain.flags import Flag
from casefile.domain.item import LIFECYCLES, Item
from casefile.domain.status import Seen, by_track
from casefile.domain.timeline import CERTAIN, RECORD
from casefile.projections.names import PARTY, merges, names
from casefile.projections.spans import FLAG, item_spans

_item = msgspec.json.Decoder(Item)
_strings = msgspec.json.Decoder(list[str])


def known_at(table: Any, position: int) -> Any:
    """Return the condition that a row was known at a position."""
    return (table.c.known_from <= position) & (table.c.known_to > position)


def party_group(connection: Connection, party_id: str, position: int) -> list[str]:
    """Return the ids that are one person with this party as known at a position, its own first."""
    group, asked = [party_id], 0
    while asked < len(group):
        some, asked = group[asked:], len(group)
        query = select(merges.c.party_id, merges.c.into_id).where(
            known_at(merges, position),
            or_(merges.c.party_id.in_(some), merges.c.into_id.in_(some)),
        )
        for pair in connection.execute(query):
            group += [one for one in pair if one not in group]
    return group


def party_names(
    connection: Connection, group: Sequence[str], position: int
) -> dict[str, Any] | None:
    """Return who a party is as known at a position; None where it was not known then."""
    query = (
        select(names)
        .where(names.c.subject_id.in_(group), names.c.who == PARTY, known_at(names, position))
        .order_by(names.c.known_from.desc(), names.c.matter_id, names.c.ordinal)
    )
    rows = connection.execute(query).all()
    if not rows:
        return None
    own = [row for row in rows if row.subject_id == group[0]] or rows
    first = next((row for row in own if not row.is_alias), own[0])
    others = dict.fromkeys(row.name for row in rows if row.name != first.name)
    return {
        "party_id": group[0],
        "name": first.name,
        "kind": first.kind,
        "aliases": list(others),
        "merged": list(group[1:]),
        "matters": [
            {"matter_id": row.matter_id, "role": row.role} for row in rows if not row.is_alias
        ],
    }


def party_exists(connection: Connection, party_id: str) -> bool:
    """Tell whether a party has ever been heard of."""
    query = select(names.c.who).where(names.c.subject_id == party_id, names.c.who == PARTY)
    return connection.execute(query.limit(1)).first() is not None


def tracks(
    connection: Connection, party_id: str, on: date, position: int, basis: str = RECORD
) -> dict[str, dict[str, Any]]:
    """Return a party's status on each track, as of a day, as known at a position."""
    return by_track(seen(connection, party_id, on, position), on, basis)


def seen(connection: Connection, party_id: str, on: date, position: int) -> list[Seen]:
    """Return a party's items as they stand on a day, as known at a position."""
    group = party_group(connection, party_id, position)
    return as_seen(
        connection.execute(_on_day(on, position).where(item_spans.c.party_id.in_(group)))
    )


def seen_in_matter(connection: Connection, matter_id: str, on: date, position: int) -> list[Seen]:
    """Return the items of a matter as they stand on a day, each once, whoever its parties are."""
    rows = connection.execute(_on_day(on, position).where(item_spans.c.matter_id == matter_id))
    first: dict[str, str] = {}
    return as_seen(
        row for row in rows if first.setdefault(row.item_id, row.party_id) == row.party_id
    )


def _on_day(on: date, position: int) -> Select[Any]:
    day = on.isoformat()
    return (
        select(item_spans)
        .where(
            known_at(item_spans, position),
            item_spans.c.valid_from <= day,
            item_spans.c.valid_to > day,
        )
        .order_by(item_spans.c.matter_id, item_spans.c.item_id, item_spans.c.ordinal)
    )


def as_seen(rows: Iterable[Row[Any]]) -> list[Seen]:
    """Gather the rows of one day into one Seen for each item."""
    found: dict[tuple[str, str], Seen] = {}
    for row in rows:
        key = (row.matter_id, row.item_id)
        one = found.setdefault(
            key,
            Seen(matter_id=row.matter_id, item_id=row.item_id, track=row.track),
        )
        evidence = _strings.decode(row.evidence)
        if row.certainty == FLAG:
            one.flags.append(_flag(row, evidence))
            continue
        item = _item.decode(row.detail)
        if row.certainty == CERTAIN and row.basis == RECORD:
            one.item, one.evidence = item, evidence
        elif row.certainty == CERTAIN:
            one.reported, one.reported_evidence = item, evidence
        elif row.basis == RECORD:
            one.possible.append((item, evidence))
        else:
            one.reported_possible.append((item, evidence))
    return list(found.values())


def _flag(row: Row[Any], evidence: list[str]) -> Flag:
    said = msgspec.json.decode(row.detail)
    until = tuple(said["until"]) if said["until"] else None
    first, last = date.fromisoformat(row.valid_from), date.fromisoformat(row.valid_to)
    return Flag(row.state, said["sentence"], tuple(evidence), first, last, until)


def conflicts(answer: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the conflicts between sources among the flags of all tracks."""
    return [
        {"item_id": flag["item_id"], "matter_id": flag["matter_id"], "events": flag["events"]}
        for track in answer.values()
        for flag in track["flags"]
        if flag["code"] == "source_conflict"
    ]


def history(
    connection: Connection, party_id: str, position: int, basis: str = RECORD
) -> list[dict[str, Any]]:
    """Return every certain and possible span of a party's items, as known at a position."""
    group = party_group(connection, party_id, position)
    query = (
        select(item_spans)
        .where(
            item_spans.c.party_id.in_(group),
            known_at(item_spans, position),
            item_spans.c.certainty != FLAG,
        )
        .order_by(
            item_spans.c.track,
            item_spans.c.matter_id,
            item_spans.c.item_id,
            item_spans.c.valid_from,
            item_spans.c.certainty,
            item_spans.c.ordinal,
        )
    )
    rows = connection.execute(query).all()
    reported = {(row.matter_id, row.item_id) for row in rows if row.basis != RECORD}
    return [
        _span(row)
        for row in rows
        if row.basis == basis or (basis != RECORD and (row.matter_id, row.item_id) not in reported)
    ]


def _span(row: Row[Any]) -> dict[str, Any]:
    item = _item.decode(row.detail)
    return {
        "matter_id": row.matter_id,
        "item_id": row.item_id,
        "track": row.track,
        "kind": item.kind,
        "certainty": row.certainty,
        "state": row.state,
        "prejudice": item.prejudice or None,
        "label": LIFECYCLES[row.track].label(item, date.fromisoformat(row.valid_from)),
        "valid_from": row.valid_from,
        "valid_to": row.valid_to,
        "known_from": row.known_from,
        "evidence": _strings.decode(row.evidence),
    }
