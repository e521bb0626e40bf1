"""The shelf: things come back whole and in their order, however many there are."""

from __future__ import annotations

import gc
import subprocess
import sys
import tempfile
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.importers.material import Unreadable
from casefile.importers.shelf import Shelf

KEYS = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=3, unique=True)


def connected(every: list[list[str]]) -> list[list[int]]:
    """Return the numbers of what shares keys, each part in the order in which it came."""
    parts: list[tuple[set[str], list[int]]] = []
    for number, keys in enumerate(every):
        joined = [part for part in parts if part[0] & set(keys)]
        names = set(keys).union(*(part[0] for part in joined))
        numbers = sorted([number, *(one for part in joined for one in part[1])])
        parts = [part for part in parts if part not in joined] + [(names, numbers)]
    return sorted(numbers for _, numbers in parts)


@given(st.lists(KEYS))
def test_by_key__what_shares_keys_by_any_way__comes_back_together(every: list[list[str]]) -> None:
    shelf: Shelf[int] = Shelf()
    for number, keys in enumerate(every):
        shelf.put(keys, number)
    assert [list(found) for _, found in shelf.by_key()] == connected(every)
    assert list(shelf) == list(range(len(every)))


def test_shelf__more_than_is_written_at_once__all_of_it_and_by_its_key() -> None:
    shelf: Shelf[tuple[int, str]] = Shelf()
    for number in range(2_500):
        shelf.put([f"key {number % 3}"], (number, "é"))
    assert len(shelf) == 2_500
    assert list(shelf)[::2_499] == [(0, "é"), (2_499, "é")]
    keys = {key: [number for number, _ in found] for key, found in shelf.by_key()}
    assert keys == {f"key {one}": list(range(one, 2_500, 3)) for one in range(3)}
    assert [number for number, _ in shelf.under("key 1")] == keys["key 1"]
    assert list(shelf.under("none")) == []


def test_shelf__no_temporary_folder__refused_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "_candidate_tempdir_list", lambda: ["/none"])
    with pytest.raises(Unreadable) as refused:
        Shelf()
    assert refused.value.sentence == (
        "What is imported waits in a temporary file, and no folder takes it "
        "(No usable temporary directory found in ['/none'])."
    )


FULL = """
import resource, signal
from casefile.importers.material import Unreadable
from casefile.importers.shelf import Shelf

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
shelf = Shelf()
resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
try:
    for number in range(20_000):
        shelf.put(["key"], "x" * 1_000)
except Unreadable as error:
    print(error.sentence)
"""


def test_shelf__full_disk__refused_in_a_sentence() -> None:
    said = subprocess.run([sys.executable, "-c", FULL], capture_output=True, text=True, check=True)
    assert said.stdout.startswith("What is imported waits in a temporary file, and no folder takes")


def test_shelf__nobody_closed_it__closed_by_whichever_thread_collects_it() -> None:
    class Holder:
        """Refers to itself, so that only the collector takes it away."""

        def __init__(self) -> None:
            self.shelf: Shelf[int] = Shelf()
            self.itself = self

    close = Holder().shelf.close
    collector = threading.Thread(target=gc.collect)
    collector.start()
    collector.join()
    assert not close.alive
