"""A database that can only be read, or is asked to be: every question works, and no change does."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from casefile.store import sqlite
from casefile.store.database import Database
from tests.cli.conftest import FIXTURES, Terminal

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    ("status", "alec-baldwin"),
    ("history", "alec-baldwin"),
    ("matters",),
    ("matters", "baldwin"),
    ("parties",),
    ("report", "status"),
    ("caseload",),
    ("conflicts", "Baldwin"),
    ("calendar",),
    ("events",),
    ("types",),
    ("export", "baldwin", "--format", "csv", "--for", "office", "--output", "-"),
    ("export-log", "--output", "-"),
    ("export-calendar", "--output", "-"),
    ("token", "list"),
    ("person", "list"),
    ("clock", "show"),
    ("zone", "show"),
    ("parked",),
    ("verify",),
)
SAY_WHEN = ("export", "export-log", "export-calendar", "clock")
CHANGES = (
    ("post", "baldwin", "note.recorded", "text=Seen."),
    ("post", "baldwin", "note.recorded", "text=Seen.", "--dry-run"),
    ("load", str(FIXTURES / "undone.jsonl")),
    ("retract", "rust-S06", "--reason", "error"),
    ("token", "create", "Ida", "--role", "attorney"),
    ("person", "add", "Ida", "--role", "attorney"),
    ("clock", "confirm"),
    ("rebuild",),
    ("migrate",),
)


def test_read_only__asked_for__answers_every_question(story: Terminal) -> None:
    for typed in QUESTIONS:
        answer = story("--read-only", *typed)
        assert answer == story(*typed) or typed[0] in SAY_WHEN


@pytest.mark.parametrize("typed", CHANGES, ids=" ".join)
def test_read_only__asked_for__refuses_every_change_in_a_sentence(
    story: Terminal, typed: tuple[str, ...]
) -> None:
    before = story("events", "--json")
    story("--read-only", *typed, code=4)
    assert "--read-only" in story.error
    assert story.error.endswith("[database.read_only]\n")
    story.environ["CASEFILE_READ_ONLY"] = "1"
    story(*typed, code=4)
    assert story.error.endswith("[database.read_only]\n")
    assert story("events", "--json") == before


def kept_from_changing(folder: Path) -> list[str]:
    """Return what runs a program for which a folder and its files can only be read."""
    if os.geteuid():
        for one in (*folder.iterdir(), folder):
            one.chmod(0o500)
        return []
    script = 'mount --bind "$0" "$0" && mount -o remount,ro,bind "$0" && exec "$@"'
    command = ["unshare", "--mount", "sh", "-c", script, str(folder)]
    try:
        subprocess.run([*command, "true"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("Nothing can be kept from the superuser here.")
    return command


@pytest.mark.parametrize("mode", ["WAL", "PERSIST"])
def test_read_only__file_and_folder_kept_from_changing__is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    monkeypatch.setattr(sqlite, "journal_mode", lambda _version: mode)
    folder = tmp_path / "office"
    folder.mkdir()
    office = Terminal(f"sqlite:///{folder / 'office.db'}")
    office("init", "--name", "Office", "--time-zone", "America/Denver")
    office("load", "--as-recorded", str(FIXTURES / "rust.jsonl"))
    run = kept_from_changing(folder)

    def typed(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [*run, sys.executable, "manage.py", *words],
            cwd=ROOT,
            env=os.environ | office.environ,
            capture_output=True,
            text=True,
            check=False,
        )

    for question in (QUESTIONS[0], QUESTIONS[-1]):
        asked = typed(*question)
        assert (asked.returncode, asked.stderr) == (0, "")
        assert asked.stdout == office(*question)
    for change in (CHANGES[0], CHANGES[4]):
        refused = typed(*change)
        assert refused.returncode == 4
        assert "can only be read" in refused.stderr
        assert refused.stderr.endswith("[database.read_only]\n")
    folder.chmod(0o700)


def test_log_file__of_what_is_only_read__is_written_without_a_note(
    story: Terminal, tmp_path: Path
) -> None:
    story.environ["CASEFILE_KEY"] = str(tmp_path / "key")
    story("migrate")
    with closing(Database(story.url)) as database, database.write() as line:
        line.execute(text("DELETE FROM checkpoints"))
    story("--read-only", "export-log", "--output", str(tmp_path / "log.jsonl"))
    assert "The file carries no checkpoint: casefile was asked to change nothing" in story.error
