"""Additions: what a group of bundles adds to the log, and what it changes there."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec.structs import replace
from sqlalchemy import Connection

from casefile.answers.names.naming import named_texts
from casefile.answers.question import ask_on
from casefile.event import Draft, Envelope, Recorded
from casefile.importers.bundles import Bundles
from casefile.importers.material import Bundle, Reading, Record, Unreadable
from casefile.importers.revision import (
    again_id,
    revise,
    revision_id,
    stands,
    versions_of,
    withdrawal,
)
from casefile.importers.tally import (
    ALREADY,
    CHANGED,
    LEFT_OUT,
    RECORDED,
    Changed,
    Tally,
    Told,
    Vanished,
    Withdrawn,
)
from casefile.law import subjects
from casefile.law.fact import AMENDING, Fact
from casefile.law.wording import sentence
from casefile.projections.subjects import known_in
from casefile.recording.draft import Drafted, read_draft, same_content
from casefile.store import log

PAGE = 1_000
_AHEAD = 1 << 60  # a position behind every one that the log can have


class Addition(NamedTuple):
    """One event that a group adds, and the record and the bundle that it comes from."""

    bundle: Bundle
    record: Record
    draft: Draft


class Given:
    """What one import is given, and the positions that the log has of what it has recorded."""

    def __init__(self, every: Bundles) -> None:
        self.every = every
        self._recorded: list[range] = []

    def take_recorded(self, positions: Iterable[int]) -> None:
        """Learn that these positions of the log are those of events of the import."""
        for position in positions:
            if self._recorded and self._recorded[-1].stop == position:
                self._recorded[-1] = range(self._recorded[-1].start, position + 1)
            else:
                self._recorded.append(range(position, position + 1))

    def has_recorded(self, hit: Recorded | None) -> bool:
        """Tell whether it was the import that recorded an event."""
        return hit is not None and any(hit.position in one for one in self._recorded)

    def is_last(self, bundle: Bundle) -> bool:
        """Tell whether a bundle is the last copy of a whole document."""
        return self.every.last.get(bundle.whole) == bundle.number


class Additions:
    """What a group of bundles adds to the log, and what it changes there."""

    def __init__(
        self,
        bundles: Sequence[Bundle],
        connection: Connection,
        seen_on: Callable[[Record], str],
        given: Given,
    ) -> None:
        self.posted: list[Addition] = []
        self._seen_on = seen_on
        self._given = given
        self._known = known_in(connection)
        self._own: dict[str, Drafted] = {}  # the events that the group itself adds
        self._new: dict[str, Envelope] = {}  # what a bundle says that nothing said before
        self._outcomes: list[tuple[Record, str]] = []
        self._changed: list[Changed] = []
        self._withdrawn: dict[str, Withdrawn] = {}
        self._vanished: list[Vanished] = []
        self._fetch([record for bundle in bundles for record in bundle.records])
        for bundle in bundles:
            if bundle.as_before:
                self._outcomes += [
                    (one, LEFT_OUT if one.left_out else ALREADY) for one in bundle.records
                ]
                continue
            self._new = {}
            seen = [self._take(bundle, record) for record in bundle.records]
            for record in bundle.records:
                self._take_back(bundle, record)
            # A copy does not say how old it is, and several pages can have one docket, so nothing
            # is gone that any file has.
            if any(seen) and given.is_last(bundle):
                gone = _vanished(bundle, given.every.ids, connection)
                self._vanished += [one for one in gone if one.event_id not in self._withdrawn]
        told = [one.sentence for one in self._withdrawn.values()]
        told += [one.sentence for one in self._vanished]
        self._named = named_texts(ask_on(connection), told)

    def tell(self, found: Tally) -> None:
        """Enter what came of each record in a tally."""
        for record, outcome in self._outcomes:
            found.count(record, outcome)
            if record.left_out:
                found.left_out.append(Told(record.where, record.kind, record.left_out))
        found.changed += self._changed
        put = self._named
        found.withdrawn += [
            one._replace(sentence=put(one.sentence)) for one in self._withdrawn.values()
        ]
        found.vanished += [one._replace(sentence=put(one.sentence)) for one in self._vanished]

    def _fetch(self, records: Sequence[Record]) -> None:
        """Read at once what the log has of these events, and of what they may change."""
        prepared = {
            id_of(draft): read_draft(draft, 0, id_of(draft))
            for record in records
            for draft in record.drafts
        }
        self._known.fetch(map(subjects.event, prepared))
        self._known.fetch(
            subjects.event(name)
            for event_id, one in prepared.items()
            if (hit := self._known.event(event_id)) and not same_content(one.envelope, hit.envelope)
            for name in (revision_id(one), again_id(event_id, 1))
        )
        self._known.fetch(
            subjects.event(unsaid.event_id) for record in records for unsaid in record.no_longer
        )
        self._known.fetch(
            subjects.event(unsaid.event_id)
            for record in records
            if any(self._known.event(id_of(draft)) for draft in record.drafts)
            for reading in record.readings
            for unsaid in reading.unsaid
        )

    def _take(self, bundle: Bundle, record: Record) -> bool:
        """Take one record, and tell whether the log knew any of its events."""
        came = [self._came_of(bundle, record, draft) for draft in record.drafts]
        first = (outcome for outcome in (RECORDED, CHANGED, ALREADY) if outcome in came)
        outcome = next(first, LEFT_OUT)
        withdrawn = [self._withdraw(bundle, record, reading) for reading in record.readings]
        self._outcomes.append((record, CHANGED if any(withdrawn) else outcome))
        return CHANGED in came or ALREADY in came

    def _came_of(self, bundle: Bundle, record: Record, draft: Draft) -> str:
        one = read_draft(draft, 0, id_of(draft))
        event_id = one.envelope.event_id
        own = self._own.get(event_id)
        if own is None and self._known.event(event_id) is None:
            self._own[event_id] = one
            self._new[event_id] = one.envelope
            self.posted.append(Addition(bundle, record, draft))
            return RECORDED
        if own is not None and same_content(one.envelope, own.envelope):
            return RECORDED
        self._learn(event_id, record)
        revised = revise(one, self._known, self._seen_on(record))
        if revised.drafts:
            self._new[event_id] = one.envelope
            self._changed.append(Changed(record.where, event_id, revised.fields))
            for change in revised.drafts:
                self._post(bundle, record, change)
            return CHANGED
        ours = own is not None or self._given.has_recorded(self._known.event(event_id))
        return RECORDED if ours else ALREADY

    def _withdraw(self, bundle: Bundle, record: Record, reading: Reading) -> bool:
        """Take back what a record was read as before its words were these; tell whether it was."""
        now = next((self._new[name] for name in reading.said if name in self._new), None)
        misread = now is None
        now = now or (self._as_before(reading) if reading.quote else None)
        if now is None:
            return False
        before = len(self._withdrawn)
        for unsaid in reading.unsaid:
            self._learn(unsaid.event_id, record)
            for version in versions_of(unsaid.event_id, self._known)[-1:]:
                event_id = version.envelope.event_id
                fact = self._known.standing(event_id)
                if fact is None or unsaid.effective not in ("", fact.envelope.effective):
                    continue
                if misread and not _quotes(fact.envelope, reading.quote):
                    continue
                for draft in withdrawal(event_id, now, self._known, self._seen_on(record)):
                    told = Withdrawn(record.where, event_id, sentence(fact.data, fact.matter_id))
                    self._withdrawn[event_id] = told
                    self._post(bundle, record, draft)
        return len(self._withdrawn) > before

    def _take_back(self, bundle: Bundle, record: Record) -> None:
        """Take back what a record no longer says, where no other file does and the copy is newer.

        It is one where anything of it came to the log with what is taken back, or later.
        """
        for unsaid in record.no_longer:
            if unsaid.event_id in self._given.every.ids:
                continue
            for version in versions_of(unsaid.event_id, self._known)[-1:]:
                event_id = version.envelope.event_id
                fact = self._known.standing(event_id)
                if fact is None or not _read_at(fact.envelope, unsaid.locator):
                    continue
                if not (self._new or self._came_with(version, bundle)):
                    continue
                now = read_draft(record.drafts[0], 0, id_of(record.drafts[0])).envelope
                for draft in withdrawal(event_id, now, self._known, self._seen_on(record)):
                    told = Withdrawn(record.where, event_id, sentence(fact.data, fact.matter_id))
                    self._withdrawn[event_id] = told
                    self._post(bundle, record, draft)

    def _came_with(self, end: Recorded, bundle: Bundle) -> bool:
        """Tell whether the log has any event of a bundle from the step of another one on."""
        stored = (self._known.event(id_of(draft)) for draft in bundle.drafts())
        return any(_last_of_step(hit) >= _last_of_step(end) for hit in stored if hit)

    def _as_before(self, reading: Reading) -> Envelope | None:
        """Return an event of a reading whose words the log has as they are here."""
        for name in reading.said:
            for version in versions_of(name, self._known)[-1:]:
                fact = self._known.standing(version.envelope.event_id)
                if fact is not None:
                    return fact.envelope
        return None

    def _post(self, bundle: Bundle, record: Record, draft: Draft) -> None:
        """Add what amends the log, so that whatever follows in the group knows of it."""
        self.posted.append(Addition(bundle, record, draft))
        one = read_draft(draft, 0, id_of(draft))
        self._own[one.envelope.event_id] = one
        self._learn(one.envelope.event_id, record)

    def _learn(self, event_id: str, record: Record) -> None:
        """Know an event that the group itself adds as if it were on the log."""
        own = self._own.get(event_id)
        if own and self._known.event(event_id) is None:
            envelope = replace(own.envelope, recorded_on=self._seen_on(record))
            self._known.add(Recorded(_AHEAD + len(self.posted), envelope))


def _vanished(bundle: Bundle, here: Container[str], connection: Connection) -> Iterator[Vanished]:
    """Yield the events that an earlier copy of a whole document had and that are not here."""
    again: dict[str, tuple[str, int]] = {}  # by the id under which it would be said again
    for matter_id in sorted({draft.matter_id for draft in bundle.drafts()}):
        known = known_in(connection)
        for recorded in _stream(connection, matter_id):
            event_id, source = recorded.envelope.event_id, recorded.envelope.source
            if event_id in here or event_id in again:
                first, times = again.get(event_id, (event_id, 0))
                again[again_id(first, times + 1)] = (first, times + 1)
                continue
            if recorded.envelope.type in AMENDING:
                continue
            if source and source.document == bundle.whole and stands(event_id, known):
                yield Vanished(bundle.whole, event_id, sentence(Fact(recorded).data, matter_id))


def _last_of_step(recorded: Recorded) -> int:
    """Return the position of the last event that was recorded in one step with this one."""
    return recorded.position + (recorded.envelope.following or 0)


def _read_at(envelope: Envelope, locator: str) -> bool:
    return not locator or (envelope.source is not None and envelope.source.locator == locator)


def _quotes(envelope: Envelope, words: str) -> bool:
    return envelope.source is not None and envelope.source.quote == words


def _stream(connection: Connection, matter_id: str) -> Iterator[Recorded]:
    after = 0
    while rows := log.page(connection, after=after, limit=PAGE, matter_id=matter_id):
        yield from map(log.recorded, rows)
        after = rows[-1].position


def id_of(draft: Draft) -> str:
    """Return the id of an imported event; raises Unreadable where it has none."""
    if draft.event_id is None:
        raise Unreadable("An imported event has an id that follows from its source.")
    return draft.event_id
