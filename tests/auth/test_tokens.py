"""Tokens stand for a user and a role, for a time, and are kept as hashes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from sqlalchemy import select

from casefile.auth import tokens
from casefile.auth.roles import WORDS, Role, User, read_role
from casefile.errors import Malformed, Unauthenticated, Unknown
from casefile.store.database import Database

HOUR_US = 3_600_000_000


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    with closing(Database(database_url)) as database:
        yield database


def test_token__issued__stands_for_its_user_and_role(database: Database) -> None:
    text = tokens.issue(database, "Ann Lee", Role.PARALEGAL, days=1)

    assert tokens.who(database, text) == User("Ann Lee", Role.PARALEGAL)


def test_token__two_for_one_user__are_two_texts_of_256_bits(database: Database) -> None:
    first, second = (tokens.issue(database, "ann", Role.AUDITOR, hours=1) for _ in range(2))

    assert first != second
    assert first.startswith("casefile_")
    assert len(first.removeprefix("casefile_")) == 43


def test_token__in_the_database__is_its_hash_alone(database: Database) -> None:
    text = tokens.issue(database, "ann", Role.AUDITOR, hours=1)

    with database.read() as connection:
        row = connection.execute(select(tokens.tokens)).one()
    assert row.token_hash == hashlib.sha256(text.encode()).digest()
    assert text not in str(row)


def test_token__past_its_hour__refused(database: Database) -> None:
    text = tokens.issue(database, "ann", Role.AUDITOR, hours=1, at_us=0)

    assert tokens.who(database, text, at_us=HOUR_US - 1).name == "ann"
    with pytest.raises(Unauthenticated, match="expired at 1970-01-01T01:00"):
        tokens.who(database, text, at_us=HOUR_US)


@pytest.mark.parametrize("text", ["", "x", "casefile_", "casefile_" + "a" * 43, "é", "a" * 10_000])
def test_token__never_issued__refused(database: Database, text: str) -> None:
    with pytest.raises(Unauthenticated, match="not known"):
        tokens.who(database, text)


def test_token__revoked__refused_and_others_stand(database: Database) -> None:
    gone = tokens.issue(database, "ann", Role.AUDITOR, days=1)
    stays = tokens.issue(database, "ann", Role.AUDITOR, days=1)
    tokens.revoke(database, tokens.read(database, gone).token_id)

    with pytest.raises(Unauthenticated, match="revoked"):
        tokens.who(database, gone)
    assert tokens.who(database, stays).name == "ann"


def test_revoke__a_second_time__keeps_the_first_instant(database: Database) -> None:
    token_id = tokens.read(database, tokens.issue(database, "ann", Role.AUDITOR, days=1)).token_id
    tokens.revoke(database, token_id)
    first = tokens.list_tokens(database)
    tokens.revoke(database, token_id)

    assert tokens.list_tokens(database) == first


def test_revoke__no_such_token__unknown(database: Database) -> None:
    with pytest.raises(Unknown, match="no token 7"):
        tokens.revoke(database, 7)


def test_revoke_labelled__several__ends_those_with_the_label(database: Database) -> None:
    for label in ("demo", "demo", "other"):
        tokens.issue(database, "ann", Role.AUDITOR, days=1, label=label)

    assert tokens.revoke_labelled(database, "demo") == 2
    assert tokens.revoke_labelled(database, "demo") == 0
    left = [one.label for one in tokens.list_tokens(database) if one.revoked_at is None]
    assert left == ["other"]


@pytest.mark.parametrize(
    ("user", "life", "label", "code"),
    [
        ("", {"days": 1}, "", "token.user"),
        ("a" * 201, {"days": 1}, "", "token.user"),
        ("ann\nlee", {"days": 1}, "", "token.user"),
        (" ann", {"days": 1}, "", "token.user"),
        ("ann", {"days": 0}, "", "token.life"),
        ("ann", {"days": -1}, "", "token.life"),
        ("ann", {"days": 3_661}, "", "token.life"),
        ("ann", {"days": 1}, "a" * 201, "token.label"),
        ("ann", {"days": 1}, "\x00", "token.label"),
    ],
)
def test_issue__what_is_out_of_bounds__refused_and_nothing_made(
    database: Database, user: str, life: dict[str, Any], label: str, code: str
) -> None:
    with pytest.raises(Malformed) as raised:
        tokens.issue(database, user, Role.AUDITOR, label=label, **life)

    assert raised.value.code == code
    assert [one.field for one in raised.value.errors] == (["days"] if code == "token.life" else [])
    assert tokens.list_tokens(database) == []


def test_issue__role_of_anyone__refused(database: Database) -> None:
    with pytest.raises(Malformed):
        tokens.issue(database, "ann", Role.ANYONE, days=1)


def test_roles__in_order__each_may_what_those_before_it_may() -> None:
    assert WORDS == ("calendar", "auditor", "paralegal", "attorney", "admin")
    assert [read_role(word) for word in WORDS] == sorted(set(Role) - {Role.ANYONE})


@pytest.mark.parametrize("word", ["anyone", "ADMIN", "clerk", ""])
def test_role__not_of_a_user__refused(word: str) -> None:
    with pytest.raises(Malformed):
        read_role(word)
