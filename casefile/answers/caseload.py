"""The caseload: in which states the items of the office's open matters stand, counted."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Connection, and_, bindparam, distinct, func, or_, select

from casefile.law.events.matter import MatterStatus
from casefile.law.item import NONE
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement

COUNTED = ("track", "state", "matters", "items", "parties")

_position: BindParameter[int] = bindparam("position")
_open = or_(*(matters.c.status == str(one) for one in (MatterStatus.OPEN, MatterStatus.REOPENED)))
_item = item_spans.c.matter_id + "/" + item_spans.c.item_id
_COUNTS = Statement(
    select(
        item_spans.c.track,
        item_spans.c.state,
        func.count(distinct(item_spans.c.matter_id)),
        func.count(distinct(_item)),
        # An item whose party nobody has named has a row with none.
        func.count(distinct(func.nullif(item_spans.c.party_id, ""))),
    )
    .join(matters, and_(matters.c.matter_id == item_spans.c.matter_id, _open))
    .where(
        known_at(matters, _position),
        known_at(item_spans, _position),
        item_spans.c.basis == RECORD,
        item_spans.c.certainty == CERTAIN,
        item_spans.c.state != NONE,
        item_spans.c.valid_from <= bindparam("day"),
        item_spans.c.valid_to > bindparam("day"),
    )
    .group_by(item_spans.c.track, item_spans.c.state)
    .order_by(item_spans.c.track, item_spans.c.state)
)


def counts(connection: Connection, on: date, position: int) -> list[dict[str, Any]]:
    """Return for each track and state how many items certainly stand in it by the record.

    Beside them are counted their matters and their parties. Matters are those that were open as
    known at the position, items those that had been filed by the day.
    """
    rows = _COUNTS.rows(connection, day=on.isoformat(), position=position)
    return [dict(zip(COUNTED, row, strict=True)) for row in rows]
