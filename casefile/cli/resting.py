"""Resting: what rests on an event that is to be taken back, and has to be taken back with it."""

from __future__ import annotations

from collections.abc import Sequence

from casefile.answers.record import log
from casefile.answers.record.log import EventInFull
from casefile.errors import Refused
from casefile.installation import called
from casefile.law.edtf import parse
from casefile.office import Office
from casefile.recording.afterwards.resting import taken_back_together


def say_resting(
    office: Office, refused: Refused, targets: Sequence[str], code: str, by: str
) -> None:
    """Put into the refusal of a retraction with which others it can be, and the commands."""
    every = taken_back_together(office, office.recorder.record, refused, targets, code, by)
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


def _last_first(one: EventInFull) -> tuple[str, int]:
    """Return by what the events are ordered that are taken back one by one, the last one first."""
    when = parse((one.as_corrected or one).effective)
    return str(when.latest or when.earliest), one.position
