"""import of all real dockets with damaged ones among them: the sound ones come in, all are told."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Terminal
from tests.length import at_length
from tests.shared import real

FILES = 321
EVERY = at_length(short=3, long=1)  # one file of so many is taken in
DAMAGES: tuple[tuple[str, Callable[[bytes], bytes]], ...] = (
    ("This is not JSON", lambda content: content[: len(content) // 2]),
    ("this is no docket", lambda _content: b'{"docket": 1}'),
    ("is not UTF-8", lambda content: content[:-2] + b'"\xe9": 1}'),
)


@pytest.fixture
def dockets(tmp_path: Path) -> Path:
    """Return a copy of the real dockets, of which three are damaged."""
    folder = tmp_path / "dockets"
    shutil.copytree(real("pacer_dockets"), folder)
    for number, path in enumerate(sorted(folder.rglob("*.json"))):
        if number % EVERY:
            path.unlink()
    every = sorted(folder.rglob("*.json"))
    for place, (_, damage) in enumerate(DAMAGES, start=1):
        path = every[place * len(every) // 4]
        path.write_bytes(damage(path.read_bytes()))
    return folder


def test_import__all_dockets_three_of_them_damaged__the_rest_is_in_and_three_are_told(
    terminal: Terminal, dockets: Path
) -> None:
    every = sorted(dockets.rglob("*.json"))
    sound: list[dict[str, Any]] = []
    for path in every:
        try:
            page = json.loads(path.read_bytes())
        except ValueError:
            continue
        sound += page.get("dockets", [page]) if "docket" not in page else []

    answer = terminal.json("import", "pacer", str(dockets), code=2)
    assert answer["files"] == len(every) == FILES // EVERY
    for broken, (told, _) in zip(answer["broken"], DAMAGES, strict=True):
        assert told in broken["faults"][0]
    counted = {kind: sum(map(int, one.values())) for kind, one in answer["records"].items()}
    assert counted["docket"] == len(sound)
    assert counted["docket entry"] == sum(len(one["docket_entries"]) for one in sound)
    assert answer["refused"] == []
    head = terminal.json("events")["head"]
    assert head == sum(answer["events"].values())

    printed = terminal("import", "pacer", str(dockets), code=2)
    assert f"Did not come in: 3 of {FILES // EVERY} files" in printed
    assert terminal.json("events")["head"] == head
