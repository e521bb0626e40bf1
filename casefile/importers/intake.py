"""The intake: material of a source, recorded whole, repeatably, and with an account of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from casefile.errors import CasefileError, Malformed, Refused, TooLarge
from casefile.event import instant_microseconds
from casefile.importers.additions import Addition, Additions, Given, id_of
from casefile.importers.faults import Faults
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.tally import LEFT_OUT, REFUSED, Tally, Told
from casefile.recording.draft import read_draft
from casefile.recording.recorder import Recorder
from casefile.store.database import Database

GROUP = 1_000  # events that small bundles are recorded in together
# What another import of the same records has just recorded; looked at again, it is there already.
OVERTAKEN = ("event.id_reused", "retraction.target")
ATTEMPTS = 3


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
        all_or_nothing: bool = False,
        faults: Faults | None = None,
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> Tally:
        """Record every bundle, each as a whole or not at all, and tell what came of each record.

        An event that stands on the log with other words is corrected there. `as_recorded` takes
        over when the source recorded each. A bundle that is refused stands in the tally, and the
        rest goes on; one that cannot be recorded joins the `faults` of the files that could not be
        read. Raises Unreadable with all faults, before anything is recorded, where nothing is sound
        or no faults are given. With `all_or_nothing` one fault is enough, everything is recorded in
        one transaction, and Refused is raised where something is refused.
        """
        stops = faults is None or all_or_nothing
        faults = Faults() if faults is None else faults
        every = [bundle for bundle in bundles if _sound(bundle, as_recorded, faults)]
        if stops or not every:
            faults.check()
        total = sum(map(_size, every))
        found, done, given = Tally(broken=faults.broken), 0, Given(every)
        how = {"by": by, "dry_run": dry_run}
        if all_or_nothing:
            self._take(every, found, given, as_recorded, how, whole=True)
            return found
        # A dry run keeps nothing, so all that touches one matter is tried together. Without it they
        # come in the same order, unless that of the source's own recording is taken over.
        parts: Iterable[Sequence[Bundle]] = _connected(every)
        if not dry_run:
            one_by_one = every if as_recorded else [bundle for part in parts for bundle in part]
            parts = ([bundle] for bundle in one_by_one)
        # Tried matter by matter, the instants of several would go back in one transaction.
        apart = dry_run and as_recorded
        for group in parts if apart else _grouped(parts):
            self._take(group, found, given, as_recorded, how)
            done += sum(_size(bundle) for bundle in group)
            progress(done, total)
        return found

    def _take(
        self,
        group: Sequence[Bundle],
        found: Tally,
        given: Given,
        as_recorded: bool,
        how: Mapping[str, Any],
        *,
        whole: bool = False,
    ) -> None:
        """Record bundles at once; one that is refused is told of, and the rest tried again.

        With `whole` it is raised instead, in words that say where it stands in the source.
        """
        left, attempts = list(group), 0
        while left:
            with self.database.read(snapshot=True) as connection:
                additions = Additions(left, connection, self._seen_on(as_recorded), given)
            posted = additions.posted
            instants = [_instant(one.record) for one in posted] if as_recorded else None
            try:
                if posted:
                    drafts = [one.draft for one in posted]
                    receipt = self.recorder.record(drafts, recorded_us=instants, loaded=True, **how)
                    places = {id_of(one.draft): one.record.where for one in posted}
                    found.take_receipt(receipt, places, dry_run=how["dry_run"])
            except (Refused, TooLarge, Malformed) as refusal:
                attempts += 1
                if refusal.code in OVERTAKEN and attempts < ATTEMPTS:
                    continue
                if whole:
                    where = (
                        f"{posted[refusal.place].record.where}: "
                        if refusal.place is not None
                        else ""
                    )
                    refusal.reword(f"{where}{refusal.sentence} So nothing comes in.")
                    raise
                if refusal.place is None and len(left) > 1:  # it is about all of them together
                    for bundle in left:
                        self._take([bundle], found, given, as_recorded, how)
                    return
                at_fault = posted[refusal.place or 0]
                _tell_refused(at_fault, refusal, found)
                left.remove(at_fault.bundle)
            else:
                additions.tell(found)
                given.recorded.update(id_of(one.draft) for one in posted)
                return

    def _seen_on(self, as_recorded: bool) -> Callable[[Record], str]:
        """Return what tells the day on which a record was seen: its source's, or today."""
        today = self.recorder.clock.day(self.recorder.clock.now_us())
        return lambda record: self.recorder.clock.day(_instant(record)) if as_recorded else today


def _sound(bundle: Bundle, as_recorded: bool, faults: Faults) -> bool:
    """Tell whether each event of a bundle can be recorded; what cannot is told as its faults."""
    before = faults.count(bundle.name)
    for record in bundle.records:
        with faults.of(bundle.name):
            _check(record, as_recorded)
    return faults.count(bundle.name) == before


def _check(record: Record, as_recorded: bool) -> None:
    """Check that each event of a record can be read; raises Unreadable with its place."""
    if not (record.drafts or record.left_out):
        message = f"{record.where}: the importer neither made an event nor said why not"
        raise ValueError(message)
    try:
        for draft in record.drafts:
            read_draft(draft, 0, id_of(draft))
        if as_recorded and record.drafts:
            _instant(record)
    except CasefileError as error:
        raise Unreadable(f"{record.where}: {error.sentence}", code=error.code) from error


def _size(bundle: Bundle) -> int:
    return sum(len(record.drafts) for record in bundle.records)


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


def _tell_refused(at_fault: Addition, refusal: CasefileError, found: Tally) -> None:
    record = at_fault.record
    told = f"{refusal.sentence} So nothing of {at_fault.bundle.name} is recorded."
    found.refused.append(Told(record.where, record.kind, told))
    for one in at_fault.bundle.records:
        found.count(one, REFUSED if one.drafts else LEFT_OUT)
