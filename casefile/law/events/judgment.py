"""Judgments: how a claim comes to be decided, and what takes a decision back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.civil import (
    ANSWERED,
    CIVIL,
    DECIDED,
    DECISION,
    DEFAULTED,
    DETERMINED,
    FILED,
    JUDGMENT,
    OPEN,
    SERVED,
    VACATED,
    amount_vacated,
)
from casefile.law.events.claim import (
    AS_TO,
    CONTESTED,
    UNANSWERED,
    UNDER_SETTLEMENT,
    ClaimAct,
    Side,
)
from casefile.law.fields import Money, PartialDate, PartyId, Phrase, Words
from casefile.law.item import (
    ALONE,
    AMENDMENT,
    DISCHARGED,
    IN_TRIAL,
    NONE,
    RESTORED,
    SAME,
    STOOD,
    Item,
    Move,
    Stood,
    appealed_since,
)
from casefile.law.rank import Rank


class JudgmentKind(Code):
    """How a judgment came about."""

    DEFAULT = "default"
    CONSENT = "consent"
    SUMMARY = "summary"
    PLEADINGS = "pleadings", "on the pleadings"
    JURY = "jury"
    BENCH = "bench"
    DIRECTED = "directed"
    ARBITRAL = "arbitral"


class EnteredBy(Code):
    """Who enters a default, or a judgment on one (Fed. R. Civ. P. 55(a), (b)(1), (b)(2))."""

    COURT = "court", "by the court"
    CLERK = "clerk", "by the clerk"


JUDGED_FROM = {
    JudgmentKind.DEFAULT: (DEFAULTED, VACATED),
    # A consent judgment that is lodged for approval is approved by being entered (28 C.F.R. 50.7).
    JudgmentKind.CONSENT: (*OPEN, *UNDER_SETTLEMENT),
    JudgmentKind.SUMMARY: (SERVED, ANSWERED, VACATED),
    JudgmentKind.PLEADINGS: (ANSWERED, VACATED),
    JudgmentKind.JURY: (IN_TRIAL, VACATED),
    JudgmentKind.BENCH: (IN_TRIAL, VACATED),
    JudgmentKind.DIRECTED: (IN_TRIAL, VACATED),
    JudgmentKind.ARBITRAL: (ANSWERED, IN_TRIAL, VACATED),
}
# Where it comes to a judgment that is said of those alone whom it names, or who are alone.
SELDOM_FROM: Mapping[JudgmentKind, Sequence[str]] = {
    # At any time, also on a counterclaim, which takes no summons (Fed. R. Civ. P. 5(a), 56(b)).
    JudgmentKind.SUMMARY: (FILED,),
    # Who is sent to arbitration has often not answered in court (9 U.S.C. 3, 9).
    JudgmentKind.ARBITRAL: UNANSWERED,
}


class JudgmentVacatedBy(Code):
    """Whose decision takes a judgment back."""

    TRIAL_COURT = "trial_court", "by the trial court"
    APPEAL = "appeal", "on appeal"
    AGREEMENT = "agreement", "by agreement"
    OTHER = "other", "by other means"


# Those of them in which parties stand of whom it is ordinarily said, where it names nobody.
MEANT_FROM = {
    **JUDGED_FROM,
    JudgmentKind.DEFAULT: (DEFAULTED,),
    JudgmentKind.CONSENT: (*CONTESTED, *UNDER_SETTLEMENT),
    JudgmentKind.SUMMARY: (ANSWERED, VACATED),
    **dict.fromkeys((JudgmentKind.JURY, JudgmentKind.BENCH, JudgmentKind.DIRECTED), (IN_TRIAL,)),
}


FILED_STATES = tuple(state for state in CIVIL.states if state != NONE)


def _may_stand_again(item: Item) -> bool:
    return item.stood is not None and item.stood.state in DECIDED and appealed_since(item)


def by_default(item: Item) -> bool:
    """Tell whether the judgment on the claim is one by default."""
    return item.detail.get("judgment_kind") == JudgmentKind.DEFAULT


# Where a claim goes whose judgment, or determination, is taken back, on appeal or below.
# A judgment by default takes the default with it (Fed. R. Civ. P. 55(c), 60(b)).
JUDGMENT_UNDONE = (
    Move((JUDGMENT,), SERVED, lambda _, item: by_default(item)),
    Move(DECIDED, VACATED, lambda _, item: not by_default(item)),
)
# Where it goes when a higher court reverses what took the decision back.
JUDGMENT_RESTORED = Move(
    (VACATED, SERVED, DEFAULTED),
    STOOD,
    lambda _, item: item.taken_back == "judgment" and _may_stand_again(item),
)


@event("claim.default_entered")
class ClaimDefaultEntered(ClaimAct):
    """Default is entered against those who did not answer; judgment may follow."""

    sentence: ClassVar = "Default entered[ {entered_by}] on claim {item_id}" + AS_TO
    rank: ClassVar = Rank.SERVED + 1
    moves: ClassVar = (Move((SERVED,), DEFAULTED),)

    entered_by: EnteredBy | None = None

    def is_likely(self, item: Item) -> bool:
        """Tell that it is of those who have not answered."""
        return item.state in UNANSWERED


@event("claim.default_set_aside")
class ClaimDefaultSetAside(ClaimAct):
    """The default is taken back, and with it a judgment that rests on it; an answer may follow."""

    sentence: ClassVar = "Default on claim {item_id} set aside" + AS_TO
    rank: ClassVar = Rank.UNDONE + 1  # on the day on which the judgment is vacated, after that
    undoes: ClassVar = True
    moves: ClassVar = (
        Move((DEFAULTED,), SERVED, back=True),
        Move((IN_TRIAL,), SERVED, lambda _, item: "in_default" in item.detail),
        Move((JUDGMENT,), SERVED, lambda _, item: by_default(item)),
        Move((SERVED,), SAME, lambda _, item: item.taken_back == "judgment"),
    )

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its default."""
        del field, item_id
        if item.state == JUDGMENT:
            return judgment_undone(item)
        return item if item.state == SERVED else item.having(taken_back="default")


