"""Statements, compiled once for all databases of a kind: nearly every test has one of its own."""

from typing import Any

from sqlalchemy import Connection, Engine, event
from sqlalchemy.util import LRUCache

ROOM = 2_000  # statements


class Statements(LRUCache[tuple[Any, ...], Any]):
    """What SQLAlchemy keeps for an engine, kept for every engine that writes the same SQL."""

    def get(self, key: tuple[Any, ...], default: Any = None) -> Any:
        return super().get(_shared(key), default)

    def __setitem__(self, key: tuple[Any, ...], compiled: Any) -> None:
        super().__setitem__(_shared(key), compiled)


def _shared(key: tuple[Any, ...]) -> tuple[Any, ...]:
    dialect, *statement = key
    return type(dialect), dialect.paramstyle, *statement


def share() -> None:
    """Have all engines of this process keep their statements together, as one server does."""
    kept = Statements(ROOM)

    @event.listens_for(Engine, "engine_connect")
    def use(connection: Connection) -> None:
        connection.execution_options(compiled_cache=kept)
