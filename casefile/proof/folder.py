"""The folder elsewhere: the newest note, and the leaf hashes beside it as tiles (C2SP tlog-tiles).

The tiles are those of level 0, which all others follow from.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from casefile.errors import Refused
from casefile.proof.merkle import HASH_BYTES
from casefile.proof.notes import read_checkpoint

NOTE = "checkpoint"
TILES = "tile/0"
WIDTH = 256  # leaf hashes in a full tile

Leaves = Callable[[int, int], Iterator[bytes]]


class Folder:
    """A folder that holds what the log was, out of reach of whoever can change the log."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def newest(self) -> str | None:
        """Return its note, or None where there is none yet; raises Refused.

        The folder itself is never made: one that is missing may be on a disk that is not there.
        """
        if not self.path.is_dir():
            sentence = f"The folder of checkpoints {self.path} is not there."
            raise Refused(sentence, code="checkpoint.folder")
        try:
            return (self.path / NOTE).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise self._unusable(error) from error

    def publish(self, note: str, leaves: Leaves) -> None:
        """Put a note there, after the leaf hashes that it rests on, unless there is a newer one.

        `leaves` reads those between two positions. Raises Refused.
        """
        size = read_checkpoint(note).size
        before = self.newest()
        there = read_checkpoint(before).size if before else 0
        if before == note or there > size:
            return
        first = there // WIDTH
        found = leaves(first * WIDTH, size)
        try:
            for index in range(first, -(-size // WIDTH)):
                self._write_tile(index, b"".join(islice(found, WIDTH)))
            _write(self.path / NOTE, note.encode())
        except OSError as error:
            raise self._unusable(error) from error

    def leaves(self, size: int) -> Iterator[bytes]:
        """Yield the first so many leaf hashes, as far as they are there."""
        for index in range(-(-size // WIDTH)):
            width = min(WIDTH, size - index * WIDTH)
            raw = self._read_tile(index, width)
            for at in range(0, len(raw), HASH_BYTES):
                yield raw[at : at + HASH_BYTES]
            if len(raw) < width * HASH_BYTES:
                return

    def _tile(self, index: int) -> Path:
        """Return the file of a tile: its number in groups of three digits, all but the last x…."""
        name = f"{index % 1000:03}"
        while index := index // 1000:
            name = f"x{index % 1000:03}/{name}"
        return self.path / TILES / name

    def _write_tile(self, index: int, raw: bytes) -> None:
        tile = self._tile(index)
        parts = tile.with_name(f"{tile.name}.p")
        width = len(raw) // HASH_BYTES
        if width < WIDTH:
            _write(parts / str(width), raw)
        elif not tile.exists():
            _write(tile, raw)
            shutil.rmtree(parts, ignore_errors=True)

    def _read_tile(self, index: int, width: int) -> bytes:
        tile = self._tile(index)
        for file in (tile.with_name(f"{tile.name}.p") / str(width), tile):
            try:
                return file.read_bytes()[: width * HASH_BYTES]
            except OSError:
                continue
        return b""

    def _unusable(self, error: OSError | UnicodeDecodeError) -> Refused:
        reason = getattr(error, "strerror", None) or str(error)
        sentence = f"The folder of checkpoints {self.path} cannot be used: {reason.lower()}."
        return Refused(sentence, code="checkpoint.folder")


def _write(file: Path, raw: bytes) -> None:
    """Write a file that is there whole or not at all, whatever happens to the machine."""
    file.parent.mkdir(parents=True, exist_ok=True)
    begun = file.with_name(f".{file.name}.{os.getpid()}.part")
    with begun.open("wb") as opened:
        opened.write(raw)
        opened.flush()
        os.fsync(opened.fileno())
    begun.replace(file)
