"""People: counsel who appear for a party, and officials who act in a matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

import msgspec

from casefile.event import Code
from casefile.law import subjects
from casefile.law.catalogue import Event, event
from casefile.law.fields import Name, PartyId, Phrase
from casefile.law.names import Acting, Called

WITHDRAWN = "counsel (withdrawn)"  # the role of counsel who no longer appears


class OfficeHeld(Code):
    """The office in which somebody acts."""

    PROSECUTOR = "prosecutor"
    SPECIAL_PROSECUTOR = "special_prosecutor"
    JUDGE = "judge"
    HEARING_OFFICER = "hearing_officer"
    INVESTIGATOR = "investigator"


class WithdrawalReason(Code):
    """Why an official no longer acts."""

    RESIGNED = "resigned"
    RECUSED = "recused"
    DISQUALIFIED = "disqualified"
    EXCUSED = "excused"
    REASSIGNED = "reassigned"


class CounselEvent(Event):
    """An event on who acts for a party."""

    for_: PartyId = msgspec.field(name="for")
    names: tuple[Name, ...] = ()

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who acts for the party in the matter."""
        return (subjects.counsel(matter_id, self.for_),)


@event("counsel.appeared")
class CounselAppeared(CounselEvent):
    """Counsel enters an appearance for a party."""

    sentence: ClassVar = "Counsel appears for {for_}[: {names}][, {firm}][ ({capacity})]"

    firm: Name | None = None
    capacity: Phrase | None = None

    def change_acting(self, acting: Acting) -> Acting:
        """Return those who act from here on."""
        return {**acting, **{one.name: one for one in self._appearing()}}

    def _appearing(self) -> Iterator[Called]:
        role = self.capacity or "counsel"
        for name in self.names:
            kind = "organization" if name == self.firm else "person"
            yield Called(name, is_alias=False, kind=kind, role=role)
        if self.firm:
            yield Called(self.firm, is_alias=False, kind="organization", role=role)


@event("counsel.withdrawn")
class CounselWithdrawn(CounselEvent):
    """Counsel withdraws; all counsel of the party where no names are given."""

    sentence: ClassVar = "Counsel for {for_} withdraws[: {names}]"

    def change_acting(self, acting: Acting) -> Acting:
        """Return those who acted, with those who act no longer marked so."""
        gone = self.names or acting
        return {
            name: one._replace(role=WITHDRAWN) if name in gone else one
            for name, one in acting.items()
        }


class OfficialEvent(Event):
    """An event on who holds an office in a matter."""

    office: OfficeHeld

    def about(self, matter_id: str) -> Iterable[str]:
        """Return who holds the office in the matter."""
        return (subjects.official(matter_id, str(self.office)),)


@event("official.assigned")
class OfficialAssigned(OfficialEvent):
    """An official takes the matter up."""

    sentence: ClassVar = "Assigned: {office}[ {name}]"

    name: Name | None = None

    def change_acting(self, acting: Acting) -> Acting:
        """Return those in the office, with the one who takes it up."""
        name = self.name or ""
        return {**acting, name: Called(name, is_alias=False, kind="person", role=str(self.office))}


@event("official.withdrawn")
class OfficialWithdrawn(OfficialEvent):
    """An official resigns, is recused, disqualified or excused, or the case is reassigned."""

    sentence: ClassVar = "No longer on the matter: {office}[ {name}][ ({reason})]"

    reason: WithdrawalReason
    name: Name | None = None

    def change_acting(self, acting: Acting) -> Acting:
        """Return those in the office, with the one who leaves it, or all of them, marked so."""
        gone = [self.name] if self.name else list(acting)
        role = f"{self.office} (withdrawn)"
        return {
            **acting,
            **{name: Called(name, is_alias=False, kind="person", role=role) for name in gone},
        }
