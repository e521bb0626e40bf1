"""The intake: material of a source, recorded whole, repeatably, and with an account of it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from itertools import chain

from casefile.errors import CasefileError, Malformed, Refused, TooLarge
from casefile.event import instant_microseconds
from casefile.importers import taken_in
from casefile.importers.additions import Addition, Additions, Given, id_of
from casefile.importers.bundles import Bundles, size
from casefile.importers.copies import recognized
from casefile.importers.faults import Faults
from casefile.importers.material import Bundle, Record, Unreadable
from casefile.importers.taken_in import Taken
from casefile.importers.tally import LEFT_OUT, REFUSED, Tally, Told
from casefile.law.fact import AMENDING
from casefile.recording.draft import read_draft
from casefile.recording.receipt import OnLog
from casefile.recording.recorder import Recorder
from casefile.store import log
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

        An event that stands on the log with other words is corrected there; what is as it was taken
        in before needs no look. `as_recorded` takes over when the source recorded each. A bundle
        that is refused stands in the tally, and the rest goes on; one that cannot be recorded joins
        the `faults` of the files that could not be read. Raises Unreadable with all faults, before
        anything is recorded, where nothing is sound or no faults are given. With `all_or_nothing`
        one fault is enough, everything is recorded in one transaction, for which all of it is in
        memory, and Refused is raised where something is refused.
        """
        stops = faults is None or all_or_nothing
        faults = Faults() if faults is None else faults
        every = Bundles(bundle for bundle in bundles if _sound(bundle, as_recorded, faults))
        if stops or not every:
            faults.check()
        if every.to_recognize:
            with self.database.read(snapshot=True) as connection:
                every = Bundles(recognized(every, connection))
        found, done = Tally(broken=faults.broken), 0
        run = _Run(self, found, Given(every), as_recorded, all_or_nothing, by, dry_run)
        if all_or_nothing:
            run.take(list(every))
            return found
        for group in _groups(every, dry_run=dry_run, as_recorded=as_recorded):
            run.take(group)
            done += sum(map(size, group))
            progress(done, every.size)
        for group in _grouped([bundle] for bundle in run.late):
            run.take(group, late=True)
        return found

    def as_before(self, matter_id: str, digest: bytes) -> Sequence[int] | None:
        """Return how many clauses each record of a matter has, where all is as it was taken in."""
        with self.database.read() as connection:
            return taken_in.clauses_as_before(connection, matter_id, digest)


class _Run:
    """One import on its way: what it is given, how that is recorded, and what came of it.

    A copy of a source that says more of what is on the log already was seen with its newest record,
    and not when the source took the old one in: what it says so is `late`.
    """

    def __init__(
        self,
        intake: Intake,
        found: Tally,
        given: Given,
        as_recorded: bool,
        whole: bool,
        by: str,
        dry_run: bool,
    ) -> None:
        self.late: list[Bundle] = []
        self._intake = intake
        self._found = found
        self._given = given
        self._as_recorded = as_recorded
        self._whole = whole
        self._by = by
        self._dry_run = dry_run
        with intake.database.read() as connection:
            self._behind = log.head(connection).recorded_us

    def take(self, group: Sequence[Bundle], *, late: bool = False) -> None:
        """Record bundles at once; one that is refused is told of, and the rest tried again.

        Where they come in as a whole it is raised, in words that say where it stands in the source.
        """
        left, attempts = list(group), 0
        while left:
            taken = taken_in.to_remember(left)
            with self._intake.database.read(snapshot=True) as connection:
                additions = Additions(left, connection, self._seen_on(), self._given)
                versions = taken_in.versions(connection, taken)
            posted = additions.posted
            if not late and (known_later := self._known_later(posted)):
                left, behind = _parted(left, known_later, self._given.every.newest)
                late = self._whole
                left += behind if self._whole else []
                self.late += [] if self._whole else behind
                continue
            try:
                entries = self._record(posted) if posted else ()
            except (Refused, TooLarge, Malformed) as refusal:
                attempts += 1
                if refusal.code in OVERTAKEN and attempts < ATTEMPTS:
                    continue
                if self._whole:
                    _say_where(refusal, posted)
                    raise
                if refusal.place is None and len(left) > 1:  # it is about all of them together
                    for bundle in left:
                        self.take([bundle], late=late)
                    return
                at_fault = posted[refusal.place or 0]
                _tell_refused(at_fault, refusal, self._found)
                left.remove(at_fault.bundle)
            else:
                additions.tell(self._found)
                self._remember(taken, versions, entries)
                return

    def _remember(
        self, taken: Sequence[Taken], versions: dict[str, int], entries: Sequence[OnLog]
    ) -> None:
        """Remember what was taken in, at the versions to which its own events have brought it.

        Where somebody else came between, the log is at another version.
        """
        if self._dry_run:
            return
        for one in (entry.recorded.envelope for entry in entries if not entry.already):
            if one.matter_id in versions:
                versions[one.matter_id] += 1
        taken_in.remember(self._intake.database, taken, versions)

    def _record(self, posted: Sequence[Addition]) -> Sequence[OnLog]:
        instants = [_instant(one.record) for one in posted] if self._as_recorded else None
        receipt = self._intake.recorder.record(
            [one.draft for one in posted],
            by=self._by,
            dry_run=self._dry_run,
            recorded_us=instants,
            loaded=True,
        )
        places = {id_of(one.draft): one.record.where for one in posted}
        self._found.take_receipt(receipt, places, dry_run=self._dry_run)
        if not self._dry_run:
            self._given.take_recorded(one.recorded.position for one in receipt.entries)
        return receipt.entries

    def _known_later(self, posted: Sequence[Addition]) -> set[str]:
        """Return the places of the records that add to what the log had from their time already."""
        if not self._as_recorded:
            return set()
        return {
            one.record.where
            for one in posted
            if (at := _instant(one.record)) < self._behind
            or (at == self._behind and one.draft.type in AMENDING)
        }

    def _seen_on(self) -> Callable[[Record], str]:
        """Return what tells the day on which a record was seen: its source's, or today."""
        clock = self._intake.recorder.clock
        today = clock.day(clock.now_us())
        return lambda record: clock.day(_instant(record)) if self._as_recorded else today


