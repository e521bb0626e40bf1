"""doctor: everything that was looked at in a sentence, and what to do about what is wrong."""

from __future__ import annotations

import os
import tempfile
from collections import namedtuple
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import make_url, text

from casefile.event import clock_us
from casefile.store import sqlite
from casefile.store.database import Database
from casefile.store.lock_holder import LOCKS
from casefile.store.migrate import triggers
from casefile.store.sqlite import journal_mode, sqlite3
from casefile.upkeep import in_database, on_machine
from casefile.upkeep.in_database import of_database
from tests.cli.conftest import FIXTURES, Terminal
from tests.store.test_stopped_writer import held_elsewhere

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil has it


@pytest.fixture
def office(new_terminal: Terminal, tmp_path: Path) -> Terminal:
    """Return the program in an office that is new and set up whole."""
    new_terminal.environ |= {
        "CASEFILE_KEY": str(tmp_path / "key"),
        "CASEFILE_CHECKPOINTS": str(tmp_path),
    }
    new_terminal("init", "--name", "Office", "--time-zone", "America/Denver", "--json")
    return new_terminal


def found(office: Terminal, *, ill: bool = True) -> dict[str, str]:
    """Return what is to be mended, with what is wrong and what to do."""
    answer: Any = office.json("doctor", code=int(ill))
    assert answer["well"] is not ill
    assert all(one["sentence"].endswith(".") or one["do"] for one in answer["findings"])
    assert all(one["do"] for one in answer["findings"] if one["wrong"])
    return {
        one["about"]: f"{one['sentence']} {one['do']}" for one in answer["findings"] if one["wrong"]
    }


def said(office: Terminal, about: str) -> str:
    """Return what is said of one thing, and what to do, where it is not to be mended."""
    code = 0 if is_sqlite(office) else 1  # that of the tests is afraid of no crash
    answer: Any = office.json("doctor", code=code)
    (one,) = (one for one in answer["findings"] if one["about"] == about)
    assert not one["wrong"]
    return f"{one['sentence']} {one['do']}".strip()


def change(office: Terminal, *statements: str) -> None:
    """Change the database behind casefile's back."""
    with closing(Database(office.url)) as database, database.write() as line:
        for one in statements:
            line.execute(text(one))


def is_sqlite(office: Terminal) -> bool:
    return office.url.startswith("sqlite")


def test_doctor__new_office__is_well_but_for_what_the_tests_leave_out(office: Terminal) -> None:
    if is_sqlite(office):
        assert found(office, ill=False) == {}
        assert "MEND" not in office("doctor")
    else:  # that of the tests is afraid of no crash
        assert set(found(office)) == {"durability"}
        assert "MEND  durability: fsync is off" in office("doctor", code=1)


def test_doctor__no_office__says_how_to_begin(new_terminal: Terminal) -> None:
    assert "run: casefile init" in found(new_terminal)["database"]


def test_new_database__of_sqlite__is_its_owners_alone(office: Terminal) -> None:
    if not is_sqlite(office):
        pytest.skip("PostgreSQL keeps its own files.")
    with closing(Database(office.url)) as database, database.write():
        file = database.file
        assert file
        for one in (file, *file.parent.glob(f"{file.name}-*")):
            assert one.stat().st_mode & 0o077 == 0, one


def test_doctor__file_that_others_can_open__says_how_to_close_it(office: Terminal) -> None:
    if not is_sqlite(office):
        pytest.skip("PostgreSQL keeps its own files.")
    file = Path(office.url.removeprefix("sqlite:///"))
    file.chmod(0o644)
    assert f"chmod 600 {file}" in found(office)["permissions"]


def test_doctor__key_that_is_gone__says_so(office: Terminal) -> None:
    Path(office.environ["CASEFILE_KEY"]).unlink()
    assert "is not there" in found(office)["key"]


