"""Parties: who is in a matter and in what role, under one id across all matters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, ClassVar

import msgspec
from msgspec import Meta

from casefile.event import Code, Part
from casefile.law import subjects
from casefile.law.catalogue import Event, Scope, event
from casefile.law.civil import CIVIL
from casefile.law.codes import Track
from casefile.law.criminal import ACQUITTED, CRIMINAL, MOVED, OPEN, SUPERSEDED, WITH_GUILT
from casefile.law.fields import MatterId, Name, PartyId, Phrase, UnfitFields, Words
from casefile.law.item import ABATED, DISMISSED, SAME, Item, Move
from casefile.law.names import NameTaken, PartyNames
from casefile.law.rank import Rank
from casefile.law.regulatory import REGULATORY
from casefile.law.wording import words

EVERY_STATE = tuple(state for track in (CRIMINAL, CIVIL, REGULATORY) for state in track.states)


class PartyKind(Code):
    """What a party is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    GOVERNMENT = "government"


@event("party.added")
class PartyAdded(Event):
    """A party enters the matter in a role: defendant, victim, agency, as the source has it."""

    sentence: ClassVar = "{name} added as {role}[, also known as {aliases}]"
    rank: ClassVar = Rank.ADDED  # before anything that is filed by or against it

    party_id: PartyId
    name: Name
    kind: PartyKind
    role: Phrase
    aliases: tuple[Name, ...] = ()
    # Said where the id is known under another name or kind: this is the one who has it.
    same_person: bool | None = None

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who the party is in the matter, and where it is added at all."""
        return (subjects.party_in(matter_id, self.party_id), subjects.added(self.party_id))

    def change_party(self, names: PartyNames, taken: NameTaken) -> PartyNames:
        """Return how the party is called with this; a name that is added has no day of its own."""
        return names.added(self.name, str(self.kind), self.role, self.aliases, taken)


class PartyChanges(Part):
    """What may change about a party; only what is given changes."""

    name: Name | None = None
    kind: PartyKind | None = None
    role: Phrase | None = None
    aliases: tuple[Name, ...] | None = None

    def __post_init__(self) -> None:
        """Check that something changes; raises ValueError."""
        if all(getattr(self, name) is None for name in self.__struct_fields__):
            message = "Nothing changes: give a name, a kind, a role or aliases."
            raise ValueError(message)

    @property
    def label(self) -> str:
        """Return the changes in words."""
        said = {
            "called": self.name,
            "of the kind": self.kind and words(self.kind),
            "in the role of": self.role,
            "also called": self.aliases and words(self.aliases),
        }
        told = [f"{what} {value}" for what, value in said.items() if value]
        if self.aliases == ():
            told.append("without other names")
        return " and ".join(told)


@event("party.changed")
class PartyChanged(Event):
    """A party's name, kind, role or aliases change; what they were stays in the record."""

    sentence: ClassVar = "{party_id} is {changes} from here on: {reason}"

    party_id: PartyId
    changes: PartyChanges
    reason: Words

    @property
    def renames(self) -> bool:
        """Tell whether it changes by which name the party is called."""
        return self.changes.name is not None

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who the party is in the matter."""
        return (subjects.party_in(matter_id, self.party_id),)

    def change_party(self, names: PartyNames, taken: NameTaken) -> PartyNames:
        """Return how the party is called from here on."""
        to = self.changes
        return names.changed(to.name, to.kind and str(to.kind), to.role, to.aliases, taken)


def _open_charge(_event: Event, item: Item) -> bool:
    return item.track == Track.CRIMINAL and item.state in OPEN


def _conviction_on_appeal(_event: Event, item: Item) -> bool:
    return item.track == Track.CRIMINAL and item.appeals > 0


@event("party.died")
class PartyDied(Event):
    """A party dies, which abates every open charge and every conviction on appeal, everywhere."""

    sentence: ClassVar = "{party_id} died"
    rank: ClassVar = Rank.DEATH
    scope: ClassVar = Scope.PARTY
    moves: ClassVar = (
        Move(OPEN, ABATED, _open_charge),
        # Also where the sentence is served: what is appealed from is the conviction.
        Move(WITH_GUILT, ABATED, _conviction_on_appeal),
        Move(EVERY_STATE, SAME),
    )

    party_id: PartyId

    def about(self, matter_id: str) -> Iterable[str]:
        """Return the party, wherever it is in."""
        del matter_id
        return (subjects.party(self.party_id),)

    def change(self, item: Item, field: str, item_id: str) -> Item:
        """Return the item; a charge that went on elsewhere, or may come back, is open no more.

        Whatever brings it back finds it abated; so does an appeal from an acquittal.
        """
        del field, item_id
        ended = (DISMISSED, MOVED, SUPERSEDED, *((ACQUITTED,) if item.appeals else ()))
        criminal = item.track == Track.CRIMINAL
        return item.having(last_open=ABATED) if criminal and item.state in ended else item


@event("party.merged")
class PartyMerged(Event):
    """One person turns out to be recorded under two ids, which are answered as one from here."""

    of_file: ClassVar = True
    sentence: ClassVar = "{from_} is the same party as {into}"
    scope: ClassVar = Scope.PARTY

    from_: PartyId = msgspec.field(name="from")
    into: PartyId

    def about(self, matter_id: str) -> Iterable[str]:
        """Return both ids."""
        del matter_id
        return (subjects.party(self.from_), subjects.party(self.into))

    def __post_init__(self) -> None:
        """Check that there are two ids; raises ValueError."""
        super().__post_init__()
        if self.from_ == self.into:
            message = "A party cannot be merged into itself."
            raise UnfitFields(message, "into")

    def meaning(self, means: Mapping[str, str]) -> PartyMerged:
        """Return the event as it is, which speaks of the ids themselves."""
        del means
        return self


@event("party.parted")
class PartyParted(Event):
    """One id turns out to stand for two persons: in these matters it means another one."""

    of_file: ClassVar = True
    sentence: ClassVar = "{party_id} means {into} in {matters}"
    scope: ClassVar = Scope.PARTY

    party_id: PartyId
    into: PartyId
    matters: Annotated[tuple[MatterId, ...], Meta(min_length=1)]

    def about(self, matter_id: str) -> Iterable[str]:
        """Return both ids, and in each of the matters who they are and who acts for them."""
        del matter_id
        ids = (self.party_id, self.into)
        yield from map(subjects.party, ids)
        for one in self.matters:
            yield subjects.matter(one)
            for party_id in ids:
                yield subjects.party_in(one, party_id)
                yield subjects.counsel(one, party_id)

    def __post_init__(self) -> None:
        """Check that there are two ids; raises ValueError."""
        super().__post_init__()
        if self.party_id == self.into:
            message = "A party cannot be parted into itself."
            raise UnfitFields(message, "into")

    def meaning(self, means: Mapping[str, str]) -> PartyParted:
        """Return the event as it is, which speaks of the ids themselves."""
        del means
        return self