def _parted(
    bundles: Sequence[Bundle], places: Container[str], newest: str | None
) -> tuple[list[Bundle], list[Bundle]]:
    """Return the bundles without the records of these places, and those as of the newest record."""
    here: list[Bundle] = []
    late: list[Bundle] = []
    for bundle in bundles:
        kept = tuple(one for one in bundle.records if one.where not in places)
        others = (one for one in bundle.records if one.where in places)
        later = tuple(one._replace(recorded_at=newest) for one in others)
        here += [bundle._replace(records=kept)] if kept else []
        late += [bundle._replace(records=later)] if later else []
    return here, late


def _say_where(refusal: CasefileError, posted: Sequence[Addition]) -> None:
    place = refusal.place
    where = "" if place is None else f"{posted[place].record.where}: "
    refusal.reword(f"{where}{refusal.sentence} So nothing comes in.")


def _sound(bundle: Bundle, as_recorded: bool, faults: Faults) -> bool:
    """Tell whether each event of a bundle can be recorded; what cannot is told as its faults."""
    before = faults.count(bundle.name)
    for record in () if bundle.as_before else bundle.records:
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


def _instant(record: Record) -> int:
    """Return when the source recorded something, in microseconds since 1970."""
    if record.recorded_at is None:
        raise Unreadable("The source does not say when it recorded this.")
    return instant_microseconds(record.recorded_at)


def _groups(every: Bundles, *, dry_run: bool, as_recorded: bool) -> Iterator[Sequence[Bundle]]:
    """Return the bundles of an import in the order in which they come, in groups.

    A dry run keeps nothing, so all that touches one matter is tried together. Without it they come
    in the same order, unless that of the source's own recording is taken over.
    """
    if not dry_run:
        one_by_one = every if as_recorded else chain.from_iterable(every.parts())
        return _grouped([bundle] for bundle in one_by_one)
    parts = map(list, every.parts())
    # Tried matter by matter, the instants of several would go back in one transaction.
    return parts if as_recorded else _grouped(parts)


def _grouped(parts: Iterable[Sequence[Bundle]]) -> Iterator[list[Bundle]]:
    """Yield the bundles of these parts in order, so many together as make one transaction."""
    group: list[Bundle] = []
    held = 0
    for part in parts:
        more = sum(map(size, part))
        if group and held + more > GROUP:
            yield group
            group, held = [], 0
        group += part
        held += more
    if group:
        yield group


def _tell_refused(at_fault: Addition, refusal: CasefileError, found: Tally) -> None:
    record = at_fault.record
    told = f"{refusal.sentence} So nothing of {at_fault.bundle.name} is recorded."
    found.refused.append(Told(record.where, record.kind, told))
    for one in at_fault.bundle.records:
        found.count(one, REFUSED if one.drafts else LEFT_OUT)
