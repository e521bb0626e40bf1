"""Convictions: how one is entered, reduced, taken back or pardoned; in a juvenile matter, findings.

What a conviction leaves on a charge goes with it when it is taken back: the verdict, the sentence,
what it was reduced to, and clemency.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from msgspec.structs import replace

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import event
from casefile.law.codes import Severity, graded
from casefile.law.criminal import (
    ACQUITTED,
    ADJUDICATED,
    CHARGED,
    CONVICTED,
    DE_NOVO,
    DECIDING_GUILT,
    DEFERRED,
    MISTRIED,
    OF_FINDING,
    OF_JUDGMENT,
    OF_SENTENCE,
    PLEA_TENDERED,
    PLEADED_NOT_GUILTY,
    TICKET_PAID,
    VACATED,
    WITH_CONVICTION,
    WITH_GUILT,
    after_guilt,
    de_novo_ended,
    found_by_plea,
    found_by_verdict,
    stood_on_verdict,
)
from casefile.law.events.charge import ChargeEvent
from casefile.law.events.trial import PLEA, Plea
from casefile.law.fields import Citation, Grade, Name, Phrase, UnfitFields, Words
from casefile.law.item import ABATED, DISMISSED, FOUND, IN_TRIAL, RESTORED, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import Juvenile, WrongState

# From where a judgment may be all that a source has: which plea or trial it followed is not known.
UNTOLD = (CHARGED, PLEADED_NOT_GUILTY, PLEA_TENDERED, IN_TRIAL, MISTRIED, VACATED, DE_NOVO)
# A court may take payment of a ticket for a plea.
ON_PLEA = (PLEA_TENDERED, TICKET_PAID)


class ConvictionBasis(Code):
    """What a conviction rests on."""

    PLEA_GUILTY = "plea_guilty", "on a plea of guilty"
    PLEA_NO_CONTEST = "plea_no_contest", "on a plea of no contest"
    PLEA_ALFORD = "plea_alford", "on an Alford plea"
    JURY = "jury", "on a jury's verdict"
    BENCH = "bench", "after a bench trial"
    UNKNOWN = "unknown", "on what its source does not say"


BASIS_OF_PLEA: Mapping[str, ConvictionBasis] = {
    Plea.GUILTY: ConvictionBasis.PLEA_GUILTY,
    Plea.NO_CONTEST: ConvictionBasis.PLEA_NO_CONTEST,
    Plea.ALFORD: ConvictionBasis.PLEA_ALFORD,
}


class ClemencyKind(Code):
    """What the executive granted."""

    PARDON = "pardon"
    COMMUTATION = "commutation"
    REPRIEVE = "reprieve"
    REMISSION = "remission"
    OTHER = "other", "clemency"


@event("charge.conviction_entered")
class ChargeConvictionEntered(ChargeEvent):
    """The court enters a conviction: on a plea, on a verdict, or after a bench trial."""

    sentence: ClassVar = "Conviction entered on charge {item_id}[ {basis}]"
    rank: ClassVar = Rank.CONVICTION
    moves: ClassVar = (
        Move(ON_PLEA, FOUND, lambda entered, item: _adult(item) and entered.by_plea),
        Move(
            (IN_TRIAL,),
            FOUND,
            lambda entered, item: _adult(item) and entered.basis == ConvictionBasis.BENCH,
        ),
        Move(
            (*UNTOLD, TICKET_PAID),
            FOUND,
            lambda entered, item: _adult(item) and entered.basis == ConvictionBasis.UNKNOWN,
        ),
        Move((CONVICTED,), CONVICTED, lambda _, item: _adult(item)),
        Move((), FOUND),
    )

    basis: ConvictionBasis

    @property
    def by_plea(self) -> bool:
        """Tell whether the conviction rests on a plea."""
        return self.basis.startswith("plea_")

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why there is no conviction from this state, or none in this matter at all."""
        return Juvenile if item.juvenile else WrongState

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with what the conviction rests on."""
        del field, item_id
        return de_novo_ended(item).having(detail={"conviction_basis": str(self.basis)})


def _adult(item: Item) -> bool:
    return not item.juvenile


@event("charge.adjudicated")
class ChargeAdjudicated(ChargeEvent):
    """In a juvenile matter the court finds the act proved, which is no conviction.

    An adjudication of delinquency is none by NMSA 1978, 32A-2-18(A), nor under 18 U.S.C. 5031
    to 5037.
    """

    sentence: ClassVar = "Charge {item_id} adjudicated[ {basis}]"
    rank: ClassVar = Rank.CONVICTION
    moves: ClassVar = (
        Move((PLEA_TENDERED,), ADJUDICATED, lambda found, item: item.juvenile and found.by_plea),
        Move((IN_TRIAL,), ADJUDICATED, lambda found, item: item.juvenile and not found.by_plea),
        Move(
            UNTOLD,
            ADJUDICATED,
            lambda found, item: item.juvenile and found.basis == ConvictionBasis.UNKNOWN,
        ),
        Move((), ADJUDICATED),
    )

    basis: ConvictionBasis = ConvictionBasis.UNKNOWN

    @property
    def by_plea(self) -> bool:
        """Tell whether the finding rests on a plea."""
        return self.basis.startswith("plea_")

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with what the finding rests on."""
        del field, item_id
        return de_novo_ended(item).having(detail={"conviction_basis": str(self.basis)})


