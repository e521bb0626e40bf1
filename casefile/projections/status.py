"""Status answers: a party's status, and its history, as of a day and as known at a position."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Connection, Row, bindparam, select

from casefile.domain.flags import Flag, late_as_one
from casefile.domain.item import LIFECYCLES, Item
from casefile.domain.status import Seen, by_track
from casefile.domain.timeline import CERTAIN, RECORD
from casefile.projections.names import party_group
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at

_item = msgspec.json.Decoder(Item)
_strings = msgspec.json.Decoder(list[str])


_ON_DAY = (
    select(item_spans)
    .where(
        known_at(item_spans, bindparam("position")),
        item_spans.c.valid_from <= bindparam("day"),
        item_spans.c.valid_to > bindparam("day"),
    )
    .order_by(
        item_spans.c.matter_id,
        item_spans.c.item_id,
        item_spans.c.party_id,
        item_spans.c.ordinal,
    )
)
_OF_PARTIES = _ON_DAY.where(item_spans.c.party_id.in_(bindparam("group", expanding=True)))
_OF_MATTER = _ON_DAY.where(item_spans.c.matter_id == bindparam("matter"))


def tracks(
    connection: Connection, party_id: str, on: date, position: int, basis: str = RECORD
) -> dict[str, dict[str, Any]]:
    """Return a party's status on each track, as of a day, as known at a position."""
    return by_track(seen(connection, party_id, on, position), on, basis)


def seen(connection: Connection, party_id: str, on: date, position: int) -> list[Seen]:
    """Return a party's items as they stand on a day, as known at a position."""
    group = party_group(connection, party_id, position)
    given = {"day": on.isoformat(), "position": position, "group": group}
    return as_seen(connection.execute(_OF_PARTIES, given))


def seen_in_matter(
    connection: Connection, matter_id: str, on: date, position: int
) -> tuple[list[Seen], dict[str, list[dict[str, str]]]]:
    """Return the items of a matter as they stand on a day, each once, and the parties of each."""
    given = {"day": on.isoformat(), "position": position, "matter": matter_id}
    rows = connection.execute(_OF_MATTER, given).all()
    sides: dict[str, dict[str, str]] = {}
    for row in rows:
        if row.certainty == CERTAIN and row.party_id:
            sides.setdefault(row.item_id, {})[row.party_id] = _item.decode(row.detail).side
    parties = {
        item_id: [{"party_id": party_id, "side": side} for party_id, side in found.items()]
        for item_id, found in sides.items()
    }
    return as_seen(rows), parties


def as_seen(rows: Iterable[Row[Any]]) -> list[Seen]:
    """Gather the rows of one day into one Seen for each item, from the side of its first party."""
    found: dict[tuple[str, str], Seen] = {}
    first: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row.matter_id, row.item_id)
        if first.setdefault(key, row.party_id) != row.party_id:
            continue
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
    for one in found.values():
        one.flags = late_as_one(one.flags)
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
