"""What a decision of a higher court takes back of an item, and what it leaves of that."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from msgspec.structs import replace

from casefile.law.civil import CIVIL, DECIDED, JUDGMENT, SETTLED, TRANSFERRED
from casefile.law.civil import VACATED as VACATED_CLAIM
from casefile.law.codes import Track
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CONVICTED,
    CRIMINAL,
    DEFERRED,
    LIABLE,
    MOVED,
    NOT_LIABLE,
    REVOKED,
    SENTENCE,
    SENTENCE_COMPLETED,
    SENTENCED,
    SUPERSEDED,
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
from casefile.law.events.ticket import finding_undone
from casefile.law.item import (
    ABATED,
    AMENDMENT,
    BELOW,
    DECISIONS,
    DISMISSED,
    FOUND,
    LAST_OPEN,
    NONE,
    RESTORED,
    REVIEWED,
    SAME,
    STOOD,
    Item,
    Move,
    Stood,
    appealed_since,
    is_appealed,
)
from casefile.law.regulatory import REGULATORY
from casefile.law.sentenced import has_sentence, sentence_void

# What an appeal can be from that took something back, beside decisions on claims and citations.
OF_CONVICTION, OF_DISMISSAL, OF_SENTENCE = "conviction", "dismissal", (SENTENCE, REVOKED)
# Where an item can stand of which that is reviewed: anywhere but where it is nothing, or goes on. A
# settlement stands, which leaves nothing to decide (U.S. Bancorp v. Bonner Mall, 513 U.S. 18).
REVIEWABLE = tuple(
    dict.fromkeys(
        state
        for track in (CRIMINAL, CIVIL, REGULATORY)
        for state in track.states
        if state not in (NONE, ABATED, SUPERSEDED, MOVED, TRANSFERRED, *UNDER_SETTLEMENT)
    )
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


def to_review(item: Item) -> Stood | None:
    """Return what an appeal may bring back that is filed now: how the item stood before an act.

    An appeal from what took a conviction, a sentence, a dismissal, a judgment or an order back can
    be decided after much else has happened: a new plea, a retrial, another sentence.
    """
    stood = item.stood
    if stood is None:
        return None
    taken = ""
    if item.track != Track.CRIMINAL:
        taken = item.taken_back if item.taken_back in DECISIONS else ""
    elif stood.state == DISMISSED:
        taken = OF_DISMISSAL
    elif stood.state in WITH_GUILT and item.state in WITH_GUILT:
        taken = REVOKED if has_sentence(item) or item.taken_back == REVOKED else SENTENCE
    elif stood.state in (*WITH_GUILT, DEFERRED):
        taken = OF_CONVICTION
    detail = {**item.detail, **stood.detail}
    left = {name: value for name, value in detail.items() if value is not None}
    return replace(stood, detail=left, appeals=item.appeals, taken=taken) if taken else None


def review_undone(item: Item) -> Item:
    """Return the item as it stood before the act that was appealed from, with what went with it."""
    stood = item.reviewed
    if stood is None:
        return item
    marks = (mark for mark in item.marks_with(stood) if mark != "refiled" or item.successors)
    return replace(
        item,
        severity=stood.severity,
        degree=stood.degree,
        marks=tuple(marks),
        prejudice=stood.prejudice,
        detail=stood.detail,
        stood=None,
        reviewed=None,
        taken_back=RESTORED,
    )


def less_reviewed(item: Item, *, about: bool, given_up: bool) -> Item:
    """Return the item after a decision that brought nothing back that is under review.

    An appeal that was pending before is from what is gone, so that one that is `given_up` is taken
    for such a one; so is a decision that is not `about` what is under review.
    """
    reviewed = item.reviewed
    if reviewed and (not about or (given_up and reviewed.appeals)):
        return item.having(reviewed=replace(reviewed, appeals=max(reviewed.appeals - 1, 0)))
    return item.having(reviewed=None) if reviewed else item


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


def _undecided_again(_event: Any, item: Item) -> bool:
    return _undecided(_event, item) and (item.stood is None or appealed_since(item))


def _claim_again(_event: Any, item: Item) -> bool:
    return _claim(_event, item) and (item.stood is None or appealed_since(item))


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


def _reviewed(*taken: str) -> tuple[Reach, ...]:
    """Return how a decision reaches what is under review, where an act of these was taken back.

    A conviction that stands can have an appeal pending, too, of which one word may be said. What
    was settled meanwhile stays settled.
    """

    def is_reviewed(_event: Any, item: Item) -> bool:
        reviewed, whole = item.reviewed, OF_CONVICTION in taken
        if reviewed is None or item.last_open == ABATED:
            return False
        first = not (whole and reviewed.taken in OF_SENTENCE and reviewed.appeals)
        return reviewed.taken in taken and first

    def is_moot(event: Any, item: Item) -> bool:
        settled = item.state in UNDER_SETTLEMENT or SETTLED in item.marks
        return settled and is_reviewed(event, item)

    return (
        Reach(Move((*REVIEWABLE, *UNDER_SETTLEMENT), SAME, is_moot), lambda item: item),
        Reach(Move(REVIEWABLE, REVIEWED, is_reviewed), review_undone),
    )


CONVICTION_UNDONE = (
    *_reviewed(OF_CONVICTION, OF_DISMISSAL),
    Reach(Move(WITH_GUILT, VACATED), conviction_undone),
    Reach(Move((DEFERRED,), VACATED, lambda _, item: after_guilt(item)), conviction_undone),
    # What took a finding of guilt away is reversed itself.
    Reach(Move((VACATED, ACQUITTED, DISMISSED), STOOD, _guilty_again), conviction_restored),
    Reach(Move((ACQUITTED,), FOUND, lambda _, item: _verdict_stands_again(item)), acquittal_undone),
    Reach(Move((DISMISSED,), STOOD, _undecided_again), dismissal_undone),
    Reach(Move((LIABLE, NOT_LIABLE), LAST_OPEN), finding_undone),
)
CONVICTION_BARRED = (
    Reach(Move(WITH_GUILT, ACQUITTED, lambda _, item: found_by_verdict(item)), barred),
    Reach(Move(WITH_GUILT, DISMISSED), barred),
)
SENTENCE_REVERSED = _reviewed(REVOKED)
SENTENCE_UNDONE = (
    *_reviewed(SENTENCE),
    Reach(Move((CONVICTED,), STOOD, lambda _, item: _sentence_stood(item)), sentence_restored),
    Reach(Move((CONVICTED,), SAME, lambda _, item: "deferral" in item.detail), sentence_void),
    Reach(Move((SENTENCED, SENTENCE_COMPLETED), CONVICTED), sentence_void),
    Reach(Move((ADJUDICATED,), SAME), sentence_void),
)
STANDS_BELOW = (
    Reach(Move(OPEN_CHARGE, BELOW, lambda _, item: item.below is not None), below_stands),
)
CLAIM_UNDONE = (
    *_reviewed(*DECISIONS),
    Reach(JUDGMENT_RESTORED, judgment_restored),
    *(Reach(move, judgment_undone) for move in JUDGMENT_UNDONE),
    Reach(Move((DISMISSED,), STOOD, _claim_again), claim_dismissal_undone),
    *(Reach(move, transfer_undone) for move in TRANSFER_UNDONE),
    Reach(Move(UNDER_SETTLEMENT, SAME, _settled_judgment), judgment_gone),
)
AMOUNT_UNDONE = (*_reviewed(AMENDMENT), Reach(Move((JUDGMENT,), SAME), amount_undone))
CITATION_UNDONE = (
    *_reviewed(*DECISIONS),
    Reach(ORDER_RESTORED, order_restored),
    *(Reach(move, order_undone) for move in ORDER_UNDONE),
)


def _of_last(reach: Reach) -> Reach:
    """Return how what is vacated is what was decided last: on an appeal that may be from that.

    One that was filed before is from another ruling, like an injunction; with the judgment it is
    moot, and the order that it is from is vacated (United States v. Munsingwear, 340 U.S. 36).
    """
    move = reach.move
    return reach._replace(
        move=replace(move, when=lambda event, item: is_appealed(item) and move.when(event, item))
    )


_REVIEWED = _reviewed(OF_CONVICTION, OF_DISMISSAL, *OF_SENTENCE, *DECISIONS)
_DECIDED = (*CONVICTION_UNDONE, *CLAIM_UNDONE, *CITATION_UNDONE)
# What is moot is not reversed: a notice that came before the decision was from that (Fed. R. App.
# P. 4(a)(2)), or what was reversed takes it away with it.
REVERSED = (*_REVIEWED, *_DECIDED)
VACATED_ON_APPEAL = (*_REVIEWED, *map(_of_last, _DECIDED))
