"""Item spans: how every item of every party stood, on both axes of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
from sqlalchemy import Column, Index, SmallInteger, String, Table, Text

from casefile.event import Recorded
from casefile.law import subjects
from casefile.law.flags import Flag
from casefile.law.folding import Folds
from casefile.law.known import Known
from casefile.law.reach import reached_items
from casefile.law.timeline import RECORD, Span
from casefile.projections.projection import Projection, Values, as_json, value_names
from casefile.projections.tables import Key, known_columns, metadata

FLAG = "flag"

item_spans = Table(
    "item_spans",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("item_id", Key, primary_key=True),
    Column("party_id", Key, primary_key=True),
    Column("basis", Key, primary_key=True),
    Column("certainty", Key, primary_key=True),
    Column("ordinal", SmallInteger, primary_key=True, autoincrement=False),
    Column("valid_from", Key, primary_key=True),
    Column("valid_to", Key, nullable=False),
    Column("track", Key, nullable=False),
    Column("state", String, nullable=False),
    Column("detail", Text, nullable=False),
    Column("evidence", Text, nullable=False),
    *known_columns(),
    Index("item_spans_by_party", "party_id", "known_to", "known_from"),
)


def _entities(recorded: Recorded, about: Sequence[str], known: Known) -> Iterable[str]:
    return [subjects.item(key) for key in reached_items(recorded, about, known)]


def _rows(entity: str, folds: Folds) -> list[Values]:
    key = subjects.name_of(entity)
    matter_id, item_id = key.split("/")
    timeline = folds.fold(key)
    rows = []
    for party_id, side in timeline.parties:
        owner = (matter_id, item_id, party_id)
        rows += [(*owner, *_span_row(span, side, timeline.track)) for span in timeline.spans]
        rows += [
            (*owner, *_flag_row(flag, ordinal, timeline.track))
            for ordinal, flag in enumerate(timeline.flags)
        ]
    return rows


def _span_row(span: Span, side: str, track: str) -> Values:
    item = span.item if span.item.side == side else span.item.having(side=side)
    return (
        span.basis,
        span.certainty,
        span.ordinal,
        span.valid_from.isoformat(),
        span.valid_to.isoformat(),
        track,
        item.state,
        as_json(item),
        as_json(span.evidence),
    )


def _flag_row(flag: Flag, ordinal: int, track: str) -> Values:
    return (
        RECORD,
        FLAG,
        ordinal,
        flag.valid_from.isoformat(),
        flag.valid_to.isoformat(),
        track,
        flag.code,
        as_json({"sentence": flag.sentence, "until": flag.until}),
        as_json(flag.events),
    )


SPANS = Projection(
    "spans", item_spans, ("", "matter_id", "item_id"), (subjects.ITEM,), _rows, _entities
)


def flags_among(rows: Iterable[tuple[Any, ...]]) -> set[tuple[str, tuple[str, ...]]]:
    """Return (code, events) of each flag among an item's rows."""
    names = value_names(item_spans)
    found = set()
    for values in rows:
        row = dict(zip(names, values, strict=True))
        if row["certainty"] == FLAG:
            found.add((row["state"], tuple(msgspec.json.decode(row["evidence"]))))
    return found


def parties_among(rows: Iterable[tuple[Any, ...]]) -> set[str]:
    """Return the parties of an item's rows."""
    place = value_names(item_spans).index("party_id")
    return {str(values[place]) for values in rows}
