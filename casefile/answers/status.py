"""Status answers: a party's status, and its history, as of a day and as known at a position."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, bindparam, select

from casefile.law.flags import Flag, late_as_one
from casefile.law.item import LIFECYCLES, Item
from casefile.law.status import Seen, by_track
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.names import party_group
from casefile.projections.spans import FLAG, item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement

_item = msgspec.json.Decoder(Item).decode
_strings = msgspec.json.Decoder(list[str]).decode


class _OnDay(NamedTuple):
    """What is read of a row of item_spans to say how an item stands on a day."""

    matter_id: str
    item_id: str
    party_id: str
    track: str
    basis: str
    certainty: str
    state: str
    valid_from: str
    valid_to: str
    detail: str
    evidence: str


ON_DAY = (
    select(*(item_spans.c[name] for name in _OnDay._fields))
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
_OF_PARTY = Statement(ON_DAY.where(item_spans.c.party_id == bindparam("party")))
_OF_MATTER = Statement(ON_DAY.where(item_spans.c.matter_id == bindparam("matter")))


def tracks(
    connection: Connection, party_id: str, on: date, position: int, basis: str = RECORD
) -> dict[str, dict[str, Any]]:
    """Return a party's status on each track, as of a day, as known at a position."""
    group = party_group(connection, party_id, position)
    return tracks_of(connection, group, on, position, basis)


def tracks_of(
    connection: Connection, group: Iterable[str], on: date, position: int, basis: str = RECORD
) -> dict[str, dict[str, Any]]:
    """Return the status of one person, whose ids are given, as `tracks` does."""
    # One id at a time, which is the common case and the one that every planner reads by the index.
    rows = [
        row
        for party_id in sorted(group)
        for row in _OF_PARTY.rows(connection, party=party_id, position=position, day=on.isoformat())
    ]
    return by_track(as_seen(rows), on, basis)


def seen_in_matter(
    connection: Connection, matter_id: str, on: date, position: int
) -> tuple[list[Seen], dict[str, list[dict[str, str]]]]:
    """Return the items of a matter as they stand on a day, each once, and the parties of each."""
    rows = _OF_MATTER.rows(connection, matter=matter_id, position=position, day=on.isoformat())
    sides: dict[str, dict[str, str]] = {}
    for row in map(_OnDay._make, rows):
        if row.certainty == CERTAIN and row.party_id:
            sides.setdefault(row.item_id, {})[row.party_id] = _item(row.detail).side
    parties = {
        item_id: [{"party_id": party_id, "side": side} for party_id, side in found.items()]
        for item_id, found in sides.items()
    }
    return as_seen(rows), parties


def as_seen(rows: Iterable[tuple[Any, ...]]) -> list[Seen]:
    """Gather the rows of one day into one Seen for each item, from the side of its first party."""
    found: dict[tuple[str, str], Seen] = {}
    first: dict[tuple[str, str], str] = {}
    for row in map(_OnDay._make, rows):
        key = (row.matter_id, row.item_id)
        if first.setdefault(key, row.party_id) != row.party_id:
            continue
        one = found.get(key)
        if one is None:
            one = found[key] = Seen(matter_id=row.matter_id, item_id=row.item_id, track=row.track)
        evidence = _strings(row.evidence)
        if row.certainty == FLAG:
            one.flags.append(_flag(row, evidence))
            continue
        item = _item(row.detail)
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


def _flag(row: _OnDay, evidence: list[str]) -> Flag:
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


class _Span(NamedTuple):
    """What is read of a row of item_spans for a history."""

    matter_id: str
    item_id: str
    party_id: str
    ordinal: int
    track: str
    basis: str
    certainty: str
    state: str
    valid_from: str
    valid_to: str
    known_from: int
    detail: str
    evidence: str


_HISTORY = Statement(
    select(*(item_spans.c[name] for name in _Span._fields)).where(
        item_spans.c.party_id == bindparam("party"),
        known_at(item_spans, bindparam("position")),
        item_spans.c.certainty != FLAG,
    )
)
_in_order = attrgetter(
    "track", "matter_id", "item_id", "valid_from", "certainty", "ordinal", "party_id"
)


def history(
    connection: Connection, group: Iterable[str], position: int, basis: str = RECORD
) -> list[dict[str, Any]]:
    """Return every certain and possible span of one person's items, as known at a position."""
    rows = [
        _Span._make(row)
        for party_id in group
        for row in _HISTORY.rows(connection, party=party_id, position=position)
    ]
    rows.sort(key=_in_order)
    reported = {(row.matter_id, row.item_id) for row in rows if row.basis != RECORD}
    return [
        _span_answer(row)
        for row in rows
        if row.basis == basis or (basis != RECORD and (row.matter_id, row.item_id) not in reported)
    ]


def _span_answer(row: _Span) -> dict[str, Any]:
    item = _item(row.detail)
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
        "evidence": _strings(row.evidence),
    }
