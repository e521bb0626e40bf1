"""casefile as a contender: posting, loading, rebuilding and asking, as its users do."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import text

from benchmarks import dockets, workload
from benchmarks.casefile_log import Log
from benchmarks.command import Ran, run
from benchmarks.contender import Timing, batches, repeat, repeat_together, serve, settings, timing
from benchmarks.filling import record_in_steps
from casefile.answers.asking import Asking
from casefile.answers.standing.status import of_party
from casefile.config import collect_seldom
from casefile.event import Draft
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import upgrade

AT_ONCE = 1_000  # events in one batch where a log is only filled
APART = 100_000  # matters between two clients' numbers
PROCESS = 1_000_000  # matters between two processes' numbers
AHEAD = 24_000  # events a second that all clients together are given to post


class CasefileOffice:
    """An office with an empty database, and every kind of work that is timed in it."""

    def __init__(self) -> None:
        given = settings()
        self.url: str = given["url"]
        self.folder = Path(given["folder"])
        upgrade(self.url)
        self.database = Database(self.url)
        self.log = Log(self.database)
        self.recorder = Recorder(self.database)
        self.asking = Asking(self.database)
        self.random = Random(1)
        self.first = given["number"] * PROCESS
        self.events = workload.events(self.first)
        self.filled = 0
        self.clients: list[tuple[Iterator[Draft], deque[Any]]] = []
        self.next_matter = count(APART)
        self.following: Iterator[Draft] = iter(())
        self.charged: range = range(0)

    def warm_up(self) -> Timing:
        """Post a matter that nothing else touches, so that everything is imported and planned."""
        number = self.first + PROCESS - 2
        self.recorder.record(workload.matter(number), by="bench")
        of_party(self.asking, workload.party_id(number))
        return timing(1, 1, 1, [])

    def fill(self, events: int) -> Timing:
        """Bring the log to so many events, one a step, and its statistics up to date."""
        numbers = count()
        while self.filled < events:
            batch: list[Draft] = []
            while len(batch) < min(AT_ONCE, events - self.filled):
                batch += workload.matter(next(numbers))
            record_in_steps(self.recorder, batch)
            self.filled += len(batch)
        self._analyze()
        return timing(self.filled, 1, 1, [])

    def post(self, seconds: float) -> Timing:
        """Post one event at a time: decided on, appended, projected and durable."""
        return repeat(lambda draft: self.recorder.record([draft], by="bench"), self.events, seconds)

    def append(self, seconds: float, batch: int = 1) -> Timing:
        """Append batches to the log and do nothing else."""
        return repeat(self.log.append, batches(self.events, batch), seconds, each=batch)

    def post_together(self, seconds: float, clients: int) -> Timing:
        """Post single events from several clients at once."""
        post = [lambda draft: self.recorder.record([draft], by="bench")] * clients
        return repeat_together(post, self._ahead(seconds, clients), seconds)

    def append_together(self, seconds: float, clients: int) -> Timing:
        """Append single events to the log from several clients at once."""
        append = [self.log.append_one] * clients
        return repeat_together(append, self._ahead(seconds, clients), seconds)

    def load(self, events: int, options: Sequence[str] = ()) -> Timing:
        """Load a history file with the command, its start included."""
        drafts: list[Draft] = []
        while len(drafts) < events:
            drafts += workload.matter(next(self.next_matter))
        path = self.folder / "history.jsonl"
        workload.write_history(path, drafts)
        return self._command(len(drafts), "load", *options, str(path))

    def import_dockets(self, count: int) -> Timing:
        """Import dockets that are not there yet with the command, its start included."""
        with TemporaryDirectory(dir=self.folder) as folder:
            dockets.write(Path(folder), islice(self.next_matter, count))
            ran = run(self.url, "import", "pacer", folder, "--json")
        return _timed(ran, sum(json.loads(ran.printed)["events"].values()))

    def rebuild(self) -> Timing:
        """Rebuild every read table with the command, its start included."""
        return self._command(self.filled, "rebuild")

    def verify(self) -> Timing:
        """Verify log and read tables with the command, its start included."""
        return self._command(self.filled, "verify")

    def status(self, seconds: float) -> Timing:
        """Ask for a party's status on some day, as known at some position after it came in."""

        def question() -> Iterator[tuple[str, str, str]]:
            matters = self.filled // 27 // 2
            while True:
                number = self.random.randrange(matters) // 10 * 10  # these are criminal matters
                day = workload.FIRST_DAY + timedelta(days=self.random.randrange(1_100))
                position = self.random.randrange(self.filled // 2 + 60, self.filled + 1)
                yield workload.party_id(number), day.isoformat(), f"@{position}"

        def ask(given: tuple[str, str, str]) -> None:
            party_id, day, known_at = given
            answer = of_party(self.asking, party_id, as_of=day, known_at=known_at)
            if not any(answer.tracks.each()):
                raise AssertionError(given)

        return repeat(ask, question(), seconds)

    def open_dockets(self, matters: int, entries: int) -> Timing:
        """Open matters with so many docket entries each, for `post_next` to go on with."""
        numbers = range(matters)
        for number in numbers:
            self._record(workload.docket(number, entries), AT_ONCE)
        self._analyze()
        places = count(entries)
        self.following = (workload.docket_entry(n, place) for place in places for n in numbers)
        return timing(matters * entries, 1, 1, [])

    def file_items(self, items: int, events: int) -> Timing:
        """File charges with so many events each, for `post_next` and `item_status`."""
        self.charged = range(0, items * 10, 10)  # these are criminal matters
        for number in self.charged:
            self._record(workload.long_item(number, events), AT_ONCE)
        self._analyze()
        places = count(events)
        self.following = (workload.amendment(n, place) for place in places for n in self.charged)
        return timing(items * events, 1, 1, [])

    def post_next(self, seconds: float) -> Timing:
        """Post the next event, to one matter after the other."""
        return repeat(
            lambda draft: self.recorder.record([draft], by="bench"), self.following, seconds
        )

    def item_status(self, seconds: float) -> Timing:
        """Ask for the status of a party with a charge on some day, as known now."""

        def ask(day: str) -> None:
            party_id = workload.party_id(self.random.choice(self.charged))
            if not any(of_party(self.asking, party_id, as_of=day).tracks.each()):
                raise AssertionError(day)

        first = workload.FIRST_DAY + timedelta(days=workload.AMENDED_AFTER)
        days = (first + timedelta(days=self.random.randrange(500)) for _ in count())
        return repeat(ask, map(date.isoformat, days), seconds)

    def _record(self, drafts: Iterable[Draft], at_once: int) -> None:
        for batch in batches(drafts, at_once):
            record_in_steps(self.recorder, batch)

    def _ahead(self, seconds: float, clients: int) -> list[deque[Any]]:
        """Return the clients' next events, made before anybody looks at the clock."""
        while len(self.clients) < clients:
            first = self.first + APART * (len(self.clients) + 1)
            self.clients.append((workload.events(first), deque()))
        for events, waiting in self.clients:
            waiting.extend(islice(events, max(0, int(seconds * AHEAD / clients) - len(waiting))))
        return [waiting for _, waiting in self.clients]

    def _analyze(self) -> None:
        # A server does it by itself within a minute, which a benchmark does not wait for.
        with self.database.write() as connection:
            connection.execute(text("ANALYZE"))

    def _command(self, events: int, *arguments: str) -> Timing:
        return _timed(run(self.url, *arguments), events)


def _timed(ran: Ran, events: int) -> Timing:
    done = timing(events, int(ran.seconds * 1e9), ran.cpu_seconds * 1e9, [])
    return done | {"peak_mb": ran.peak_mb}


if __name__ == "__main__":
    office = CasefileOffice()
    collect_seldom()  # as the program does
    with closing(office.database):
        works = (
            "warm_up fill post append post_together append_together load import_dockets rebuild "
            "verify status open_dockets file_items post_next item_status"
        )
        serve({name: getattr(office, name) for name in works.split()})
