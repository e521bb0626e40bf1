"""Pleas, trials, verdicts and convictions: how a charge comes to be decided."""

from __future__ import annotations

from typing import ClassVar

from casefile.event import Code
from casefile.law.catalogue import Rank, event
from casefile.law.criminal import (
    ACQUITTED,
    CHARGED,
    CONVICTED,
    IN_TRIAL,
    MISTRIED,
    OF_SENTENCE,
    PLEA_TENDERED,
    PLEADED_NOT_GUILTY,
    SENTENCE_COMPLETED,
    SENTENCED,
    VACATED,
)
from casefile.law.events.charge import ChargeEvent
from casefile.law.fields import Long, Short
from casefile.law.item import Item, Move
from casefile.law.refusals import NoTrial


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


class ConvictionBasis(Code):
    """What a conviction rests on."""

    PLEA_GUILTY = "plea_guilty", "on a plea of guilty"
    PLEA_NO_CONTEST = "plea_no_contest", "on a plea of no contest"
    PLEA_ALFORD = "plea_alford", "on an Alford plea"
    JURY = "jury", "on a jury's verdict"
    BENCH = "bench", "after a bench trial"
    UNKNOWN = "unknown", "on what its source does not say"


@event("charge.plea_entered")
class ChargePleaEntered(ChargeEvent):
    """The defendant answers the charge."""

    sentence: ClassVar = "On charge {item_id}, {plea}"
    rank: ClassVar = Rank.PLEA
    moves: ClassVar = (
        Move((CHARGED, VACATED), PLEADED_NOT_GUILTY, lambda plea, _: plea.plea not in GUILTY_PLEAS),
        Move(
            (CHARGED, PLEADED_NOT_GUILTY, IN_TRIAL, MISTRIED, VACATED),
            PLEA_TENDERED,
            lambda plea, _: plea.plea in GUILTY_PLEAS,
        ),
    )

    plea: Plea
    conditional: bool = False
    negotiated: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its plea."""
        del field, item_id
        return item.having(detail={"plea": str(self.plea), "plea_label": self.plea.label})


@event("charge.plea_withdrawn")
class ChargePleaWithdrawn(ChargeEvent):
    """The defendant takes a guilty or no-contest plea back."""

    sentence: ClassVar = "Plea on charge {item_id} withdrawn[ by {by}][, leave: {leave}]"
    rank: ClassVar = Rank.WITHDRAWAL
    moves: ClassVar = (
        Move(
            (PLEA_TENDERED, CONVICTED),
            PLEADED_NOT_GUILTY,
            lambda _, item: item.state == PLEA_TENDERED or convicted_by_plea(item),
        ),
    )

    by: Short | None = None
    leave: Short | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge as one to which the defendant pleads not guilty."""
        del field, item_id
        plea = {"plea": str(Plea.NOT_GUILTY), "plea_label": Plea.NOT_GUILTY.label}
        return item.having(detail={**plea, "conviction_basis": None})


def convicted_by_plea(item: Item) -> bool:
    """Tell whether the conviction rests on a plea."""
    return str(item.detail.get("conviction_basis", "")).startswith("plea_")


@event("charge.trial_commenced")
class ChargeTrialCommenced(ChargeEvent):
    """Trial on the charge begins, before a jury or the court alone."""

    sentence: ClassVar = (
        "Trial on charge {item_id} begins[ {jury?before a jury|before the court alone}]"
    )
    rank: ClassVar = Rank.TRIAL
    moves: ClassVar = (Move((CHARGED, PLEADED_NOT_GUILTY, MISTRIED, VACATED), IN_TRIAL),)

    jury: bool | None = None


@event("charge.mistrial_declared")
class ChargeMistrialDeclared(ChargeEvent):
    """The trial ends without a verdict."""

    sentence: ClassVar = "Mistrial on charge {item_id}[: {reason}]"
    rank: ClassVar = Rank.VERDICT
    moves: ClassVar = (Move((IN_TRIAL,), MISTRIED),)

    reason: Long | None = None
    retrial: bool | None = None


@event("charge.verdict_returned")
class ChargeVerdictReturned(ChargeEvent):
    """The jury, or the court sitting alone, returns a verdict."""

    sentence: ClassVar = "On charge {item_id}, {verdict}[: {lesser_offense}]"
    rank: ClassVar = Rank.VERDICT
    refusal: ClassVar = NoTrial
    moves: ClassVar = (
        Move((IN_TRIAL,), CONVICTED, lambda returned, _: returned.verdict in GUILTY_VERDICTS),
        Move((IN_TRIAL,), MISTRIED, lambda returned, _: returned.verdict == Verdict.HUNG),
        Move((IN_TRIAL,), ACQUITTED),
    )

    verdict: Verdict
    lesser_offense: Short | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its verdict."""
        del field, item_id
        verdict = {"verdict": str(self.verdict), "verdict_label": self.verdict.label}
        return item.having(detail={**verdict, "lesser_offense": self.lesser_offense})


@event("charge.conviction_entered")
class ChargeConvictionEntered(ChargeEvent):
    """The court enters a conviction: on a plea, on a verdict, or after a bench trial."""

    sentence: ClassVar = "Conviction entered on charge {item_id}[ {basis}]"
    rank: ClassVar = Rank.CONVICTION
    moves: ClassVar = (
        Move((PLEA_TENDERED,), CONVICTED, lambda entered, _: entered.by_plea),
        Move((IN_TRIAL,), CONVICTED, lambda entered, _: entered.basis == ConvictionBasis.BENCH),
        # A judgment is often all that a source has: which plea or trial it followed is not known.
        Move(
            (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, IN_TRIAL, MISTRIED, VACATED),
            CONVICTED,
            lambda entered, _: entered.basis == ConvictionBasis.UNKNOWN,
        ),
        Move((CONVICTED,), CONVICTED),
    )

    basis: ConvictionBasis

    @property
    def by_plea(self) -> bool:
        """Tell whether the conviction rests on a plea."""
        return self.basis.startswith("plea_")

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with what the conviction rests on."""
        del field, item_id
        return item.having(detail={"conviction_basis": str(self.basis)})


@event("charge.conviction_vacated")
class ChargeConvictionVacated(ChargeEvent):
    """The conviction is set aside, and the sentence with it."""

    sentence: ClassVar = "Conviction on charge {item_id} vacated[ by {by}]"
    rank: ClassVar = Rank.FOLLOWS
    moves: ClassVar = (Move((CONVICTED, SENTENCED, SENTENCE_COMPLETED), VACATED),)

    by: Short | None = None
    new_trial: bool | None = None
    barred: bool | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its conviction and sentence."""
        del field, item_id
        return void_conviction(item)


def void_conviction(item: Item) -> Item:
    """Return the charge without conviction, verdict and sentence."""
    gone = ("conviction_basis", "verdict", "verdict_label", *OF_SENTENCE)
    return item.having(detail=dict.fromkeys(gone))
