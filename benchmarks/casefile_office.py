"""casefile as a contender: posting, loading, rebuilding and asking, as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import text

from benchmarks import workload
from benchmarks.casefile_log import Log
from benchmarks.contender import Timing, batches, repeat, repeat_together, serve, settings, timing
from casefile.answers.asking import Asking
from casefile.answers.status import of_party
from casefile.config import collect_seldom
from casefile.event import Draft
from casefile.recording.recorder import Recorder
from casefile.store.database import Database
from casefile.store.migrate import upgrade

ROOT = Path(__file__).parents[1]
AT_ONCE = 1_000  # events in one batch where a log is only filled
APART = 100_000  # matters between two clients' numbers
AHEAD = 3_000  # events a second that one client is given to post


class CasefileOffice:
    """An office with an empty database, and every kind of work that is timed in it."""

    def __init__(self) -> None:
        given = settings()
        self.url: str = given["url"]
        self.folder = Path(given["folder"])
        upgrade(self.url)
        self.database = Database(self.url)
        self.log = Log(self.database)
        self.recorder = Recorder(self.database, ZoneInfo("UTC"))
        self.asking = Asking(self.database, ZoneInfo("UTC"))
        self.random = Random(1)
        self.events = workload.events()
        self.filled = 0
        self.clients: list[tuple[Iterator[Draft], deque[Any]]] = []
        self.next_matter = count(APART)
        self.dockets: Iterator[Draft] = iter(())

    def warm_up(self) -> Timing:
        """Post a matter that nothing else touches, so that everything is imported and planned."""
        self.recorder.record(workload.matter(9_999_998), by="bench")
        of_party(self.asking, workload.party_id(9_999_998))
        return timing(1, 1, 1, [])

    def fill(self, events: int) -> Timing:
        """Bring the log to so many events, and the database's statistics up to date."""
        numbers = count()
        while self.filled < events:
            batch: list[Draft] = []
            while len(batch) < min(AT_ONCE, events - self.filled):
                batch += workload.matter(next(numbers))
            self.recorder.record(batch, by="bench")
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

    def load(self, events: int) -> Timing:
        """Load a history file with the command, its start included."""
        drafts: list[Draft] = []
        while len(drafts) < events:
            drafts += workload.matter(next(self.next_matter))
        path = self.folder / "history.jsonl"
        workload.write_history(path, drafts)
        return self._command(len(drafts), "load", str(path))

    def rebuild(self) -> Timing:
        """Rebuild every read table with the command, its start included."""
        return self._command(self.filled, "rebuild")

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
        """Open matters with so many docket entries each, for `next_entry` to go on with."""
        for number in range(matters):
            for batch in batches(workload.docket(number, entries), AT_ONCE):
                self.recorder.record(batch, by="bench")
        self._analyze()
        places = count(entries)
        self.dockets = (
            workload.docket_entry(number, place) for place in places for number in range(matters)
        )
        return timing(matters * entries, 1, 1, [])

    def next_entry(self, seconds: float) -> Timing:
        """Post the next docket entry, to one matter after the other."""
        return repeat(
            lambda draft: self.recorder.record([draft], by="bench"), self.dockets, seconds
        )

    def _ahead(self, seconds: float, clients: int) -> list[deque[Any]]:
        """Return the clients' next events, made before anybody looks at the clock."""
        while len(self.clients) < clients:
            first = APART * (len(self.clients) + 1)
            self.clients.append((workload.events(first), deque()))
        for events, waiting in self.clients:
            waiting.extend(islice(events, max(0, int(seconds * AHEAD) - len(waiting))))
        return [waiting for _, waiting in self.clients]

    def _analyze(self) -> None:
        # A server does it by itself within a minute, which a benchmark does not wait for.
        with self.database.write() as connection:
            connection.execute(text("ANALYZE"))

    def _command(self, events: int, *arguments: str) -> Timing:
        environ = os.environ | {"CASEFILE_DATABASE_URL": self.url}
        began = time.perf_counter_ns()
        process = subprocess.Popen(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=environ,
            stdout=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        spent = time.perf_counter_ns() - began
        if process.returncode:
            raise RuntimeError(f"manage.py {arguments[0]} failed")
        cpu = (usage.ru_utime + usage.ru_stime) * 1e9
        return timing(events, spent, cpu, []) | {"peak_mb": usage.ru_maxrss / 1024}


if __name__ == "__main__":
    office = CasefileOffice()
    collect_seldom()  # as the program does
    with closing(office.database):
        works = (
            "warm_up fill post append post_together append_together load rebuild status "
            "open_dockets next_entry"
        )
        serve({name: getattr(office, name) for name in works.split()})
