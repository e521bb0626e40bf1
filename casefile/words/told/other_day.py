"""Other day: what is on record of one day and was of another, as a sentence tells it."""

from __future__ import annotations

import json
import re
import shlex
from contextlib import suppress

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.answers.record import log
from casefile.answers.record.sought import Sought
from casefile.installation import called
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.told.parted import parted
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.which.whom import parties_named

_not_then = re.compile(
    rf"(?P<act>.+?)(?:,? (?:on|was|is|in fact|really|actually))* (?P<day>{DAY_SAID})"
    rf"(?:,| and|,? rather than|,? instead of)? (?:not |rather than |instead of )"
    rf"(?:on )?(?P<before>{DAY_SAID})",
    re.IGNORECASE,
)


def check_other_day(asking: Asking, matter_id: str, typed: str, of: str) -> None:
    """Ask to correct the event that is told to have been of another day; raises Misread."""
    found = _not_then.fullmatch(re.sub(r"\b(?:rather than|instead of)\b", "not", typed))
    if found is None:
        return
    before = read_day(found["before"], here_in(asking, matter_id)).meant
    event = _event(asking, matter_id, found["act"], before.edtf if before else "", of)
    day = shlex.quote(found["day"])
    raise Misread(
        f"That corrects the day of what is on record: {called()} correct {event} date={day} "
        '--reason "wrong day". '
        "Nothing more happened."
    )


def _event(asking: Asking, matter_id: str, act: str, day: str, of: str) -> str:
    """Return the number of the only event of a day that an act tells of; else what stands for it.

    Raises Misread where the act tells of no type.
    """
    tag = ""
    with suppress(Misread):
        tag = read_type(by_whom(act, of)[0], of)
    with suppress(Misread):
        parts = None if tag else parted(asking, matter_id, act, of)
        tag = read_type(by_whom(parts.rest, of)[0], of) if parts else tag
    names = parties_named(asking, matter_id, act)
    whom = {meant.party(asking, one, matter_id=matter_id).id for one in names}
    there = log.page(asking, matter_id=matter_id, sought=Sought(type=tag)).events if tag else ()
    own = [one for one in there if not one.amended and one.effective == day]
    of_whom = [one for one in own if not whom or whom & _named(bytes(one.data))]
    some = of_whom or own
    return str(some[0].position) if len(some) == 1 else "EVENT"


def _named(data: bytes) -> set[str]:
    """Return the ids of the parties that an event names."""
    fields = json.loads(data)
    said = fields.get("parties") or []
    return {*said, str(fields.get("party_id", ""))}
