"""The caseload: the items of the office's open matters, counted by the states they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

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

from casefile.answers.asking import Answer, Asking, At
from casefile.answers.overview.open_matters import WAS_OPEN, open_then
from casefile.answers.overview.still_faced import MAY_STAND_IN_ANOTHER, FacedPart, still_faced
from casefile.law.codes import Instrument, Severity, Track
from casefile.law.criminal import CRIME, NOT_DENIED, PLEADED_NOT_GUILTY
from casefile.law.item import JUVENILE, NONE, REGULATORY, TRAFFIC
from casefile.law.timeline import CERTAIN, RECORD
from casefile.law.track_names import AGENCY, DELINQUENCY, TICKET
from casefile.projections.matters import matters
from casefile.projections.spans import item_spans
from casefile.projections.tables import known_at
from casefile.store.statement import Row, Statement, among


class InState(Struct, frozen=True, kw_only=True):
    """How much stands in one state on one track: open matters, items, and parties by their ids.

    `name` is what the track is called for these items: charges of infractions, by tickets, of
    delinquency and in matters of traffic are counted apart from those of crimes, and claims before
    an agency from civil actions.
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


def _is_in(category: str) -> ColumnElement[bool]:
    """Tell whether an item is called by the category of its matter, which is this one."""
    return item_spans.c.detail.contains(f'"category":"{category}"')


def _is_by(instrument: Instrument) -> ColumnElement[bool]:
    """Tell whether a charge is brought by an instrument."""
    return item_spans.c.detail.contains(f'"instrument":"{instrument.value}"')


_is_of_crime = item_spans.c.detail.contains(f'"{CRIME}":"')
_graded = [one for one in Severity if one != Severity.UNKNOWN]
# As `called_alone` has it of an item that is read.
_name: Label[str] = case(
    (and_(item_spans.c.track == str(Track.CIVIL), _is_in(REGULATORY)), AGENCY),
    (item_spans.c.track != str(Track.CRIMINAL), item_spans.c.track),
    (_is_in(JUVENILE), DELINQUENCY),
    (_has_severity(Severity.INFRACTION), str(Severity.INFRACTION)),
    (
        and_(_is_by(Instrument.CITATION), not_(_has_severity(*_graded)), not_(_is_of_crime)),
        TICKET,
    ),
    (
        and_(
            _is_in(TRAFFIC),
            not_(_has_severity(*_graded)),
            not_(or_(*(_is_by(one) for one in Instrument if one != Instrument.UNKNOWN))),
        ),
        TRAFFIC,
    ),
    else_=item_spans.c.track,
).label("called")
_told = (
    known_at(matters, _position),
    known_at(item_spans, _position),
    item_spans.c.basis == RECORD,
    item_spans.c.certainty == CERTAIN,
    item_spans.c.state != NONE,
    item_spans.c.valid_from <= bindparam("day"),
    item_spans.c.valid_to > bindparam("day"),
)
_of_open = and_(matters.c.matter_id == item_spans.c.matter_id, WAS_OPEN)
_COUNTS = Statement(
    select(
        item_spans.c.track,
        _name,
        _state,
        func.count(distinct(item_spans.c.matter_id)),
        func.count(distinct(_item)),
        # An item whose party nobody has named has a row with none.
        func.count(distinct(func.nullif(item_spans.c.party_id, ""))),
        func.max(case((MAY_STAND_IN_ANOTHER, 1), else_=0)),
    )
    .join(matters, _of_open)
    .where(*_told)
    .group_by(item_spans.c.track, literal_column(_name.name), literal_column(_state.name))
)
_EACH = Statement(
    select(item_spans.c.track, _name, _state, *(item_spans.c[one] for one in FacedPart._fields))
    .join(matters, _of_open)
    .where(
        *_told,
        or_(among(item_spans.c.matter_id, "matters"), among(item_spans.c.party_id, "parties")),
    )
)
Line = tuple[str, str, str]


def _counts(at: At) -> list[tuple[Line, list[int]]]:
    """Return how many matters, items and parties each line has."""
    given = {"day": at.on.isoformat(), "position": at.position, **open_then(at)._asdict()}
    rows = _COUNTS.rows(at.connection, **given)
    counts: dict[Line, list[int]] = {(row[0], row[1], row[2]): list(row[3:-1]) for row in rows}
    faced = still_faced(at) if any(row[-1] for row in rows) else {}
    if faced:
        around = {
            "matters": sorted({one.matter_id for one in faced}),
            "parties": sorted({one.party_id for one in faced}),
        }
        each = _EACH.rows(at.connection, **given, **around)
        # What is near tells by how much the lines differ; the rest of the office is the same.
        for sign, states in ((-1, {}), (1, faced)):
            for line, near in _near(each, states).items():
                counted = counts.setdefault(line, [0, 0, 0])
                for place, some in enumerate(near):
                    counted[place] += sign * len(some)
    return sorted((line, counted) for line, counted in counts.items() if counted[1])


def _near(each: Iterable[Row], states: Mapping[FacedPart, str]) -> dict[Line, list[set[str]]]:
    """Return the matters, items and parties behind each line, some items in other states."""
    lines: dict[Line, list[set[str]]] = {}
    for track, name, state, *place in each:
        one = FacedPart(*place)
        behind = lines.setdefault((track, name, states.get(one, state)), [set(), set(), set()])
        behind[0].add(one.matter_id)
        behind[1].add(f"{one.matter_id}/{one.item_id}")
        behind[2].update((one.party_id,) if one.party_id else ())
    return lines


def caseload(asking: Asking, *, as_of: str | None = None, known_at: str | None = None) -> Caseload:
    """Return how many items of open matters certainly stand in which state by the record.

    Matters are those that were open on the day, as known then; items had been filed by it.
    """
    with asking.gate(known_at, as_of=as_of) as at:
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
                    for (track, name, state), (matters, items, parties) in _counts(at)
                ],
            )
        )
