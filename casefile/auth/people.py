"""People: who signs in to the pages, each by a name and a password of which a hash is kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from threading import BoundedSemaphore
from typing import Any, NamedTuple

from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError
from sqlalchemy import Column, Integer, MetaData, String, Table, func, insert, select, update
from sqlalchemy.exc import IntegrityError

from casefile.auth.roles import Role, User, read_role
from casefile.auth.tokens import MAX_NAME
from casefile.errors import Busy, Malformed, Refused, Unknown
from casefile.event import clock_us, instant_text
from casefile.store.database import Database

LEAST_PASSWORD, MOST_PASSWORD = 12, 200  # characters
AT_ONCE = 2  # passwords that are held against their hash, each in 64 MiB
WAIT = 5  # seconds for one of these places

metadata = MetaData()

people = Table(
    "people",
    metadata,
    Column("person_id", Integer, primary_key=True),
    Column("name", String(MAX_NAME), nullable=False),
    Column("name_key", String(2 * MAX_NAME), nullable=False, unique=True),
    Column("role", String(16), nullable=False),
    Column("password_hash", String(200)),
    Column("created_at", String(27), nullable=False),
    Column("ended_at", String(27)),
)

_hasher = PasswordHasher()
_places = BoundedSemaphore(AT_ONCE)


class Colleague(NamedTuple):
    """Somebody who may sign in, with the name under which their events are recorded."""

    person_id: int
    user: User
    created_at: str
    ended_at: str | None
    has_password: bool


_EVERY = select(
    people.c.person_id,
    people.c.name,
    people.c.role,
    people.c.created_at,
    people.c.ended_at,
    people.c.password_hash.is_not(None),
)


def key_of(name: str) -> str:
    """Return the name as names are compared: without regard to case and to ways of writing."""
    return unicodedata.normalize("NFKC", name).casefold()[: 2 * MAX_NAME]


def check_name(name: str) -> None:
    """Refuse what nobody can be called; raises Malformed."""
    if not 0 < len(name) <= MAX_NAME or name != name.strip() or not name.isprintable():
        sentence = f"A name has 1 to {MAX_NAME} printable characters."
        raise Malformed(sentence, code="person.name")


def add(database: Database, name: str, role: Role) -> Colleague:
    """Add somebody, who has no password yet; raises Malformed, and Refused for a name taken."""
    check_name(name)
    if role <= Role.CALENDAR:
        sentence = "Whoever signs in reads at least; for a calendar program make a token."
        raise Malformed(sentence, code="person.role")
    row = {
        "name": name,
        "name_key": key_of(name),
        "role": role.word,
        "created_at": instant_text(clock_us()),
    }
    try:
        with database.write() as connection:
            connection.execute(insert(people).values(row))
    except IntegrityError as error:
        raise Refused(f"There is somebody called {name} already.", code="person.taken") from error
    return called(database, name)


def found(database: Database, name: str) -> Colleague | None:
    """Return who has this name, also somebody who signs in no more, or None."""
    with database.read() as connection:
        row = connection.execute(_EVERY.where(people.c.name_key == key_of(name))).first()
    return _person(row) if row else None


def called(database: Database, name: str) -> Colleague:
    """Return who has this name, also somebody who signs in no more; raises Unknown."""
    person = found(database, name)
    if person is None:
        raise Unknown(f"There is nobody called {name}.", code="person.unknown")
    return person


def by_id(database: Database, person_id: int) -> Colleague:
    """Return somebody by their number; raises Unknown."""
    with database.read() as connection:
        row = connection.execute(_EVERY.where(people.c.person_id == person_id)).first()
    if row is None:
        raise Unknown(f"There is nobody with the number {person_id}.", code="person.unknown")
    return _person(row)


def everybody(database: Database) -> list[Colleague]:
    """Return everybody who was ever added, in the order of their names."""
    with database.read() as connection:
        return [_person(row) for row in connection.execute(_EVERY.order_by(people.c.name_key))]


def has_anybody(database: Database) -> bool:
    """Tell whether anybody was ever added."""
    with database.read() as connection:
        return bool(connection.execute(select(func.count()).select_from(people)).scalar_one())


def end(database: Database, person_id: int) -> None:
    """Let somebody sign in no more; whatever session they have is worth nothing from now on."""
    ending = update(people).where(people.c.person_id == person_id, people.c.ended_at.is_(None))
    with database.write() as connection:
        connection.execute(ending.values(ended_at=instant_text(clock_us())))


def check_password(password: str) -> None:
    """Refuse a password that is too short or too long; raises Malformed."""
    if not LEAST_PASSWORD <= len(password) <= MOST_PASSWORD:
        sentence = f"A password has {LEAST_PASSWORD} to {MOST_PASSWORD} characters."
        raise Malformed(sentence, code="person.password")


def set_password(database: Database, person_id: int, password: str) -> None:
    """Give somebody a password; raises Malformed for one that is too short or too long."""
    check_password(password)
    hashed = _hasher.hash(_written_alike(password))
    with database.write() as connection:
        given = update(people).where(people.c.person_id == person_id)
        connection.execute(given.values(password_hash=hashed))


def with_password(database: Database, name: str, password: str) -> Colleague | None:
    """Return who has this name and password, or None; it takes as long where there is nobody."""
    with database.read() as connection:
        query = _EVERY.add_columns(people.c.password_hash)
        row = connection.execute(query.where(people.c.name_key == key_of(name))).first()
    person = _person(row[:-1]) if row else None
    kept = row[-1] if row and person and person.ended_at is None else None
    if not _places.acquire(timeout=WAIT):
        raise Busy("Too many people are signing in just now; try again.", code="person.busy")
    try:
        _hasher.verify(kept or _of_nobody(), _written_alike(password[: MOST_PASSWORD + 1]))
    except VerifyMismatchError:
        return None
    finally:
        _places.release()
    if person and kept and _hasher.check_needs_rehash(kept):
        set_password(database, person.person_id, password)
    return person if kept else None


@cache
def _of_nobody() -> str:
    """Return a hash that no password has been given for."""
    return _hasher.hash("nobody")


def _written_alike(password: str) -> str:
    # The same characters can be typed in two ways, on two keyboards.
    return unicodedata.normalize("NFKC", password)


def _person(row: Sequence[Any]) -> Colleague:
    person_id, name, role, created_at, ended_at, has_password = row
    user = User(name, read_role(role))
    return Colleague(person_id, user, created_at, ended_at, bool(has_password))
