"""Tokens: each stands for a user and a role for a time, and only its hash is kept."""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from msgspec import Struct
from sqlalchemy import (
    Column,
    ColumnElement,
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

from casefile.auth.roles import Role, User, read_role
from casefile.errors import Malformed, Misfit, Unauthenticated, Unknown
from casefile.event import ID_PATTERN, clock_us, instant_text
from casefile.store.database import Database
from casefile.store.statement import Statement

TOKEN_BYTES = 32
PREFIX = "casefile_"  # so that a token is known for what it is where it should not be
MAX_NAME = 200
MAX_LIFE = timedelta(days=3_660)
MAX_TOKEN = 200  # longer text is no token, and is not hashed

metadata = MetaData()

# Beside the log and no part of it: rows change when a token is revoked.
tokens = Table(
    "tokens",
    metadata,
    Column("token_id", Integer, primary_key=True),
    Column("user_name", String(MAX_NAME), nullable=False),
    Column("role", String(16), nullable=False),
    Column("label", String(MAX_NAME), nullable=False),
    Column("token_hash", LargeBinary(32), nullable=False, unique=True),
    Column("created_at", String(27), nullable=False),
    Column("expires_at", String(27), nullable=False),
    Column("revoked_at", String(27)),
    Column("matter_id", String(64)),
)
_EVERY = select(*(one for one in tokens.c if one.name != "token_hash"))
# Every request reads its token anew, so that one that was revoked is worth nothing from then on.
_BY_HASH = Statement(_EVERY.where(tokens.c.token_hash == bindparam("token_hash")))


class TokenShown(Struct, frozen=True, kw_only=True):
    """What is known of a token."""

    token_id: int
    user: str
    role: str
    label: str
    created_at: str
    expires_at: str
    revoked_at: str | None
    matter_id: str | None


class TokenIssued(TokenShown, frozen=True, kw_only=True):
    """A new token with its text, which is shown here and never again."""

    token: str


class Token(NamedTuple):
    """What is known of a token; its text is shown once, when it is issued.

    `matter_id` is that of the one matter whose calendar it reads, where it is limited so.
    """

    token_id: int
    user: User
    label: str
    created_at: str
    expires_at: str
    revoked_at: str | None
    matter_id: str | None

    def shown(self) -> TokenShown:
        """Return what is known of the token as it is answered."""
        return TokenShown(**self._said())

    def issued(self, text: str) -> TokenIssued:
        """Return the token as it is answered once, with its text."""
        return TokenIssued(**self._said(), token=text)

    def _said(self) -> dict[str, Any]:
        return {**self._asdict(), "user": self.user.name, "role": self.user.role.word}


def issue(
    database: Database,
    user: str,
    role: Role,
    *,
    days: int = 0,
    hours: int = 0,
    label: str = "",
    matter_id: str | None = None,
    at_us: int | None = None,
) -> str:
    """Make a token and return its text, which is kept nowhere; raises Malformed.

    One that reads the calendar alone can be limited to that of a matter.
    """
    life = timedelta(days=days, hours=hours)
    if not timedelta(0) < life <= MAX_LIFE:
        sentence = f"A token lives for an hour at least and {MAX_LIFE.days:,} days at most."
        blamed = "hours" if hours and not days else "days"
        raise Malformed(sentence, code="token.life", errors=[Misfit(blamed, sentence)])
    if role is Role.ANYONE:
        raise Malformed("Whoever needs no role needs no token.", code="token.role")
    if matter_id is not None and not (
        role is Role.CALENDAR and re.fullmatch(ID_PATTERN, matter_id)
    ):
        sentence = "A token for the calendar can be limited to a matter, by its id; no other can."
        raise Malformed(sentence, code="token.matter")
    created_us = clock_us() if at_us is None else at_us
    text = PREFIX + secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "user_name": _bounded("user", user, least=1),
        "role": role.word,
        "label": _bounded("label", label, least=0),
        "token_hash": _hash(text),
        "created_at": instant_text(created_us),
        "expires_at": instant_text(created_us + life // timedelta(microseconds=1)),
        "matter_id": matter_id,
    }
    with database.write() as connection:
        connection.execute(insert(tokens).values(row))
    return text


def read(database: Database, text: str, *, at_us: int | None = None) -> Token:
    """Return what is known of a token that is valid now; raises Unauthenticated."""
    with database.read() as connection:
        found = _BY_HASH.rows(connection, token_hash=_hash(text[: MAX_TOKEN + 1]))
    if not found:
        raise Unauthenticated("The token is not known here.")
    token = _token(found[0])
    if token.revoked_at is not None:
        raise Unauthenticated("The token has been revoked.")
    if token.expires_at <= instant_text(clock_us() if at_us is None else at_us):
        raise Unauthenticated(f"The token expired at {token.expires_at}.")
    return token


def who(database: Database, text: str, *, at_us: int | None = None) -> User:
    """Return whose token this is; raises Unauthenticated."""
    return read(database, text, at_us=at_us).user


def list_tokens(database: Database) -> list[Token]:
    """Return every token ever issued, the oldest first."""
    with database.read() as connection:
        rows = connection.execute(_EVERY.order_by(tokens.c.token_id))
        return [_token(row) for row in rows]


def revoke(database: Database, token_id: int) -> None:
    """End a token's life now; one that was revoked before stays so. Raises Unknown."""
    if not _revoke(database, tokens.c.token_id == token_id):
        with database.read() as connection:
            known = connection.execute(select(tokens).where(tokens.c.token_id == token_id)).first()
        if known is None:
            raise Unknown(f"There is no token {token_id}.", code="token.unknown")


def revoke_labelled(database: Database, label: str) -> int:
    """End the life of every token with this label, and return how many there were."""
    return _revoke(database, tokens.c.label == label)


def revoke_of(database: Database, user: str) -> int:
    """End the life of every token of a user, and return how many there were."""
    return _revoke(database, tokens.c.user_name == user)


def _revoke(database: Database, which: ColumnElement[bool]) -> int:
    ending = update(tokens).where(which, tokens.c.revoked_at.is_(None))
    with database.write() as connection:
        return connection.execute(ending.values(revoked_at=instant_text(clock_us()))).rowcount


def _hash(text: str) -> bytes:
    # A token has 256 random bits, so that a plain hash is as good as a slow one.
    return hashlib.sha256(text.encode(errors="replace")).digest()


def _bounded(field: str, text: str, *, least: int) -> str:
    if not least <= len(text) <= MAX_NAME or text != text.strip() or not text.isprintable():
        sentence = f"The {field} of a token is {least} to {MAX_NAME} printable characters."
        raise Malformed(sentence, code=f"token.{field}")
    return text


def _token(row: Sequence[Any]) -> Token:
    token_id, user_name, role, *rest = row
    return Token(token_id, User(user_name, read_role(role)), *rest)
