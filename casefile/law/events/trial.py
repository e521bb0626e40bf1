"""Pleas, trials and verdicts: how a charge comes to be decided."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CHARGED,
    CONVICTED,
    DE_NOVO,
    DEFERRED,
    MISTRIED,
    PLEA_TENDERED,
    PLEA_WITHDRAWN,
    PLEADED_NOT_GUILTY,
    VACATED,
    after_guilt,
    de_novo_ended,
    found_by_plea,
    found_by_verdict,
)
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Name, Phrase, Words
from casefile.law.item import FOUND, IN_TRIAL, SAME, STOOD, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import Juvenile, NoTrial

# What a plea leaves on a charge; one of guilt is undenied where no other plea came before it.
PLEA = ("plea", "plea_label", "undenied")


class Plea(Code):
    """What the defendant answers to a charge."""

    NOT_GUILTY = "not_guilty", "pleaded not guilty"
    GUILTY = "guilty", "pleaded guilty"
    NO_CONTEST = "no_contest", "pleaded no contest"
    ALFORD = "alford", "entered an Alford plea"
    NOT_GUILTY_INSANITY = "not_guilty_insanity", "pleaded not guilty by reason of insanity"
    GUILTY_BUT_MENTALLY_ILL = "guilty_but_mentally_ill", "pleaded guilty but mentally ill"
    STANDS_MUTE = "stands_mute", "stood mute"
    DOUBLE_JEOPARDY = "double_jeopardy", "pleaded double jeopardy"


# Where a charge stands to which guilt is pleaded.
BEFORE_A_PLEA = (CHARGED, PLEADED_NOT_GUILTY, IN_TRIAL, MISTRIED, VACATED, DE_NOVO)
GUILTY_PLEAS = (Plea.GUILTY, Plea.NO_CONTEST, Plea.ALFORD, Plea.GUILTY_BUT_MENTALLY_ILL)


class Verdict(Code):
    """What the jury or the court found."""

    GUILTY = "guilty", "found guilty"
    GUILTY_LESSER = "guilty_lesser", "found guilty of a lesser offense"
    NOT_GUILTY = "not_guilty", "found not guilty"
    NOT_GUILTY_INSANITY = "not_guilty_insanity", "found not guilty by reason of insanity"
    GUILTY_BUT_MENTALLY_ILL = "guilty_but_mentally_ill", "found guilty but mentally ill"
    DIRECTED_ACQUITTAL = "directed_acquittal", "acquitted by directed verdict"
    HUNG = "hung", "jury hung"


GUILTY_VERDICTS = (Verdict.GUILTY, Verdict.GUILTY_LESSER, Verdict.GUILTY_BUT_MENTALLY_ILL)


@event("charge.plea_entered")
class ChargePleaEntered(ChargeEvent):
    """The defendant answers the charge."""

    meets: ClassVar = True
    sentence: ClassVar = "On charge {item_id}, {plea}"
    rank: ClassVar = Rank.PLEA
    moves: ClassVar = (
        Move(
            (CHARGED, PLEADED_NOT_GUILTY, VACATED),
            PLEADED_NOT_GUILTY,
            lambda plea, _: plea.plea not in GUILTY_PLEAS,
        ),
        Move((DE_NOVO,), DE_NOVO, lambda plea, _: plea.plea not in GUILTY_PLEAS),
        Move(BEFORE_A_PLEA, PLEA_TENDERED, lambda plea, _: plea.plea in GUILTY_PLEAS),
    )

    plea: Plea
    conditional: bool = False
    negotiated: bool = False

    def done_by(self, sides: Mapping[str, str]) -> tuple[str, ...]:
        """Return the defendant."""
        return tuple(sides)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its plea; what stands before one of guilt is put aside."""
        del field, item_id
        tendered = self.plea in GUILTY_PLEAS
        hung = item.detail.get("verdict") == Verdict.HUNG  # which is past once there is a plea
        return item.having(
            stood=item.put_aside(*PLEA) if tendered else None,
            detail={
                **_left(self.plea, self.plea.label, undenied=tendered and _undenied(item)),
                **(dict.fromkeys(("verdict", "verdict_label")) if hung else {}),
            },
        )


