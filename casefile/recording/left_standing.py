"""Left standing: a warning of an enhancement that stays where what it enhances has ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import UNSET
from msgspec.structs import replace
from sqlalchemy.exc import DBAPIError

from casefile.answers import matters
from casefile.answers.asking import Asking
from casefile.errors import Busy
from casefile.law import placeholders
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.events.charge import ChargeKind, ChargeRejected, ChargesSuperseded
from casefile.law.events.dismissal import ChargeDismissed
from casefile.law.fact import Fact
from casefile.law.item import LIFECYCLES
from casefile.recording.receipt import Proposed, Receipt, Warned

CODE = "enhancement.left_standing"
# What ends a charge, with the field in which it is named, and what is then said of it.
ENDS: Mapping[type[Event], tuple[str, str]] = {
    ChargesSuperseded: ("old", "is superseded"),
    ChargeDismissed: ("item_id", "is dismissed"),
    ChargeRejected: ("item_id", "is turned down"),
}


def with_left_standing(asking: Asking, receipt: Receipt, *, dry_run: bool) -> Receipt:
    """Return the receipt of a post with a warning of each enhancement that it leaves standing.

    It is asked when nobody waits for the post any more; where the database is lost by then nothing
    is said, and all is recorded the same.
    """
    new = [Fact(one.recorded) for one in receipt.entries if not one.already]
    ending = [fact for fact in new if type(fact.data) in ENDS and fact.occurred]
    if not ending:
        return receipt
    ended = {(fact.matter_id, item_id) for fact in ending for item_id in _items(fact)}
    try:
        found = [one for fact in ending for one in _left(asking, fact, ended)]
        with asking.gate() as at:
            put = at.naming([one.sentence for one in found])
    except (Busy, DBAPIError):
        return receipt
    told = [
        replace(
            one,
            sentence=put(one.sentence),
            proposes=UNSET if dry_run else one.proposes,
        )
        for one in found
    ]
    return receipt._replace(warnings=[*receipt.warnings, *told])


def _items(fact: Fact) -> tuple[str, ...]:
    match fact.data:
        case ChargesSuperseded(old=old):
            return old
        case ChargeDismissed(item_id=item_id) | ChargeRejected(item_id=item_id):
            return (item_id,)
    return ()


def _left(asking: Asking, fact: Fact, ended: set[tuple[str, str]]) -> Iterator[Warned]:
    """Yield a warning of each enhancement of what an event ends that nothing in the post does."""
    field, said = ENDS[type(fact.data)]
    for one in matters.view(asking, fact.matter_id).items:
        enhances = one.kind == ChargeKind.ENHANCEMENT and one.attaches_to in _items(fact)
        still = one.state in LIFECYCLES[Track.CRIMINAL].open
        if enhances and still and (fact.matter_id, one.item_id) not in ended:
            name = placeholders.item(f"{fact.matter_id}/{one.item_id}")
            data: dict[str, Any] = {field: [one.item_id] if field == "old" else one.item_id}
            yield Warned(
                code=CODE,
                sentence=f"The {name} stands as before, and the charge that it enhances {said}.",
                events=(fact.event_id, *one.evidence[:1]),
                matter_id=fact.matter_id,
                item_id=one.item_id,
                proposes=Proposed(type=fact.type, matter_id=fact.matter_id, data=data),
            )
