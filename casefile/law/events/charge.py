"""Charges: every event that files, moves or ends one, as rows of the criminal lifecycle."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar

import msgspec
from msgspec import Meta

from casefile.errors import Refused
from casefile.event import Code
from casefile.law.catalogue import Event, event
from casefile.law.codes import Instrument, Prejudice, Severity, Track, graded
from casefile.law.criminal import CHARGED, CRIMINAL, MOVED, OPEN, REJECTED, SUPERSEDED, of_crime
from casefile.law.events.matter import Access
from casefile.law.fields import (
    Changes,
    Citation,
    Grade,
    ItemId,
    ItemMention,
    ItemRef,
    Mark,
    Money,
    PartyId,
    Phrase,
    UnfitFields,
    Words,
)
from casefile.law.item import DISMISSED, LAST_OPEN, NONE, SAME, Item, Move
from casefile.law.rank import Rank
from casefile.law.refusals import NotEnded, PrejudiceBar, WrongState

# Where a charge can stand that has been filed.
FILED_STATES = tuple(state for state in CRIMINAL.states if state != NONE)


class ChargeKind(Code):
    """What a charge is; an enhancement is listed, and never sets a headline."""

    OFFENSE = "offense"
    ENHANCEMENT = "enhancement"
    ATTEMPT = "attempt"
    CONSPIRACY = "conspiracy"
    SOLICITATION = "solicitation"
    ACCESSORY = "accessory"
    UNKNOWN = "unknown"


class ChargeEvent(Event):
    """An event on one charge."""

    track: ClassVar = Track.CRIMINAL

    item_id: ItemId


@event("charge.filed")
class ChargeFiled(Event):
    """A charge is filed against a party, or an earlier one is filed again.

    A ticket has its own `citation_no`, and the `penalty` that it asks for.
    """

    may_meet: ClassVar = True
    sentence: ClassVar = (
        "Charge filed against {party_id}: [count {count_no}, ]{offense}[, {graded}]"
        "[, {statute}][, enhancing {attaches_to}][, {alone}][, by {instrument}]"
        "[, no. {citation_no}][, {place}][, penalty {penalty}]"
    )
    track: ClassVar = Track.CRIMINAL
    rank: ClassVar = Rank.FILED
    files_item: ClassVar = True
    moves: ClassVar = (Move((NONE,), CHARGED),)

    party_id: PartyId
    item_id: ItemId
    offense: Phrase
    count_no: Annotated[int, Meta(ge=0, le=100_000)] | None = None
    statute: tuple[Citation, ...] = ()
    kind: ChargeKind = ChargeKind.UNKNOWN
    degree: Grade | None = None
    severity: Severity = Severity.UNKNOWN
    instrument: Instrument = Instrument.UNKNOWN
    attaches_to: ItemMention | None = None
    alternative_group: Mark | None = None
    refiles: ItemRef | None = None
    citation_no: Mark | None = None
    penalty: Money | None = None
    place: Phrase | None = None

    @property
    def alone(self) -> str:
        """Return that it is an enhancement, where nobody has said of which charge."""
        enhances = self.kind == ChargeKind.ENHANCEMENT and not self.attaches_to
        return ChargeKind.ENHANCEMENT.label if enhances else ""

    def __post_init__(self) -> None:
        """Check that the charge does not name itself; raises ValueError."""
        super().__post_init__()
        if self.item_id in (self.attaches_to, self.refiles):
            message = "A charge cannot attach to itself or refile itself."
            raise UnfitFields(message, "refiles" if self.item_id == self.refiles else "attaches_to")

    @property
    def graded(self) -> str:
        """How grave the charge is, in words."""
        return graded(self.severity, self.degree)

    def moves_on(self, field: str, item_id: str) -> tuple[Move, ...]:
        """Return the move of the new charge, or that of the old one that it refiles."""
        del item_id
        return self.moves if field == "item_id" else REFILED

    def rank_on(self, field: str) -> int:
        """Return the rank of a filing; for the old charge it is what follows a disposition."""
        return Rank.FILED if field == "item_id" else Rank.FOLLOWS

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the charge cannot be filed (again) from this state."""
        refused = bar_on(item)
        return (
            NotEnded if self.refiles and refused is WrongState and item.state in OPEN else refused
        )

    def sides(self) -> tuple[tuple[str, str], ...]:
        """Return the party charged."""
        return ((self.party_id, "defendant"),)

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the new charge as what the old one lives on in."""
        return (self.item_id,) if field == "refiles" else ()

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the new charge with its facts, or the old one marked as refiled."""
        del item_id
        if field == "refiles":
            before = item.successors if "refiled" in item.marks else ()
            return item.having(successors=before).marked("refiled")
        filed = item.having(
            filed=True,
            kind=str(self.kind),
            severity=str(self.severity),
            degree=self.degree or "",
            group=self.alternative_group or "",
            attaches_to=self.attaches_to or "",
            detail={
                "offense": self.offense,
                "statute": list(self.statute) or None,
                "count_no": self.count_no,
                "instrument": str(self.instrument),
                "citation_no": self.citation_no,
                "penalty": msgspec.to_builtins(self.penalty),
            },
        )
        return of_crime(filed)


def _may_be_refiled(_event: Any, item: Item) -> bool:
    return item.state == REJECTED or item.prejudice != Prejudice.WITH