@event("charge.plea_withdrawn")
class ChargePleaWithdrawn(ChargeEvent):
    """The defendant takes a guilty or no-contest plea back.

    After the sentence that takes an appeal or a collateral attack (Fed. R. Crim. P. 11(e)): once
    the conviction is vacated, the plea that it rested on can go, too.
    """

    sentence: ClassVar = "Plea on charge {item_id} withdrawn[ by {by}][, leave: {leave}]"
    rank: ClassVar = Rank.WITHDRAWAL
    undoes: ClassVar = True
    moves: ClassVar = (
        Move(
            (PLEA_TENDERED, CONVICTED, ADJUDICATED, DEFERRED),
            PLEADED_NOT_GUILTY,
            lambda _, item: item.state == PLEA_TENDERED or _found_and_not_sentenced(item),
        ),
        Move(
            (VACATED,), PLEADED_NOT_GUILTY, lambda _, item: item.detail.get("plea") in GUILTY_PLEAS
        ),
    )

    by: Name | None = None
    leave: Phrase | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge as one to which the defendant does not plead guilty.

        Whoever had pleaded not guilty before does so again; of whoever had not it is not said.
        """
        del field, item_id
        undenied = "undenied" in item.detail
        plea = (
            _left(None, PLEA_WITHDRAWN)
            if undenied
            else _left(Plea.NOT_GUILTY, Plea.NOT_GUILTY.label)
        )
        gone = dict.fromkeys(
            ("conviction_basis", "awaiting", "deferral", "deferred_until", "guilt")
        )
        # What vacated the conviction may be reversed, and the plea stands with it.
        stood = replace(item.stood) if item.stood and item.state == VACATED else None
        return item.having(stood=stood, detail={**plea, **gone})


def _undenied(item: Item) -> bool:
    """Tell whether no plea but of guilt has been entered to a charge."""
    return "plea" not in item.detail or "undenied" in item.detail


def _left(plea: Plea | None, label: str, *, undenied: bool = False) -> dict[str, Any]:
    return dict(zip(PLEA, (plea and str(plea), label, undenied or None), strict=True))


def _found_and_not_sentenced(item: Item) -> bool:
    if item.state == DEFERRED:
        return after_guilt(item) and not found_by_verdict(item)
    pleaded = item.detail.get("plea") in GUILTY_PLEAS and not found_by_verdict(item)
    return (found_by_plea(item) or pleaded) and "sentence" not in item.detail


@event("charge.plea_rejected")
class ChargePleaRejected(ChargeEvent):
    """The court does not accept a plea of guilt, and the charge stands as before it."""

    sentence: ClassVar = "Plea on charge {item_id} rejected[: {reason}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (
        Move((PLEA_TENDERED,), STOOD, lambda _, item: _is_put_aside(item)),
        Move((PLEA_TENDERED,), CHARGED, lambda _, item: _undenied(item), back=True),
        Move((PLEA_TENDERED,), PLEADED_NOT_GUILTY, back=True),
    )

    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with the plea that stood before, if there was one.

        Where the charge has come back to its plea, all that is known is whether it was denied.
        """
        del field, item_id
        if item.stood and _is_put_aside(item):
            return item.having(stood=None, detail=item.stood.detail)
        denied = _left(Plea.NOT_GUILTY, Plea.NOT_GUILTY.label)
        plea = dict.fromkeys(PLEA) if _undenied(item) else denied
        return item.having(stood=None, detail=plea)


def _is_put_aside(item: Item) -> bool:
    """Tell whether what was put aside last is how the charge stood before its plea."""
    return item.stood is not None and item.stood.state in BEFORE_A_PLEA


@event("charge.trial_commenced")
class ChargeTrialCommenced(ChargeEvent):
    """Trial on the charge begins, before a jury or the court alone."""

    may_meet: ClassVar = True
    sentence: ClassVar = (
        "Trial on charge {item_id} begins[ {jury?before a jury|before the court alone}]"
    )
    to_come: ClassVar = "that it will be tried"
    rank: ClassVar = Rank.TRIAL
    moves: ClassVar = (Move((CHARGED, PLEADED_NOT_GUILTY, MISTRIED, VACATED, DE_NOVO), IN_TRIAL),)

    jury: bool | None = None


@event("charge.mistrial_declared")
class ChargeMistrialDeclared(ChargeEvent):
    """The trial ends without a verdict."""

    sentence: ClassVar = "Mistrial on charge {item_id}[: {reason}]"
    rank: ClassVar = Rank.VERDICT
    undoes: ClassVar = True
    # A court that has discharged a hung jury often declares the mistrial as well.
    moves: ClassVar = (
        Move((IN_TRIAL,), MISTRIED),
        Move((MISTRIED,), SAME, lambda _, item: item.detail.get("verdict") == Verdict.HUNG),
    )

    reason: Words | None = None
    retrial: bool | None = None


@event("charge.verdict_returned")
class ChargeVerdictReturned(ChargeEvent):
    """The jury, or the court sitting alone, returns a verdict."""

    sentence: ClassVar = "On charge {item_id}, {verdict}[: {lesser_offense}]"
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (
        Move(
            (IN_TRIAL,),
            CONVICTED,
            lambda returned, item: returned.of_guilt and not item.juvenile,
        ),
        Move((), FOUND, lambda returned, _: returned.of_guilt),
        Move((IN_TRIAL,), MISTRIED, lambda returned, _: returned.verdict == Verdict.HUNG),
        Move((IN_TRIAL,), ACQUITTED, lambda returned, _: not returned.of_guilt),
    )

    verdict: Verdict
    lesser_offense: Phrase | None = None

    @property
    def of_guilt(self) -> bool:
        """Tell whether the verdict is one of guilt."""
        return self.verdict in GUILTY_VERDICTS

    def undoes_on(self, field: str, item_id: str) -> bool:
        """Tell whether the trial comes to nothing."""
        del field, item_id
        return self.verdict == Verdict.HUNG

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why there is no such verdict: there is no trial, or no conviction here at all."""
        return Juvenile if item.juvenile and item.state == IN_TRIAL else NoTrial

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its verdict."""
        del field, item_id
        verdict = {"verdict": str(self.verdict), "verdict_label": self.verdict.label}
        decided = item if self.verdict == Verdict.HUNG else de_novo_ended(item)
        return decided.having(detail={**verdict, "lesser_offense": self.lesser_offense})
