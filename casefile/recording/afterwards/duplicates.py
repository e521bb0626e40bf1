"""Duplicates: what a matter has on record already of what is recorded in it once more."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import uuid_utils
from msgspec import UNSET, UnsetType
from msgspec.structs import replace
from sqlalchemy import bindparam, select
from sqlalchemy.exc import DBAPIError

from casefile.answers.asking import Asking, At
from casefile.errors import Busy
from casefile.event import Draft, Recorded, read_body
from casefile.law import subjects
from casefile.law.catalogue import Event, decode
from casefile.law.edtf import parse
from casefile.law.entry import HEARING, SCHEDULED
from casefile.law.events.charge import ChargeFiled, ChargesSuperseded
from casefile.law.events.party import PartyAdded
from casefile.law.events.process import HearingScheduled
from casefile.law.events.record import (
    Amending,
    EventCorrected,
    EventRetracted,
    RetractionReason,
)
from casefile.law.fact import AMENDING, Fact, of_class, standing
from casefile.law.folding import Folds, steps_of
from casefile.law.item import LIFECYCLES, NONE
from casefile.law.sameness import ACTS, ONCE, TYPES, Sameness, sameness
from casefile.law.wording import sentence
from casefile.projections.letters import plain
from casefile.projections.subjects import known_in
from casefile.recording.afterwards import same_docket
from casefile.recording.afterwards.same_docket import SameDocket
from casefile.recording.draft import read_draft
from casefile.recording.receipt import OnLog, Proposed, Receipt, Warned
from casefile.store.statement import Statement, among
from casefile.store.tables import events

CODE = "duplicate"  # what the codes of such warnings begin with
ADVICE = "If it is the same one, take this one back; if it is meant, nothing is to be done."
SUPERSEDES = (
    "If this one takes the place of the other, say that the other is superseded by it; only what "
    "was recorded twice by mistake is taken back."
)
MOVED = "If it is that hearing moved, say of this one that it takes the place of the other."
MOST = 100  # events of one key that one more is compared with
_OF_TYPES = Statement(
    select(events.c.position, events.c.body)
    .where(events.c.matter_id == bindparam("matter"), among(events.c.type, "types"))
    .order_by(events.c.position)
)


class Repeatable(NamedTuple):
    """An event that was added, of a type of which one can be there twice."""

    matter_id: str
    type: str
    event_id: str


class Duplicate(NamedTuple):
    """An event that says once more what another one of its matter does, which came first.

    `sentence` says in words what is there already, `advice` what can be done, and `proposes` by
    which event.
    """

    what: str
    again: Fact
    first: Fact
    sentence: str
    advice: str = ADVICE
    proposes: Proposed | UnsetType = UNSET

    @property
    def supersedes(self) -> bool:
        """Tell whether it may take the place of the other, and so is no second recording of it."""
        return self.advice == SUPERSEDES

    def warning(self, *, dry_run: bool) -> Warned:
        """Return the warning, with what can be done once it is recorded."""
        return Warned(
            code=f"{CODE}.{self.what}",
            sentence=f"{self.sentence} {self.advice}",
            events=(self.again.event_id, self.first.event_id),
            matter_id=self.again.matter_id,
            proposes=UNSET if dry_run else self.proposes,
        )


def repeatable(entries: Iterable[OnLog], *, acts: bool = True) -> Iterator[Repeatable]:
    """Yield what a post has added by now, and had not before, that can be there twice.

    Without `acts` nothing that is done to an item is among it: a court enters its own acts anew.
    """
    for entry in entries:
        one = entry.recorded.envelope
        if not entry.already and one.type in TYPES and (acts or one.type not in ACTS):
            yield Repeatable(one.matter_id, one.type, one.event_id)


def duplicates(
    asking: Asking, added: Iterable[Repeatable], tried: Iterable[Recorded] = ()
) -> list[Duplicate]:
    """Return each event that was added and says what stands in its matter already.

    An event that names one of them in links.duplicates is meant to. A charge, a claim or a
    citation that has ended is in nobody's way, but for a count of the same number and day; neither
    is a hearing that will not be held.
    `tried` are the new events of a dry run, which the log has not.
    """
    matters: dict[str, dict[str, set[str]]] = {}
    for one in added:
        matters.setdefault(one.matter_id, {}).setdefault(one.type, set()).add(one.event_id)
    if not matters:
        return []
    beside: dict[str, list[Recorded]] = {}
    for recorded in tried:
        beside.setdefault(recorded.envelope.matter_id, []).append(recorded)
    with asking.gate() as at:
        found: list[Duplicate] = []
        for matter_id, types in matters.items():
            twice = _Twice(at, matter_id, types.keys(), beside.get(matter_id, ()))
            for tag, event_ids in types.items():
                found += twice.of_type(tag, event_ids)
        put = at.naming([one.sentence for one in found])
        return [one._replace(sentence=put(one.sentence)) for one in found]


def of_draft(asking: Asking, draft: Draft) -> Sequence[Duplicate | SameDocket]:
    """Return what `duplicates` would if a draft were recorded now; raises Malformed."""
    event_id = draft.event_id or str(uuid_utils.uuid7())
    envelope = read_draft(draft, 0, event_id).envelope
    if envelope.type not in (*TYPES, *same_docket.TYPES):
        return []
    with asking.gate() as at:
        if known_in(at.connection).event(event_id):  # it is posted again
            return []
        today = asking.today().isoformat()
        recorded = Recorded(at.position + 1, replace(envelope, recorded_on=today))
    if envelope.type in same_docket.TYPES:
        return same_docket.same_docket(asking, [recorded])
    return duplicates(asking, [Repeatable(draft.matter_id, draft.type, event_id)], [recorded])


def with_duplicates(asking: Asking, receipt: Receipt, *, dry_run: bool) -> Receipt:
    """Return the receipt of a post with a warning of what was on record already.

    It is asked when nobody waits for the post any more. Where the database is lost by then, that is
    the warning: what was posted is recorded all the same.
    """
    added = list(repeatable(receipt.entries))
    try:
        twice = duplicates(asking, added, new_of(receipt.entries) if dry_run else ())
        found = [one.warning(dry_run=dry_run) for one in twice]
        new = new_of(receipt.entries)
        found += [one.warning for one in same_docket.same_docket(asking, new)]
    except (Busy, DBAPIError):
        said = "Nobody looked whether it was on record already; look at the matter."
        ids = tuple(one.event_id for one in added)
        matter_id = receipt.entries[0].recorded.envelope.matter_id
        found = [Warned(code=f"{CODE}.unknown", sentence=said, events=ids, matter_id=matter_id)]
    return receipt._replace(warnings=[*receipt.warnings, *found])


def new_of(entries: Iterable[OnLog]) -> list[Recorded]:
    """Return the events that a post adds, or would add."""
    return [one.recorded for one in entries if not one.already]


def left_out(receipt: Receipt, of: str = "") -> Receipt:
    """Return a receipt without these warnings, or those of a kind, where what they say is meant."""
    kept = [one for one in receipt.warnings if not one.code.startswith(f"{CODE}.{of}")]
    return receipt._replace(warnings=kept)


class _Twice:
    """What is there twice in a matter, with the new events of a dry run beside those of the log."""

    def __init__(
        self, at: At, matter_id: str, types: Collection[str], tried: Sequence[Recorded]
    ) -> None:
        self.at = at
        self.matter_id = matter_id
        self.known = known_in(at.connection)
        self.folds = Folds(self.known)
        for one in tried:
            self.known.add(one)
        wanted = [*types, *AMENDING]
        rows = _OF_TYPES.rows(at.connection, matter=matter_id, types=wanted)
        self.recorded = [Recorded(position, read_body(body)) for position, body in rows]
        self.recorded += [one for one in tried if one.envelope.type in wanted]
        self.amending = [one for one in self.recorded if one.envelope.type in AMENDING]
        targets = (
            one.target for _, one in of_class(map(self.known.plain, self.amending), Amending)
        )
        self.known.fetch(map(subjects.event, targets))
        self.amended = {self.known.origin(one).envelope.event_id for one in self.amending}

    def of_type(self, tag: str, event_ids: set[str]) -> Iterator[Duplicate]:
        """Yield each of these events, all of one type, that says what an earlier one does."""
        held: dict[tuple[str, ...], list[tuple[Fact, Sameness]]] = {}
        for fact in self._near(tag, event_ids):
            same = _sameness(fact.data, fact.when.text)
            if same is None:
                continue
            if fact.event_id in event_ids:
                near = [one for key in same.keys for one in held.get(key, ())[:MOST]]
                first = next((pair for pair in near if self._again(fact, same, *pair)), None)
                if first and _repeated(fact) not in {one.event_id for one, _ in near}:
                    yield _duplicate(fact, same, *first)
            for key in same.keys:
                held.setdefault(key, []).append((fact, same))

    def _near(self, tag: str, event_ids: set[str]) -> Iterator[Fact]:
        """Yield the facts of a type that can say what these events do, in the order of the log.

        What nobody has amended is looked at without making facts of it: a docket is long.
        """
        recorded = [one for one in self.recorded if one.envelope.type == tag]
        if not recorded[1:]:  # nothing can be there twice
            return iter(())
        told = [(one, _keys(one)) for one in recorded]
        wanted = {key for one, keys in told if one.envelope.event_id in event_ids for key in keys}
        if not self.amended:
            times = Counter(key for _, keys in told for key in keys)
            wanted = {key for key in wanted if times[key] > 1}
        every = not self.amended.isdisjoint(event_ids) or bool(self.known.means(self.matter_id))
        near = [
            one
            for one, keys in told
            if every or one.envelope.event_id in self.amended or not wanted.isdisjoint(keys)
        ]
        facts = standing([*near, *self.amending], self.known.plain)
        return (self.known.meant(fact) for fact in facts if fact.type == tag)

    def _again(self, fact: Fact, same: Sameness, first: Fact, its: Sameness) -> bool:
        """Tell whether a fact says what an earlier one of its key does, which is in the way."""
        moved = _is_moved(same, its)
        alike = fact.envelope.assertion == first.envelope.assertion
        if not alike or (same.differs(its) and not moved):
            return False
        if moved and not _is_to_come(first, fact):
            return False
        return _is_same_count(fact, first) or self._is_in_the_way(first, fact)

    def _is_in_the_way(self, first: Fact, fact: Fact) -> bool:
        match first.data, fact.data:
            case PartyAdded(party_id=one), PartyAdded(party_id=other):
                return other not in self.known.party_group(one)
            case HearingScheduled(hearing_id=one), HearingScheduled(replaces=other) if one == other:
                return False
            case HearingScheduled(hearing_id=hearing_id), _:
                return self._is_set(first.matter_id, hearing_id)
        if type(first.data) in ONCE:
            return any(self._stands(first, fact, key) for key in first.items)
        if first.data.files_item:
            return any(
                self._is_open(key) for key, (field, _) in first.items.items() if field == "item_id"
            )
        return True

    def _stands(self, first: Fact, fact: Fact, key: str) -> bool:
        """Tell whether nothing has become of an item between two acts on it, in their legal order.

        A charge that was amended is pleaded to once more, and an appeal can follow on another one.
        """
        ids = {first.event_id, fact.event_id}
        for part in self.folds.fold(key).each:
            steps = list(steps_of(part.record.fold))
            both = [place for place, (one, *_) in enumerate(steps) if one.fact.event_id in ids]
            between = steps[both[0] + 1 : both[-1]] if both else ()
            if len(both) > 1 and all(before.item == after.item for _, before, after in between):
                return True
        return False

    def _is_set(self, matter_id: str, hearing_id: str) -> bool:
        """Tell whether a hearing is set and was neither held nor cancelled, nor set anew."""
        subject = subjects.entry(HEARING, matter_id, hearing_id)
        return self.folds.life(subject).last.entry.status == SCHEDULED

    def _is_open(self, key: str) -> bool:
        """Tell whether an item is open today, or may be, for anybody."""
        return any(
            timeline.record.certain_on(self.at.on).item.state
            in (NONE, *LIFECYCLES[timeline.track].open)
            for timeline in self.folds.fold(key).each
        )


def _is_same_count(fact: Fact, first: Fact) -> bool:
    """Tell whether two charges are filed on one day as one count, which then cannot be another."""
    match fact.data, first.data:
        case ChargeFiled(count_no=int(one)), ChargeFiled(count_no=int(other)):
            return one == other and fact.when.text == first.when.text
    return False


def _repeated(fact: Fact) -> str | None:
    """Return the event that a fact says it repeats."""
    return fact.envelope.links.duplicates if fact.envelope.links else None


def _duplicate(fact: Fact, same: Sameness, first: Fact, its: Sameness) -> Duplicate:
    """Return that a fact says once more what an earlier one does, and what can be done."""
    found = Duplicate(same.what, fact, first, _told(same.what, first))
    if _is_moved(same, its) and isinstance(first.data, HearingScheduled):
        said = sentence(first.data, first.matter_id)
        told = f"Such a hearing is set already: {said} (@{first.position}). Is it moved?"
        replaces = f"Then write replaces={first.data.hearing_id}."
        changes = {"replaces": first.data.hearing_id}
        return found._replace(
            sentence=f"{told} {replaces}",
            advice=MOVED,
            proposes=_proposed(EventCorrected, fact, target=fact.event_id, changes=changes),
        )
    if same.instrument and same.instrument != its.instrument:
        match first.data, fact.data:
            case ChargeFiled() as old, ChargeFiled() as new:
                by = {"old": [old.item_id], "new": [new.item_id], "instrument": same.instrument}
                proposed = _proposed(ChargesSuperseded, fact, **by)
                said = _said(first)
                told = f"What this charges was charged before{_by(its)}: {said}."
                return found._replace(sentence=told, advice=SUPERSEDES, proposes=proposed)
    taken_back = {"target": fact.event_id, "reason": str(RetractionReason.DUPLICATE)}
    return found._replace(proposes=_proposed(EventRetracted, fact, **taken_back))


def _proposed(cls: type[Event], fact: Fact, **data: Any) -> Proposed:
    """Return what may be recorded next in the matter of a fact."""
    return Proposed(type=cls.tag, matter_id=fact.matter_id, data=data)


def _is_moved(same: Sameness, its: Sameness) -> bool:
    """Tell whether two hearings of a kind are set for different days or hours."""
    return bool(same.on and its.on) and same.on != its.on


def _is_to_come(first: Fact, fact: Fact) -> bool:
    """Tell whether a hearing may be still to come when another one is set."""
    match first.data:
        case HearingScheduled(at=at):
            latest, earliest = parse(at, offset=True).latest, fact.when.earliest
            return not (latest and earliest) or latest >= earliest
    return False


def _told(what: str, first: Fact) -> str:
    """Return in words what is there already, with placeholders for what it names."""
    return f"This {what.replace('_', ' ')} is on record already: {_said(first)}."


def _said(first: Fact) -> str:
    said = sentence(first.data, first.matter_id)
    return f"{said} ({first.when.shown}, @{first.position})"


def _by(its: Sameness) -> str:
    """Return by which instrument something was charged, where that is said."""
    return f" by {its.instrument}" if its.instrument else ""


def _keys(recorded: Recorded) -> Sequence[tuple[str, ...]]:
    """Return the keys of an event as it was recorded."""
    one = recorded.envelope
    same = _sameness(decode(one.type, one.schema_version, one.data), one.effective)
    return same.keys if same else ()


def _sameness(data: Event, on: str) -> Sameness | None:
    """Return by what another event would say the same, in texts as they are compared."""
    found = sameness(data, on)
    if found is None:
        return None
    keys = tuple(tuple(map(_folded, key)) for key in found.keys)
    return found._replace(keys=keys, apart=tuple(map(_folded, found.apart)))


def _folded(part: str) -> str:
    """Return a text as it is compared: no case, accents or punctuation, if that leaves anything."""
    return " ".join(re.findall(r"\w+", plain(part))) or part
