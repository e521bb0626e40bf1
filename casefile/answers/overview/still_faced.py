"""Still faced: what was sent on and counts as it last stood, and what counts as sent on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import and_, bindparam, or_, select

from casefile.answers.asking import At
from casefile.answers.people.parties import merged_groups
from casefile.answers.standing.status import ON_DAY, as_seen
from casefile.law.codes import Instrument
from casefile.law.item import DISMISSED
from casefile.law.item_labels import GONE
from casefile.law.status import stands_as
from casefile.law.succession import FEDERAL, Succession
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among


class FacedPart(NamedTuple):
    """A part of an item, as one of its parties has it."""

    matter_id: str
    item_id: str
    part: str
    party_id: str


_on_record = and_(
    known_at(item_spans, bindparam("position")),
    item_spans.c.basis == RECORD,
    item_spans.c.certainty == CERTAIN,
    item_spans.c.valid_from <= bindparam("day"),
    item_spans.c.valid_to > bindparam("day"),
)
# Of a federal complaint, an indictment or information may stand in its place.
MAY_STAND_IN_ANOTHER = or_(
    and_(
        or_(*(item_spans.c.state == state for state in (*GONE, DISMISSED))),
        item_spans.c.detail.contains('"successors":['),
    ),
    and_(
        item_spans.c.detail.contains(f'"instrument":"{Instrument.COMPLAINT.value}"'),
        item_spans.c.detail.contains(f'"jurisdiction":"{FEDERAL}"'),
    ),
)
_SENT_ON = Statement(
    select(item_spans.c.party_id)
    .distinct()
    .where(_on_record, item_spans.c.party_id != "", MAY_STAND_IN_ANOTHER)
)
_OF_PARTIES = Statement(ON_DAY.where(among(item_spans.c.party_id, "some"), _on_record))


def still_faced(at: At) -> dict[FacedPart, str]:
    """Return in which state each item counts that stands in another one, as a status has it.

    What was sent on may be still faced, and what was not said to be may go on in another item.
    """
    given = {"position": at.position, "day": at.on.isoformat()}
    sent_on = [party_id for (party_id,) in _SENT_ON.rows(at.connection, **given)]
    merged = merged_groups(at) if sent_on else {}
    groups = {tuple(merged.get(one, [one])) for one in sent_on}
    every = _OF_PARTIES.rows(at.connection, some=sorted({*sum(groups, ())}), **given)
    rows: dict[str, list[tuple[object, ...]]] = {}
    for row in every:
        rows.setdefault(row[2], []).append(tuple(row))
    return {
        place: state
        for group in sorted(groups)
        for place, state in _of_person([row for one in group for row in rows.get(one, ())], group)
    }


def _of_person(
    rows: list[tuple[object, ...]], group: tuple[str, ...]
) -> Iterator[tuple[FacedPart, str]]:
    seen = as_seen(rows)
    succession = Succession(seen)
    for one in seen:
        state = succession.place_taken(one)
        if one.item.state in GONE and (now := succession.stands(one).item).state not in GONE:
            state = stands_as(now)
        if state:
            for part in one.parts:
                for party_id in group:
                    yield FacedPart(one.matter_id, one.item_id, part, party_id), state
