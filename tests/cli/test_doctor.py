"""doctor: everything that was looked at in a sentence, and what to do about what is wrong."""

from __future__ import annotations

import os
import tempfile
from collections import namedtuple
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casefile.store.database import Database
from casefile.store.migrate import triggers
from tests.cli.conftest import Terminal

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
    return {
        one["about"]: f"{one['sentence']} {one['do']}" for one in answer["findings"] if one["wrong"]
    }


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