@event("claim.judgment_entered")
class ClaimJudgmentEntered(ClaimAct):
    """Judgment on the claim is entered for one side.

    In an eviction `possession` says that it is given with it, and `writ_on` from which day a writ
    for it may issue.
    """

    sentence: ClassVar = (
        "Judgment on claim {item_id} for {for_} ({kind})[, {possession?possession}][, {amount}]"
        "[, a writ may issue from {writ_on}][, entered {entered_by}]"
    ) + AS_TO
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (
        Move(
            (*OPEN, *UNDER_SETTLEMENT),
            JUDGMENT,
            lambda entered, item: item.state in MEANT_FROM[entered.kind],
        ),
        Move(
            (*OPEN, *UNDER_SETTLEMENT),
            JUDGMENT,
            lambda entered, item: item.state in JUDGED_FROM[entered.kind],
            named=True,
        ),
        Move(
            UNANSWERED,
            JUDGMENT,
            lambda entered, item: item.state in SELDOM_FROM.get(entered.kind, ()),
            named=ALONE,
        ),
        Move(
            (JUDGMENT,),
            SAME,
            lambda _, item: amount_vacated(item) or item.taken_back == RESTORED,
        ),
    )

    kind: JudgmentKind
    for_: Side = msgspec.field(name="for")
    amount: Money | None = None
    entered_by: EnteredBy | None = None
    possession: bool | None = None
    writ_on: PartialDate | None = None

    def is_likely(self, item: Item) -> bool:
        """Tell that one by default is of those who have not answered, and no other one is."""
        unanswered = item.state in (*UNANSWERED, DEFAULTED)
        return unanswered is (self.kind == JudgmentKind.DEFAULT)

    def in_doubt(self, items: Sequence[Item]) -> bool:
        """Tell whether it may be on a settlement with some, or by the consent of others."""
        settled = {item.state in UNDER_SETTLEMENT for item in items}
        return self.kind == JudgmentKind.CONSENT and len(settled) > 1

    def rank_on(self, field: str) -> int:
        """Return its rank: on the day of a settlement, a consent judgment on it comes after it."""
        del field
        return Rank.SETTLED + 2 if self.kind == JudgmentKind.CONSENT else self.rank

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its judgment."""
        del field, item_id
        judgment = {
            **dict.fromkeys(DECISION),
            "judgment_for": str(self.for_),
            "judgment_kind": str(self.kind),
            "judgment_amount": msgspec.to_builtins(self.amount),
            "judgment_possession": self.possession or None,
            "on_settlement": True if item.state in UNDER_SETTLEMENT else None,
        }
        return item.having(stood=None, detail=judgment).unmarked("satisfied")


@event("claim.judgment_amended")
class ClaimJudgmentAmended(ClaimAct):
    """The judgment is altered or corrected: its amount, or the side that it is for.

    One for the other side, like a judgment notwithstanding the verdict (Fed. R. Civ. P. 50(b)), is
    a judgment that can be appealed by itself: reversed, that on the verdict stands again.
    """

    sentence: ClassVar = "Judgment on claim {item_id} amended[, for {for_}][, {amount}]" + AS_TO
    rank: ClassVar = Rank.UNDONE - 1  # what is amended may be vacated on the same day
    undoes: ClassVar = True
    moves: ClassVar = (
        Move((JUDGMENT,), SAME, lambda amended, item: amended.alters(item)),
        Move((JUDGMENT,), SAME, named=True),
    )

    amount: Money | None = None
    for_: Side | None = msgspec.field(name="for", default=None)

    def alters(self, item: Item) -> bool:
        """Tell whether it is ordinarily said of such a judgment.

        An amount is of one for the claimant where nobody says for whom; without an amount it turns
        a judgment for the other side.
        """
        judged = item.detail.get("judgment_for")
        if self.amount:
            return bool(judged == (self.for_ or Side.CLAIMANT))
        return judged != self.for_

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its judgment as amended; what was satisfied was the old one."""
        del field, item_id
        turned = self.for_ is not None and self.for_ != item.detail.get("judgment_for")
        amended: dict[str, object] = {"judgment_amended": True}
        if turned:
            amended |= {"judgment_for": str(self.for_), "judgment_possession": None}
        if turned or self.amount:
            amended["judgment_amount"] = msgspec.to_builtins(self.amount)
            amended["amount_vacated"] = None
        changed = item.having(detail=amended)
        if turned:
            stood = item.put_aside(*DECISION)
            changed = changed.having(stood=stood, taken_back=AMENDMENT, interlocutory=item.appeals)
        return changed.unmarked("satisfied") if turned or self.amount else changed


