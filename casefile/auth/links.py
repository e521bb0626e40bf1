"""Links: each lets one person in once, within a time, to choose a password."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Column, Integer, LargeBinary, MetaData, String, Table, insert, select, update

from casefile.auth.people import by_id, has_anybody
from casefile.auth.sessions import MAX_SECRET, hash_of, new_secret
from casefile.errors import Unauthenticated
from casefile.event import clock_us, instant_text
from casefile.store.database import Database

LIFE = timedelta(days=1)
PATH = "/sign-in/link?link="  # where the pages take one

metadata = MetaData()

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("link_id", Integer, primary_key=True),
    Column("person_id", Integer),  # that of the first person of an office has nobody yet
    Column("link_hash", LargeBinary(32), nullable=False, unique=True),
    Column("expires_at", String(27), nullable=False),
    Column("used_at", String(27)),
)


def make(database: Database, person_id: int | None) -> str:
    """Make a link for somebody, or for the first person, and return its secret.

    Those that were made for them before are worth nothing from now on.
    """
    secret, now = new_secret(), clock_us()
    before = update(sign_in_links).where(
        sign_in_links.c.person_id.is_not_distinct_from(person_id), sign_in_links.c.used_at.is_(None)
    )
    row = {
        "person_id": person_id,
        "link_hash": hash_of(secret),
        "expires_at": instant_text(now + LIFE // timedelta(microseconds=1)),
    }
    with database.write() as connection:
        connection.execute(before.values(used_at=instant_text(now)))
        connection.execute(insert(sign_in_links).values(row))
    return secret


def whose(database: Database, secret: str) -> int | None:
    """Return whom a link is for, None for the first person of an office; raises Unauthenticated."""
    with database.read() as connection:
        found = connection.execute(
            select(
                sign_in_links.c.person_id, sign_in_links.c.expires_at, sign_in_links.c.used_at
            ).where(sign_in_links.c.link_hash == hash_of(secret[: MAX_SECRET + 1]))
        ).first()
    if found is None:
        raise Unauthenticated("This link is not known here.", code="link.unknown")
    person_id, expires_at, used_at = found
    if used_at is not None:
        raise Unauthenticated("This link has been used, or a newer one made.", code="link.used")
    if expires_at <= instant_text(clock_us()):
        raise Unauthenticated("This link has expired.", code="link.expired")
    nobody_left = (
        has_anybody(database) if person_id is None else by_id(database, person_id).ended_at
    )
    if nobody_left:
        raise Unauthenticated("This link is for nobody any more.", code="link.used")
    return None if person_id is None else int(person_id)


def use(database: Database, secret: str) -> None:
    """Use a link up; raises Unauthenticated where somebody has been quicker."""
    using = update(sign_in_links).where(
        sign_in_links.c.link_hash == hash_of(secret), sign_in_links.c.used_at.is_(None)
    )
    with database.write() as connection:
        used = connection.execute(using.values(used_at=instant_text(clock_us()))).rowcount
    if not used:
        raise Unauthenticated("This link has been used.", code="link.used")