class FindingEvent(ChargeEvent):
    """An event on a finding of guilt: a conviction, or in a juvenile matter an adjudication."""

    worded: ClassVar = ("finding",)

    @property
    def finding(self) -> str:
        """Return what it is about."""
        return "Conviction"


@event("charge.conviction_reduced")
class ChargeConvictionReduced(FindingEvent):
    """The court enters the conviction for a lower degree or a lesser offense.

    Utah Code 76-3-402; ORS 161.705; California Penal Code 17(b).
    """

    sentence: ClassVar = (
        "{finding} on charge {item_id} reduced[, to {lesser}][ ({statute})][, per {authority}]"
    )
    rank: ClassVar = Rank.FOLLOWS
    renames_item: ClassVar = True
    moves: ClassVar = (Move(WITH_GUILT, SAME),)

    severity: Severity | None = None
    degree: Grade | None = None
    offense: Phrase | None = None
    statute: tuple[Citation, ...] = ()
    authority: Words | None = None

    def __post_init__(self) -> None:
        """Check that something is reduced; raises ValueError."""
        super().__post_init__()
        if not (self.severity or self.degree or self.offense):
            message = "Nothing is reduced: give a severity, a degree or an offense."
            raise UnfitFields(message, "severity", "degree", "offense")

    @property
    def lesser(self) -> str:
        """What the conviction is of from then on, in words."""
        return ", ".join(filter(None, (graded(self.severity, self.degree), self.offense)))

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge as the offense it is reduced to, and what it was beside that."""
        del field, item_id
        facts = {name: item.detail.get(name) for name in ("offense", "statute")}
        was = {"severity": item.severity, "degree": item.degree, **facts}
        return item.having(
            severity=str(self.severity or item.severity),
            degree=self.degree or ("" if self.severity else item.degree),
            detail={
                "offense": self.offense or facts["offense"],
                "statute": list(self.statute) or facts["statute"],
                "reduced_from": item.detail.get("reduced_from", was),
                "reduced_label": f"reduced to {self.lesser}",
            },
        )


@event("charge.conviction_vacated")
class ChargeConvictionVacated(FindingEvent):
    """The conviction is set aside, and the sentence with it; `barred` where nothing may follow.

    Where the evidence at trial did not carry a verdict of guilty, the charge ends as an acquittal
    (Burks v. United States, 437 U.S. 1 (1978)).
    """

    sentence: ClassVar = (
        "{finding} on charge {item_id} vacated[ by {by}][, {new_trial?a new trial ordered}]"
        "[, {barred?a new trial barred}][: {reason}]"
    )
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = DECIDING_GUILT
    moves: ClassVar = (
        Move(
            WITH_GUILT, ACQUITTED, lambda vacated, item: vacated.barred and found_by_verdict(item)
        ),
        Move(WITH_GUILT, DISMISSED, lambda vacated, _: vacated.barred),
        Move(WITH_GUILT, VACATED),
        Move((DEFERRED,), DISMISSED, lambda vacated, item: vacated.barred and after_guilt(item)),
        Move((DEFERRED,), VACATED, lambda _, item: after_guilt(item)),
        Move(
            (VACATED,),
            ACQUITTED,
            lambda vacated, item: (
                vacated.barred and conviction_is_gone(item) and stood_on_verdict(item)
            ),
        ),
        Move((VACATED,), DISMISSED, lambda vacated, item: vacated.barred and _gone(item)),
        Move((VACATED, ACQUITTED, DISMISSED), SAME, lambda _, item: conviction_is_gone(item)),
        Move((ABATED,), SAME),
    )

    by: Name | None = None
    new_trial: bool | None = None
    barred: bool | None = None
    reason: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its conviction and sentence."""
        del field, item_id
        if item.state == ABATED:
            return item
        if conviction_is_gone(item):
            return barred_as_well(item) if self.barred else item
        if self.barred:
            return barred(item)
        return conviction_undone(item).having(taken_back="")


