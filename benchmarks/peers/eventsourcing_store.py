"""The Python package `eventsourcing` as a contender: its recorder, application and runner."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Callable, Iterator
from itertools import cycle, islice
from time import perf_counter_ns, process_time_ns
from typing import Any
from uuid import UUID, uuid4

from eventsourcing.persistence import InfrastructureFactory, StoredEvent, Tracking
from eventsourcing.projection import ProjectionRunner

from benchmarks.contender import (
    Timing,
    batches,
    once,
    repeat,
    repeat_together,
    serve,
    settings,
    streams,
    timing,
)
from benchmarks.peers.eventsourcing_matter import (
    Following,
    Matter,
    Matters,
    PostgresView,
    SQLiteView,
)

BATCH = 25
PAGE = 5_000
AHEAD = 24_000  # events a second that all clients together are given to save
ABOUT = ("event_id", "assertion", "confidence", "recorded_by", "recorded_on", "schema_version")


class EventSourcing:
    """An application with an empty database, and every kind of work that is timed in it."""

    def __init__(self) -> None:
        self.given = settings()
        self.app = Matters(env=self._environment())
        self.matters = streams()
        self.changes = self._changes()
        self.stored = self._stored()
        self.ids: list[UUID] = []
        self.saved = 0
        self.runs = 0
        self.waiting: list[deque[Any]] = []

    def use_functions(self) -> Timing:
        """Insert by the database functions, which take no table lock."""
        self.app.close()
        environment = self._environment() | {"POSTGRES_ENABLE_DB_FUNCTIONS": "yes"}
        self.app = Matters(env=environment)
        return timing(1, 1, 1, [])

    def warm_up(self) -> Timing:
        """Save a matter and read it again."""
        self.fill(1)
        self.app.repository.get(self.ids.pop())
        return timing(1, 1, 1, [])

    def fill(self, events: int) -> Timing:
        """Save so many events."""
        saved = 0
        while saved < events:
            matter = self._matter(next(self.matters)[1])
            saved += len(matter.pending_events)
            self.app.save(matter)
            self.ids.append(matter.id)
        self.saved += saved
        return timing(saved, 1, 1, [])

    def append(self, seconds: float, batch: int = 1) -> Timing:
        """Insert stored events with the recorder alone."""
        insert = self.app.recorder.insert_events
        return repeat(insert, batches(self.stored, batch), seconds, each=batch)

    def post(self, seconds: float) -> Timing:
        """Get a matter, change it by one event, and save it."""

        def post(given: tuple[UUID | None, dict[str, Any]]) -> None:
            matter_id, change = given
            if matter_id is None:
                matter = Matter(**change)
                self.current = matter.id
            else:
                matter = self.app.repository.get(self.current)
                matter.record(**change)
            self.app.save(matter)

        return repeat(post, self.changes, seconds)

    def save_together(self, seconds: float, clients: int) -> Timing:
        """Save single events from several clients at once, without getting the matter first."""
        while len(self.waiting) < clients:
            self.waiting.append(deque())
        for waiting in self.waiting:
            ahead = int(seconds * AHEAD / clients) - len(waiting)
            waiting.extend(islice(self.changes, max(0, ahead)))
        return repeat_together([self._client() for _ in range(clients)], self.waiting, seconds)

    def save_batches(self, events: int) -> Timing:
        """Save matters of 25 events, each at once."""
        rows = [some[:BATCH] for _, some in islice(self.matters, events // BATCH)]

        def save() -> None:
            for some in rows:
                self.app.save(self._matter(some))

        return once(sum(map(len, rows)), save)

    def get(self, seconds: float) -> Timing:
        """Get a matter of some 25 events from the repository."""
        return repeat(self.app.repository.get, cycle(self.ids), seconds)

    def replay(self) -> Timing:
        """Read notifications, map them to events and fold them; write nothing."""

        def replay() -> None:
            matters: dict[Any, Any] = {}
            start, found = 1, True
            while found:
                page = self.app.recorder.select_notifications(start, PAGE)
                for notification in page:
                    event = self.app.mapper.to_domain_event(notification)
                    matters[event.originator_id] = event.mutate(matters.get(event.originator_id))
                    start = notification.id + 1
                found = bool(page)

        return once(self.saved, replay)

    def pull(self) -> Timing:
        """Read notifications and write each into a view, as the runner does where there is one."""
        self.runs += 1
        factory = InfrastructureFactory.construct(self.app.env)
        view = factory.tracking_recorder(SQLiteView)
        projection, name = Following(view), f"following_{self.runs}"

        def pull() -> None:
            start, page = 1, [None]
            while page:
                page = self.app.recorder.select_notifications(start, PAGE)
                for notification in page:
                    event = self.app.mapper.to_domain_event(notification)
                    projection.process_event(event, Tracking(name, notification.id))
                    start = notification.id + 1

        return once(self.saved, pull)

    def run(self) -> Timing:
        """Run a projection that writes, from the first event to the last."""
        self.runs += 1
        projection = type("Following", (Following,), {"name": f"following_{self.runs}"})
        view = SQLiteView if self.given["kind"] == "sqlite" else PostgresView
        environment = dict(self.app.env)
        last = self.app.recorder.max_notification_id()
        before, cpu_before = perf_counter_ns(), process_time_ns()
        with ProjectionRunner(
            application_class=Matters,
            projection_class=projection,
            view_class=view,
            env=environment,
        ) as runner:
            runner.wait(last, timeout=600)
            spent, cpu = perf_counter_ns() - before, process_time_ns() - cpu_before
        return timing(self.saved, spent, cpu, [])

    def _client(self) -> Callable[[Any], None]:
        held: list[Matter] = []

        def save(given: tuple[UUID | None, dict[str, Any]]) -> None:
            matter_id, change = given
            if matter_id is None or not held:
                held[:] = [Matter(**change)]
            else:
                held[0].record(**change)
            self.app.save(held[0])

        return save

    def _matter(self, rows: list[dict[str, Any]]) -> Matter:
        first, *others = map(_change, rows)
        matter = Matter(**first)
        for change in others:
            matter.record(**change)
        return matter

    def _changes(self) -> Iterator[tuple[UUID | None, dict[str, Any]]]:
        """Yield changes of one matter after the other; None says that a new one begins."""
        for _, rows in streams():
            for number, row in enumerate(rows):
                yield (uuid4() if number else None), _change(row)

    def _stored(self) -> Iterator[StoredEvent]:
        for _, rows in streams():
            matter_id = uuid4()
            for version, row in enumerate(rows, 1):
                state = json.dumps(row, separators=(",", ":")).encode()
                yield StoredEvent(matter_id, version, row["type"], state)

    def _environment(self) -> dict[str, str]:
        if self.given["kind"] == "sqlite":
            return {
                "PERSISTENCE_MODULE": "eventsourcing.sqlite",
                "SQLITE_DBNAME": self.given["database"],
            }
        return {
            "PERSISTENCE_MODULE": "eventsourcing.postgres",
            "POSTGRES_DBNAME": self.given["database"],
            "POSTGRES_HOST": self.given["host"],
            "POSTGRES_PORT": "5432",
            "POSTGRES_USER": self.given["user"],
            "POSTGRES_PASSWORD": "trusted",
        }


def _change(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row as the aggregate takes it; it keeps id, version and time by itself."""
    about = {name: row[name] for name in ABOUT}
    return {
        "kind": row["type"],
        "effective": row["effective"],
        "data": row.get("data", {}),
        "about": about,
    }


if __name__ == "__main__":
    store = EventSourcing()
    works = "use_functions warm_up fill append post save_together save_batches get replay run pull"
    serve({name: getattr(store, name) for name in works.split()})
    store.app.close()
