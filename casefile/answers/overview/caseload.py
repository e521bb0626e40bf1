"""The caseload: the items of the office's open matters, counted by the states they stand in."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Label,
    and_,
    bindparam,
    case,
    distinct,
    func,
    literal_column,
    not_,
    or_,
    select,
)

from casefile.answers.asking import Answer, Asking
from casefile.law.codes import Instrument, Severity, Track
from casefile.law.criminal import NOT_DENIED, PLEADED_NOT_GUILTY
from casefile.law.events.matter import MatterStatus
from casefile.law.item import NONE
from casefile.law.status import DELINQUENCY, TICKET
from casefile.law.timeline import CERTAIN, RECORD
from casefile.projections.matters import matters
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Statement


class InState(Struct, frozen=True, kw_only=True):
    """How much stands in one state on one track: open matters, items, and parties by their ids.

    `name` is what the track is called for these items: charges of infractions, by tickets and of
    delinquency are counted apart from those of crimes.
    """

    track: str
    name: str
    state: str
    matters: int
    items: int
    parties: int


class Caseload(Answer, frozen=True, kw_only=True):
    """The items of open matters by track and state, as of a day, as known at a moment."""

    as_of: str
    known_at: str
    position: int
    past_head: bool
    states: Sequence[InState]


_position: BindParameter[int] = bindparam("position")
_open = or_(*(matters.c.status == str(one) for one in (MatterStatus.OPEN, MatterStatus.REOPENED)))
_item = item_spans.c.matter_id + "/" + item_spans.c.item_id
# A charge that nobody has denied stands as one that was, and is not counted among those.
_state: Label[str] = case(
    *(
        (
            and_(
                item_spans.c.state == PLEADED_NOT_GUILTY,
                item_spans.c.detail.contains(f'"plea_label":"{said}"'),
            ),
            said.replace(" ", "_"),
        )
        for said in NOT_DENIED
    ),
    else_=item_spans.c.state,
).label("stands_as")


def _has_severity(*severities: Severity) -> ColumnElement[bool]:
    """Tell whether an item has one of these now; its keys are in order, and `side` comes next."""
    return or_(
        *(
            item_spans.c.detail.contains(f'"severity":"{one.value}","{following}":')
            for one in severities
            for following in ("side", "since")
        )
    )


_graded = [one for one in Severity if one != Severity.UNKNOWN]
# As `called_alone` has it of an item that is read.
_name: Label[str] = case(
    (item_spans.c.track != str(Track.CRIMINAL), item_spans.c.track),
    (item_spans.c.detail.contains('"juvenile":true'), DELINQUENCY),
    (_has_severity(Severity.INFRACTION), str(Severity.INFRACTION)),
    (
        and_(
            item_spans.c.detail.contains(f'"instrument":"{Instrument.CITATION.value}"'),
            not_(_has_severity(*_graded)),
        ),
        TICKET,
    ),
    else_=item_spans.c.track,
).label("called")
_COUNTS = Statement(
    select(
        item_spans.c.track,
        _name,
        _state,
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
    .group_by(item_spans.c.track, literal_column(_name.name), literal_column(_state.name))
    .order_by(item_spans.c.track, literal_column(_name.name), literal_column(_state.name))
)


def caseload(asking: Asking, *, as_of: str | None = None, known_at: str | None = None) -> Caseload:
    """Return how many items of open matters certainly stand in which state by the record.

    Matters are those that were open as known then, items those that had been filed by the day.
    """
    with asking.gate(known_at, as_of=as_of) as at:
        rows = _COUNTS.rows(at.connection, day=at.on.isoformat(), position=at.position)
        return at.named(
            Caseload(
                as_of=at.on.isoformat(),
                **at.said(),
                states=[
                    InState(
                        track=track,
                        name=name,
                        state=state,
                        matters=matters,
                        items=items,
                        parties=parties,
                    )
                    for track, name, state, matters, items, parties in rows
                ],
            )
        )
