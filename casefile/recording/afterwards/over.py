"""Over: a matter in which nothing is open any more, once the last of it has ended.

Its own status is what the books of the court or the office say, and moves by an event alone. Where
all that is in it has ended and nothing is awaited, that event may be due.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem, MatterView
from casefile.answers.meaning.meant_entries import entries
from casefile.errors import Busy
from casefile.law import civil, placeholders, regulatory
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.criminal import (
    ACQUITTED,
    DEFERRAL_COMPLETED,
    NOT_LIABLE,
    REJECTED,
    SENTENCE_COMPLETED,
    TICKET_PAID,
)
from casefile.law.entry import DEADLINE, HEARING, MOTION
from casefile.law.events.appeal import AppealDecided
from casefile.law.events.claim import ClaimSatisfied
from casefile.law.events.matter import MatterStatus, MatterStatusChanged
from casefile.law.events.obligation import CitationObligationPerformed
from casefile.law.events.process import DeadlineClosed, HearingCancelled
from casefile.law.fact import Fact
from casefile.law.flags import RECORDED_LATE, REFILABLE
from casefile.law.item import ABATED, DISMISSED
from casefile.recording.receipt import Proposed, Receipt, Warned

CODE = "matter.nothing_open"
# Where nothing is to come of an item, and where nothing is once it is paid.
_OVER: Mapping[str, Sequence[str]] = {
    Track.CRIMINAL: (
        *(DISMISSED, ACQUITTED, REJECTED, ABATED, NOT_LIABLE, TICKET_PAID),
        *(DEFERRAL_COMPLETED, SENTENCE_COMPLETED),
    ),
    Track.CIVIL: (DISMISSED,),
    Track.REGULATORY: (regulatory.WITHDRAWN,),
}
_OVER_WHEN_PAID: Mapping[str, tuple[Sequence[str], str]] = {
    Track.CIVIL: ((civil.JUDGMENT, civil.SETTLED), "satisfied"),
    Track.REGULATORY: ((regulatory.FINAL, regulatory.SETTLED), regulatory.PAID),
}
# What can be the last of a matter and leads to none of these states.
_LAST = (
    AppealDecided,
    CitationObligationPerformed,
    ClaimSatisfied,
    DeadlineClosed,
    HearingCancelled,
)
# Flags of which nothing is left to be done.
_AT_REST = (RECORDED_LATE, REFILABLE, "second_voluntary_dismissal")


def with_over(asking: Asking, receipt: Receipt, *, dry_run: bool) -> Receipt:
    """Return the receipt of a post with a proposal to close each matter that it leaves nothing in.

    It is asked when nobody waits for the post any more, and not of a dry run, after which all is as
    before; where the database is lost by then nothing is said, and all is recorded the same.
    """
    ending: dict[str, Fact] = {}
    for fact in (Fact(one.recorded) for one in receipt.entries if not one.already):
        if fact.occurred and _can_end(type(fact.data)):
            ending[fact.matter_id] = fact
    if dry_run or not ending:
        return receipt
    try:
        found = [_warned(fact) for fact in ending.values() if _is_over(asking, fact.matter_id)]
        with asking.gate() as at:
            put = at.naming([one.sentence for one in found])
    except (Busy, DBAPIError):
        return receipt
    told = [replace(one, sentence=put(one.sentence)) for one in found]
    return receipt._replace(warnings=[*receipt.warnings, *told])


@cache
def _can_end(cls: type[Event]) -> bool:
    """Tell whether an event of a type can be the last of a matter: few are, and all are asked."""
    states = {state for some in _OVER.values() for state in some}
    return issubclass(cls, _LAST) or any(move.to in states for move in cls.moves)


def _warned(fact: Fact) -> Warned:
    closing = {"status": str(MatterStatus.CLOSED)}
    return Warned(
        code=CODE,
        sentence=(
            f"Nothing in {placeholders.matter(fact.matter_id)} is open any more, and the matter "
            "itself still is: close it, if it is over."
        ),
        events=(fact.event_id,),
        matter_id=fact.matter_id,
        proposes=Proposed(type=MatterStatusChanged.tag, matter_id=fact.matter_id, data=closing),
    )


def _is_over(asking: Asking, matter_id: str) -> bool:
    """Tell whether a matter is open, and all that is in it has ended for certain."""
    view = matters.view(asking, matter_id)
    status = view.matter.status if view.matter else ""
    if status not in (MatterStatus.OPEN, MatterStatus.REOPENED) or not _all_ended(view):
        return False
    return not any(
        one.open for kind in (HEARING, DEADLINE, MOTION) for one in entries(asking, matter_id, kind)
    )


def _all_ended(view: MatterView) -> bool:
    rests = all(flag.code in _AT_REST for flag in view.flags)
    return bool(view.items) and rests and not view.possible and all(map(_has_ended, view.items))


def _has_ended(item: MatterItem) -> bool:
    if item.state in _OVER[item.track]:
        return regulatory.PAID_IN_PART not in item.marks
    states, paid = _OVER_WHEN_PAID.get(item.track, ((), ""))
    return item.state in states and paid in item.marks