def bar_on(item: Item) -> type[Refused]:
    """Return what forbids filing or reinstating: prejudice, or the state alone."""
    barred = item.state == DISMISSED and item.prejudice == Prejudice.WITH
    return PrejudiceBar if barred else WrongState


REFILED = (Move((DISMISSED, REJECTED), SAME, _may_be_refiled),)


@event("charge.rejected")
class ChargeRejected(ChargeEvent):
    """The charge is turned down before trial: no bill, or no probable cause."""

    ends_charge: ClassVar = True
    sentence: ClassVar = "Charge {item_id} rejected[: {reason}]"
    moves: ClassVar = (Move((CHARGED,), REJECTED),)

    reason: Words | None = None


class ChargeChanges(Changes):
    """What an amendment may change; only what is given changes."""

    offense: Phrase | None = None
    statute: tuple[Citation, ...] = ()
    count_no: int | None = None
    kind: ChargeKind | None = None
    severity: Severity | None = None
    degree: Grade | None = None


@event("charge.amended")
class ChargeAmended(ChargeEvent):
    """The charge is changed in place; its earlier wording stays in the record."""

    sentence: ClassVar = "Charge {item_id} amended[: {changes}]"
    rank: ClassVar = Rank.AMENDED
    renames_item: ClassVar = True
    moves: ClassVar = (Move(OPEN, SAME),)

    changes: ChargeChanges
    to_lesser: bool = False

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its new facts and one more version."""
        del field, item_id
        facts = self.changes.given()
        rules = {name: facts.pop(name) for name in ("kind", "severity", "degree") if name in facts}
        facts["version"] = int(item.detail.get("version", 1)) + 1
        was = item.detail.get("offense")
        if "offense" in facts and was:
            facts["charged_as"] = item.detail.get("charged_as", was)
        return of_crime(item.having(**rules, detail=facts))


@event("charges.superseded")
class ChargesSuperseded(Event):
    """A later instrument takes the place of earlier charges."""

    sentence: ClassVar = "Charges {old} superseded[ by {new}][, by {instrument}]"
    track: ClassVar = Track.CRIMINAL
    rank: ClassVar = Rank.AMENDED
    moves: ClassVar = (Move(OPEN, SUPERSEDED),)

    old: Annotated[tuple[ItemId, ...], Meta(min_length=1)]
    new: tuple[ItemId, ...] = ()
    instrument: Instrument = Instrument.UNKNOWN

    def moves_on(self, field: str, item_id: str) -> tuple[Move, ...]:
        """Return the move of the old charges; the new ones are filed by events of their own."""
        del item_id
        return self.moves if field == "old" else ()

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the new charges as what an old one lives on in."""
        return self.new if field == "old" else ()

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return an old charge without what it lived on in before."""
        del item_id
        return item.having(successors=()) if field == "old" else item


@event("charge.moved")
class ChargeMoved(ChargeEvent):
    """The charge goes on elsewhere: severed, transferred, bound over or consolidated."""

    sentence: ClassVar = "Charge {item_id} moved[ ({how})] to {to}"
    rank: ClassVar = Rank.AMENDED
    moves: ClassVar = (Move(OPEN, MOVED),)

    how: Phrase
    to: Phrase

    def successors(self, field: str) -> tuple[str, ...]:
        """Return the charge in which it lives on, where that is named as matter_id/item_id."""
        del field
        return (self.to,) if "/" in self.to else ()

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with how and where it was sent on, instead of where it was before."""
        del field, item_id
        return item.having(successors=(), detail={"moved": {"how": self.how, "to": self.to}})


@event("charge.returned")
class ChargeReturned(ChargeEvent):
    """A charge that was moved comes back to where it was filed (Fed. R. Crim. P. 20(c))."""

    sentence: ClassVar = "Charge {item_id} returned[ from {from_}]"
    rank: ClassVar = Rank.UNDONE
    undoes: ClassVar = True
    moves: ClassVar = (Move((MOVED,), LAST_OPEN),)

    from_: Phrase | None = msgspec.field(name="from", default=None)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge, which does not go on anywhere else from here."""
        del field, item_id
        named = self.from_ if self.from_ and "/" in self.from_ and not item.successors else ""
        return item.come_back(*filter(None, (named,))).having(detail={"moved": None})


@event("charge.disposition_recorded")
class ChargeDispositionRecorded(ChargeEvent):
    """The source says in its own words how a charge ended; it moves nothing until it is read.

    The charge is flagged until an event that names this one (links.resolves, links.causation) says
    what the words mean, a dismissal, verdict, conviction or acquittal of its day or later ends it,
    or this one is retracted.
    """

    sentence: ClassVar = "Disposition of charge {item_id}, as written: {text}"

    text: Words


@event("charge.record_access_changed")
class ChargeAccessChanged(ChargeEvent):
    """Who may see one charge of a matter changes: it is sealed or expunged, or public again.

    How the charge stands stays on record with the office. A document for a court leaves out all
    that names it (NMSA 1978, 29-3A-7: what is expunged is treated as if it never occurred).
    """

    sentence: ClassVar = "Access to charge {item_id} is {to}[, by {authority}]"
    rank: ClassVar = Rank.FOLLOWS
    moves: ClassVar = (Move(FILED_STATES, SAME),)

    to: Access
    authority: Words | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its access beside its state."""
        del field, item_id
        left = item.unmarked(*(one.value for one in Access))
        return left if self.to == Access.PUBLIC else left.marked(self.to.value)
