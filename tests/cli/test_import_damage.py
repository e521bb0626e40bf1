"""import of a folder in which every other file is damaged, each in a way of its own."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.importers.pacer_dockets import entry, party, report
from tests.shared import real

MOST = 300  # MB of memory
ROOT = Path(__file__).parents[2]
# Runs a command as it is typed, and prints how much memory it has had.
WATCHED = """
import json, re, sys
from pathlib import Path
from click.testing import CliRunner
from casefile.cli.main import program
ran = CliRunner().invoke(program, sys.argv[1:])
most = int(re.search(r"VmHWM:\\s+(\\d+) kB", Path("/proc/self/status").read_text())[1]) // 1_000
print(json.dumps([ran.exit_code, most, ran.stdout, ran.stderr, str(ran.exception or "")]))
"""
LOGIN = b"<!DOCTYPE html><html><head><title>CM/ECF LOGIN</title></head><body></body></html>"


def _first(content: bytes, **cells: Any) -> bytes:
    """Return a docket with other cells in its first entry."""
    page = json.loads(content)
    page["docket_entries"][0] |= cells
    return json.dumps(page).encode()


def _swapped(content: bytes) -> bytes:
    page = json.loads(content)
    page["court_id"], page["docket_number"] = page["docket_number"], page["court_id"]
    return json.dumps(page).encode()


DAMAGES: dict[str, tuple[Callable[[bytes], bytes], str]] = {
    "truncated": (lambda content: content[: len(content) * 2 // 3], "This is not JSON"),
    "in windows-1252": (lambda content: content[:-2] + b'"\xe9": 1}', "is not UTF-8"),
    "in utf-16": (lambda content: content.decode().encode("utf-16"), "is written in UTF-16"),
    "nul bytes": (lambda content: content[:99] + b"\0\0" + content[99:], "control character"),
    "nothing but nul": (lambda content: b"\0" * len(content), "This is not JSON"),
    "login page": (lambda _content: LOGIN, "This is not JSON"),
    "empty": (lambda _content: b"", "is empty"),
    "two dockets": (lambda content: content + b"\n" + content, "Extra data"),
    "a list of two": (lambda content: b"[" + content + b"," + content + b"]", "a JSON object"),
    "a key twice": (lambda content: b'{"court_id": "nmd",' + content[1:], "stands twice"),
    "cells swapped": (_swapped, "is no id of a court"),
    "words for a day": (
        lambda content: _first(content, date_filed="MOTION"),
        "'MOTION' is no date",
    ),
    "a day of 0000": (
        lambda content: _first(content, date_filed="0000-00-00"),
        "is not between 1789 and 2099",
    ),
    "a line of 60 MB": (
        lambda content: _first(content, description="x" * 60_000_000),
        "it has 60,000,000 characters; 100,000 at most are read",
    ),
    "a line of 100 MB": (
        lambda content: _first(content, description="x" * 100_000_000),
        "64 MB at most are read",
    ),
    "a contact of 100,001": (
        lambda content: json.dumps(json.loads(content) | {"panel": ["x" * 100_001]}).encode(),
        "panel[0]: it has 100,001 characters",
    ),
}
# What looks like damage and is none: every row is there, and the second one is a second entry.
TWICE = report(docket_entries=[entry("1"), entry("1")], parties=[party(), party()])


@pytest.mark.skipif(sys.platform != "linux", reason="Only Linux tells a program's own peak memory.")
def test_import__damaged_in_each_way__the_sound_come_in_and_each_is_told_in_little_memory(
    terminal: Terminal, tmp_path: Path
) -> None:
    folder = tmp_path / "dockets"
    folder.mkdir()
    every = sorted(
        path
        for path in real("pacer_dockets", "district").glob("*.json")
        if json.loads(path.read_bytes())["docket_entries"]
    )
    (folder / "twice.json").write_text(json.dumps(TWICE), encoding="utf-8")
    for path, (way, (damage, _)) in zip(every, DAMAGES.items(), strict=False):
        (folder / path.name).write_bytes(path.read_bytes())
        (folder / f"{way}.json").write_bytes(damage(path.read_bytes()))

    code, most, printed, error, raised = watched(terminal, "import", "pacer", str(folder), "--json")
    assert (code, raised, error) == (2, "2", "")
    told = json.loads(printed)
    assert {one["file"].removesuffix(".json") for one in told["broken"]} == {*DAMAGES}
    for one in told["broken"]:
        assert DAMAGES[one["file"].removesuffix(".json")][1] in one["faults"][0]
    assert told["files"] == 2 * len(DAMAGES) + 1
    assert told["records"]["docket"]["recorded"] == len(DAMAGES) + 1
    assert told["refused"] == []
    assert terminal.json("events")["head"] == sum(told["events"].values())
    assert most < MOST


def watched(terminal: Terminal, *typed: str) -> tuple[int, int, str, str, str]:
    """Run a command in a process of its own, and return how it ended and its memory in MB."""
    ran = subprocess.run(
        [sys.executable, "-c", WATCHED, *typed],
        check=True,
        capture_output=True,
        cwd=ROOT,
        env={"PATH": "", **terminal.environ},
    )
    code, most, printed, error, raised = json.loads(ran.stdout)
    return code, most, printed, error, raised


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (lambda content: content[: len(content) * 2 // 3], "the row ends before it"),
        (lambda content: content[:-9] + b"\xe9" + content[-9:], "is not UTF-8"),
        (lambda content: content[:-99] + b"\0" + content[-99:], "NUL byte"),
        (lambda _content: LOGIN, "these are not the columns"),
        (lambda _content: b"", "is empty"),
        (lambda content: content * 2, "the header stands here again"),
        (lambda content: content.replace(b"2019-0", b"0000-0", 1), "is no day of the calendar"),
        (lambda content: content + b"x" * 100_000_000, "this is no table"),
        (lambda content: content + b'"' + b"x\n" * 5_000_000, "is a quote not closed"),
        (lambda content: content + b"," * 100_000_000, "this is no table"),
    ],
)
def test_import__a_table_damaged__nothing_of_the_county_comes_in_and_it_is_told(
    terminal: Terminal, tmp_path: Path, damage: Callable[[bytes], bytes], told: str
) -> None:
    for path in real("cook_county_sao").glob("*.csv"):
        content = b"".join(path.read_bytes().splitlines(keepends=True)[:40])
        damaged = damage(content) if path.stem == "dispositions" else content
        (tmp_path / path.name).write_bytes(damaged)
    terminal("import", "cook-county", str(tmp_path), code=2)
    assert told in terminal.error.replace("\n", " ")
    assert terminal.json("events")["head"] == 0
