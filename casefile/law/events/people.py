"""People: counsel who appear for a party, and officials who act in a matter."""

from __future__ import annotations

from typing import ClassVar

import msgspec

from casefile.event import Code
from casefile.law.catalogue import Event, event
from casefile.law.fields import Name, PartyId, Short


class Office(Code):
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


@event("counsel.appeared")
class CounselAppeared(Event):
    """Counsel enters an appearance for a party."""

    about: ClassVar = ("counsel/{matter_id}/{data.for_}",)
    sentence: ClassVar = "Counsel appears for {for_}[: {names}][, {firm}][ ({capacity})]"

    for_: PartyId = msgspec.field(name="for")
    names: tuple[Name, ...] = ()
    firm: Short | None = None
    capacity: Short | None = None


@event("counsel.withdrawn")
class CounselWithdrawn(Event):
    """Counsel withdraws; all counsel of the party where no names are given."""

    about: ClassVar = ("counsel/{matter_id}/{data.for_}",)
    sentence: ClassVar = "Counsel for {for_} withdraws[: {names}]"

    for_: PartyId = msgspec.field(name="for")
    names: tuple[Name, ...] = ()


@event("official.assigned")
class OfficialAssigned(Event):
    """An official takes the matter up."""

    about: ClassVar = ("official/{matter_id}/{data.office}",)
    sentence: ClassVar = "Assigned: {office}[ {name}]"

    office: Office
    name: Name | None = None


@event("official.withdrawn")
class OfficialWithdrawn(Event):
    """An official resigns, is recused, disqualified or excused."""

    about: ClassVar = ("official/{matter_id}/{data.office}",)
    sentence: ClassVar = "No longer on the matter: {office}[ {name}][ ({reason})]"

    office: Office
    reason: WithdrawalReason
    name: Name | None = None
