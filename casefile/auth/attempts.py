"""Attempts to sign in: those that failed slow down the next ones, and lock out nobody else.

They are counted by name and place. The place is the address, or the device where its owner has
signed in on it before: so whoever guesses elsewhere, or next door, keeps nobody from their desk.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
)

from casefile.auth.people import key_of
from casefile.errors import CasefileError
from casefile.event import clock_us
from casefile.store.database import Database

SECOND_US = 1_000_000
WINDOW_US = timedelta(minutes=15) // timedelta(microseconds=1)
FREE = 5  # attempts at one place before the next has to wait
FIRST_WAIT, LONGEST_WAIT = 10, 900  # seconds
FREE_OF_NAME = 10  # attempts from all places before each costs time
LONGEST_COST = 2.0  # seconds

metadata = MetaData()

failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    Column("attempt_id", Integer, primary_key=True),
    Column("name_hash", LargeBinary(32), nullable=False),
    Column("place", String(80), nullable=False),
    Column("failed_us", BigInteger, nullable=False),
)
_at = failed_sign_ins.c


class TooSoon(CasefileError):
    """There were too many attempts for this name at this place; `wait` is in seconds."""

    code = "sign_in.too_soon"

    def __init__(self, wait: int) -> None:
        super().__init__(
            f"There were too many attempts for this name from here. Try again in {wait} seconds."
        )
        self.wait = wait


class Attempt(NamedTuple):
    """An attempt under way; `cost` is how many seconds its answer has to wait."""

    name_hash: bytes
    place: str
    cost: float


def begin(database: Database, name: str, place: str, *, on_known_device: bool) -> Attempt:
    """Count an attempt as failed until it has succeeded; raises TooSoon."""
    now, name_hash = clock_us(), hashlib.sha256(key_of(name).encode()).digest()
    recent = _at.name_hash == name_hash, _at.failed_us > now - WINDOW_US
    with database.write() as connection:
        here, last = connection.execute(
            select(func.count(), func.max(_at.failed_us)).where(*recent, _at.place == place)
        ).one()
        if here >= FREE:
            wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** (here - FREE)) * SECOND_US
            if now < last + wait:
                raise TooSoon(-((now - last - wait) // SECOND_US))
        everywhere = connection.execute(select(func.count()).where(*recent)).scalar_one()
        row = {"name_hash": name_hash, "place": place, "failed_us": now}
        connection.execute(delete(failed_sign_ins).where(_at.failed_us <= now - WINDOW_US))
        connection.execute(insert(failed_sign_ins).values(row))
    over = min(everywhere - FREE_OF_NAME, 10)
    cost = min(LONGEST_COST, 0.1 * 2**over) if over >= 0 and not on_known_device else 0.0
    return Attempt(name_hash, place, cost)


def succeeded(database: Database, attempt: Attempt) -> None:
    """Forget the attempts for a name at the place where it has signed in."""
    own = _at.name_hash == attempt.name_hash, _at.place == attempt.place
    with database.write() as connection:
        connection.execute(delete(failed_sign_ins).where(*own))
