"""Tables that are little more than their keys: SQLite keeps them once, also after a rebuild."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from sqlalchemy import text

from casefile.projections.chronology import chronology
from casefile.projections.precedence import precedence
from casefile.projections.search_keys import search_keys, search_words
from casefile.projections.subjects import event_subjects
from casefile.store import migrate
from casefile.store.database import Database
from casefile.upkeep import staging
from casefile.upkeep.rebuild import rebuild
from tests.histories import open_office

TABLES = [event_subjects, search_keys, search_words, chronology, precedence]
ROWS: dict[str, list[tuple[Any, ...]]] = {
    "event_subjects": [("matter/m1", 1), ("item/m1/c1", 2), ("matter/m1", 2)],
    "search_keys": [("doe", "party-in", "m1", "p1", 2, 7), ("doe", "matter", "m1", "", 1, 9)],
    "precedence": [("m1", "c1", "e2", "e1", 2, 9)],
}


def kept_once(database: Database) -> list[str]:
    """Return the tables that have no rowid."""
    with database.read() as connection:
        query = text("SELECT name FROM sqlite_master WHERE sql LIKE '%WITHOUT ROWID%'")
        return sorted(connection.execute(query).scalars())


def bring_to(url: str, before: int) -> None:
    """Bring a database to so many migrations before the one that has them kept once."""
    config = migrate._config()
    choice = migrate.Choice(name="", time_zone="UTC", date_order="month_first")
    config.attributes.update(url=url, choice=asdict(choice))
    (file,) = migrate.MIGRATIONS.glob("versions/*_keys_alone.py")
    numbers = migrate.numbers()
    command.upgrade(config, numbers[numbers.index(file.name[:4]) - before])


@pytest.fixture
def before(tmp_path: Path) -> Iterator[Database]:
    """Yield a database of before, with rows."""
    url = f"sqlite:///{tmp_path}/before.db"
    bring_to(url, 1)
    with closing(Database(url)) as database:
        with database.write() as connection:
            for name, rows in ROWS.items():
                for row in rows:
                    connection.exec_driver_sql(f"INSERT INTO {name} VALUES {row}")
        yield database


def test_migration__of_a_database_with_rows__keeps_them_all(before: Database) -> None:
    assert ROWS.keys().isdisjoint(kept_once(before))
    bring_to(f"sqlite:///{before.file}", 0)
    assert ROWS.keys() <= {*kept_once(before)}
    with before.read() as connection:
        for name, rows in ROWS.items():
            there = connection.exec_driver_sql(f"SELECT * FROM {name}")
            assert sorted(map(tuple, there)) == sorted(rows)
        index = text("SELECT tbl_name FROM sqlite_master WHERE name = 'search_keys_by_subject'")
        assert connection.scalar(index) == "search_keys"


def test_rebuild__makes_them_as_they_were_and_takes_large_old_ones_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = f"sqlite:///{tmp_path}/office.db"
    migrate.upgrade(url)
    monkeypatch.setattr(staging, "_LARGE", 3)
    monkeypatch.setattr(staging, "_SLICE", 2)
    with open_office(url) as office:
        office.post("2023-01-01 charge.filed item_id=c1\n2023-02-01 charge.dismissed item_id=c1")
        told, rows = kept_once(office.database), office.everything()
        rebuild(office.database)
        assert kept_once(office.database) == told
        assert office.everything() == rows
        with office.database.read() as connection:
            names = {*connection.execute(text("SELECT name FROM sqlite_master")).scalars()}
    assert not {name for name in names if name.endswith(("_old", "_next"))} & {
        f"{table.name}{end}" for table in TABLES for end in ("_old", "_next")
    }
