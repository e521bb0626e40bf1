"""Lateness: the warning that something is recorded more than a year late, told once.

An office that puts an old matter on record knows that its days are long past: it is told so when it
opens the matter, and of nothing that follows there. On the day on which it opens one it has
answered nothing about it before, so that nothing is late.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking
from casefile.errors import Busy
from casefile.law.events.matter import MatterOpened
from casefile.law.fact import Fact, of_class
from casefile.law.flags import LATE, RECORDED_LATE
from casefile.law.known import Known
from casefile.law.setting import opening
from casefile.projections.subjects import known_in
from casefile.recording.receipt import Receipt, Warned


def with_lateness_once(asking: Asking, receipt: Receipt) -> Receipt:
    """Return the receipt of a post with one warning at most of what is recorded late.

    It is asked when nobody waits for the post any more; where the database is lost by then the
    warnings stay as they are.
    """
    new = [Fact(one.recorded) for one in receipt.entries if not one.already]
    opened = [fact for fact, _ in of_class(new, MatterOpened) if _is_late(fact)]
    late = [one for one in receipt.warnings if one.code == RECORDED_LATE]
    if not late and not opened:
        return receipt
    others = [one for one in receipt.warnings if one.code != RECORDED_LATE]
    try:
        with asking.gate() as at:
            known = known_in(at.connection)
            told = [one for one in late if not _is_no_news(one.matter_id, known, new)]
    except (Busy, DBAPIError):
        return receipt
    return receipt._replace(warnings=[*others, *map(_of_opening, opened), *_as_one(told)])


def _is_late(fact: Fact) -> bool:
    latest = fact.when.latest
    return latest is not None and fact.recorded_on - latest > LATE


def _is_no_news(matter_id: str, known: Known, new: Sequence[Fact]) -> bool:
    """Tell whether a matter is new on record with what is new, or was old when it was opened."""
    found = opening(matter_id, known)
    today = max((fact.recorded_on for fact in new), default=None)
    return found is not None and (_is_late(found[0]) or found[0].recorded_on == today)


def _of_opening(fact: Fact) -> Warned:
    sentence = (
        f"This matter is put on record more than a year after it began, on {fact.when.shown}. Of "
        "what is recorded of it that is not said again."
    )
    return Warned(
        code=RECORDED_LATE, sentence=sentence, events=[fact.event_id], matter_id=fact.matter_id
    )


def _as_one(late: list[Warned]) -> Iterator[Warned]:
    """Yield the first of some warnings, with how many there are."""
    for first, *others in [late] if late else ():
        more = f" So were {len(others)} more." if others else ""
        events = [*first.events, *(name for one in others for name in one.events)]
        yield replace(first, sentence=f"{first.sentence}{more}", events=events)
