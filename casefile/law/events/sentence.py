"""Sentences: what the court imposes on a conviction, how it changes, and when it is served."""

from __future__ import annotations

from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from casefile.errors import Refused
from casefile.event import Code, Part
from casefile.law.catalogue import Event, Rank, event
from casefile.law.codes import Track
from casefile.law.criminal import CONVICTED, SENTENCE_COMPLETED, SENTENCED
from casefile.law.fields import Duration, ItemId, Money, Short
from casefile.law.item import SAME, Item, Move
from casefile.law.refusals import NoConviction, WrongState
from casefile.law.wording import duration


class SentenceComponent(Code):
    """One kind of penalty; its label is the noun that a component's wording is built on."""

    INCARCERATION = "incarceration"
    PROBATION = "probation"
    SUPERVISED_RELEASE = "supervised_release"
    SUSPENDED = "suspended", "a suspended sentence"
    FINE = "fine", "a fine"
    RESTITUTION = "restitution"
    COMMUNITY_SERVICE = "community_service"
    TREATMENT = "treatment"
    FORFEITURE = "forfeiture"
    DEFERRED_SENTENCE = "deferred_sentence", "a deferred sentence"
    TIME_SERVED = "time_served"
    FEE = "fee", "a fee"
    NO_CONTACT = "no_contact", "a no-contact order"
    DEATH = "death"
    OTHER = "other", "another penalty"


# Kinds that read as "6 months' probation"; the rest read as "a suspended sentence of 6 months".
MEASURED_BY_TERM = (
    SentenceComponent.INCARCERATION,
    SentenceComponent.PROBATION,
    SentenceComponent.SUPERVISED_RELEASE,
    SentenceComponent.COMMUNITY_SERVICE,
    SentenceComponent.TREATMENT,
    SentenceComponent.TIME_SERVED,
)


class Relation(Code):
    """How a term runs beside the others."""

    CONCURRENT = "concurrent"
    CONSECUTIVE = "consecutive"


class SentenceChange(Code):
    """What is done to a sentence that was imposed."""

    REDUCED = "reduced"
    REVOKED = "revoked"
    CORRECTED = "corrected"
    EXTENDED = "extended"


class Component(Part):
    """One penalty of a sentence: its kind, with its term or its amount."""

    kind: SentenceComponent
    term: Duration | None = None
    amount: Money | None = None
    suspended: bool = False
    supervised: bool = False
    relation: Relation | None = None

    @property
    def label(self) -> str:
        """Return the penalty in words: 6 months' probation, suspended."""
        said = [self._measured() if self.kind in MEASURED_BY_TERM else self._stated()]
        said += ["suspended"] if self.suspended else []
        said += [self.relation.label] if self.relation else []
        return ", ".join(said)

    def _measured(self) -> str:
        term = duration(self.term, possessive=True) if self.term else ""
        words = (term, "supervised" if self.supervised else "", self.kind.label)
        said = " ".join(word for word in words if word)
        return f"{said}, {self.amount.label}" if self.amount else said

    def _stated(self) -> str:
        sizes = [self.amount.label] if self.amount else []
        sizes += [duration(self.term)] if self.term else []
        said = f"{self.kind.label} of {' over '.join(sizes)}" if sizes else self.kind.label
        return f"{said}, supervised" if self.supervised else said


class SentenceEvent(Event):
    """An event on the sentence for one or more convictions."""

    track: ClassVar = Track.CRIMINAL

    item_ids: Annotated[tuple[ItemId, ...], Meta(min_length=1)]

    def refusal_on(self, item: Item) -> type[Refused]:
        """Return why the sentence is refused: there is no conviction, or it is not its turn."""
        convicted = item.state in (CONVICTED, SENTENCED, SENTENCE_COMPLETED)
        return WrongState if convicted else NoConviction


@event("sentence.imposed")
class SentenceImposed(SentenceEvent):
    """The court imposes a sentence on one or more convictions."""

    sentence: ClassVar = "Sentence imposed on {item_ids}[: {components}][, {relation}]"
    rank: ClassVar = Rank.SENTENCE
    moves: ClassVar = (Move((CONVICTED,), SENTENCED),)

    components: tuple[Component, ...] = ()
    relation: Relation | None = None
    partly_read: bool | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its sentence."""
        del field, item_id
        return sentenced_to(item, self.components, partly_read=bool(self.partly_read))


@event("sentence.modified")
class SentenceModified(SentenceEvent):
    """A sentence is reduced, revoked, corrected or extended; what is given replaces it."""

    sentence: ClassVar = "Sentence on {item_ids} {kind}[: {components}]"
    rank: ClassVar = Rank.SENTENCE + 1  # on the day of the sentence, it comes after it
    moves: ClassVar = (Move((SENTENCED,), SAME),)

    kind: SentenceChange
    components: tuple[Component, ...] = ()
    partly_read: bool | None = None

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the charge with its new sentence; with the old one where none is given."""
        del field, item_id
        if not self.components:
            return item
        return sentenced_to(item, self.components, partly_read=bool(self.partly_read))


@event("sentence.completed")
class SentenceCompleted(SentenceEvent):
    """The sentence has been served, paid or discharged."""

    sentence: ClassVar = "Sentence on {item_ids} completed[: {how}]"
    rank: ClassVar = Rank.COMPLETED
    moves: ClassVar = (Move((SENTENCED,), SENTENCE_COMPLETED),)

    how: Short | None = None


def sentenced_to(
    item: Item, components: tuple[Component, ...], *, partly_read: bool = False
) -> Item:
    """Return the charge with these penalties as its sentence, of which more may be unread."""
    penalties = " and ".join(component.label for component in components)
    label = f"sentenced to {penalties}" if penalties else "sentenced"
    label += " and more, not read" if partly_read else ""
    return item.having(
        detail={"sentence": msgspec.to_builtins(list(components)), "sentence_label": label}
    )


def sentence_void(item: Item) -> Item:
    """Return the charge without its sentence."""
    return item.having(detail=dict.fromkeys(("sentence", "sentence_label")))
