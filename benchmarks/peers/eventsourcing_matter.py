"""A matter as an aggregate of `eventsourcing`, and a read table of matters that follows it."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event
from eventsourcing.persistence import Tracking, TrackingRecorder
from eventsourcing.postgres import PostgresTrackingRecorder
from eventsourcing.projection import Projection
from eventsourcing.sqlite import SQLiteTrackingRecorder
from psycopg.sql import SQL, Identifier

TABLE = "CREATE TABLE IF NOT EXISTS {} (matter text PRIMARY KEY, state text, valid_from text)"
UPSERT = (
    "INSERT INTO {0} VALUES ({1}, {1}, {1}) ON CONFLICT (matter) "
    "DO UPDATE SET state = excluded.state, valid_from = excluded.valid_from"
)


class Matter(Aggregate):
    """A matter that knows the last event of each of its items; no law is applied."""

    @event("Opened")
    def __init__(
        self, kind: str, effective: str, data: dict[str, Any], about: dict[str, Any]
    ) -> None:
        self.items: dict[str, str] = {}
        self._move(kind, effective, data, about)

    @event("Recorded")
    def record(
        self, kind: str, effective: str, data: dict[str, Any], about: dict[str, Any]
    ) -> None:
        """Record one event."""
        self._move(kind, effective, data, about)

    def _move(
        self, kind: str, effective: str, data: dict[str, Any], _about: dict[str, Any]
    ) -> None:
        self.items[data.get("item_id", "matter")] = kind
        self.effective = effective


class Matters(Application[UUID]):
    """The application as it ships, with its defaults."""


class PostgresView(PostgresTrackingRecorder):
    """One row a matter, written in one transaction with how far the runner is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = f"view_of_{self.tracking_table_name}"
        self.sql_create_statements.append(SQL(TABLE).format(Identifier(name)))
        self.upsert = SQL(UPSERT).format(Identifier(name), SQL("%s"))

    def show(self, row: tuple[str, str, str], tracking: Tracking) -> None:
        """Write a matter's row."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(self.upsert, row, prepare=True)
            self._insert_tracking(cursor, tracking)


class SQLiteView(SQLiteTrackingRecorder):
    """The same on SQLite."""

    _name = "view_of_matters"

    def construct_create_table_statements(self) -> list[str]:
        """Return the statements that make the tables."""
        return [*super().construct_create_table_statements(), TABLE.format(self._name)]

    def show(self, row: tuple[str, str, str], tracking: Tracking) -> None:
        """Write a matter's row."""
        with self.datastore.transaction(commit=True) as cursor:
            cursor.execute(UPSERT.format(self._name, "?"), row)
            self._insert_tracking(cursor, tracking)


class Following(Projection[TrackingRecorder]):
    """Keeps the read table up with the matters."""

    name: ClassVar[str] = "following"

    def process_event(self, domain_event: Any, tracking: Tracking) -> None:
        """Take in one event."""
        row = (str(domain_event.originator_id), domain_event.kind, domain_event.effective)
        self.view.show(row, tracking)
