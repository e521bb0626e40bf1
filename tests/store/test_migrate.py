"""Migrations: a database that is not casefile's, or a newer one's, is left as it is."""

from __future__ import annotations

from contextlib import closing

import pytest
from sqlalchemy import inspect, text

from casefile.store.database import Database
from tests.cli.conftest import Terminal

TYPED = (
    ("init", "--name", "Office", "--time-zone", "America/Denver", "--json"),
    ("migrate", "--time-zone", "America/Denver", "--json"),
    ("status", "anybody", "--json"),
    ("demo",),
)


def tables(url: str) -> list[str]:
    with closing(Database(url)) as database, database.read() as line:
        return sorted(inspect(line).get_table_names())


def change(url: str, *statements: str) -> None:
    with closing(Database(url)) as database, database.write() as line:
        for one in statements:
            line.execute(text(one))


@pytest.mark.parametrize("table", ["invoices", "events", "alembic_version"])
@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed[0])
def test_database__of_another_program__is_left_as_it_is(
    empty_database_url: str, typed: tuple[str, ...], table: str
) -> None:
    change(empty_database_url, f"CREATE TABLE {table} (version_num TEXT)")
    terminal = Terminal(empty_database_url)
    terminal(*typed, code=4)
    assert f"it has a table {table} and no log" in terminal.error
    assert "database.foreign" in terminal.error
    assert tables(empty_database_url) == [table]


@pytest.mark.parametrize("typed", TYPED, ids=lambda typed: typed[0])
def test_database__of_a_newer_casefile__is_left_as_it_is(
    database_url: str, typed: tuple[str, ...]
) -> None:
    change(database_url, "UPDATE alembic_version SET version_num = '9999'")
    before = tables(database_url)
    terminal = Terminal(database_url)
    terminal(*typed, code=4)
    assert "newer casefile" in terminal.error
    assert tables(database_url) == before


@pytest.mark.parametrize("name", ["postgres", "postgresql", "postgresql+psycopg"])
def test_address__of_postgresql__is_understood_by_each_of_its_names(
    database_url: str, name: str
) -> None:
    if not database_url.startswith("postgresql"):
        pytest.skip("SQLite has one name.")
    url = database_url.replace("postgresql+psycopg", name)
    with closing(Database(url)) as database, database.read() as line:
        assert line.scalar(text("SELECT 1")) == 1
    Terminal(url)("matters")
