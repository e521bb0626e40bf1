"""The tables of the log."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

# Text that sorts by its bytes on both databases, whatever the server's language.
Key = String().with_variant(String(collation="C"), "postgresql")
# SQLite makes a rowid of INTEGER only.
Position = BigInteger().with_variant(Integer(), "sqlite")

NEVER = 2**62  # the position that stands for "still known"

events = Table(
    "events",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("matter_id", Key, nullable=False),
    Column("version", Integer, nullable=False),
    Column("event_id", Key, nullable=False, unique=True),
    Column("type", Key, nullable=False),
    Column("recorded_at", Key, nullable=False),
    Column("body", Text, nullable=False),
    Column("leaf_hash", LargeBinary(32), nullable=False),
    UniqueConstraint("matter_id", "version"),
)

# From which position on events were recorded on another day than the one before: a day is known to
# the last event recorded on it or before it, whatever the clocks and the office's zone do later.
recorded_days = Table(
    "recorded_days",
    metadata,
    Column("position", Position, primary_key=True, autoincrement=False),
    Column("day", Key, nullable=False),
)

# What the office has chosen for its database, beside the log; what changes later is on record.
office = Table(
    "office",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("name", String, nullable=False),
    Column("time_zone", Key, nullable=False),
    Column("date_order", Key, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("watched_us", BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
)

log_head = Table(
    "log_head",
    metadata,
    Column("id", SmallInteger, primary_key=True, autoincrement=False),
    Column("position", BigInteger, nullable=False),
    Column("recorded_us", BigInteger, nullable=False, comment="microseconds since 1970, UTC"),
    Column("folds", Integer, nullable=False, server_default="1"),
    Column("epoch", BigInteger, nullable=False, server_default="0"),
    Column("recorded_on", Key, nullable=False, server_default=""),
)
