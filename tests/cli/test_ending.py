"""How commands end: a sentence and an exit code whatever stops them, and never a traceback."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.exceptions import Exit

from casefile.cli.ending import ending
from casefile.cli.screen import progress
from casefile.errors import Interrupted
from tests import programs
from tests.cli.conftest import HEEDING, Terminal
from tests.length import LONG

ROOT = Path(__file__).parents[2]
FULL = Path("/dev/full")
SAID_ON = (["--help"], ["--version"], ["types"], ["matters"], ["events", "--json"], ["verify"])
SECONDS = 60
ENOUGH_FOR_WORKERS = 20_000

needs_a_full_disk = pytest.mark.skipif(not FULL.exists(), reason=f"there is no {FULL} here")


def start(terminal: Terminal, *typed: str | bytes, **how: Any) -> "subprocess.Popen[bytes]":
    """Start a command as a program of its own."""
    environ = os.environ | terminal.environ | how.pop("environ", {})
    command = [sys.executable, "-c", HEEDING, "manage.py", *typed]
    return subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, **how)


def run(terminal: Terminal, *typed: str | bytes, output: int | None = None) -> tuple[int, str]:
    """Run a command to its end and return its exit code and what it says of its errors."""
    ran = programs.run(*map(os.fsdecode, typed), environ=terminal.environ, output=output)
    return ran.code, ran.errors


@needs_a_full_disk
@pytest.mark.parametrize("typed", SAID_ON, ids=" ".join)
def test_output__on_a_full_disk__is_one_sentence(story: Terminal, typed: Sequence[str]) -> None:
    with FULL.open("wb") as full:
        code, said = run(story, *typed, output=full.fileno())
    assert (code, said.count("\n")) == (6, 1)
    assert "did not let it go on: No space left on device. What was recorded before" in said


@needs_a_full_disk
def test_post__its_answer_on_a_full_disk__says_that_what_is_recorded_stays(
    story: Terminal,
) -> None:
    typed = ("post", "rust", "note.recorded", "text=Called.", "--effective", "2024-03-01")
    before = story.json("events")["head"]
    with FULL.open("wb") as full:
        process = start(story, *typed, stdout=full)
        said = process.communicate(timeout=SECONDS)[1].decode()
    assert (process.returncode, said.count("\n")) == (6, 1)
    assert story.json("events")["head"] == before + 1


@pytest.mark.parametrize("typed", SAID_ON, ids=" ".join)
def test_output__that_nobody_reads__ends_without_a_word(
    story: Terminal, typed: Sequence[str]
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        assert run(story, *typed, output=writing) == (141, "")
    finally:
        os.close(writing)


@pytest.mark.parametrize("encoding", ["cp1252", "iso8859-15", "utf-8"])
def test_output__of_another_encoding__has_every_sign(story: Terminal, encoding: str) -> None:
    story("post", "incident", "party.added", "name=Łukasz 🂡", "role=witness", "kind=person")
    environ = {"PYTHONIOENCODING": encoding}
    process = start(story, "parties", "--json", stdout=subprocess.PIPE, environ=environ)
    printed, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, said) == (0, b"")
    assert "Łukasz 🂡" in {one["name"] for one in json.loads(printed)["parties"]}
    process = start(story, "parties", stdout=subprocess.PIPE, environ=environ)
    printed, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, said) == (0, b"")
    assert ("Łukasz 🂡" in printed.decode(encoding)) == (encoding == "utf-8")
    assert ("\\u0141ukasz \\U0001f0a1" in printed.decode(encoding)) == (encoding != "utf-8")


@pytest.mark.parametrize("command", ["status", "parties", "events", "history", "load", "post"])
def test_typed__in_bytes_that_are_no_text__is_said_to_be_so(story: Terminal, command: str) -> None:
    code, said = run(story, command, b"Hal\xffls")
    assert code == 2
    assert said == "Hal\\xffls is not in UTF-8, in which texts are typed here. [input.encoding]\n"


def test_load__of_a_file_whose_name_is_no_text__is_done(terminal: Terminal, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/st\xf6ry.jsonl"
    Path(os.fsdecode(path)).write_bytes((ROOT / "fixtures" / "rust.jsonl").read_bytes())
    process = start(terminal, "load", path, stdout=subprocess.PIPE)
    printed, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, said) == (0, b"")
    assert rb"st\udcf6ry.jsonl: 43 events recorded" in printed


def test_file__that_cannot_be_read__is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Exit) as ended, ending(as_json=False):
        (tmp_path / "gone").read_text()
    assert ended.value.exit_code == 6
    sentence = f"The system did not let it go on: No such file or directory ({tmp_path / 'gone'})."
    assert capsys.readouterr().err.startswith(sentence)


def test_progress__interrupted__says_what_is_left() -> None:
    sentence = "Half of it is there"
    with (
        pytest.raises(Interrupted, match=f"^Interrupted. {sentence}.$"),
        progress("Working", left=f"{sentence}."),
    ):
        raise KeyboardInterrupt


def test_load__interrupted_while_it_reads__records_nothing(terminal: Terminal) -> None:
    opened = b'"data": {"title": "M", "category": "civil", "jurisdiction": "US"}}\n'
    line = b'{"effective": "2023-01-02", "matter_id": "m%d", "type": "matter.opened", ' + opened
    process = start(
        terminal,
        "load",
        "-",
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert process.stdin
    for number in range(3_000):  # more than a pipe holds: by now it reads
        process.stdin.write(line % number)
    os.killpg(process.pid, signal.SIGINT)
    said = process.communicate(timeout=SECONDS)[1].decode()
    assert process.returncode == 130
    assert said == "Interrupted. What was recorded before stays recorded. [interrupted]\n"
    assert terminal.json("events")["head"] == 0


@pytest.mark.skipif(not LONG, reason="it takes a log so long that other processes fold it")
@pytest.mark.parametrize(
    ("command", "processes", "waits"),
    [
        ("rebuild", 3, [0.1]),  # before any of them folds; it goes on from there
        ("verify", 4, [0.0, 0.1, 0.2, 0.3, 0.5]),
    ],
)
def test_interrupted__with_processes_that_fold__says_so_once(
    terminal: Terminal, tmp_path: Path, command: str, processes: int, waits: Sequence[float]
) -> None:
    history = tmp_path / "long.jsonl"
    with history.open("w") as file:
        for number in range(ENOUGH_FOR_WORKERS // 2):
            opened = {"title": f"M {number}", "category": "civil", "jurisdiction": "US"}
            added = {"party_id": f"p{number}", "name": "P", "kind": "person", "role": "victim"}
            for kind, data in (("matter.opened", opened), ("party.added", added)):
                line = {"matter_id": f"m{number}", "type": kind, "effective": "2023-01-02"}
                file.write(json.dumps(line | {"data": data}) + "\n")
    terminal("load", str(history))
    for waited in waits:  # once they have started
        process = start(terminal, command, stdout=subprocess.DEVNULL, start_new_session=True)
        while len(in_group(process.pid)) < processes:
            assert process.poll() is None
            time.sleep(0.01)  # until its processes are there
        time.sleep(waited)  # so that each is interrupted at another part of its work
        os.killpg(process.pid, signal.SIGINT)
        said = process.communicate(timeout=SECONDS)[1].decode()
        assert process.returncode == 130
        assert said.startswith("Interrupted. ")
        assert said.count("\n") == 1
        ends_by = time.monotonic() + SECONDS
        while in_group(process.pid):
            assert time.monotonic() < ends_by
            time.sleep(0.05)  # until the last of them has ended


def in_group(group: int) -> list[str]:
    """Return the processes of a group."""
    found = subprocess.run(["pgrep", "-g", str(group)], capture_output=True, text=True, check=False)
    return found.stdout.split()
