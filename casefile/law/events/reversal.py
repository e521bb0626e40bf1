"""What a decision of a higher court takes back of an item, and what it leaves of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from casefile.law.civil import DECIDED, JUDGMENT
from casefile.law.civil import VACATED as VACATED_CLAIM
from casefile.law.codes import Track
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CONVICTED,
    DEFERRED,
    SENTENCE_COMPLETED,
    SENTENCED,
    VACATED,
    WITH_GUILT,
    after_guilt,
    found_by_verdict,
    stood_guilty,
)
from casefile.law.criminal import OPEN as OPEN_CHARGE
from casefile.law.events.citation import (
    ORDER_RESTORED,
    ORDER_UNDONE,
    order_restored,
    order_undone,
)
from casefile.law.events.claim import UNDER_SETTLEMENT
from casefile.law.events.conviction import barred, conviction_restored, conviction_undone
from casefile.law.events.dismissal import dismissal_undone
from casefile.law.events.ending import TRANSFER_UNDONE, transfer_undone
from casefile.law.events.ending import dismissal_undone as claim_dismissal_undone
from casefile.law.events.judgment import (
    JUDGMENT_RESTORED,
    JUDGMENT_UNDONE,
    amount_undone,
    judgment_restored,
    judgment_undone,
)
from casefile.law.events.sentence import sentence_void
from casefile.law.item import (
    BELOW,
    DISMISSED,
    FOUND,
    SAME,
    STOOD,
    Item,
    Move,
    Stood,
    appealed_since,
)


def _settled_judgment(_event: Any, item: Item) -> bool:
    return item.stood is not None and item.stood.state in DECIDED


def judgment_gone(item: Item) -> Item:
    """Return a claim that was settled after a judgment, which does not come back."""
    return item.having(stood=Stood(VACATED_CLAIM))


def verdict_is_set_aside(item: Item) -> bool:
    """Tell whether a charge ended as an acquittal after a verdict of guilty.

    Only then may the prosecution appeal (18 U.S.C. 3731; United States v. Wilson, 420 U.S. 332).
    """
    return item.state == ACQUITTED and "set_aside" in item.detail


def acquittal_undone(item: Item) -> Item:
    """Return the charge as it stood on the verdict of guilty, which stands again."""
    return item.having(taken_back="acquittal", detail={"set_aside": None})


def below_stands(item: Item) -> Item:
    """Return the charge as the lower court left it."""
    return item.restored(item.below).having(below=None) if item.below else item


class Reach(NamedTuple):
    """How far a decision reaches: the move that it makes, and what that leaves of the item."""

    move: Move
    leaves: Callable[[Item], Item]

    def fits(self, item: Item) -> bool:
        """Tell whether this is how a decision reaches the item as it stands."""
        return item.state in self.move.sources and self.move.when(None, item)


def _charge(_event: Any, item: Item) -> bool:
    return item.track == Track.CRIMINAL


def _claim(_event: Any, item: Item) -> bool:
    return item.track == Track.CIVIL


def _stood_guilty(_event: Any, item: Item) -> bool:
    return _charge(_event, item) and item.taken_back != "dismissal" and stood_guilty(item)


def _undecided(_event: Any, item: Item) -> bool:
    return _charge(_event, item) and not _stood_guilty(_event, item)


def _guilty_again(_event: Any, item: Item) -> bool:
    return _stood_guilty(_event, item) and appealed_since(item)


def _sentence_stood(item: Item) -> bool:
    """Tell whether the sentence was taken back, and may stand again."""
    taken = item.stood is not None and item.stood.state in (SENTENCED, SENTENCE_COMPLETED)
    return taken and appealed_since(item)


def _verdict_stands_again(item: Item) -> bool:
    return verdict_is_set_aside(item) and (item.stood is None or appealed_since(item))


def sentence_restored(item: Item) -> Item:
    """Return the charge with the sentence that had been taken back."""
    return item.restored(item.stood).having(stood=None) if item.stood else item


CONVICTION_UNDONE = (
    Reach(Move(WITH_GUILT, VACATED), conviction_undone),
    Reach(Move((DEFERRED,), VACATED, lambda _, item: after_guilt(item)), conviction_undone),
    # What took a finding of guilt away is reversed itself.
    Reach(Move((VACATED, ACQUITTED, DISMISSED), STOOD, _guilty_again), conviction_restored),
    Reach(Move((ACQUITTED,), FOUND, lambda _, item: _verdict_stands_again(item)), acquittal_undone),
    Reach(Move((DISMISSED,), STOOD, _undecided), dismissal_undone),
)
CONVICTION_BARRED = (
    Reach(Move(WITH_GUILT, ACQUITTED, lambda _, item: found_by_verdict(item)), barred),
    Reach(Move(WITH_GUILT, DISMISSED), barred),
)
SENTENCE_UNDONE = (
    Reach(Move((CONVICTED,), STOOD, lambda _, item: _sentence_stood(item)), sentence_restored),
    Reach(Move((CONVICTED,), SAME, lambda _, item: "deferral" in item.detail), sentence_void),
    Reach(Move((SENTENCED, SENTENCE_COMPLETED), CONVICTED), sentence_void),
    Reach(Move((ADJUDICATED,), SAME), sentence_void),
)
STANDS_BELOW = (
    Reach(Move(OPEN_CHARGE, BELOW, lambda _, item: item.below is not None), below_stands),
)
CLAIM_UNDONE = (
    Reach(JUDGMENT_RESTORED, judgment_restored),
    *(Reach(move, judgment_undone) for move in JUDGMENT_UNDONE),
    Reach(Move((DISMISSED,), STOOD, _claim), claim_dismissal_undone),
    *(Reach(move, transfer_undone) for move in TRANSFER_UNDONE),
    Reach(Move(UNDER_SETTLEMENT, SAME, _settled_judgment), judgment_gone),
)
AMOUNT_UNDONE = (Reach(Move((JUDGMENT,), SAME), amount_undone),)
CITATION_UNDONE = (
    Reach(ORDER_RESTORED, order_restored),
    *(Reach(move, order_undone) for move in ORDER_UNDONE),
)
UNDONE = (*CONVICTION_UNDONE, *CLAIM_UNDONE, *CITATION_UNDONE)
