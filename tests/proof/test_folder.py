"""The folder elsewhere: tiles as C2SP names them, and the newest note."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from casefile.errors import Refused
from casefile.proof.folder import Folder
from casefile.proof.merkle import Tree
from casefile.proof.notes import Checkpoint, Signer, sign

KEY = Signer("casefile/one", Ed25519PrivateKey.from_private_bytes(bytes(32)))
LEAVES = [sha256(str(n).encode()).digest() for n in range(1_100)]


def between(after: int, upto: int) -> Iterator[bytes]:
    return iter(LEAVES[after:upto])


def note_of(size: int) -> str:
    tree = Tree()
    tree.extend(LEAVES[:size])
    return sign(Checkpoint("casefile/one", size, tree.root).text, KEY)


def files(folder: Path) -> set[str]:
    return {one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file()}


def test_publish__as_the_log_grows__has_the_tiles_of_the_specification(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    assert folder.newest() is None
    for size in (3, 255, 256, 600, 1_100):
        folder.publish(note_of(size), between)
        assert folder.newest() == note_of(size)
        assert list(folder.leaves(size)) == LEAVES[:size]
    full = {f"tile/0/{n:03}" for n in range(4)}
    # What was partial and is full now is gone; what a note was made of and is not full stays.
    assert files(tmp_path) == {"checkpoint", *full, "tile/0/004.p/76"}
    assert (tmp_path / "tile/0/001").read_bytes() == b"".join(LEAVES[256:512])


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "000"), (999, "999"), (1_000, "x001/000"), (1_234_067, "x001/x234/067")],
)
def test_tile__of_an_index__is_named_as_in_the_specification(
    tmp_path: Path, index: int, name: str
) -> None:
    assert Folder(tmp_path)._tile(index) == tmp_path / "tile" / "0" / name


def test_publish__an_older_note__leaves_the_newer_one(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.publish(note_of(300), between)
    there = files(tmp_path)
    folder.publish(note_of(20), between)
    assert (folder.newest(), files(tmp_path)) == (note_of(300), there)


def test_leaves__of_a_size_before_the_newest__are_read_from_the_full_tile(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.publish(note_of(100), between)
    folder.publish(note_of(300), between)
    assert list(folder.leaves(100)) == LEAVES[:100]


def test_leaves__of_a_tile_that_is_lost__end_there(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    folder.publish(note_of(600), between)
    (tmp_path / "tile/0/001").unlink()
    assert list(folder.leaves(600)) == LEAVES[:256]


def test_folder__that_is_missing__is_said_and_not_made(tmp_path: Path) -> None:
    away = tmp_path / "away"
    with pytest.raises(Refused, match="is not there"):
        Folder(away).publish(note_of(3), between)
    assert not away.exists()


def test_publish__where_nothing_can_be_written__is_said(tmp_path: Path) -> None:
    (tmp_path / "tile").write_text("in the way")
    with pytest.raises(Refused, match="cannot be used"):
        Folder(tmp_path).publish(note_of(3), between)
    assert Folder(tmp_path).newest() is None
