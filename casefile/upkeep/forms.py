"""The forms of what stands beside the log: rows that casefile cannot have written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from casefile.auth.people import people
from casefile.auth.roles import WORDS, Role
from casefile.auth.tokens import tokens
from casefile.config import check_zone
from casefile.errors import Malformed
from casefile.event import ID_PATTERN
from casefile.store.migrate import DATE_ORDERS, numbers, revisions
from casefile.store.tables import office
from casefile.upkeep.chain import is_instant


def misshapen(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each row that casefile cannot have written, by its own key alone."""
    newest = numbers()[-1]
    here = sorted(map(str, revisions(connection)))
    if here != [newest]:
        said = " and ".join(here) or "none"
        yield f"The revision of the schema is {newest}; the database says {said}."
    for what in _wrong_of_office(connection):
        yield f"The office's own row has {what}, which casefile cannot have written."
    for row in connection.execute(select(tokens).order_by(tokens.c.token_id)):
        for what in _wrong_of_token(row):
            yield f"The token {row.token_id} has {what}, which casefile cannot have written."
    for row in connection.execute(select(people).order_by(people.c.person_id)):
        for what in _wrong_of_person(row):
            yield f"The person {row.person_id} has {what}, which casefile cannot have written."


def _wrong_of_office(connection: Connection) -> Iterator[str]:
    rows = connection.execute(select(office)).all()
    if len(rows) != 1 or rows[0].id != 1:
        yield "not its one place"
        return
    (row,) = rows
    if not isinstance(row.name, str) or not row.name.isprintable():
        yield "a name that is no text of one line"
    try:
        check_zone(row.time_zone, "It")
    except Malformed:
        yield "an unknown time zone"
    if row.date_order not in DATE_ORDERS:
        yield "an unknown order of dates"
    if type(row.watched_us) is not int or row.watched_us < 0:
        yield "no instant of its clock"


def _wrong_of_person(row: Any) -> Iterator[str]:
    if row.role not in WORDS:
        yield "an unknown role"
    if not isinstance(row.name, str) or not row.name.isprintable():
        yield "a name that is no text of one line"
    if row.password_hash is not None and not str(row.password_hash).startswith("$argon2id$"):
        yield "a password that is kept in another way"
    for name in ("created_at", "ended_at"):
        at = getattr(row, name)
        if not (is_instant(at) if isinstance(at, str) else at is None and name == "ended_at"):
            yield f"another {name} than an instant"


def _wrong_of_token(row: Any) -> Iterator[str]:
    if row.role not in WORDS:
        yield "an unknown role"
    if not isinstance(row.token_hash, bytes) or len(row.token_hash) != sha256().digest_size:
        yield "a hash of another length"
    for name in ("created_at", "expires_at", "revoked_at"):
        at = getattr(row, name)
        if not (is_instant(at) if isinstance(at, str) else at is None and name == "revoked_at"):
            yield f"another {name} than an instant"
    if row.matter_id is not None and not (
        row.role == Role.CALENDAR.word and re.fullmatch(ID_PATTERN, row.matter_id)
    ):
        yield "a matter that its role cannot have"
    for name in ("user_name", "label"):
        if not isinstance(text := getattr(row, name), str) or not text.isprintable():
            yield f"a {name} that is no text of one line"
