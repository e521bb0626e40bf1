"""Databases of PostgreSQL alone, and one behind a proxy that can cut its connections."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import event

from casefile.store.database import Database
from casefile.store.migrate import upgrade
from tests.databases import PostgresqlDatabases
from tests.durability.proxy import Proxy, proxied


@pytest.fixture(scope="session")
def postgresqls(postgresql_url: str) -> Iterator[PostgresqlDatabases]:
    with closing(PostgresqlDatabases(upgrade, postgresql_url)) as made:
        yield made


@pytest.fixture
def server_url(postgresqls: PostgresqlDatabases) -> Iterator[str]:
    """Yield the URL of a fresh database of PostgreSQL."""
    with postgresqls.fresh() as url:
        yield url


@pytest.fixture
def direct(server_url: str) -> Iterator[Database]:
    """Yield the database as nobody cuts it."""
    with closing(Database(server_url)) as database:
        yield database


@pytest.fixture
def proxy(server_url: str) -> Iterator[Proxy]:
    with proxied(server_url) as running:
        yield running


@pytest.fixture
def behind(proxy: Proxy) -> Iterator[Database]:
    """Yield the same database through the proxy; nobody waits for a lock for long there."""
    with closing(Database(proxy.url)) as database:

        @event.listens_for(database.engine, "connect")
        def hurry(connection: object, _record: object) -> None:
            connection.execute("SET lock_timeout = 300")  # type: ignore[attr-defined]  # psycopg's

        yield database
