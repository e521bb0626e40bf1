"""Lean read tables: evidence that goes on from an earlier row, chronologies without their words.

The rows that are there are taken over, their evidence being whole, so that questions are answered
as before until the tables are made anew.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
OWNER = "matter_id, item_id, party_id, basis, certainty, ordinal, valid_from"


def upgrade() -> None:
    """Make both tables anew and carry their rows over."""
    op.create_table(
        "item_spans_next",
        sa.Column("matter_id", KEY, primary_key=True),
        sa.Column("item_id", KEY, primary_key=True),
        sa.Column("party_id", KEY, primary_key=True),
        sa.Column("basis", KEY, primary_key=True),
        sa.Column("certainty", KEY, primary_key=True),
        sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("valid_from", KEY, primary_key=True),
        sa.Column("valid_to", KEY, nullable=False),
        sa.Column("track", KEY, nullable=False),
        sa.Column("state", sa.String, nullable=False),
        sa.Column("detail", sa.Text, nullable=False),
        sa.Column("evidence", sa.Text, nullable=False),
        sa.Column("goes_on_from", sa.BigInteger),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "chronology_next",
        sa.Column("event_id", KEY, primary_key=True),
        sa.Column("matter_id", KEY, nullable=False),
        sa.Column("position", sa.BigInteger, nullable=False),
        sa.Column("type", KEY, nullable=False),
        sa.Column("earliest", KEY, nullable=False),
        sa.Column("latest", KEY, nullable=False),
        sa.Column("rank", sa.SmallInteger, nullable=False),
        sa.Column("clock", KEY, nullable=False),
        sa.Column("checksum", sa.BigInteger, nullable=False),
        sa.Column("known_from", sa.BigInteger, primary_key=True, autoincrement=False),
        sa.Column("known_to", sa.BigInteger, nullable=False),
    )
    _carry_over(
        "item_spans",
        f"{OWNER}, valid_to, track, state, detail, evidence, NULL, known_from, known_to",
    )
    _carry_over(
        "chronology",
        "event_id, matter_id, position, type, earliest, latest, rank, clock, 0,"
        " known_from, known_to",
    )
    op.create_index("item_spans_by_party", "item_spans", ["party_id", "known_to", "known_from"])
    op.create_index(
        "chronology_by_matter", "chronology", ["matter_id", "latest", "rank", "clock", "position"]
    )


def _carry_over(table: str, values: str) -> None:
    op.execute(f"INSERT INTO {table}_next SELECT {values} FROM {table}")  # noqa: S608 - constants
    op.drop_table(table)
    op.rename_table(f"{table}_next", table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"ALTER INDEX {table}_next_pkey RENAME TO {table}_pkey")


def downgrade() -> None:
    """Refuse: a log is never taken back; restore the copy made before the upgrade."""
    raise NotImplementedError