@event("charge.acquittal_entered")
class ChargeAcquittalEntered(ChargeEvent):
    """The court enters an acquittal: after a verdict of guilty, or where the jury returned none.

    Fed. R. Crim. P. 29.
    """

    sentence: ClassVar = "Acquittal entered on charge {item_id}[, per {authority}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    voids: ClassVar = DECIDING_GUILT
    moves: ClassVar = (
        Move(WITH_GUILT, ACQUITTED, lambda _, item: _on_trial(item)),
        Move(
            (VACATED,),
            ACQUITTED,
            lambda _, item: conviction_is_gone(item) and stood_on_verdict(item),
        ),
        Move((DEFERRED,), ACQUITTED, lambda _, item: found_by_verdict(item)),
        Move((IN_TRIAL, MISTRIED), ACQUITTED),
        Move((ACQUITTED, DISMISSED), SAME, lambda _, item: conviction_is_gone(item)),
    )

    authority: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge without its conviction."""
        del field, item_id
        if item.state == VACATED:
            return barred_as_well(item)
        found = item.state in (*WITH_GUILT, DEFERRED)
        return acquitted(item) if found else de_novo_ended(item)


@event("charge.clemency_granted")
class ChargeClemencyGranted(ChargeEvent):
    """The executive pardons, commutes, reprieves or remits; the conviction stays on record."""

    sentence: ClassVar = "Clemency on charge {item_id}: {kind}"
    rank: ClassVar = Rank.FOLLOWS
    moves: ClassVar = (Move(WITH_CONVICTION, SAME),)

    kind: ClemencyKind

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with the clemency beside its state."""
        del field, item_id
        return item.marked(self.kind.label)


def conviction_is_gone(item: Item) -> bool:
    """Tell whether a higher court has taken the conviction back already."""
    return item.taken_back == "conviction"


def conviction_undone(item: Item) -> Item:
    """Return the charge without conviction, verdict, sentence, and what rested on these."""
    stood = item.put_aside(*PLEA, *OF_JUDGMENT)
    left = conviction_put_off(item).having(detail=dict.fromkeys(OF_FINDING))
    return left.having(taken_back="conviction", stood=stood)


def conviction_put_off(item: Item) -> Item:
    """Return the charge without what follows a finding of guilt; the finding itself stays."""
    was = item.detail.get("reduced_from", {})
    gone = (
        *OF_SENTENCE,
        *("awaiting", "deferral", "deferred_until", "guilt", "reduced_from", "reduced_label"),
    )
    left = item.unmarked(*(kind.label for kind in ClemencyKind))
    facts = {name: was[name] for name in ("offense", "statute") if name in was}
    return left.having(
        severity=was.get("severity", item.severity),
        degree=was.get("degree", item.degree),
        detail={**dict.fromkeys(gone), **facts},
    )


def acquitted(item: Item) -> Item:
    """Return the charge without its conviction; a verdict of guilty stays as one set aside."""
    left = de_novo_ended(conviction_put_off(item))
    stood = item.put_aside(*OF_JUDGMENT)
    return left.having(taken_back="conviction", stood=stood, detail={"set_aside": "verdict"})


def barred(item: Item) -> Item:
    """Return the charge after a conviction that nothing may follow was taken back.

    After a verdict it is acquitted; a conviction on a plea, or on what is not known, ends as a
    dismissal with prejudice.
    """
    if found_by_verdict(item):
        return acquitted(item)
    return conviction_undone(item).having(prejudice="with", detail=_barred_label(item))


def barred_as_well(item: Item) -> Item:
    """Return the charge whose conviction is gone already as one that nothing may follow."""
    if item.state != VACATED or item.stood is None:
        return item
    held = item.having(stood=replace(item.stood), taken_back="conviction")
    if stood_on_verdict(item):
        return de_novo_ended(held).having(detail={"set_aside": "verdict"})
    return de_novo_ended(held).having(prejudice="with", detail=_barred_label(item))


def conviction_restored(item: Item) -> Item:
    """Return the charge as it stood on the finding of guilt, which stands again."""
    if item.stood is None:
        return item
    gone = dict.fromkeys(("set_aside", "ended_label"))
    left = item.restored(item.stood).having(prejudice="", detail=gone)
    return left.having(stood=None, taken_back=RESTORED)


def _on_trial(item: Item) -> bool:
    """Tell whether a finding of guilt may rest on a trial, as far as is known."""
    pleaded = str(item.detail.get("plea", "not_guilty"))
    guilty = pleaded in ("guilty", "no_contest", "alford", "guilty_but_mentally_ill")
    return found_by_verdict(item) or not (found_by_plea(item) or guilty)


def _gone(item: Item) -> bool:
    return conviction_is_gone(item) and not stood_on_verdict(item)


def _barred_label(item: Item) -> dict[str, str]:
    what = "adjudication" if item.juvenile else "conviction"
    return {"ended_label": f"{what} vacated; prosecution barred"}
