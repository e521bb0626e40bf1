"""The rebuild under way: whose it is, what it makes, and how far it has come."""

from __future__ import annotations

from typing import Any

import uuid_utils
from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    SmallInteger,
    Table,
    insert,
    select,
    text,
    update,
)

from casefile import __version__
from casefile.errors import Busy
from casefile.projections.tables import Key, metadata
from casefile.projections.version import FOLDS
from casefile.store import log
from casefile.store.database import Database

# One row while a rebuild is under way or was broken off. `mark` is the last group of matters that
# was written, `position` how much of the log the tables show, `holder` the process that goes on.
rebuilds = Table(
    "rebuilds",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("rebuild_id", Key, nullable=False),
    Column("holder", Key, nullable=False),
    Column("made_for", Key, nullable=False),
    Column("begun_at", BigInteger, nullable=False),
    Column("position", BigInteger, nullable=False),
    Column("mark", Key, nullable=False),
    Column("done", BigInteger, nullable=False),
)

# What the mark says where it names no group.
NOT_YET_MADE, MADE, WHOLE = "", "linked/", "whole"
TAKEN_OVER = "rebuild.taken_over"


class Rebuild:
    """The rebuild that this process carries on; each step is claimed in its own transaction."""

    def __init__(self, row: Any, holder: str) -> None:
        self.rebuild_id: str = row.rebuild_id
        self.holder = holder
        self.begun_at: int = row.begun_at  # the head when it began
        self.position: int = row.position
        self.mark: str = row.mark
        self.done: int = row.done

    def claim(self, connection: Connection, **steps: Any) -> None:
        """Take the next steps to the end of this transaction; raises Busy if another has it now."""
        mine = update(rebuilds).where(rebuilds.c.holder == self.holder)
        if connection.execute(mine.values(holder=self.holder, **steps)).rowcount != 1:
            sentence = "Another rebuild has taken this one over and goes on with it."
            raise Busy(sentence, code=TAKEN_OVER)

    def took(self, **steps: Any) -> None:
        """Remember steps whose transaction is committed."""
        vars(self).update(steps)


def take_up(database: Database, names: list[str]) -> Rebuild:
    """Go on with the rebuild of these read tables that was broken off, or begin a new one.

    One that was begun for other tables, another schema or another version, also of the folds, is
    given up.
    """
    holder = str(uuid_utils.uuid7())
    with database.write() as connection:
        schema = connection.scalar(text("SELECT version_num FROM alembic_version"))
        made_for = f"{schema} {__version__} {FOLDS} {' '.join(names)}"
        row = connection.execute(select(rebuilds).with_for_update()).first()
        if row is None or row.made_for != made_for:
            head = log.head(connection).position
            fresh = {"id": 1, "rebuild_id": holder, "made_for": made_for, "begun_at": head}
            at_start = {"holder": holder, "position": head, "mark": NOT_YET_MADE, "done": 0}
            connection.execute(rebuilds.delete())
            connection.execute(insert(rebuilds).values(**fresh, **at_start))
        connection.execute(update(rebuilds).values(holder=holder))
        return Rebuild(connection.execute(select(rebuilds)).one(), holder)
