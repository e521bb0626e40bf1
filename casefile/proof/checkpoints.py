"""Checkpoints as the database keeps them, and the tree of the log, folded on from there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from sqlalchemy import BigInteger, Connection, bindparam, insert, select, update

from casefile.errors import CasefileError, Damaged
from casefile.proof.merkle import HASH_BYTES, Tree
from casefile.proof.notes import read_checkpoint
from casefile.proof.tables import checkpoints, log_identity
from casefile.store.statement import Statement
from casefile.store.tables import events

PAGE = 10_000  # leaf hashes that are read at once

_LEAVES = Statement(
    select(events.c.leaf_hash)
    .where(
        events.c.position > bindparam("after", type_=BigInteger),
        events.c.position <= bindparam("upto", type_=BigInteger),
    )
    .order_by(events.c.position)
)
_newest = select(
    checkpoints.c.size, checkpoints.c.made_us, checkpoints.c.frontier, checkpoints.c.note
).order_by(checkpoints.c.size.desc())


class Kept(NamedTuple):
    """A checkpoint that the database keeps; `frontier` is that of the tree of its size."""

    size: int
    made_us: int
    frontier: bytes
    note: str

    @property
    def tree(self) -> Tree:
        """Return the tree of the checkpoint; raises Damaged where it has not the root it says."""
        try:
            tree = Tree.of(self.size, self.frontier)
            root = read_checkpoint(self.note).root
        except (ValueError, CasefileError) as error:
            raise self._damaged() from error
        if tree.root != root:
            raise self._damaged()
        return tree

    def _damaged(self) -> Damaged:
        sentence = f"The checkpoint of {self.size:,} events in the database is not sound."
        return Damaged(sentence, code="checkpoint.damaged")


def log_id(connection: Connection) -> str:
    """Return the id of the log."""
    return str(connection.scalar(select(log_identity.c.log_id)))


def origin_of(log_id: str) -> str:
    """Return how notes name a log."""
    return f"casefile/{log_id}"


def hold_identity(connection: Connection) -> str:
    """Return the id of the log, and keep others from adding keys or checkpoints meanwhile."""
    return str(connection.scalar(select(log_identity.c.log_id).with_for_update()))


def newest(connection: Connection, upto: int | None = None) -> Kept | None:
    """Return the last checkpoint, or the last of at most so many events."""
    query = _newest if upto is None else _newest.where(checkpoints.c.size <= upto)
    row = connection.execute(query.limit(1)).first()
    return Kept(*row) if row else None


def every_note(connection: Connection) -> list[str]:
    """Return the notes of every checkpoint, the first one first."""
    return list(connection.scalars(select(checkpoints.c.note).order_by(checkpoints.c.size)))


def keep(connection: Connection, kept: Kept) -> None:
    """Keep a checkpoint."""
    connection.execute(insert(checkpoints).values(**kept._asdict()))


def take_identity(connection: Connection, log_id: str) -> None:
    """Be the log of this id from now on."""
    connection.execute(update(log_identity).values(log_id=log_id))


def leaves(connection: Connection, after: int, upto: int) -> Iterator[bytes]:
    """Yield the leaf hashes between two positions, as they are stored."""
    marks = [*range(after, upto, PAGE), upto]
    for low, high in pairwise(marks):
        for (leaf,) in _LEAVES.rows(connection, after=low, upto=high):
            # What is no hash is the hash of nothing.
            yield leaf if isinstance(leaf, bytes) and len(leaf) == HASH_BYTES else bytes(HASH_BYTES)


def tree_at(connection: Connection, size: int) -> Tree:
    """Return the tree of the first so many events, folded on from the checkpoint before."""
    kept = newest(connection, size)
    tree = kept.tree if kept else Tree()
    tree.extend(leaves(connection, tree.size, size))
    return tree
