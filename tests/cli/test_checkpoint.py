"""checkpoint, verify --against, restore-log --continue, serve: anchoring the log as it is typed."""

from __future__ import annotations

import errno
import json
import os
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from casefile.proof import checkpoints
from casefile.proof.tables import checkpoints as kept_checkpoints
from casefile.store.database import Database
from tests.cli.conftest import FIXTURES, Terminal
from tests.cli.test_keeping import READY_WITHIN, running
from tests.databases import Databases
from tests.proof.offices import rewrite

ROOT = Path(__file__).parents[2]
CHOSEN = ("--time-zone", "UTC")
NEXT_DAY = str(FIXTURES / "rust-next-day.jsonl")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "elsewhere"
    made.mkdir()
    return made


@pytest.fixture
def port() -> int:
    """Return a port that nobody has."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def office(terminal: Terminal, tmp_path: Path, folder: Path) -> Terminal:
    """Return the program on the seed story, with a key and a folder elsewhere."""
    terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    terminal.environ["CASEFILE_CHECKPOINTS"] = str(folder)
    terminal("migrate")
    terminal("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    return terminal


@pytest.fixture
def elsewhere(databases: Databases) -> Iterator[Terminal]:
    with databases.fresh() as url:
        with closing(Database(url)) as database, database.write() as connection:
            checkpoints.take_identity(connection, "another")
        yield Terminal(url)


@pytest.fixture
def shortened(office: Terminal) -> Terminal:
    """Return the office after one more event, which was signed and then cut off."""
    office("load", "--as-recorded", NEXT_DAY)
    office("checkpoint", "make")
    with closing(Database(office.url)) as database:
        rewrite(database, lambda bodies: bodies[:43])
    return office


def test_migrate__new_database__makes_the_key_and_says_so(
    new_terminal: Terminal, tmp_path: Path
) -> None:
    new_terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    new_terminal("migrate", "--dry-run")
    assert not (tmp_path / "key").exists()
    said = new_terminal("migrate", *CHOSEN)
    assert f"The key that signs checkpoints is made: {tmp_path / 'key'}" in said
    assert stat.S_IMODE((tmp_path / "key").stat().st_mode) == 0o600
    assert "key" not in new_terminal("migrate")


def test_init__new_office__makes_the_key_and_says_so(
    new_terminal: Terminal, tmp_path: Path
) -> None:
    new_terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    said = new_terminal("init", "--name", "Firm", "--date-order", "day_first", *CHOSEN)
    assert f"The key that signs checkpoints is made: {tmp_path / 'key'}" in said


def test_migrate__without_a_place_for_the_key__goes_on_where_there_is_none_beside(
    new_terminal: Terminal,
) -> None:
    said = new_terminal("migrate", *CHOSEN)
    beside = new_terminal.url.startswith("sqlite")
    assert ("The key that signs checkpoints is made" in said) == beside
    new_terminal("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    assert new_terminal.error == ""
    verified = new_terminal("verify")
    assert ("No checkpoints are made: CASEFILE_KEY names no key file" in verified) != beside


def test_load__first__makes_a_checkpoint_in_the_folder(office: Terminal, folder: Path) -> None:
    note = (folder / "checkpoint").read_text()
    assert note.split("\n")[1] == "43"
    assert (folder / "tile/0/000.p/43").stat().st_size == 43 * 32
    assert office("verify") == "Sound: all 43 events and every read table.\n"
    office("load", "--as-recorded", NEXT_DAY)
    assert (folder / "checkpoint").read_text() == note, "An hour has not passed."
    assert office.json("verify")["remarks"] == [
        "What was recorded after position 43 is in no checkpoint yet."
    ]


def test_post__dry__makes_no_checkpoint(terminal: Terminal, tmp_path: Path) -> None:
    terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    terminal("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    terminal("migrate")
    for dry, made in ((["--dry-run"], 0), ([], 1)):
        terminal("post", "baldwin", "note.recorded", "text=x", *dry)
        with closing(Database(terminal.url)) as database, database.read() as connection:
            assert (checkpoints.newest(connection) is not None) == made


def test_checkpoint__made__is_a_note_that_verify_takes(office: Terminal, tmp_path: Path) -> None:
    note = tmp_path / "note.txt"
    office("checkpoint", "make", "--output", str(note))
    assert note.read_text() == office("checkpoint", "make")
    office("verify", "--against", str(note))
    note.write_text(note.read_text().replace("\n43\n", "\n44\n"))
    office("verify", "--against", str(note), code=1)
    assert "The signature does not belong to the note." in office.error
    office("verify", "--against", str(tmp_path / "none"), code=2)


def test_checkpoint__of_an_empty_log__refused(terminal: Terminal, tmp_path: Path) -> None:
    terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    terminal("migrate")
    terminal("checkpoint", "make", code=1)
    assert "[checkpoint.empty]" in terminal.error


def test_checkpoint__key_rotated__is_said(office: Terminal) -> None:
    said = office("checkpoint", "rotate-key")
    assert "From now on checkpoints are signed by casefile/" in said
    assert office("verify") == "Sound: all 43 events and every read table.\n"


def test_verify__of_a_log_cut_off__names_the_position_that_is_missing(shortened: Terminal) -> None:
    shortened("verify", code=1)
    assert shortened.error.startswith(
        "Position 44: The log is cut off: it ends at position 43, and the note of 44 events was "
    )
    first = shortened.json("verify", code=1)["failures"][0]
    assert first["position"] == 44


def test_post__on_a_log_cut_off__is_recorded_and_told(shortened: Terminal, folder: Path) -> None:
    before = (folder / "checkpoint").read_text()
    with closing(Database(shortened.url)) as database, database.write() as connection:
        connection.execute(kept_checkpoints.delete())
    shortened("post", "baldwin", "note.recorded", "text=x", "--effective", "2023-04-20")
    assert shortened.error.startswith("No checkpoint was made: ")
    assert "[log.departed]" in shortened.error
    assert (folder / "checkpoint").read_text() == before


def test_post__with_a_folder_that_is_away__is_recorded_and_told(
    office: Terminal, folder: Path
) -> None:
    folder.rename(folder.with_name("away"))
    office("post", "baldwin", "note.recorded", "text=x")
    assert "elsewhere is not there. [checkpoint.folder]" in office.error


def test_serve__on_a_log_cut_off__does_not_start(shortened: Terminal) -> None:
    ran = subprocess.run(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=os.environ | shortened.environ | {"CASEFILE_PORT": "1"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 1
    assert "Position 44: The log is cut off" in ran.stderr
    assert "[log.departed]" in ran.stderr


def test_serve__on_a_log_without_a_checkpoint__makes_one(
    story: Terminal,
    tmp_path: Path,
    folder: Path,
    port: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name, value in (("CASEFILE_KEY", tmp_path / "key"), ("CASEFILE_CHECKPOINTS", folder)):
        story.environ[name] = str(value)
        monkeypatch.setenv(name, str(value))
    story("migrate")
    assert not (folder / "checkpoint").exists()
    with running("serve", story.url, port, tmp_path / "log"):
        until = time.monotonic() + READY_WITHIN
        while not (folder / "checkpoint").exists():
            assert time.monotonic() < until, (tmp_path / "log").read_text()
            time.sleep(0.05)
    assert (folder / "checkpoint").read_text().split("\n")[1] == "43"
    assert story("verify") == "Sound: all 43 events and every read table.\n"


def test_export__carries_the_note_and_says_where_there_is_none(
    office: Terminal, elsewhere: Terminal
) -> None:
    header = json.loads(office("export-log", "--output", "-").partition("\n")[0])
    assert header["note"].split("\n")[1] == "43"
    assert "carries no checkpoint" not in office.error
    elsewhere("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    header = json.loads(elsewhere("export-log", "--output", "-").partition("\n")[0])
    assert header["note"] == ""
    assert "The file carries no checkpoint: " in elsewhere.error


def test_restore__against_a_note_and_to_continue(
    office: Terminal, elsewhere: Terminal, tmp_path: Path
) -> None:
    log, note = tmp_path / "log.jsonl", tmp_path / "note.txt"
    office("export-log", "--output", str(log))
    older = log.read_bytes()
    office("load", "--as-recorded", NEXT_DAY)
    office("checkpoint", "make", "--output", str(note))
    elsewhere("restore-log", str(log), "--against", str(note), code=1)
    assert "has 43 events" in elsewhere.error
    assert "[restore.departed]" in elsewhere.error
    office("export-log", "--output", str(log))
    assert log.read_bytes() != older
    elsewhere("restore-log", str(log), "--against", str(note), "--continue")
    elsewhere.environ["CASEFILE_KEY"] = office.environ["CASEFILE_KEY"]
    elsewhere.environ["CASEFILE_CHECKPOINTS"] = office.environ["CASEFILE_CHECKPOINTS"]
    assert elsewhere("verify") == office("verify")


def test_migrate__key_that_cannot_be_written_whole__is_not_there(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    terminal.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    with monkeypatch.context() as patched:
        patched.setattr(os, "fsync", full)
        terminal("migrate", code=1)
    assert "no space left" in terminal.error
    assert not (tmp_path / "key").exists()
    terminal("migrate")
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
