"""Resting: what rests on an event that is to be taken back, and has to be taken back with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from casefile.answers.asking import Asking
from casefile.answers.record import log
from casefile.errors import Refused
from casefile.event import Draft
from casefile.law.events.record import EventRetracted

IN_USE = "party.in_use"
MOST = 50  # events that are taken back together; what has more on it is corrected instead


def taken_back_together(
    asking: Asking,
    record: Callable[..., object],
    refused: Refused,
    targets: Sequence[str],
    code: str,
    by: str,
) -> Sequence[str]:
    """Return the events that can be taken back with each other; nothing where none can.

    The targets come first. It is found by trying with the recorder's `record`, as a dry run.
    """
    gone = list(targets)
    while len(gone) <= MOST:
        more = [one for one in _in_the_way(refused) if one not in gone]
        if not more:
            return ()
        gone += more
        try:
            record(list(_drafts(asking, gone, code)), by=by, dry_run=True)
        except Refused as again:
            refused = again
        else:
            return gone
    return ()


def _drafts(asking: Asking, targets: Sequence[str], code: str) -> Iterator[Draft]:
    """Yield what takes each of some events back."""
    today = asking.today().isoformat()
    for one in targets:
        matter_id, data = log.in_full(asking, one).matter_id, {"target": one, "reason": code}
        yield Draft(matter_id=matter_id, type=EventRetracted.tag, effective=today, data=data)


def _in_the_way(refused: Refused) -> Sequence[str]:
    """Return the events on record that cannot stand where others are taken back."""
    if refused.code == IN_USE:
        return refused.conflicts
    return refused.conflicts[:1] if refused.of_another else ()
