"""Fitting items: on which charges, claims or citations of a matter an event can be legal."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import msgspec

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem
from casefile.answers.meaning.meant_items import said as said_of
from casefile.answers.meaning.meant_items import whole
from casefile.answers.standing import fitting
from casefile.law.catalogue import Event
from casefile.law.codes import Track
from casefile.law.criminal import PLEA_TENDERED, WITH_GUILT
from casefile.law.events.appeal import AppealFiled
from casefile.law.events.charge import ChargeKind
from casefile.law.events.claim import Side
from casefile.law.events.conviction import ChargeAdjudicated, ChargeConvictionEntered
from casefile.law.events.deferral import OF_GUILT, ChargeDeferralOrdered
from casefile.law.events.sentence import SentenceImposed
from casefile.law.events.trial import ChargePleaEntered, ChargePleaRejected, ChargePleaWithdrawn
from casefile.law.item import IN_TRIAL, LIFECYCLES, NONE
from casefile.law.subjects import ITEM
from casefile.words.misread import Misread
from casefile.words.which.claims_of import OF_EACH, of_item, of_one_paper, of_parties
from casefile.words.which.several import BOTH, how_many
from casefile.words.which.superseding import spent
from casefile.words.which.whom import parties_said

# What is done on counts: an enhancement stands with its count, and has none of these of its own.
OF_COUNTS: Sequence[type[Event]] = (
    *(ChargePleaEntered, ChargePleaRejected, ChargePleaWithdrawn),
    *(ChargeConvictionEntered, ChargeAdjudicated, SentenceImposed),
)
WITH_ITS_COUNT = "an enhancement stands with its count; to say it of that too, name it"
ELSEWISE = "it cannot follow there"
ANOTHER_PAPER = "it is by another paper"

Choice = tuple[str, str]  # an item, and in words what it is


class AllMeant(NamedTuple):
    """The items that are meant by all or both; `said` is this with what of the rest is left out."""

    items: Sequence[Choice]
    said: str = ""


class FittingItems:
    """The items of a matter on which an event of a type that took effect on a day can be legal.

    `on_plea` says of a conviction that it is on a plea, and not on which.
    """

    def __init__(self, asking: Asking, cls: type[Event], matter_id: str, on: date) -> None:
        self.asking, self.cls, self.matter_id, self._on = asking, cls, matter_id, on
        self.on_plea = False

    def every(self, parties: Collection[str] = ()) -> list[Choice]:
        """Return the items of the matter that the event can be about, whatever their states.

        Of a claim, parties that are given leave only what it is between them.
        """
        track = str(self.cls.track) if self.cls.track and self.cls.acts else None
        view = matters.view(self.asking, self.matter_id)
        who = {one.party_id: one.name for one in view.parties}
        some = [one for one in view.items if track in (None, one.track)]
        own = {
            item_id: said_of(one, who)
            for item_id, one in whole(one for one in some if _is_of(one, parties)).items()
        }
        return [
            (item_id, own.get(item_id) or said_of(one, who)) for item_id, one in whole(some).items()
        ]

    def fitting(self, data: Mapping[str, Any] | None = None) -> list[Choice]:
        """Return the items on which the event can be legal, on its day or by now, or else all.

        What was filed only later is among them where nothing else is. `data` is what the event
        says, on whichever of them.
        """
        parties = (data or {}).get("parties") or ()
        every = self.every(parties)
        if not every[1:] or not self.cls.moves or self.cls.files_item:
            return every
        fits = {
            one
            for said in self._as_events(data or {})
            for day in {self._on, self.asking.today()}
            for one in fitting.items_for(
                self.asking, self.matter_id, self.cls, as_of=str(day), said=said
            )
        }
        found = [one for one in every if one[0] in fits]
        if not found and self.cls in OF_COUNTS:  # what has ended is none of those that are asked
            found = [one for one in every if one[0] in self._still_open()]
        found = found or every
        if self.cls in OF_COUNTS:
            beside = self._enhancements()
            found = [one for one in found if one[0] not in beside] or found
        unsaid = self.cls is ChargeConvictionEntered and "basis" not in (data or {})
        unsaid = unsaid or (
            self.cls is ChargeDeferralOrdered and (data or {}).get("kind") in OF_GUILT
        )
        if self.cls is AppealFiled or self.on_plea or unsaid:
            found = [one for one in found if one[0] in self._ripe()] or found
        if self.cls is AppealFiled:
            who = str((data or {}).get("appellant", ""))
            won, lost = self._won(who), self._found_guilty(who)
            found = [one for one in found if one[0] not in won] or found
            found = [one for one in found if one[0] in lost] or found
        if self.cls in OF_EACH and parties:
            found = self._not_yet(found, parties) or found
        # Where none of these is theirs, it is of one that is, if it cannot be legal there now.
        in_time = self._on_file(every) if parties else []
        for some in (self._on_file(found), in_time, found, every):
            if own := of_parties(self.asking, self.matter_id, self.cls, some, parties):
                return own
        return found

    def all_meant(self, typed: str) -> AllMeant:
        """Return which items are meant by all or both of them; raises Misread.

        An enhancement does not count where there are as many others as are said.
        """
        field = "item_ids" if "item_ids" in self.cls.__struct_fields__ else "item_id"
        some = {field: [ITEM] if field == "item_ids" else ITEM}  # one that is still to be found
        found, beside = self.fitting(some), self._enhancements()
        gone = spent(self.asking, self.matter_id) if self.cls is ChargePleaEntered else set()
        found = [one for one in found if one[0] not in gone] or found
        many = how_many(typed)
        if many and many != len(found):
            counts = [one for one in found if one[0] not in beside]
            counts = counts if len(counts) == many else self._of_one_paper(counts, many)
            if len(counts) != many:
                each = "; ".join(said for _, said in found) or "none"
                wanted = "two" if many == BOTH else str(many)
                raise Misread(
                    f"There are not {wanted} of which that can be said: {each}. Write all, or "
                    "name them."
                )
            found = counts
        taken, there = {one for one, _ in found}, {one for one, _ in self.fitting(some)}
        other = dict.fromkeys(there - taken, ANOTHER_PAPER) | dict.fromkeys(beside, WITH_ITS_COUNT)
        without = [
            f"{said}: {other.get(one, ELSEWISE)}" for one, said in self.every() if one not in taken
        ]
        return AllMeant(found, f"{typed}, without {'; '.join(without)}" if without else "")

    def _of_one_paper(self, found: Sequence[Choice], many: int) -> list[Choice]:
        """Return those of some charges that one paper brings, if they alone are so many.

        Both are those of the complaint, and not the ticket beside it.
        """
        by = {
            one.item_id: one.detail.get("instrument")
            for one in matters.view(self.asking, self.matter_id).items
        }
        papers = {by.get(one) for one, _ in found} - {None, "unknown"}
        each = [[one for one in found if by.get(one[0]) == paper] for paper in papers]
        some = [one for one in each if len(one) == many]
        return some[0] if len(some) == 1 else []

    def theirs(self, items: Sequence[Any], data: Mapping[str, Any]) -> list[Any]:
        """Return those of all items that are of the parties whom an event names; all for none."""
        named = data.get("parties") or ()
        every = [one for one in self.every() if one[0] in items]
        own = {one for one, _ in of_parties(self.asking, self.matter_id, self.cls, every, named)}
        return [one for one in items if one in own] or list(items)

    def are_of_one_paper(self, found: Sequence[Choice], data: Mapping[str, Any]) -> bool:
        """Tell whether some claims are of the parties whom an event names, by one paper."""
        named = data.get("parties")
        own = of_parties(self.asking, self.matter_id, self.cls, found, named) if named else []
        return bool(own) and of_one_paper(self.asking, self.matter_id, {one for one, _ in own})

    def of_item(self, data: Mapping[str, Any], item_id: Any) -> dict[str, Any]:
        """Return what an event on several items says of one of them: which, and whom there."""
        named = data.get("parties")
        if not isinstance(named, list) or not isinstance(item_id, str):
            return {"item_id": item_id}
        own = of_item(self.asking, self.matter_id, self.cls, item_id, named)
        return {"item_id": item_id, "parties": own}

    def _on_file(self, found: Sequence[Choice]) -> list[Choice]:
        """Return those of some claims that were filed by the day of the event.

        What is done about all that a paper brings is not done about what another brings later. Of
        a charge the day of the filing is asked about, which may be told later, or not be known.
        """
        if self.cls.track != Track.CIVIL:
            return list(found)
        view = matters.view(self.asking, self.matter_id, as_of=self._on.isoformat())
        there = {one.item_id for one in view.items if one.state != NONE}
        return [one for one in found if one[0] in there]

    def _not_yet(self, found: Sequence[Choice], parties: Collection[str]) -> list[Choice]:
        """Return those of some claims on which an act is not done yet by one of some parties.

        Who answers an amended complaint answers what it adds; the rest is answered.
        """
        sources = {state for move in self.cls.moves for state in move.sources}
        left = {
            one.item_id
            for day in {self._on, self.asking.today()}
            for one in matters.view(self.asking, self.matter_id, as_of=day.isoformat()).items
            if one.state in (NONE, *sources)
            and any(
                party.party_id in parties and party.side == Side.DEFENDANT for party in one.parties
            )
        }
        return [one for one in found if one[0] in left]

    def _ripe(self) -> set[str]:
        """Return the ids of the items that are decided, or of which guilt is pleaded or tried."""
        ripe = (PLEA_TENDERED,) if self.on_plea else (PLEA_TENDERED, IN_TRIAL)
        return {
            one.item_id
            for one in matters.view(self.asking, self.matter_id).items
            if (
                one.state not in (NONE, *LIFECYCLES[one.track].open)
                if self.cls is AppealFiled
                else one.state in ripe
            )
        }

    def _still_open(self) -> set[str]:
        """Return the ids of the charges that have not ended."""
        return {
            one.item_id
            for one in matters.view(self.asking, self.matter_id).items
            if one.track == Track.CRIMINAL
            and (one.state in LIFECYCLES[one.track].open or one.state in WITH_GUILT)
        }

    def _won(self, who: str) -> set[str]:
        """Return the ids of the claims that somebody has won, and of those that are no one's own.

        Who has won all cannot appeal (Deposit Guaranty Nat. Bank v. Roper, 445 U.S. 326, 333).
        """
        own = set(parties_said(self.asking, self.matter_id, who)) if who else set()
        view = matters.view(self.asking, self.matter_id)
        of = [
            (one.item_id, one.detail.get("judgment_for") == party.side)
            for one in view.items
            if one.track == Track.CIVIL
            for party in one.parties
            if party.party_id in own
        ]
        lost = {item_id for item_id, won in of if not won}
        return {one.item_id for one in view.items if own and of and one.item_id not in lost}

    def _found_guilty(self, who: str) -> set[str]:
        """Return the ids of the charges of which somebody is convicted, who appeals from these."""
        own = set(parties_said(self.asking, self.matter_id, who)) if who else set()
        return {
            one.item_id
            for one in matters.view(self.asking, self.matter_id).items
            if one.track == Track.CRIMINAL and one.state in WITH_GUILT
            if own & {party.party_id for party in one.parties}
        }

    def _enhancements(self) -> set[str]:
        """Return the ids of the enhancements of the matter."""
        view = matters.view(self.asking, self.matter_id)
        return {one.item_id for one in view.items if one.kind == ChargeKind.ENHANCEMENT}

    def _as_events(self, data: Mapping[str, Any]) -> list[Event | None]:
        """Return the event that data makes; None where something is still missing, or wrong.

        What several do about all claims at once can be legal on some for one of them alone.
        """
        each = [data]
        if self.cls in OF_EACH:
            each = [{**data, "parties": [one]} for one in data.get("parties") or ()] or each
        try:
            return [msgspec.convert(one, self.cls) for one in each]
        except msgspec.ValidationError:
            return [None]


def _is_of(one: MatterItem, parties: Collection[str]) -> bool:
    """Tell whether a part of an item is between these parties, and maybe others."""
    return {party.party_id for party in one.parties} >= set(parties)
