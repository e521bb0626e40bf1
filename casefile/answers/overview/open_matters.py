"""Open matters: which of the office's matters were open on a day, whatever became of them later."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam, not_, or_, select

from casefile.answers.asking import At
from casefile.answers.dockets.docket_numbers import so_far
from casefile.law import subjects
from casefile.law.events.matter import MatterStatus, MatterStatusChanged
from casefile.law.setting import fold_matter
from casefile.projections.chronology import chronology
from casefile.projections.matters import matters
from casefile.projections.subjects import known_in
from casefile.projections.tables import known_at
from casefile.store.statement import Statement, among

_OPEN = [str(MatterStatus.OPEN), str(MatterStatus.REOPENED)]
_MOST = 500  # matters that are folded at once
_position: BindParameter[int] = bindparam("position")
_day: BindParameter[str] = bindparam("day")


def _changed(when: ColumnElement[bool]) -> ColumnElement[bool]:
    """Tell whether the status of a matter changed at such a time."""
    return (
        select(chronology.c.position)
        .where(
            chronology.c.matter_id == matters.c.matter_id,
            chronology.c.type == MatterStatusChanged.tag,
            when,
            known_at(chronology, _position),
        )
        .exists()
    )


# The matters whose status changed after the day, and whether it had changed before.
_CHANGED_LATER = Statement(
    select(matters.c.matter_id, matters.c.status, _changed(chronology.c.latest <= _day)).where(
        known_at(matters, _position), _changed(chronology.c.latest > _day)
    )
)
# A matter was open by the row of the matter list, but for those that stood otherwise on the day.
_is_open = or_(*(matters.c.status == one for one in _OPEN))
WAS_OPEN = or_(
    and_(_is_open, not_(among(matters.c.matter_id, "not_yet_open"))),
    among(matters.c.matter_id, "still_open"),
)


class OpenThen(NamedTuple):
    """What `WAS_OPEN` is asked with: the matters that stood otherwise on the day than now."""

    still_open: Sequence[str]
    not_yet_open: Sequence[str]


def open_then(at: At) -> OpenThen:
    """Return which matters were open on the day and are not now, and the other way round.

    One whose status had not changed by the day was open from the beginning.
    """
    day = at.on.isoformat()
    rows = [tuple(row) for row in _CHANGED_LATER.rows(at.connection, position=at.position, day=day)]
    status = {matter_id: now for matter_id, now, _ in rows}
    by_then = dict.fromkeys(status, str(MatterStatus.OPEN))
    changed = [matter_id for matter_id, _, before in rows if before]
    for first in range(0, len(changed), _MOST):
        by_then |= _statuses(at, changed[first : first + _MOST])
    otherwise = [one for one, then in by_then.items() if (then in _OPEN) != (status[one] in _OPEN)]
    return OpenThen(
        [one for one in otherwise if by_then[one] in _OPEN],
        [one for one in otherwise if by_then[one] not in _OPEN],
    )


def _statuses(at: At, matter_ids: Sequence[str]) -> dict[str, str]:
    """Return the status of each of some matters on the day."""
    known = known_in(at.connection, upto=at.position)
    known.fetch(map(subjects.matter, matter_ids))
    found = {
        one: fold_matter(one, so_far(at.on, one, known.facts(subjects.matter(one))))
        for one in matter_ids
    }
    return {one: matter.status for one, matter in found.items() if matter}
