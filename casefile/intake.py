"""The intake: material of a source, recorded whole, repeatably, and with an account of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection

from casefile.admission import Prepared, prepare, same_content
from casefile.domain.fact import AMENDING, Fact
from casefile.domain.wording import sentence
from casefile.errors import CasefileError, Refused, TooLarge
from casefile.event import Draft, Recorded, instant_microseconds
from casefile.material import Bundle, Record, Unreadable
from casefile.projections.known import Known
from casefile.recorder import Recorder
from casefile.revision import changes, correction, revision, revision_id, stands
from casefile.store import log
from casefile.store.database import Database
from casefile.tally import ALREADY, CHANGED, LEFT_OUT, RECORDED, REFUSED, Changed, Tally, Told
from casefile.tally import Vanished as Lost

GROUP = 1_000  # events that small bundles are recorded in together
PAGE = 1_000


class _Posted(NamedTuple):
    """One event that a group adds, and the record and the bundle that it comes from."""

    bundle: Bundle
    record: Record
    draft: Draft


class Intake:
    """Takes material in through the recorder, so that taking it in again adds nothing."""

    def __init__(self, database: Database, recorder: Recorder) -> None:
        self.database = database
        self.recorder = recorder

    def take(
        self,
        bundles: Iterable[Bundle],
        *,
        by: str,
        dry_run: bool = False,
        as_recorded: bool = False,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Tally:
        """Record every bundle, each as a whole or not at all, and tell what came of each record.

        An event that stands on the log with other words is corrected there. `as_recorded` takes
        over when the source recorded each. Raises Unreadable, with the place in the source, before
        anything is recorded. A bundle that is refused stands in the tally, and the rest goes on.
        """
        every = list(bundles)
        total = sum(_check(bundle, as_recorded) for bundle in every)
        found, done = Tally(), 0
        # A dry run keeps nothing, so all that touches one matter is tried together.
        parts = _connected(every) if dry_run else ([bundle] for bundle in every)
        for group in _grouped(parts):
            self._take(group, found, as_recorded, {"by": by, "dry_run": dry_run})
            done += sum(_size(bundle) for bundle in group)
            progress(done, total)
        return found

    def _take(
        self, group: Sequence[Bundle], found: Tally, as_recorded: bool, how: Mapping[str, Any]
    ) -> None:
        """Record bundles at once; one that is refused is told of, and the rest tried again."""
        left = list(group)
        while left:
            with self.database.read(snapshot=True) as connection:
                additions = _Additions(left, connection, self._seen_on(as_recorded))
            posted = additions.posted
            instants = [_instant(one.record) for one in posted] if as_recorded else None
            try:
                if posted:
                    drafts = [one.draft for one in posted]
                    receipt = self.recorder.record(drafts, recorded_us=instants, **how)
                    found.take_receipt(
                        receipt, {_id(one.draft): one.record.where for one in posted}
                    )
            except (Refused, TooLarge) as refusal:
                if refusal.place is None and len(left) > 1:  # it is about all of them together
                    for bundle in left:
                        self._take([bundle], found, as_recorded, how)
                    return
                at_fault = posted[refusal.place or 0]
                _tell_refused(at_fault, refusal, found)
                left.remove(at_fault.bundle)
            else:
                additions.tell(found)
                return

    def _seen_on(self, as_recorded: bool) -> Callable[[Record], str]:
        """Return what tells the day on which a record was seen: its source's, or today."""
        today = self.recorder.day(self.recorder.clock_us())
        return lambda record: self.recorder.day(_instant(record)) if as_recorded else today


class _Additions:
    """What a group of bundles adds to the log, and what it changes there."""

    def __init__(
        self, bundles: Sequence[Bundle], connection: Connection, seen_on: Callable[[Record], str]
    ) -> None:
        self.posted: list[_Posted] = []
        self._seen_on = seen_on
        self._known = Known(connection)
        self._own: dict[str, Prepared] = {}  # the events that the group itself adds
        self._outcomes: list[tuple[Record, str]] = []
        self._changed: list[Changed] = []
        self._lost: list[Lost] = []
        self._fetch(draft for bundle in bundles for draft in bundle.drafts())
        for bundle in bundles:
            seen = [self._take(bundle, record) for record in bundle.records]
            if bundle.whole and any(seen):
                self._lost += _lost(bundle, connection)

    def tell(self, found: Tally) -> None:
        """Enter what came of each record in a tally."""
        for record, outcome in self._outcomes:
            found.count(record, outcome)
            if record.left_out:
                found.left_out.append(Told(record.where, record.kind, record.left_out))
        found.changed += self._changed
        found.vanished += self._lost

    def _fetch(self, drafts: Iterable[Draft]) -> None:
        """Read at once what the log has of these events, and of their newer wordings."""
        prepared = [prepare(draft, 0, _id(draft)) for draft in drafts]
        self._known.fetch(f"event/{one.envelope.event_id}" for one in prepared)
        self._known.fetch(
            f"event/{revision_id(one)}"
            for one in prepared
            if (hit := self._known.event(one.envelope.event_id))
            and not same_content(one.envelope, hit.envelope)
        )

    def _take(self, bundle: Bundle, record: Record) -> bool:
        """Take one record, and tell whether the log knew any of its events."""
        came = [self._came_of(bundle, record, draft) for draft in record.drafts]
        first = (outcome for outcome in (RECORDED, CHANGED, ALREADY) if outcome in came)
        self._outcomes.append((record, next(first, LEFT_OUT)))
        return CHANGED in came or ALREADY in came

    def _came_of(self, bundle: Bundle, record: Record, draft: Draft) -> str:
        one = prepare(draft, 0, _id(draft))
        event_id = one.envelope.event_id
        own = self._own.get(event_id)
        if own is None and self._known.event(event_id) is None:
            self._own[event_id] = one
            self.posted.append(_Posted(bundle, record, draft))
            return RECORDED
        if own is not None:
            changed = changes(own.envelope, one.envelope)
            self._own[event_id] = one if changed else own
        else:
            changed = revision(one, self._known)
        if changed and revision_id(one) not in self._own:
            self._own[revision_id(one)] = one
            revised = correction(one, changed, self._seen_on(record))
            self.posted.append(_Posted(bundle, record, revised))
            self._changed.append(Changed(record.where, event_id, tuple(changed)))
            return CHANGED
        return ALREADY if own is None else RECORDED


