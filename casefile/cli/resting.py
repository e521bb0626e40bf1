"""Resting: what rests on an event that is to be taken back, and has to be taken back with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from casefile.answers.record import log
from casefile.answers.record.log import EventInFull
from casefile.errors import Refused
from casefile.event import Draft
from casefile.installation import called
from casefile.law.edtf import parse
from casefile.law.events.record import EventRetracted
from casefile.office import Office

IN_USE = "party.in_use"
MOST = 50  # events that are taken back together; what has more on it is corrected instead


def say_resting(
    office: Office, refused: Refused, targets: Sequence[str], code: str, by: str
) -> None:
    """Put into the refusal of a retraction with which others it can be, and the commands."""
    every = _together(office, refused, targets, code, by)
    found = [log.in_full(office, one) for one in every]
    if not found:
        return
    found.sort(key=_last_first, reverse=True)
    numbers = [str(one.position) for one in found]
    each = [
        f"  {called()} retract {one.position} --reason {code}  ({one.sentence})" for one in found
    ]
    refused.together, refused.missing = numbers, None
    refused.following = "\n".join(
        [
            "What rests on it has to be taken back with it, in this order:",
            *each,
            f"All at once: {called()} retract {' '.join(numbers)} --reason {code}",
        ]
    )


def _together(
    office: Office, refused: Refused, targets: Sequence[str], code: str, by: str
) -> Sequence[str]:
    """Return the events that can be taken back with each other; nothing where none can."""
    gone = list(targets)
    while len(gone) <= MOST:
        more = [one for one in _in_the_way(refused) if one not in gone]
        if not more:
            return ()
        gone += more
        try:
            office.recorder.record(list(_drafts(office, gone, code)), by=by, dry_run=True)
        except Refused as again:
            refused = again
        else:
            return gone
    return ()


def _drafts(office: Office, targets: Sequence[str], code: str) -> Iterator[Draft]:
    """Yield what takes each of some events back."""
    today = office.today().isoformat()
    for one in targets:
        matter_id, data = log.in_full(office, one).matter_id, {"target": one, "reason": code}
        yield Draft(matter_id=matter_id, type=EventRetracted.tag, effective=today, data=data)


def _in_the_way(refused: Refused) -> Sequence[str]:
    """Return the events on record that cannot stand where others are taken back."""
    if refused.code == IN_USE:
        return refused.conflicts
    return refused.conflicts[:1] if refused.of_another else ()


def _last_first(one: EventInFull) -> tuple[str, int]:
    """Return by what the events are ordered that are taken back one by one, the last one first."""
    when = parse((one.as_corrected or one).effective)
    return str(when.latest or when.earliest), one.position
