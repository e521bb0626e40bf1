"""Other day: what is on record of one day and was of another, as a sentence tells it."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from typing import NamedTuple

from casefile.answers.asking import Asking
from casefile.answers.meaning import meant
from casefile.answers.record import log
from casefile.answers.record.log import StoredEvent
from casefile.answers.record.sought import Sought
from casefile.errors import Refused
from casefile.installation import called
from casefile.law.events.trial import ChargePleaEntered, ChargeVerdictReturned
from casefile.words import retyped
from casefile.words.forms.dated import DAY_SAID
from casefile.words.misread import Misread
from casefile.words.told.parted import parted
from casefile.words.what.event_types import by_whom, read_type
from casefile.words.when.days import read_day
from casefile.words.when.here import here_in
from casefile.words.which.several import COUNTS
from casefile.words.which.whom import items_among, parties_named

_not_then = re.compile(
    r"(?:correct(?:ion|ed|ing)?[:,] )?"
    rf"(?P<act>.+?)(?:,? (?:on|was|is|in fact|really|actually))* (?P<day>{DAY_SAID})"
    rf"(?:,| and|,? rather than|,? instead of)? (?:not |rather than |instead of )"
    rf"(?:on )?(?P<before>{DAY_SAID})(?P<why>,? (?:\(.+\)|(?:as|because|says?) .+))?",
    re.IGNORECASE,
)
# What an act is called by that says not how it was done, with the type of it.
_NOUNS: Mapping[str, str] = {
    "verdict": ChargeVerdictReturned.tag,
    "verdicts": ChargeVerdictReturned.tag,
    "plea": ChargePleaEntered.tag,
    "pleas": ChargePleaEntered.tag,
}
_counts = re.compile(COUNTS, re.IGNORECASE)
_WHY, CODE = "wrong day", "event.other_day"


def check_other_day(asking: Asking, matter_id: str, typed: str, of: str) -> None:
    """Ask to correct what is told to have been of another day; raises Refused.

    Where an event is of others as well, for whom the day stands, it is taken back, and recorded
    anew for each.
    """
    found = _not_then.fullmatch(re.sub(r"\b(?:rather than|instead of)\b", "not", typed))
    if found is None:
        return
    before = read_day(found["before"], here_in(asking, matter_id)).meant
    told = _told(asking, matter_id, found["act"], before.edtf if before else "", of)
    why = shlex.quote(found["why"].strip(" ,()") if found["why"] else _WHY)
    day = shlex.quote(found["day"])
    if not told.events:
        raise Refused(
            f"That corrects the day of what is on record: {called()} correct EVENT date={day} "
            f"--reason {why}. Nothing more happened.",
            code=CODE,
        )
    each = "; ".join(
        _anew(asking, one, told.whom, found["day"], why)
        if told.whom and _named(one) - told.whom
        else f"{called()} correct {one.position} date={day} --reason {why}"
        for one in told.events
    )
    said = f"That corrects the day of what is on record: {each}. Nothing more happened."
    raise Refused(said, code=CODE)


class _OtherDay(NamedTuple):
    """The events that a correction can mean, and the ids of those whom it names."""

    events: Sequence[StoredEvent] = ()
    whom: AbstractSet[str] = frozenset()


def _told(asking: Asking, matter_id: str, act: str, day: str, of: str) -> _OtherDay:
    """Return the events of a day that an act tells of, those of one post; none where unsure."""
    tag = ""
    with suppress(Misread):
        tag = read_type(by_whom(act, of)[0], of)
    with suppress(Misread):
        parts = None if tag else parted(asking, matter_id, act, of)
        tag = read_type(by_whom(parts.rest, of)[0], of) if parts else tag
    tag = tag or next((its for noun, its in _NOUNS.items() if noun in act.casefold().split()), "")
    names = parties_named(asking, matter_id, act)
    whom = {meant.party(asking, one, matter_id=matter_id).id for one in names}
    there = log.page(asking, matter_id=matter_id, sought=Sought(type=tag)).events if tag else ()
    own = [one for one in there if not one.amended and one.effective == day]
    if counts := _counts.search(act):
        ids = {item_id for one in own if (item_id := _item(one))}
        named = items_among(asking, matter_id, counts[0], ids)
        own = [one for one in own if _item(one) in named]
    of_whom = [one for one in own if not whom or whom & _named(one)]
    some = of_whom or own
    alike = len({(frozenset(_named(one)), one.effective) for one in some}) == 1
    return _OtherDay(some, whom if of_whom else frozenset()) if alike or of_whom else _OtherDay()


def _item(event: StoredEvent) -> str:
    """Return the id of the item that an event is on; nothing for none."""
    return str(json.loads(bytes(event.data)).get("item_id") or "")


def _named(event: StoredEvent) -> set[str]:
    """Return the ids of the parties that an event names."""
    fields = json.loads(bytes(event.data))
    one = fields.get("party_id")
    return {*(fields.get("parties") or []), *([str(one)] if one else [])}


def _anew(asking: Asking, event: StoredEvent, whom: AbstractSet[str], day: str, why: str) -> str:
    """Return the commands that take an event of several back, and record it anew for each."""
    fields = json.loads(bytes(event.data))
    rest = [one for one in fields["parties"] if one not in whom]
    own = [one for one in fields["parties"] if one in whom]

    def post(parties: Sequence[str], on: str = "") -> str:
        return retyped.again(log.envelope(event), asking, called(), on, parties=parties)

    back = f"{called()} retract {event.position} --reason error --why {why}"
    each = f"{post(rest)}; {post(own, day)}"
    return f"{event.position} is of others as well: {back}; {each}"
