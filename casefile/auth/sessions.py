"""Sessions: each lets one person in, in one browser, for a day's work, and can be ended."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import timedelta
from typing import NamedTuple

from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    insert,
    select,
    update,
)

from casefile.auth import people
from casefile.auth.people import Colleague
from casefile.auth.roles import User, read_role
from casefile.auth.tokens import revoke_of
from casefile.errors import Unknown
from casefile.event import clock_us, instant_text
from casefile.store.database import Database
from casefile.store.statement import Statement

LIFE = timedelta(hours=12)
SECRET_BYTES = 32
MAX_SECRET = 100  # longer text is no secret of ours, and is not hashed
MAX_BROWSER = 200
MAX_ADDRESS = 64

metadata = MetaData()
accounts = people.people

sessions = Table(
    "sessions",
    metadata,
    Column("session_id", Integer, primary_key=True),
    Column("person_id", Integer, nullable=False),
    Column("session_hash", LargeBinary(32), nullable=False, unique=True),
    Column("device_hash", LargeBinary(32), nullable=False),
    Column("address", String(MAX_ADDRESS), nullable=False),
    Column("browser", String(MAX_BROWSER), nullable=False),
    Column("created_at", String(27), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("ended_at", String(27)),
)


class Session(NamedTuple):
    """A session, and whose it is."""

    session_id: int
    person_id: int
    user: User
    address: str
    browser: str
    created_at: str
    expires_at: str


_open = (
    sessions.c.ended_at.is_(None),
    sessions.c.expires_at > bindparam("now"),
    accounts.c.ended_at.is_(None),
)
_EVERY = (
    select(
        sessions.c.session_id,
        accounts.c.person_id,
        accounts.c.name,
        accounts.c.role,
        sessions.c.address,
        sessions.c.browser,
        sessions.c.created_at,
        sessions.c.expires_at,
    )
    .join_from(sessions, accounts, sessions.c.person_id == accounts.c.person_id)
    .where(*_open)
)
# Every request reads its session anew, so that one that was ended is worth nothing from then on.
_BY_HASH = Statement(_EVERY.where(sessions.c.session_hash == bindparam("session_hash")))


def begin(
    database: Database, person_id: int, *, device: str, address: str = "", browser: str = ""
) -> str:
    """Begin a session and return its secret, which is kept nowhere but in the browser."""
    secret, now = new_secret(), clock_us()
    row = {
        "person_id": person_id,
        "session_hash": hash_of(secret),
        "device_hash": hash_of(device),
        "address": address[:MAX_ADDRESS],
        "browser": browser[:MAX_BROWSER],
        "created_at": instant_text(now),
        "expires_at": instant_text(now + LIFE // timedelta(microseconds=1)),
    }
    with database.write() as connection:
        connection.execute(insert(sessions).values(row))
    return secret


def read(database: Database, secret: str) -> Session | None:
    """Return the session of a secret, or None where it has ended or never was."""
    if not secret or len(secret) > MAX_SECRET:
        return None
    with database.read() as connection:
        found = _BY_HASH.rows(
            connection, session_hash=hash_of(secret), now=instant_text(clock_us())
        )
    return _session(*found[0]) if found else None


def of_person(database: Database, person_id: int) -> list[Session]:
    """Return the sessions of somebody that have not ended, the newest first."""
    query = _EVERY.where(sessions.c.person_id == person_id).order_by(sessions.c.session_id.desc())
    with database.read() as connection:
        rows = connection.execute(query, {"now": instant_text(clock_us())})
        return [_session(*row) for row in rows]


def end(database: Database, person_id: int, session_id: int) -> None:
    """End a session of somebody; raises Unknown where they never had it."""
    own = sessions.c.person_id == person_id, sessions.c.session_id == session_id
    with database.write() as connection:
        known = connection.execute(select(sessions.c.session_id).where(*own)).first()
        if known is None:
            raise Unknown(f"You have no session {session_id}.", code="session.unknown")
        ending = update(sessions).where(*own, sessions.c.ended_at.is_(None))
        connection.execute(ending.values(ended_at=instant_text(clock_us())))


def end_all(database: Database, person_id: int, *, but: int | None = None) -> None:
    """End every session of somebody, but for one."""
    ending = update(sessions).where(
        sessions.c.person_id == person_id,
        sessions.c.ended_at.is_(None),
        sessions.c.session_id != (but or 0),
    )
    with database.write() as connection:
        connection.execute(ending.values(ended_at=instant_text(clock_us())))


def let_go(database: Database, person: Colleague) -> None:
    """Let somebody in no more: their sessions and the tokens of their name end now."""
    people.end(database, person.person_id)
    end_all(database, person.person_id)
    revoke_of(database, person.user.name)


def knows_device(database: Database, person_id: int, device: str) -> bool:
    """Tell whether somebody has signed in before on this device."""
    query = select(sessions.c.session_id).where(
        sessions.c.person_id == person_id, sessions.c.device_hash == hash_of(device)
    )
    with database.read() as connection:
        return connection.execute(query.limit(1)).first() is not None


def new_secret() -> str:
    """Return a secret that nobody can guess."""
    return secrets.token_urlsafe(SECRET_BYTES)


def hash_of(secret: str) -> bytes:
    """Return what is kept of a secret: it has 256 random bits, so that a plain hash is enough."""
    return hashlib.sha256(secret.encode(errors="replace")).digest()


def form_token(secret: str) -> str:
    """Return what a form of this session carries: only who has the secret can make it."""
    return hmac.new(secret.encode(), b"form", hashlib.sha256).hexdigest()


def is_form_token(secret: str, given: str) -> bool:
    """Tell whether a form came from a page of this session."""
    return hmac.compare_digest(form_token(secret), given.encode("ascii", "replace").decode())


def _session(
    session_id: int, person_id: int, name: str, role: str, address: str, browser: str, *when: str
) -> Session:
    created_at, expires_at = when
    user = User(name, read_role(role))
    return Session(session_id, person_id, user, address, browser, created_at, expires_at)