def test_doctor__trigger_that_is_missing__is_named(office: Terminal) -> None:
    with closing(Database(office.url)) as database, database.write() as line:
        kind = "sqlite" if database.is_sqlite else "postgresql"
        name = next(one for one in triggers(kind) if one.startswith("events_"))
        line.execute(text(f"DROP TRIGGER {name}{'' if database.is_sqlite else ' ON events'}"))
    assert name in found(office)["triggers"]


def test_doctor__served_to_others_without_a_proxy__asks_for_one(office: Terminal) -> None:
    office.environ["CASEFILE_HOST"] = "0.0.0.0"  # noqa: S104 - which is what it warns of
    assert "CASEFILE_PROXIES=1" in found(office)["proxy"]


def test_doctor__disk_nearly_full__asks_for_room(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(10, 9, 1))
    assert "Make room" in found(office)["temporary folder"]


def test_doctor__no_temporary_folder__says_so(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", os.devnull)
    assert "TMPDIR" in found(office)["temporary folder"]


def test_doctor__log_without_a_checkpoint__asks_for_one(story: Terminal) -> None:
    with closing(Database(story.url)) as database, database.write() as line:
        line.execute(text("DELETE FROM checkpoints"))
    assert "checkpoint make" in found(story)["checkpoint"]


def test_doctor__clock_behind_the_log__says_what_to_do(story: Terminal) -> None:
    with closing(Database(story.url)) as database, database.write() as line:
        line.execute(text("UPDATE log_head SET recorded_us = recorded_us + 400000000000000"))
    assert "clock correct" in found(story)["clock"]


def test_doctor__everything_right__says_each_line_in_a_sentence(office: Terminal) -> None:
    kind = ["SQLite", "journal"] if is_sqlite(office) else ["PostgreSQL", "pooler", "settings"]
    files = ["permissions", "disk"] if is_sqlite(office) else ["permissions", "role", "owner"]
    both = ["database", "triggers", "clock", "zone", "temporary folder", "proxy", "open files"]
    for about in (*kind, *files, *both):
        assert said(office, about).partition(".")[0]
    assert said(office, "backup").endswith("try now and then to begin from the copy.")
    assert said(office, "zone") == "The office's time zone is America/Denver."


def test_doctor__sqlite_of_before__says_what_a_newer_one_gives(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_sqlite(office):
        pytest.skip("PostgreSQL is no SQLite.")
    monkeypatch.setattr(in_database, "journal_mode", lambda _version: "PERSIST")
    assert "could lose a commit" in said(office, "SQLite")


def test_doctor__commits_answered_too_early__says_so(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite(office):
        prepare = sqlite.prepare

        def hasty(connection: Any, *, to_read: bool) -> None:
            prepare(connection, to_read=to_read)
            connection.execute("PRAGMA synchronous = NORMAL")

        monkeypatch.setattr(sqlite, "prepare", hasty)
        assert "before they are on the disk" in found(office)["durability"]
    else:
        assert "is off" in found(office)["durability"]  # as the tests run it


def test_doctor__postgresql_too_old__asks_for_a_newer_one(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if is_sqlite(office):
        pytest.skip("SQLite is no PostgreSQL.")
    monkeypatch.setattr(in_database, "LEAST_POSTGRESQL", 10**9)
    assert "is too old" in found(office)["PostgreSQL"]


def test_doctor__standby__names_what_it_lacks(office: Terminal) -> None:
    if is_sqlite(office):
        pytest.skip("SQLite knows no standby.")
    name = make_url(office.url).database
    change(
        office,
        "CREATE FUNCTION public.pg_is_in_recovery() RETURNS boolean LANGUAGE sql AS 'SELECT true'",
        f'ALTER DATABASE "{name}" SET search_path = public, pg_catalog',
    )
    assert "standby" in found(office)["role"]


def test_doctor__superuser__is_told_of(office: Terminal) -> None:
    if is_sqlite(office):
        pytest.skip("SQLite knows no users.")
    assert "who can switch off" in said(office, "role")


def test_doctor__clock_of_postgresqls_server__is_held_to_that_of_the_machine(
    database: Database,
) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite has no server.")
    now = clock_us()
    for apart, wrong in ((0, False), (59_000_000, False), (-120_000_000, True)):
        told = {one.about: one.do for one in of_database(database, now + apart, 60)}
        assert bool(told.get("clock of PostgreSQL")) is wrong


def test_doctor__zone_that_nobody_chose__asks_for_it(terminal: Terminal) -> None:
    assert "zone confirm" in found(terminal)["zone"]


def test_doctor__read_tables_of_another_version__asks_for_a_rebuild(story: Terminal) -> None:
    change(story, "UPDATE log_head SET folds = folds - 1")
    assert found(story)["read tables"].endswith("casefile rebuild")


def test_doctor__matter_that_is_parked__is_counted(story: Terminal) -> None:
    change(story, "INSERT INTO parked VALUES ('baldwin', 1, 'It fails.', '2026-01-01', 'r')")
    assert found(story)["read tables"].startswith("1 matter(s)")


def test_doctor__checkpoint_of_the_day_before_yesterday__asks_for_another(
    office: Terminal,
) -> None:
    office("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    two_days = 2 * 86_400_000_000
    assert "of 43 events." in said(office, "checkpoint")
    change(office, f"UPDATE checkpoints SET made_us = made_us - {two_days}")
    assert "of 43 events." in said(office, "checkpoint")
    change(office, "UPDATE checkpoints SET size = size - 2")
    assert "2 came since then" in found(office)["checkpoint"]
    change(office, f"UPDATE checkpoints SET made_us = made_us + {two_days}")
    assert "of 41 events." in said(office, "checkpoint")


def test_doctor__checkpoints_kept_nowhere_else__says_so(office: Terminal) -> None:
    del office.environ["CASEFILE_CHECKPOINTS"]
    assert "CASEFILE_CHECKPOINTS" in said(office, "checkpoints")


def test_doctor__few_files_left__says_so(office: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    left = [4096, 4096, 10**9, 10**9, 10**9, 10**6, 10**6, 10, 0, 255]
    monkeypatch.setattr(os, "statvfs", lambda _folder: os.statvfs_result(left))
    assert "Only 10 more files" in found(office)["inodes"]
    left[5] = 0  # as a file system has it that does not count
    assert "inodes" not in found(office, ill=not is_sqlite(office))


def test_doctor__disk_of_the_database_nearly_full__asks_for_as_much_again(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not is_sqlite(office):
        pytest.skip("PostgreSQL keeps its own files.")
    free = on_machine.LEAST_FREE
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage(free, 0, free))
    assert "disk" not in found(office, ill=False)
    monkeypatch.setattr(on_machine, "_size", lambda _files: free + 1)
    assert "rebuild needs" in found(office)["disk"]


def test_doctor__few_connections__says_how_to_have_more(
    office: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _what: (10, 10))
    assert "ulimit -Hn" in found(office)["open files"]


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])  # noqa: S104 - which is what it warns of
def test_doctor__proxy_that_is_believed__is_told_of(office: Terminal, host: str) -> None:
    office.environ |= {"CASEFILE_PROXIES": "1", "CASEFILE_HOST": host}
    assert "Let nobody reach this one" in said(office, "proxy")


def test_doctor__lock_that_another_holds__names_who(office: Terminal) -> None:
    if not is_sqlite(office) or not LOCKS.exists():
        pytest.skip("Nobody tells who holds a lock.")
    with held_elsewhere(office.url, journal_mode(sqlite3.sqlite_version_info)) as pid:
        assert said(office, "lock").startswith(f"Process {pid} (python")


def test_doctor__database_that_is_only_read__says_so(office: Terminal) -> None:
    office.environ["CASEFILE_READ_ONLY"] = "1"
    assert "nothing can be recorded" in said(office, "read-only")