def _check(bundle: Bundle, as_recorded: bool) -> int:
    """Check that each event of a bundle can be read, and return how many there are.

    Raises Unreadable with the place of the record in its source.
    """
    for record in bundle.records:
        if not (record.drafts or record.left_out):
            message = f"{record.where}: the importer neither made an event nor said why not"
            raise ValueError(message)
        try:
            for draft in record.drafts:
                prepare(draft, 0, _id(draft))
            if as_recorded and record.drafts:
                _instant(record)
        except CasefileError as error:
            raise Unreadable(f"{record.where}: {error.sentence}", code=error.code) from error
    return _size(bundle)


def _size(bundle: Bundle) -> int:
    return sum(len(record.drafts) for record in bundle.records)


def _id(draft: Draft) -> str:
    if draft.event_id is None:
        raise Unreadable("An imported event has an id that follows from its source.")
    return draft.event_id


def _instant(record: Record) -> int:
    """Return when the source recorded something, in microseconds since 1970."""
    if record.recorded_at is None:
        raise Unreadable("The source does not say when it recorded this.")
    return instant_microseconds(record.recorded_at)


def _grouped(parts: Iterable[Sequence[Bundle]]) -> Iterator[list[Bundle]]:
    """Yield the bundles of these parts in order, so many together as make one transaction."""
    group: list[Bundle] = []
    held = 0
    for part in parts:
        size = sum(map(_size, part))
        if group and held + size > GROUP:
            yield group
            group, held = [], 0
        group += part
        held += size
    if group:
        yield group


def _connected(bundles: Sequence[Bundle]) -> Iterable[list[Bundle]]:
    """Return bundles in parts that share no matter: each can be tried without the others."""
    leaders: dict[str, str] = {}

    def leader(name: str) -> str:
        while leaders.setdefault(name, name) != name:
            name = leaders[name]
        return name

    matters = [sorted({draft.matter_id for draft in bundle.drafts()}) or [""] for bundle in bundles]
    for first, *others in matters:
        for name in others:
            leaders[leader(name)] = leader(first)
    parts: dict[str, list[Bundle]] = {}
    for bundle, (first, *_) in zip(bundles, matters, strict=True):
        parts.setdefault(leader(first), []).append(bundle)
    return parts.values()


def _lost(bundle: Bundle, connection: Connection) -> Iterator[Lost]:
    """Yield the events that an earlier copy of a whole document had and this one lacks."""
    here = {draft.event_id for draft in bundle.drafts()}
    for matter_id in sorted({draft.matter_id for draft in bundle.drafts()}):
        known = Known(connection)
        for recorded in _stream(connection, matter_id):
            event_id, source = recorded.envelope.event_id, recorded.envelope.source
            if event_id in here or recorded.envelope.type in AMENDING:
                continue
            if source and source.document == bundle.whole and stands(event_id, known):
                yield Lost(bundle.whole, event_id, sentence(Fact(recorded).data))


def _stream(connection: Connection, matter_id: str) -> Iterator[Recorded]:
    after = 0
    while rows := log.page(connection, after=after, limit=PAGE, matter_id=matter_id):
        yield from map(log.recorded, rows)
        after = rows[-1].position


def _tell_refused(at_fault: _Posted, refusal: CasefileError, found: Tally) -> None:
    record = at_fault.record
    told = f"{refusal.sentence} So nothing of {at_fault.bundle.name} is recorded."
    found.refused.append(Told(record.where, record.kind, told))
    for one in at_fault.bundle.records:
        found.count(one, REFUSED if one.drafts else LEFT_OUT)
