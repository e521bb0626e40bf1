"""The end of the log: the row that is its head, held against the last event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, select

from casefile.errors import Damaged
from casefile.event import instant_text
from casefile.store import log
from casefile.store.statement import Statement
from casefile.store.tables import events, log_head

_LAST = Statement(
    select(events.c.position, events.c.recorded_at).order_by(events.c.position.desc()).limit(1)
)
_HEADS = Statement(select(log_head.c.id, *(log_head.c[name] for name in log.Head._fields)))


class Last(NamedTuple):
    """The place of the last event of a log, and its instant; an empty log ends before the first."""

    position: int = 0
    recorded_at: str = instant_text(0)


def last(connection: Connection) -> Last:
    """Return where the log ends by its events, whatever its head says."""
    rows = _LAST.rows(connection)
    return Last(*rows[0]) if rows else Last()


def misfits(connection: Connection) -> Iterator[str]:
    """Yield what is wrong with the head; read both in a snapshot, or while the head is held."""
    rows = _HEADS.rows(connection)
    try:
        log.one_head([row[1:] for row in rows])
    except Damaged as damaged:
        yield damaged.sentence
        return
    ((number, *values),) = rows
    end, head, numbers = last(connection), log.Head(*values), values[:-1]
    if head.position != end.position:
        yield f"The head is at {head.position}; the last event is at {end.position}."
    elif _text(head.recorded_us) != end.recorded_at:
        said = _text(head.recorded_us)
        yield f"The head's instant is {said}; that of the last event is {end.recorded_at}."
    if number != 1 or not all(type(one) is int and one >= 0 for one in numbers):
        yield "The row of the head is none that casefile writes."


def check_head(connection: Connection) -> None:
    """Refuse to make anything of a log whose head does not verify; raises Damaged."""
    for sentence in misfits(connection):
        told = sentence.removesuffix("; `verify` says more.").removesuffix(".")
        raise Damaged(f"{told}; `verify` says more.")


def _text(instant_us: int) -> str:
    try:
        return instant_text(instant_us)
    except (TypeError, OverflowError):
        return str(instant_us)
