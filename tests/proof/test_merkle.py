"""The Merkle tree: the vectors of others, the definition of RFC 6962, and folding on."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.canonical import leaf_hash
from casefile.proof.merkle import EMPTY_ROOT, HASH_BYTES, Tree

# The leaves, and the roots of the first 1 to 8 of them, of transparency-dev/merkle.
LEAVES = [
    bytes.fromhex(one)
    for one in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def defined(leaves: list[bytes]) -> bytes:
    """Return the root by the definition (RFC 6962, section 2.1), of leaf hashes."""
    if not leaves:
        return sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    half = 1
    while half * 2 < len(leaves):
        half *= 2
    return sha256(b"\x01" + defined(leaves[:half]) + defined(leaves[half:])).digest()


def grown(leaves: list[bytes]) -> Tree:
    tree = Tree()
    tree.extend(leaves)
    return tree


@pytest.mark.parametrize("size", range(1, len(LEAVES) + 1))
def test_root__of_the_vectors__is_theirs(size: int) -> None:
    assert grown([leaf_hash(one) for one in LEAVES[:size]]).root.hex() == ROOTS[size - 1]


def test_root__of_nothing__is_the_hash_of_nothing() -> None:
    assert Tree().root == EMPTY_ROOT == bytes.fromhex(EMPTY)


def test_root__of_every_size_up_to_300__is_as_defined() -> None:
    leaves = [sha256(bytes([n % 256, n // 256])).digest() for n in range(300)]
    tree = Tree()
    for size, leaf in enumerate(leaves, start=1):
        tree.add(leaf)
        assert (tree.size, tree.root) == (size, defined(leaves[:size]))


hashes = st.lists(st.binary(min_size=HASH_BYTES, max_size=HASH_BYTES), max_size=70)


@given(st.lists(hashes, max_size=6))
def test_frontier__kept_and_folded_on_in_pieces__gives_the_root_from_nothing(
    pieces: list[list[bytes]],
) -> None:
    size, frontier = 0, b""
    for piece in pieces:
        tree = Tree.of(size, frontier)
        tree.extend(piece)
        size, frontier = tree.size, tree.frontier
    every = [leaf for piece in pieces for leaf in piece]
    assert size == len(every)
    assert len(frontier) == HASH_BYTES * size.bit_count()
    assert Tree.of(size, frontier).root == grown(every).root == defined(every)


@pytest.mark.parametrize(("size", "kept"), [(0, 32), (1, 0), (3, 32), (4, 64), (1, 33)])
def test_frontier__of_another_size__refused(size: int, kept: int) -> None:
    with pytest.raises(ValueError, match="No tree of"):
        Tree.of(size, bytes(kept))


def test_copy__grows_by_itself() -> None:
    tree = grown([leaf_hash(one) for one in LEAVES[:3]])
    other = tree.copy()
    other.add(leaf_hash(LEAVES[3]))
    assert (tree.root.hex(), other.root.hex()) == (ROOTS[2], ROOTS[3])
