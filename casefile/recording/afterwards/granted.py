"""Granted: the event that a motion asked for, proposed where a ruling grants it.

A ruling moves nothing by itself: what it orders is an event of its own, which a person records.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from casefile.answers.asking import Asking
from casefile.answers.dockets import matters
from casefile.answers.dockets.matters import MatterItem, MatterView
from casefile.answers.meaning.meant_items import counted
from casefile.event import Recorded
from casefile.law import placeholders
from casefile.law.catalogue import Event, naming_fields
from casefile.law.criminal import SENTENCED
from casefile.law.due_days import motion_filed
from casefile.law.entry import MOTION
from casefile.law.events.claim import ClaimAct, Side
from casefile.law.events.dismissal import ChargeDismissed, DismissedBy
from casefile.law.events.ending import ClaimDismissed
from casefile.law.events.judgment import ClaimJudgmentEntered, JudgmentKind
from casefile.law.events.party import PartyAdded, PartyKind
from casefile.law.events.people import WITHDRAWN, CounselWithdrawn
from casefile.law.events.process import MotionDecided, MotionFiled
from casefile.law.events.sentence import SentenceModified
from casefile.law.events.trial import ChargePleaWithdrawn
from casefile.law.fact import AsRead, Fact
from casefile.law.folding import fold_item
from casefile.law.known import Known
from casefile.law.party_kinds import kind_told
from casefile.law.placing import Placed
from casefile.law.stance import main_role
from casefile.law.subjects import ITEM
from casefile.law.timeline import Fold, step_of
from casefile.projections.subjects import known_in
from casefile.recording.afterwards.asked_for import (
    Remedy,
    asked_for,
    granted,
    ground_said,
    part_said,
    prejudice_said,
)
from casefile.recording.receipt import Warned, warned

CODE = "motion.granted"
IN_PART = "in part"
_prosecution = re.compile(
    r"\b(?:state|people|commonwealth|government|united states|prosecut\w+|district attorney)\b"
)
KINDS = ("counterclaim", "crossclaim", "third-party claim", "enhancement")
THROUGH = ("through", "-", "to")
_between = r",? and |, ?| & | through | to |-"
_counts = re.compile(rf"\bcounts? ((?:(?:{_between})?(?:\d+|[a-z]+)\b)+)")
_each = re.compile(rf"({_between})?(\d+|[a-z]+)")
_but = re.compile(r"\b(?:except|but|other than|all save)\b.*$")


def what_was_asked(asking: Asking, fact: Fact, ruling: MotionDecided) -> list[Warned]:
    """Return what the motion asked for that a ruling grants, as far as it is not on record yet."""
    said = granted(ruling.outcome) if fact.occurred else None
    if said is None:
        return []
    with asking.gate() as at:
        filed = motion_filed(fact.matter_id, ruling.motion_id, known_in(at.connection))
        motion = filed and filed.data
    if not isinstance(motion, MotionFiled) or not (acts := asked_for(_words(motion))):
        return []
    view = matters.view(asking, fact.matter_id)
    with asking.gate() as at:
        granted_so = _Granted(view, known_in(at.connection), fact, ruling.motion_id, motion, said)
        return list(granted_so.of(acts))


def _words(motion: MotionFiled) -> str:
    return f"{motion.kind} {motion.relief or ''}".casefold().strip()


class _Granted:
    """A motion that is granted, in its matter as that stands by now."""

    def __init__(
        self,
        view: MatterView,
        known: Known,
        ruling: Fact,
        motion_id: str,
        motion: MotionFiled,
        said: str,
    ) -> None:
        self._view, self._known, self._ruling = view, known, ruling
        self._motion_id, self._motion = motion_id, motion
        self._said, self._words = said, _words(motion)
        self._names = {one.party_id: one.name.casefold() for one in view.parties}
        self._parts: dict[str, list[MatterItem]] = {}
        for one in view.items:
            self._parts.setdefault(one.item_id, []).append(one)
        self._mover = self._called(motion.by)

    def of(self, acts: Sequence[Remedy]) -> Iterator[Warned]:
        """Yield each event that was asked for and is not on record."""
        if _item_field(acts[0].cls) is None:
            yield from self._of_matter(acts[0])
            return
        done: set[str] = set()
        for act in acts:
            items = [one for one in self._items(act) if one not in done]
            done.update(items)
            together = "item_ids" in act.cls.__struct_fields__
            for some in [items] if together and items else [[one] for one in items]:
                yield self._warned(act, some)

    def _of_matter(self, act: Remedy) -> Iterator[Warned]:
        data = dict(act.data)
        if act.cls is PartyAdded:
            if self._mover:
                return
            by = self._motion.by
            data |= {"name": by, "kind": str(kind_told(by) or PartyKind.PERSON)}
            still = f"{by} is not a party"
        elif act.cls is CounselWithdrawn:
            by = self._motion.by.casefold()
            acting = [one for one in self._view.counsel if (one.name or "").casefold() == by]
            if not acting or acting[0].role == WITHDRAWN:
                return
            data = {"for": acting[0].for_, "names": [acting[0].name]}
            still = f"{self._motion.by} still acts"
        else:
            stayed = bool(self._view.matter and self._view.matter.stayed)
            if stayed == data["on"]:
                return
            still = f"the matter is {'still' if stayed else 'not'} stayed"
        yield self._told(act.cls, data, still)

    def _items(self, act: Remedy) -> list[str]:
        """Return the items for which an event was asked, and which it would change."""
        named = self._named(self._said)
        if named is None:
            named = self._named(self._words)
        some = self._whose(list(self._parts) if named is None else named)
        return [one for one in some if self._concerns(act, one) and self._changes(act, one)]

    def _whose(self, some: list[str]) -> list[str]:
        """Return those of some items of which a party is named, as in "count 4 as to Roe"."""
        text = f"{self._words} {self._said}"
        named = {
            party_id
            for party_id, name in self._names.items()
            if any(re.search(rf"\b{re.escape(one)}\b", text) for one in (name, name.split()[-1]))
        }
        theirs = [
            one
            for one in some
            if any(party.party_id in named for part in self._parts[one] for party in part.parties)
        ]
        return theirs or some

    def _changes(self, act: Remedy, item_id: str) -> bool:
        """Tell whether an event is legal on an item, or a part of it, and changes it."""
        given = {"for": Side.CLAIMANT.value} if act.cls is ClaimJudgmentEntered else {}
        event = msgspec.convert({**given, **self._data(act, [item_id])}, act.cls)
        key = f"{self._ruling.matter_id}/{item_id}"
        return any(
            self._changed(event, item_id, part.record.fold)
            for part in fold_item(key, self._known).each
            if _is_about((one for one, _ in part.parties), event.whom(), self._sides(item_id))
        )

    def _changed(self, event: Event, item_id: str, fold: Fold) -> bool:
        field, ruling, last = _item_field(type(event)) or "", self._ruling, fold.last
        read = AsRead(event, ruling.when, (), ())
        ordered = Fact(Recorded(ruling.position, ruling.envelope), read=read)
        after = step_of(
            last, Placed(ordered, field, item_id, fold.setting.incident_on), fold.setting
        )
        return after.breach is None and after.item != last.item

    def _concerns(self, act: Remedy, item_id: str) -> bool:
        """Tell whether an item is one of whoever moved, and of what is to be done there."""
        parts = self._parts[item_id]
        parties = {party.party_id for one in parts for party in one.parties}
        if self._mover and self._mover not in parties and not self._is_prosecution:
            return False
        if act.cls is SentenceModified:
            return any(one.state == SENTENCED and _has(one, self._words) for one in parts)
        return True

    def _named(self, text: str) -> list[str] | None:
        """Return the items that a text names, or all but these; None where it names none."""
        but = _but.search(text)
        for part, others in ((but[0] if but else "", True), (text, False)):
            numbers = _numbers(part)
            named = [
                one
                for one in self._parts
                if any(
                    item.detail.get("count_no") in numbers or _is_called(item, part)
                    for item in self._parts[one]
                )
            ]
            if named:
                return [one for one in self._parts if one not in named] if others else named
            if numbers and not others:  # there is no such count
                return []
        return None

    def _warned(self, act: Remedy, items: Sequence[str]) -> Warned:
        matter_id = self._ruling.matter_id
        named = " and ".join(placeholders.item(f"{matter_id}/{one}") for one in items)
        data = self._data(act, items)
        whom = data.get("parties", ())
        labels = dict.fromkeys(
            part.label
            for one in items
            for part in self._parts[one]
            if _is_about((each.party_id for each in part.parties), whom, self._sides(one))
        )
        return self._told(act.cls, data, f"{named} reads as before: {'; '.join(labels)}")

    def _told(self, cls: type[Event], data: Mapping[str, Any], still: str) -> Warned:
        motion = placeholders.entry(MOTION, self._ruling.matter_id, self._motion_id)
        granted_so = "granted in part" if IN_PART in self._said else "granted"
        sentence = (
            f"The {motion} is {granted_so}, which by itself moves nothing: {still}. Record what it "
            "asks for there, if that was ordered."
        )
        return warned(CODE, sentence, [self._ruling], cls.tag, data)

    @property
    def _is_prosecution(self) -> bool:
        return bool(_prosecution.search(self._motion.by.casefold()))

    def _data(self, act: Remedy, items: Sequence[str]) -> dict[str, Any]:
        """Return what is known of an event on some items."""
        field, data = _item_field(act.cls), dict(act.data)
        if field == "outcomes":
            return {field: dict.fromkeys(items, data[field])}
        own: dict[str, Any] = {"item_ids": list(items)} if field == "item_ids" else {}
        own = own or {"item_id": items[0]}
        prejudice = prejudice_said(self._said, self._words)
        if act.cls is ChargeDismissed:
            by = DismissedBy.PROSECUTION if self._is_prosecution else DismissedBy.COURT
            data["by"] = by.value
        elif act.cls is ClaimDismissed and (how := ground_said(self._words)):
            data["how"] = how
        elif act.cls is ChargePleaWithdrawn:
            data["by"] = self._motion.by
        elif act.cls is SentenceModified and (part := part_said(self._words)):
            data["what"] = part.value
        elif act.cls is ClaimJudgmentEntered and (side := self._side(act, items[0])):
            data["for"] = side
        if prejudice and act.cls in (ChargeDismissed, ClaimDismissed):
            data["prejudice"] = prejudice
        if issubclass(act.cls, ClaimAct) and (parties := self._whom(items[0])):
            data["parties"] = parties
        return own | data

    def _side(self, act: Remedy, item_id: str) -> str | None:
        """Return for which side judgment was asked: that of whoever moved, by default the one."""
        if act.data.get("kind") == JudgmentKind.DEFAULT:
            return Side.CLAIMANT.value
        return next((side for one, side in self._sides(item_id) if one == self._mover), None)

    def _whom(self, item_id: str) -> list[str]:
        """Return whom of a claim the motion concerns, where that is not all of its parties."""
        sides = self._sides(item_id)
        text = f"{self._words} {self._said}"
        found = []
        for side in Side:
            on = [one for one, at in sides if at == side.value]
            named = [one for one in on if one == self._mover or self._names[one] in text]
            found += named if len(named) < len(on) else []
        return found

    def _sides(self, item_id: str) -> list[tuple[str, str]]:
        parts = self._parts.get(item_id, ())
        return list(
            dict.fromkeys((party.party_id, party.side) for one in parts for party in one.parties)
        )

    def _called(self, by: str) -> str | None:
        """Return the party of the matter who alone is called so there, or is that in it."""
        said = by.casefold().removeprefix("the ").strip()
        parties = self._view.parties
        for hits in (
            [one.party_id for one in parties if said in (one.party_id, one.name.casefold())],
            [one.party_id for one in parties if said == main_role(one.role).casefold()],
        ):
            if len(hits) == 1:
                return hits[0]
        return None


def _item_field(cls: type[Event]) -> str | None:
    return next((field for field, kind in naming_fields(cls) if kind == ITEM), None)


def _is_about(
    parties: Iterable[str], whom: Collection[str], sides: Iterable[tuple[str, str]]
) -> bool:
    """Tell whether a part of an item is between those whom an act concerns, on each side."""
    own, every = set(parties), list(sides)
    concerned = [{one for one, at in every if at == side and one in whom} for side in Side]
    return all(own & some for some in concerned if some)


def _has(one: MatterItem, words: str) -> bool:
    """Tell whether a sentence has the part that is to be revoked, where the words name one."""
    part = part_said(words)
    return part is None or part.label.split()[0] in one.label


def _is_called(one: MatterItem, text: str) -> bool:
    """Tell whether a text says what an item is, like its offense or its kind."""
    called = [one.detail.get("offense"), one.detail.get("cause"), one.item_id]
    called += [one.kind] if one.kind in KINDS else []
    return any(
        re.search(rf"\b{re.escape(str(name).casefold())}s?\b", text) for name in called if name
    )


def _numbers(text: str) -> set[int]:
    """Return the numbers of the counts that a text names, like counts 1 and 3 through 5."""
    found: set[int] = set()
    for hit in _counts.finditer(text):
        last = 0
        for beside, word in _each.findall(hit[1]):
            number = counted(f"count {word}").rpartition(" ")[2]
            if not number.isdecimal():
                break
            first = last + 1 if last and beside.strip() in THROUGH else int(number)
            found.update(range(first, int(number) + 1))
            last = int(number)
    return found
