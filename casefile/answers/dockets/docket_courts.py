"""Docket courts: which matters have a docket number, each with the court that it is in."""

from __future__ import annotations

from sqlalchemy import bindparam, func, select

from casefile.answers.asking import At
from casefile.answers.question import POSITION, Question
from casefile.projections.matters import matters
from casefile.projections.tables import known_at

_SO_NUMBERED = Question(
    select(matters.c.matter_id, matters.c.court_id)
    .where(func.upper(matters.c.docket_no) == bindparam("docket"), known_at(matters, POSITION))
    .order_by(matters.c.matter_id)
)


def courts_numbered(at: At, docket: str) -> list[tuple[str, str]]:
    """Return the matters that have a docket number, and the court of each where it says one."""
    (rows,) = at.ask(_SO_NUMBERED, docket=docket.upper())
    return [(matter_id, court_id) for matter_id, court_id in rows]
