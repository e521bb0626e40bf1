"""The projector: the one place where events become changed rows, live and in a rebuild."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Select, Table, Update, bindparam, select

from casefile.event import Recorded
from casefile.projections.known import Known, event_subjects
from casefile.projections.projection import Projection, value_columns, value_names, values_of
from casefile.store.tables import NEVER

Values = tuple[Any, ...]


@cache
def _still_known(table: Table, identity: Sequence[str]) -> Select[Any]:
    """Return the query for an entity's rows that are still known, each with its known_from."""
    return select(*value_columns(table), table.c.known_from).where(
        *(table.c[name] == bindparam(name) for name in identity if name), table.c.known_to == NEVER
    )


@cache
def _closing(table: Table) -> Update:
    """Return the statement that ends the span in which a row was known."""
    keys = [column.name for column in table.primary_key]
    return table.update().where(*(table.c[key] == bindparam(f"key_{key}") for key in keys))


class Projector:
    """Applies events in the order of the log and gathers the rows to be closed and opened.

    Without a connection it starts from empty tables, as a rebuild does.
    """

    def __init__(
        self, projections: Sequence[Projection], known: Known, connection: Connection | None = None
    ) -> None:
        self.projections = projections
        self.known = known
        self.connection = connection
        self.touched: dict[str, dict[str, list[int]]] = {one.name: {} for one in projections}
        self.at_start: dict[tuple[str, str], frozenset[Values]] = {}
        self._subjects: list[dict[str, Any]] = []
        self._open: dict[tuple[str, str], dict[Values, int]] = {}
        self._closed: dict[str, list[tuple[Values, int, int]]] = {}
        self._opened: dict[str, dict[tuple[Values, int], int]] = {}

    def apply(self, recorded: Recorded) -> None:
        """Take in the next event: refresh the rows of every entity that it touches."""
        subjects = self.known.add(recorded)
        self._subjects += [
            {"subject": subject, "position": recorded.position} for subject in subjects
        ]
        for projection in self.projections:
            for entity in projection.entities(recorded, subjects, self.known):
                self._refresh(projection, entity, recorded.position)

    def _refresh(self, projection: Projection, entity: str, position: int) -> None:
        self.touched[projection.name].setdefault(entity, []).append(position)
        is_open = self.open_rows(projection, entity)
        values_in = values_of(projection.table)
        fresh = {values_in(row) for row in projection.rows(entity, self.known)}
        opened = self._opened.setdefault(projection.name, {})
        for values in [values for values in is_open if values not in fresh]:
            known_from = is_open.pop(values)
            if (values, known_from) not in opened:
                self._closed.setdefault(projection.name, []).append((values, known_from, position))
            elif known_from == position:
                del opened[values, known_from]
            else:
                opened[values, known_from] = position
        for values in fresh - is_open.keys():
            is_open[values] = position
            opened[values, position] = NEVER

    def open_rows(self, projection: Projection, entity: str) -> dict[Values, int]:
        """Return the rows of an entity still known, with the position each is known from."""
        held = self._open.get((projection.name, entity))
        if held is None:
            held = self._open[projection.name, entity] = dict(self._read(projection, entity))
            self.at_start[projection.name, entity] = frozenset(held)
        return held

    def _read(self, projection: Projection, entity: str) -> Iterable[tuple[Values, int]]:
        if self.connection is None or self.known.is_new(entity):
            return
        query = _still_known(projection.table, projection.identity)
        for row in self.connection.execute(query, projection.identify(entity)):
            *values, known_from = row
            yield tuple(values), known_from

    def shift(self, beyond: int, by: int) -> None:
        """Move every position after `beyond`, for a log that has grown since this run began."""

        def moved(position: int) -> int:
            return position + by if beyond < position < NEVER else position

        for row in self._subjects:
            row["position"] = moved(row["position"])
        for name, closed in self._closed.items():
            self._closed[name] = [(values, since, moved(to)) for values, since, to in closed]
        for projection in self.projections:
            names = value_names(projection.table)
            opened = self._opened.get(projection.name, {})
            self._opened[projection.name] = {
                (
                    tuple(
                        moved(value) if name == "position" else value
                        for name, value in zip(names, values, strict=True)
                    ),
                    moved(since),
                ): moved(to)
                for (values, since), to in opened.items()
            }

    def gathered(self, projection: Projection) -> Iterator[dict[str, Any]]:
        """Yield the rows that were opened, whether they have been closed since or not."""
        names = value_names(projection.table)
        for (values, since), to in self._opened.get(projection.name, {}).items():
            yield dict(zip(names, values, strict=True)) | {"known_from": since, "known_to": to}

    def gathered_subjects(self) -> list[dict[str, Any]]:
        """Return the rows of the index of subjects."""
        return self._subjects

    def flush(self, connection: Connection) -> None:
        """Write what was gathered, table by table in one fixed order."""
        if self._subjects:
            connection.execute(event_subjects.insert(), self._subjects)
        for projection in self.projections:
            self._close(projection, connection)
            opening = list(self.gathered(projection))
            if opening:
                connection.execute(projection.table.insert(), opening)
        self._subjects, self._closed, self._opened = [], {}, {}

    def _close(self, projection: Projection, connection: Connection) -> None:
        closed = self._closed.get(projection.name)
        if not closed:
            return
        table, names = projection.table, value_names(projection.table)
        keys = [column.name for column in table.primary_key]
        rows = []
        for values, since, to in closed:
            row = dict(zip(names, values, strict=True)) | {"known_from": since}
            rows.append({f"key_{key}": row[key] for key in keys} | {"known_to": to})
        connection.execute(_closing(table), rows)