@event("claim.judgment_vacated")
class ClaimJudgmentVacated(ClaimAct):
    """The judgment, or the determination, is taken back; the claim can be decided anew.

    A judgment by default takes the default with it, unless that stands.
    """

    sentence: ClassVar = (
        "Judgment on claim {item_id} vacated {by}[: {reason}]"
        "[; {default_stands?the default stands}]"
    ) + AS_TO
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = (ClaimJudgmentEntered.tag, ClaimJudgmentAmended.tag)
    moves: ClassVar = (
        Move(
            (JUDGMENT,),
            DEFAULTED,
            lambda vacated, item: vacated.default_stands and by_default(item),
        ),
        *JUDGMENT_UNDONE,
        Move(
            (SERVED,),
            DEFAULTED,
            lambda vacated, item: vacated.default_stands and item.taken_back == "judgment",
        ),
        Move((SERVED, DEFAULTED, VACATED), SAME, lambda _, item: item.taken_back == "judgment"),
        # A settlement is often made so that the judgment is vacated: then none comes back.
        Move(
            UNDER_SETTLEMENT,
            SAME,
            lambda _, item: item.stood is not None and item.stood.state in DECIDED,
        ),
    )

    by: JudgmentVacatedBy
    reason: Words | None = None
    default_stands: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim without its judgment."""
        del field, item_id
        if item.state in UNDER_SETTLEMENT:
            return item.having(stood=Stood(VACATED))
        return judgment_undone(item)


@event("claim.determined")
class ClaimDetermined(ClaimAct):
    """The question that the claim puts is answered, for no side: a certification, a declaration."""

    sentence: ClassVar = "Claim {item_id} determined: {outcome}" + AS_TO
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (Move(OPEN, DETERMINED),)

    outcome: Phrase

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim with its answer, and without the prejudice of an earlier dismissal."""
        del field, item_id
        return item.having(prejudice="", detail={"outcome": self.outcome})


@event("claim.discharged")
class ClaimDischarged(ClaimAct):
    """A debtor is discharged in bankruptcy from what is claimed; a mark beside the state.

    Of those against whom it is claimed it is told for the debtor alone (11 U.S.C. 524(e)). A
    judgment is void to the extent that it determines a personal liability that is discharged (11
    U.S.C. 524(a)(1)). A discharge can be revoked (727(d), 1328(e)).
    """

    sentence: ClassVar = (
        "Discharge in bankruptcy of claim {item_id}[ {revoked?revoked}][: {authority}]"
    ) + AS_TO
    rank: ClassVar = Rank.COMPLETED
    moves: ClassVar = (Move(FILED_STATES, SAME),)

    parties: Annotated[tuple[PartyId, ...], msgspec.Meta(min_length=1)]
    authority: Words | None = None
    revoked: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the claim as one from which the debtor is discharged, or is not any more."""
        del field, item_id
        return item.unmarked(DISCHARGED) if self.revoked else item.marked(DISCHARGED)


def judgment_undone(item: Item) -> Item:
    """Return the claim without the decision on it, which stands again if that is reversed."""
    stood = item.put_aside(*DECISION) if item.state in DECIDED else item.stood
    gone = item.having(taken_back="judgment", stood=stood, detail=dict.fromkeys(DECISION))
    return gone.unmarked("satisfied")


def judgment_restored(item: Item) -> Item:
    """Return the claim with the decision that had been taken back."""
    restored = item.restored(item.stood) if item.stood else item
    return restored.having(stood=None, taken_back=RESTORED)


def amount_undone(item: Item) -> Item:
    """Return the claim with its judgment, of which the amount is to be fixed anew."""
    gone = {"judgment_amount": None, "amount_vacated": True}
    return item.having(detail=gone).unmarked("satisfied")
