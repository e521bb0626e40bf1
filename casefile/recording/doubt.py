"""Doubt: events whose connection was lost while they were written, so that nobody told the end."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from casefile.errors import Busy, OutcomeUnknown
from casefile.event import Recorded
from casefile.store import log
from casefile.store.database import Database

T = TypeVar("T")

PATIENCE = 10  # seconds for which the database is asked again
PAUSE = 0.2  # seconds between two tries


def settle(database: Database, last: Recorded, tell: Callable[[Connection], T]) -> T | None:
    """Return what is to be told of events that stand on the log after all; None where none does.

    `last` is the last of those that were written together. They are looked for while the head is
    held, which waits for a transaction that is still on its way to its end. Where they do not
    stand, the log is marked as changed, so that a statement that comes late along the lost
    connection finds another head and writes nothing. Raises OutcomeUnknown.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            with database.write() as line:
                log.hold_head(line)
                if log.holds(line, last):
                    return tell(line)
                log.changed(line)
        except (Busy, DBAPIError) as error:
            if time.monotonic() > until:
                raise OutcomeUnknown from error
            time.sleep(PAUSE)
        else:
            return None
