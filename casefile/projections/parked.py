"""Parked matters: those that could not be folded, set aside so that the others go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Connection, String, Table, select

from casefile.projections.tables import Key, metadata

# A matter keeps the rows that its read tables had; `error` says what went wrong and where in the
# code, without a word of what the event says.
parked = Table(
    "parked",
    metadata,
    Column("matter_id", Key, primary_key=True),
    Column("position", BigInteger, nullable=False),
    Column("error", String, nullable=False),
    Column("since", Key, nullable=False),
    Column("rebuild_id", Key, nullable=False),
)


class Failed(NamedTuple):
    """Matters that could not be folded, the event at which it failed, and what went wrong.

    Where a post has several, that is the last of those by then.
    """

    matters: Sequence[str]
    position: int
    error: str

    @property
    def sentence(self) -> str:
        """Return what is wrong, for a person."""
        several = len(self.matters) > 1
        which = f"Matters {', '.join(self.matters)}" if several else f"Matter {self.matters[0]}"
        return f"{which} cannot be folded: {self.error}."


class Parked(NamedTuple):
    """A matter on the list, since when, and why."""

    matter_id: str
    position: int
    error: str
    since: str

    @property
    def sentence(self) -> str:
        """Return what is wrong, for a person."""
        return f"Matter {self.matter_id} is parked since {self.since}: {self.error}."


def park(connection: Connection, failed: Iterable[Failed], rebuild_id: str) -> None:
    """Put matters on the list, or note again what is wrong with them."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    for matters, position, error in failed:
        since = {one.matter_id: one.since for one in list_parked(connection)}
        connection.execute(parked.delete().where(parked.c.matter_id.in_(matters)))
        shared = {"position": position, "error": error, "rebuild_id": rebuild_id}
        rows = [{"matter_id": one, "since": since.get(one, now)} | shared for one in matters]
        connection.execute(parked.insert(), rows)


def list_parked(connection: Connection, rebuild_id: str | None = None) -> list[Parked]:
    """Return the matters that are parked, all or those that one rebuild parked, by their ids."""
    query = select(parked).order_by(parked.c.matter_id)
    if rebuild_id is not None:
        query = query.where(parked.c.rebuild_id == rebuild_id)
    return [Parked(*row[: len(Parked._fields)]) for row in connection.execute(query)]
