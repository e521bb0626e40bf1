"""The tables of the proof: which log this is, the keys that sign for it, and its checkpoints."""

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
)

from casefile.store.tables import Key, Position

metadata = MetaData()

# One row, made with the database.
log_identity = Table(
    "log_identity",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("log_id", Key, nullable=False),
)

# Each key is announced by a note that the one before it has signed.
log_keys = Table(
    "log_keys",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("note", Text, nullable=False),
)

# `frontier` is that of the tree of so many events, from which the next root is folded on.
checkpoints = Table(
    "checkpoints",
    metadata,
    Column("size", Position, primary_key=True, autoincrement=False),
    Column("made_us", BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    Column("frontier", LargeBinary, nullable=False),
    Column("note", Text, nullable=False),
)
